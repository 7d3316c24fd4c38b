"""Which of a pair's products recommends which."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from xsell_desktop.domain.plan import Direction, Pair
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.pairing_words import direction_text
from xsell_desktop.ui.widgets.choice import Choice


class DirectionChooser(QWidget):
    """`chosen` carries a `Direction`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._ways: tuple[Direction, ...] = tuple(Direction)
        self.label = QLabel(_("Direction"))
        self.choice = Choice(_("Which product recommends which"), letters=8)
        self.label.setBuddy(self.choice)
        theme.set_role(self.label, "hint")
        self.choice.addItems([way.value for way in self._ways])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.choice, 1)
        self.choice.activated.connect(lambda row: self.chosen.emit(self._ways[row]))

    def show_direction(
        self, direction: Direction, pair: Pair, anchor: str, name: Callable[[str], str]
    ) -> None:
        """Take another pair, seen from its anchor; `name` gives the name of a product key."""
        ways = (Direction.FROM_A, Direction.FROM_B)
        self._ways = (Direction.BOTH, *(ways if anchor == pair.a else ways[::-1]))
        for row, way in enumerate(self._ways):
            self.choice.setItemText(row, direction_text(way, pair, name))
        self.choice.setCurrentIndex(self._ways.index(direction))
        self.choice.setToolTip(self.choice.currentText())
