"""A list of products over the canvas, to walk through and to choose one from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.finding.lines import LineDelegate
from xsell_desktop.ui.widgets.popups import Panel

SIZE = QSize(360, 340)
WALKS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
KEY = Qt.ItemDataRole.UserRole + 1


class ProductList(Panel):
    """Enter or a click chooses a product and closes the list; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen: Callable[[str], object] = lambda key: None
        self.title, self.meaning = QLabel(), QLabel()
        theme.set_role(self.title, "strong")
        theme.set_role(self.meaning, "hint")
        self.meaning.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Narrow the list…"))
        self.field.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self._narrowed = QSortFilterProxyModel(self)
        self._narrowed.setSourceModel(self._model)
        self._narrowed.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.textChanged.connect(self._narrow)
        self.list = QListView()
        self.list.setModel(self._narrowed)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(LineDelegate(self.list))
        self.list.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        for part in (self.title, self.meaning, self.field):
            column.addWidget(part)
        column.addWidget(self.list, 1)

    def open(
        self, title: str, meaning: str, products: Sequence[tuple[str, str, str]], spot: QPoint,
        chosen: Callable[[str], object],
    ) -> None:  # fmt: skip
        """List products as (key, name, detail) with the right corner at a spot of the screen."""
        self._chosen = chosen
        self.title.setText(title)
        self.meaning.setText(meaning)
        self.field.clear()
        self.field.setAccessibleName(title)
        self.list.setAccessibleName(title)
        self._model.clear()
        for key, name, detail in products:
            item = QStandardItem(name)
            item.setData((detail, ""), Qt.ItemDataRole.UserRole)
            item.setData(key, KEY)
            item.setData(f"{name}, {detail}", Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(name)
            self._model.appendRow(item)
        self._narrow("")
        self.resize(SIZE)
        self.move(spot - QPoint(SIZE.width(), 0))
        self.show()
        self.field.setFocus()

    def names(self) -> list[str]:
        """What is listed, in its order."""
        rows = range(self._narrowed.rowCount())
        return [str(self._narrowed.index(row, 0).data()) for row in rows]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in WALKS:
                self._walk(Qt.Key(event.key()))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, typed: str) -> None:
        self._narrowed.setFilterFixedString(typed.strip())
        self._choose(0)

    def _walk(self, key: Qt.Key) -> None:
        page = max(1, self.list.height() // max(1, self.list.sizeHintForRow(0)) - 1)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page}.get(key, page)
        here = self.list.currentIndex().row() + step
        self._choose(min(max(here, 0), self._narrowed.rowCount() - 1))

    def _choose(self, row: int) -> None:
        """Mark a row; a screen reader hears it as what the field holds."""
        index = self._narrowed.index(row, 0)
        if index.isValid():
            self.list.setCurrentIndex(index)
            said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            self.field.setAccessibleDescription(said)

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.hide()
            self._chosen(str(index.data(KEY)))
