"""Where a lifted card would go: the gap below the mouse, drawn as a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from xsell_desktop.ui import theme

MARGIN = 40  # pixels from the edge of the view at which it scrolls


class Placing:
    """Follows one card from lift to drop."""

    def __init__(self, listing: QWidget) -> None:
        self._list = listing
        self._to: int | None = None
        self.line = QFrame(listing)
        self.line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.line.hide()

    def follow(self, others: Sequence[QWidget], spot: QPoint) -> None:
        """Take the mouse's place on the screen; `others` are the cards between which it can go."""
        at = self._list.mapFromGlobal(spot)
        above = [card for card in others if card.geometry().center().y() < at.y()]
        self._to = len(above)
        edge = others[0].geometry().top() if others else 0
        y = above[-1].geometry().bottom() if above else edge
        self.line.setStyleSheet(f"background: {theme.colour('accent').name()}")
        self.line.setGeometry(8, y - 1, self._list.width() - 16, 3)
        self.line.show()
        self.line.raise_()
        self._scroll(at)

    def end(self) -> int | None:
        """Forget the card; the place (from 0) it was over, None when nothing was lifted."""
        to, self._to = self._to, None
        self.line.hide()
        return to

    def _scroll(self, at: QPoint) -> None:
        parent: QWidget | None = self._list
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        page = parent.widget() if isinstance(parent, QScrollArea) else None
        if page is not None and isinstance(parent, QScrollArea):
            spot = self._list.mapTo(page, at)
            parent.ensureVisible(spot.x(), spot.y(), 0, MARGIN)
