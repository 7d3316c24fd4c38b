"""Everything that was done, step by step; a click goes back to before or on to after."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.finding.lines import LineDelegate
from xsell_desktop.ui.finding.walked_list import line_item
from xsell_desktop.ui.session import Session

WIDTH, HEIGHT, LEAST = 380, 420, 160


class HistoryPopup(QFrame):
    """The newest step is on top, what was undone above it in a paler ink."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        theme.set_role(self, "card")
        self._session = session
        self.list = QListView()
        self.list.setAccessibleName(_("What was done, the latest first"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(LineDelegate(self.list))
        title = QLabel(_("What was done"))
        theme.set_role(title, "heading")
        hint = QLabel(_("Choose a step to be where you were right after it."))
        theme.set_role(hint, "hint")
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(6)
        for widget in (title, hint):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        self.list.clicked.connect(self._go)
        self.list.installEventFilter(self)

    @property
    def lines(self) -> list[str]:
        """The steps on show, the latest first."""
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def open(self, below: QWidget) -> None:
        """Show below a widget, the step that stands chosen."""
        self._fill()
        wanted = self.list.sizeHintForRow(0) * self._model.rowCount() + 90
        self.resize(WIDTH, min(max(wanted, LEAST), HEIGHT))
        place = below.mapToGlobal(QPoint(0, below.height() + 4))
        edge = below.window().mapToGlobal(QPoint(below.window().width(), 0)).x()
        self.move(min(place.x(), edge - WIDTH - 8), place.y())
        self.show()
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in enters
        ):
            self._go(self.list.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        stack = self._session.undo_stack
        self._model.clear()
        for step in range(stack.count(), 0, -1):
            undone = step > stack.index()
            when = self._session.time_of(step - 1)
            self._add(stack.text(step - 1), _("undone") if undone else "", when)
        self._add(_("As it was opened"), "", "")
        self.list.setCurrentIndex(self._model.index(stack.count() - stack.index(), 0))

    def _add(self, text: str, detail: str, when: str) -> None:
        self._model.appendRow(line_item(text, detail, when))

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.hide()
            self._session.go_to(self._session.undo_stack.count() - index.row())
