"""Ways of looking with a name: kept in the project, shown again with a click."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.view_edits import (
    LONGEST_NAME,
    MOST_VIEWS,
    put_view,
    remove_view,
    rename_view,
)
from xsell_desktop.texts import _, count_text
from xsell_desktop.ui import theme
from xsell_desktop.ui.pairings.parts import Parts
from xsell_desktop.ui.widgets.popups import Panel

WIDTH, LIST_HEIGHT = 410, 170


class ViewsPopup(Panel):
    """Save what is on show under a name; show, rename, replace or remove what was saved.
    `shown` carries the name of the view taken."""

    shown = Signal(str)

    def __init__(self, button: QWidget, parts: Parts) -> None:
        super().__init__(button, _("Views"))
        self._button, self._parts = button, parts
        self.name, self.save = QLineEdit(), QPushButton(_("Save view"))
        self.name.setPlaceholderText(_("Name of what is on show"))
        self.name.setAccessibleName(self.name.placeholderText())
        self.name.setMaxLength(LONGEST_NAME)
        self.list = _Names()
        self._is_filling = False
        self.model = QStandardItemModel(self)
        self.list.setModel(self.model)
        self.show_it, self.replace = QPushButton(_("Show")), QPushButton(_("Replace"))
        self.rename, self.remove = QPushButton(_("Rename")), QPushButton(_("Remove"))
        self.replace.setToolTip(_("Keep what is on show now under this name"))
        self.hint = QLabel()
        self._lay_out()
        self._connect()

    @property
    def chosen(self) -> str:
        """The name chosen in the list; '' for none."""
        index = self.list.currentIndex()
        return str(index.data(Qt.ItemDataRole.UserRole)) if index.isValid() else ""

    @property
    def names(self) -> list[str]:
        """The views listed."""
        return [self.model.item(row).text() for row in range(self.model.rowCount())]

    def open(self) -> None:
        """Show below the button."""
        self.name.clear()
        self.refresh()
        self.setFixedWidth(WIDTH)
        self.adjustSize()
        window = self._button.window()
        under = self._button.mapToGlobal(QPoint(0, self._button.height() + 4))
        edge = window.mapToGlobal(QPoint(window.width(), 0)).x()
        self.move(min(under.x(), edge - WIDTH - 8), under.y())
        self.show()
        (self.list if self.model.rowCount() else self.name).setFocus()

    def refresh(self) -> None:
        """List the views of the project."""
        plan, view = self._parts.session.plan, self._parts.viewing.view
        chosen = self.chosen
        names = sorted(plan.views, key=str.casefold)
        self._is_filling = True
        self.model.clear()
        for name in names:
            item = QStandardItem(name)
            item.setData(name, Qt.ItemDataRole.UserRole)
            item.setToolTip(name)
            font = item.font()
            font.setBold(plan.views[name] == view)
            item.setFont(font)
            self.model.appendRow(item)
        self._is_filling = False
        if names:
            row = names.index(chosen) if chosen in names else 0
            self.list.setCurrentIndex(self.model.index(row, 0))
        self._enable()

    def _enable(self) -> None:
        views, view = self._parts.session.plan.views, self._parts.viewing.view
        chosen, name = self.chosen, self.name.text().strip()
        for button in (self.show_it, self.rename, self.remove):
            button.setEnabled(bool(chosen))
        self.replace.setEnabled(bool(chosen) and views.get(chosen) != view)
        full = len(views) >= MOST_VIEWS
        self.save.setEnabled(bool(name) and name not in views and not full)
        text = _("Nothing saved yet. A view keeps focus, filter, colours and arrangement.")
        if name in views:
            text = _("“{name}” is there already: choose it and Replace.").format(name=name)
        elif full:
            text = _("A project keeps at most {n} views.").format(n=count_text(MOST_VIEWS))
        elif views:
            text = _("Enter shows a view, F2 renames it, Del removes it. In bold: on show now.")
        self.hint.setText(text)
        self.list.setVisible(bool(views))
        for button in (self.show_it, self.replace, self.rename, self.remove):
            button.setVisible(bool(views))

    def _save(self) -> None:
        name = self.name.text().strip()
        if not self.save.isEnabled():
            return
        self._edit(
            _("Save view {name}"), name, put_view(self._plan, name, self._parts.viewing.view)
        )
        self.name.clear()

    def _show(self) -> None:
        name = self.chosen
        if name in self._plan.views:
            self.hide()
            self._parts.viewing.show(self._plan.views[name])
            self.shown.emit(name)

    def _replace(self) -> None:
        if name := self.chosen:
            plan = put_view(self._plan, name, self._parts.viewing.view)
            self._edit(_("Replace view {name}"), name, plan)

    def _remove(self) -> None:
        if name := self.chosen:
            self._edit(_("Remove view {name}"), name, remove_view(self._plan, name))

    def _renamed(self, item: QStandardItem) -> None:
        if self._is_filling:
            return
        old, new = str(item.data(Qt.ItemDataRole.UserRole)), item.text().strip()
        taken = new in self._plan.views and new != old
        if new and new != old and not taken and len(new) <= LONGEST_NAME:
            plan = rename_view(self._plan, old, new)
            self._parts.session.edit(_("Rename view {name}").format(name=old), plan)
        # not while the list still holds the cell that was typed in
        QTimer.singleShot(0, self, self.refresh)
        if taken:
            hint = _("Another view is called “{name}”.").format(name=new)
            QTimer.singleShot(0, self, lambda: self.hint.setText(hint))

    @property
    def _plan(self) -> Plan:
        return self._parts.session.plan

    def _edit(self, text: str, name: str, plan: Plan) -> None:
        self._parts.session.edit(text.format(name=name), plan)
        self.refresh()

    def _connect(self) -> None:
        self.name.textChanged.connect(lambda _text: self._enable())
        self.name.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        self.show_it.clicked.connect(self._show)
        self.replace.clicked.connect(self._replace)
        self.remove.clicked.connect(self._remove)
        self.rename.clicked.connect(lambda: self.list.edit(self.list.currentIndex()))
        self.list.taken.connect(self._show)
        self.list.removed.connect(self._remove)
        self.list.selectionModel().currentChanged.connect(lambda *_rows: self._enable())
        self.model.itemChanged.connect(self._renamed)
        self._parts.session.changed.connect(
            lambda change: self._follow() if change.touches("views") else None
        )

    def _follow(self) -> None:
        if self.isVisible():
            QTimer.singleShot(0, self, self.refresh)

    def _lay_out(self) -> None:
        theme.set_role(self.hint, "hint")
        self.hint.setWordWrap(True)
        self.list.setFixedHeight(LIST_HEIGHT)
        theme.set_role(self.list, "framed")
        grid = QGridLayout()
        grid.setSpacing(6)
        grid.addWidget(self.name, 0, 0, 1, 3)
        grid.addWidget(self.save, 0, 3)
        grid.addWidget(self.list, 1, 0, 1, 4)
        for column, button in enumerate((self.show_it, self.replace, self.rename, self.remove)):
            grid.addWidget(button, 2, column)
            grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(grid)
        layout.addWidget(self.hint)


class _Names(QListView):
    """Enter or a click takes a name, F2 renames it, Del removes it."""

    taken = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Saved views"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda _index: self.taken.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Delete and not editing:
            self.removed.emit()
        elif event.key() == Qt.Key.Key_Escape and not editing:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.setFocus()


class ViewsButton(QPushButton):
    """Opens the popup of views; `shown` carries the name of one taken there."""

    shown = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__(_("Views"))
        self._parts = parts
        self.popup: ViewsPopup | None = None
        self.setToolTip(_("Save what is on show under a name, or show a saved view"))
        theme.set_role(self, "segment")
        self.clicked.connect(self.open)

    def open(self) -> None:
        """Open the popup."""
        if self.popup is None:
            self.popup = ViewsPopup(self, self._parts)
            self.popup.shown.connect(self.shown)
        self.popup.open()
