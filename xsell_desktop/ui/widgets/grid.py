"""Widgets in as many equal columns as there is room for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget


class WrappingGrid(QWidget):
    """Lays its widgets out again whenever the width asks for another number of columns.

    Grids of one `least_width` and `most_columns` below each other keep their columns in line.
    """

    def __init__(self, least_width: int, spacing: int, most_columns: int) -> None:
        super().__init__()
        self._least, self._most = least_width, most_columns
        self._widgets: list[QWidget] = []
        self._fillers: list[QWidget] = []  # keep the last row's columns as wide as the others
        self.columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(spacing)

    def set_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show these widgets, in this order; those before them are dropped for good."""
        for old in self._widgets:
            if old not in widgets:
                self._grid.removeWidget(old)
                old.deleteLater()
        self._widgets = list(widgets)
        self._place(self._fitting())

    def minimumSizeHint(self) -> QSize:
        """One column wide, so that a scroll area never holds the grid apart."""
        return QSize(self._least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting() != self.columns:
            self._place(self._fitting())

    def _fitting(self) -> int:
        """Columns of a full grid without a nearly empty last row."""
        gap = self._grid.spacing()
        room = max(1, min(self._most, (self.width() + gap) // (self._least + gap)))
        rows = math.ceil(self._most / room)
        return math.ceil(self._most / rows)

    def _place(self, columns: int) -> None:
        while self._fillers:
            filler = self._fillers.pop()
            self._grid.removeWidget(filler)
            filler.deleteLater()
        for column in range(self.columns):
            self._grid.setColumnStretch(column, 0)
        self.columns = columns
        self._fillers = [QWidget(self) for _cell in range(-len(self._widgets) % columns)]
        for place, widget in enumerate([*self._widgets, *self._fillers]):
            self._grid.addWidget(widget, place // columns, place % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
