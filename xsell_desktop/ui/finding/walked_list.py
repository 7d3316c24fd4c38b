"""Lines to choose from while the keyboard stays in a field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleValueChangeEvent,
    QKeyEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QLineEdit, QListView

from xsell_desktop.ui.finding.lines import LineDelegate

WALKS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WalkedList(QListView):
    """Arrow and page keys typed in the field walk through the lines, and a screen reader hears
    each as what the field holds. `taken` carries the row chosen with Enter or a click."""

    taken = Signal(int)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__()
        self._field = field
        self.lines = QStandardItemModel(self)
        self.setModel(self.lines)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(LineDelegate(self))
        self.clicked.connect(lambda index: self.taken.emit(index.row()))
        field.installEventFilter(self)

    def choose(self, row: int) -> None:
        """Mark a row, if there is one."""
        index = self.model().index(row, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
            said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            self._field.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self._field, said))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in WALKS:
                self._walk(Qt.Key(event.key()))
                return True
            if event.key() in ENTERS:
                if self.currentIndex().isValid():
                    self.taken.emit(self.currentIndex().row())
                return True
        return super().eventFilter(watched, event)

    def _walk(self, key: Qt.Key) -> None:
        """A line or a page on; the arrow keys go round."""
        here, last = self.currentIndex().row(), self.model().rowCount() - 1
        page = max(1, self.height() // max(1, self.sizeHintForRow(0)) - 1)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page}.get(key, page)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and last >= 0:
            self.choose((here + step) % (last + 1))
        else:
            self.choose(min(max(here + step, 0), last))


def line_item(text: str, detail: str, keys: str = "") -> QStandardItem:
    """A line as `LineDelegate` draws it and a screen reader says it."""
    item = QStandardItem(text)
    item.setData((detail, keys), Qt.ItemDataRole.UserRole)
    said = ", ".join(filter(None, (text, detail, keys)))
    item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip(text)
    return item
