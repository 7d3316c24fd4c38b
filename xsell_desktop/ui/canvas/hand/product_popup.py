"""A field over the canvas in which a product is typed, found and chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.finding.products import Found, find_products
from xsell_desktop.ui.finding.walked_list import WalkedList, line_item
from xsell_desktop.ui.widgets.popups import Panel

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis

WIDTH, HEIGHT = 400, 300
MOST = 40  # products on offer at once


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
        self.list = WalkedList(self.field)
        self.list.setAccessibleName(_("Products that fit"))
        self.nothing = QLabel(_("No product is called that."))
        theme.set_role(self.nothing, "hint")
        self.field.textChanged.connect(self._fill)
        self.list.taken.connect(self._take)
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

    def _fill(self, typed: str) -> None:
        if self._analysis is None:
            return
        found = find_products(self._analysis, typed, MOST + len(self._without))
        self.found = [one for one in found if one.key not in self._without][:MOST]
        self.list.lines.clear()
        for one in self.found:
            self.list.lines.appendRow(line_item(one.name, one.detail))
        self.nothing.setVisible(not self.found)
        self.list.setVisible(bool(self.found))
        self.list.choose(0)

    def _take(self, row: int) -> None:
        self.hide()
        self._chosen(self.found[row].key)
