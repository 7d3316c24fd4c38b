"""A field over the canvas in which a product is typed, found and chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.finding.lines import LineDelegate
from xsell_desktop.ui.finding.products import Found, find_products
from xsell_desktop.ui.widgets.popups import Panel

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis

WIDTH, HEIGHT = 400, 300
MOST = 40  # products on offer at once
WALKS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ProductPopup(Panel):
    """Asks for one product; Enter or a click chooses it, Esc or a click elsewhere does not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self._without: Collection[str] = ()
        self._chosen: Callable[[str], object] = lambda key: None
        self.found: list[Found] = []
        self.title = QLabel()
        theme.set_role(self.title, "strong")
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Name or number of a product…"))
        self.list = QListView()
        self.list.setAccessibleName(_("Products that fit"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(LineDelegate(self.list))
        self.nothing = QLabel(_("No product is called that."))
        theme.set_role(self.nothing, "hint")
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(6)
        for part in (self.title, self.field, self.nothing):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)

    def ask(
        self, title: str, analysis: Analysis, spot: QPoint, chosen: Callable[[str], object],
        without: Collection[str] = (),
    ) -> None:  # fmt: skip
        """Open at a spot of the screen; `chosen` gets the key. Products in `without` are not
        on offer."""
        self._analysis, self._without, self._chosen = analysis, without, chosen
        self.title.setText(title)
        self.field.setAccessibleName(title)
        self.field.clear()
        self._fill("")
        self.resize(WIDTH, HEIGHT)
        room = self.screen().availableGeometry()
        if (parent := self.parentWidget()) is not None:
            window = parent.window().geometry()
            room = room.intersected(window) if window.height() > HEIGHT else room
        left = min(max(spot.x() - 20, room.left()), room.right() - WIDTH)
        top = min(max(spot.y() - 20, room.top()), room.bottom() - HEIGHT)
        self.move(left, top)
        self.show()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in WALKS:
                self._walk(Qt.Key(event.key()))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        if self._analysis is None:
            return
        found = find_products(self._analysis, typed, MOST + len(self._without))
        self.found = [one for one in found if one.key not in self._without][:MOST]
        self._model.clear()
        for one in self.found:
            item = QStandardItem(one.name)
            item.setData((one.detail, ""), Qt.ItemDataRole.UserRole)
            item.setData(f"{one.name}, {one.detail}", Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(one.name)
            self._model.appendRow(item)
        self.nothing.setVisible(not self.found)
        self.list.setVisible(bool(self.found))
        self._choose(0)

    def _walk(self, key: Qt.Key) -> None:
        page = max(1, self.list.height() // max(1, self.list.sizeHintForRow(0)) - 1)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page}.get(key, page)
        here = self.list.currentIndex().row() + step
        self._choose(min(max(here, 0), len(self.found) - 1))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.found):
            self.list.setCurrentIndex(self._model.index(row, 0))
            self.field.setAccessibleDescription(f"{self.found[row].name}, {self.found[row].detail}")

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() < len(self.found):
            self.hide()
            self._chosen(self.found[index.row()].key)
