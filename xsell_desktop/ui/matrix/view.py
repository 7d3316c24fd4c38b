"""The matrix on screen: scrolls, zooms, and marks what is pointed at and selected."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from xsell_desktop.tokens import FONT_SMALL, Theme
from xsell_desktop.ui import theme
from xsell_desktop.ui.matrix.frame import NAMED, SIZES, Frame, step_size
from xsell_desktop.ui.matrix.grid import Grid, no_grid
from xsell_desktop.ui.matrix.headers import header_sizes
from xsell_desktop.ui.matrix.overlay import Chosen, paint_chosen, paint_pointed
from xsell_desktop.ui.matrix.painter import Inks, Picture, paint_matrix

NOWHERE = (-1, -1)
LARGEST_FIT = 32  # pixels of a cell when all are shown at once


class Block(NamedTuple):
    """Cells from one corner to the other, both in it."""

    row: int
    column: int
    to_row: int
    to_column: int

    @property
    def rows(self) -> range:
        """Its rows."""
        return range(min(self.row, self.to_row), max(self.row, self.to_row) + 1)

    @property
    def columns(self) -> range:
        """Its columns."""
        return range(min(self.column, self.to_column), max(self.column, self.to_column) + 1)


class MatrixView(QAbstractScrollArea):
    """Shows a `Grid`. `pointed` is the row and column under the pointer, -1 for none; over a
    header only one of them is set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid: Grid = no_grid()
        self.frame_now = Frame()
        self.pointed = NOWHERE
        self.chosen = Chosen()
        self.was_zoomed = False
        self._inks = Inks.of(theme.current())
        self._picture = Picture.of(self.grid, self._inks.ramp)
        self._still: QPixmap | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.horizontalScrollBar().valueChanged.connect(self._take_scroll)
        self.verticalScrollBar().valueChanged.connect(self._take_scroll)
        self._set_font()

    def set_grid(self, grid: Grid) -> None:
        """Show a grid; a zoom chosen by hand stays where the products are the same."""
        same = grid.keys == self.grid.keys
        self.grid = grid
        self.pointed = NOWHERE
        self._picture = Picture.of(grid, self._inks.ramp)
        if same:
            self._set_frame(replace(self.frame_now, count=len(grid)))
        elif self.was_zoomed:
            self._resize_cells(self.frame_now.cell, QPointF(0, 0))
        else:
            self.show_all()

    def set_theme(self, tokens: Theme) -> None:
        """Paint in another theme's colours, with texts of its size."""
        self._inks = Inks.of(tokens)
        self._picture = Picture.of(self.grid, self._inks.ramp)
        self._set_font()
        self._resize_cells(self.frame_now.cell, QPointF(0, 0))

    def show_all(self) -> None:
        """All cells, as large as they fit."""
        self.was_zoomed = False
        bare = replace(self._bare_frame(), x=0, y=0)
        sizes = [size for size in reversed(SIZES) if size <= LARGEST_FIT]
        frames = (self._with_headers(replace(bare, cell=size)) for size in sizes)
        self._set_frame(
            next((f for f in frames if f.furthest == (0, 0)), None)
            or self._with_headers(replace(bare, cell=SIZES[0]))
        )

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """One size larger or smaller for every factor of 1.25, around a pixel or the middle."""
        steps = max(1, round(abs(math.log(factor) / math.log(1.25)))) if factor != 1 else 0
        size = step_size(self.frame_now.cell, steps if factor > 1 else -steps)
        spot = at if at is not None else QRectF(self.frame_now.cells).center()
        row, column = self.cell_at(spot)
        self.was_zoomed = True
        self._resize_cells(size, spot)
        self.show_cell(row, column)

    def show_cell(self, row: int, column: int) -> None:
        """Scroll a cell into sight; -1 leaves a way as it is."""
        self._set_frame(self.frame_now.showing(row, column))

    def rect_of(self, row: int, column: int) -> QRect:
        """Where a cell is in the viewport."""
        return self.frame_now.rect(row, column).toRect()

    def cell_at(self, spot: QPointF) -> tuple[int, int]:
        """Row and column under a pixel; over a header one of them is -1, elsewhere both."""
        frame = self.frame_now
        row, column = frame.row_at(spot.y()), frame.column_at(spot.x())
        if spot.x() < frame.left:
            column = -1
        elif column < 0:
            return NOWHERE
        if spot.y() < frame.top:
            row = -1
        elif row < 0:
            return NOWHERE
        return row, column

    def set_pointed(self, pointed: tuple[int, int]) -> None:
        """Mark what is under the pointer."""
        if pointed != self.pointed:
            self.pointed = pointed
            self.viewport().update()

    def set_chosen(self, chosen: Chosen) -> None:
        """Mark what is selected."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.viewport().update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._still is None:
            self._still = self._paint_still()
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, self._still)
        painter.setFont(self.font())
        if len(self.grid):
            paint_chosen(painter, self.grid, self.frame_now, self.chosen, self._inks.palette)
            paint_pointed(painter, self.grid, self.frame_now, self.pointed, self._inks.palette)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._inks.palette.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.was_zoomed:
            self._resize_cells(self.frame_now.cell, QPointF(0, 0))
        else:
            self.show_all()

    def _paint_still(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        still = QPixmap(self.viewport().size() * ratio)
        still.setDevicePixelRatio(ratio)
        painter = QPainter(still)
        painter.setFont(self.font())
        paint_matrix(painter, self._picture, self.frame_now, self._inks)
        painter.end()
        return still

    # the frame

    def _bare_frame(self) -> Frame:
        size = self.viewport().size()
        named = max(NAMED, math.ceil(QFontMetricsF(self.font()).height()))
        return replace(
            self.frame_now, count=len(self.grid), width=size.width(), height=size.height(),
            named=named,
        )  # fmt: skip

    def _with_headers(self, frame: Frame) -> Frame:
        left, top = header_sizes(self.grid, frame, QFontMetricsF(self.font()))
        return replace(frame, left=left, top=top)

    def _resize_cells(self, cell: int, at: QPointF) -> None:
        frame = self._bare_frame()
        headers = self._with_headers(replace(frame, cell=cell))
        self._set_frame(frame.sized(cell, headers.left, headers.top, (at.x(), at.y())))

    def _set_frame(self, frame: Frame) -> None:
        self.frame_now = frame
        self._still = None
        most = frame.furthest
        places = (frame.x, frame.y)
        rooms = (frame.width - frame.left, frame.height - frame.top)
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        for bar, last, place, room in zip(bars, most, places, rooms, strict=True):
            bar.blockSignals(True)
            bar.setRange(0, last)
            bar.setPageStep(max(1, room))
            bar.setSingleStep(max(frame.cell, 20))
            bar.setValue(place)
            bar.blockSignals(False)
        self.viewport().update()

    def _take_scroll(self) -> None:
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.frame_now = self.frame_now.scrolled(x, y)
        self._still = None
        self.viewport().update()

    def _set_font(self) -> None:
        font = self.font()
        font.setPixelSize(theme.text_px(FONT_SMALL))
        self.setFont(font)
