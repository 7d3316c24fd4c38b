"""A few numbers side by side, each above its name, in little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from xsell_desktop.ui import theme


class Figures(QWidget):
    """`count` numbers in one row."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._values = tuple(QLabel() for _turn in range(count))
        self._names = tuple(QLabel() for _turn in range(count))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        for place, (value, name) in enumerate(zip(self._values, self._names, strict=True)):
            theme.set_role(value, "strong")
            theme.set_role(name, "hint")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(value, 0, place)
            grid.addWidget(name, 1, place)
            grid.setColumnStretch(place, 1)

    def show_figures(self, figures: Sequence[tuple[str, str, str]]) -> None:
        """Take (value, name, tooltip) for each place."""
        places = zip(self._values, self._names, figures, strict=True)
        for value_label, name_label, (value, name, tip) in places:
            value_label.setText(value)
            value_label.setAccessibleName(f"{name}: {value}")
            name_label.setText(name)
            value_label.setToolTip(tip)
            name_label.setToolTip(tip)
