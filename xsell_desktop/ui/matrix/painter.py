"""Paints the matrix as it stands: cells, marks, separators and headers."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from xsell_desktop.domain.views import MatrixOrder, MatrixShows
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _, count_text
from xsell_desktop.tokens import Theme
from xsell_desktop.ui.canvas.painting.palette import Palette, mix_palette
from xsell_desktop.ui.matrix.frame import NUMBERED, Frame
from xsell_desktop.ui.matrix.glyphs import draw_marks
from xsell_desktop.ui.matrix.grid import Grid
from xsell_desktop.ui.matrix.headers import AIR, BAND, GROUP, group_spans, place_labels
from xsell_desktop.ui.matrix.scale import Ramp, mix_ramp, scale_of

GAPS = 8  # pixels of a cell from which lines of the ground keep cells apart
DARK = 0.55  # share of the scale from which numbers are written in the ground's colour

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, eq=False)
class Inks:
    """The colours of one theme."""

    palette: Palette
    ramp: Ramp
    chance: QColor
    left_out: QColor

    @staticmethod
    def of(tokens: Theme) -> Inks:
        """Mixed from a theme."""
        ramp = mix_ramp(tokens)
        left_out = QColor.fromRgb(ramp.left_out)
        return Inks(mix_palette(tokens), ramp, QColor(tokens.chance), left_out)


@dataclass(frozen=True, eq=False)
class Picture:
    """A grid with its values, their shares of the scale, and a pixel a cell."""

    grid: Grid
    values: Floats
    shares: Floats
    image: QImage

    @staticmethod
    def of(grid: Grid, ramp: Ramp) -> Picture:
        """Coloured."""
        values = grid.values()
        shares = scale_of(grid.shows, values).shares(values)
        pixels = ramp.paint(shares)
        np.fill_diagonal(pixels, ramp.diagonal)
        size = len(grid)
        pixels = np.ascontiguousarray(pixels, dtype=np.uint32)
        image = QImage(pixels.tobytes(), size, size, size * 4, QImage.Format.Format_RGB32)
        return Picture(grid, values, shares, image.copy())


def paint_matrix(painter: QPainter, picture: Picture, frame: Frame, inks: Inks) -> None:
    """Everything that neither the pointer nor the selection changes."""
    painter.fillRect(QRect(0, 0, frame.width, frame.height), inks.palette.ground)
    if not len(picture.grid):
        painter.setPen(inks.palette.hint)
        text = _("No product to show. Ask less of the pairs in Filter above.")
        painter.drawText(QRect(0, 0, frame.width, frame.height), Qt.AlignmentFlag.AlignCenter, text)
        return
    painter.save()
    painter.setClipRect(frame.cells)
    _paint_cells(painter, picture, frame, inks)
    if frame.cell >= NUMBERED:
        _write_numbers(painter, picture, frame, inks)
    _paint_marks(painter, picture.grid, frame, inks)
    painter.restore()
    for across in (False, True):
        _paint_header(painter, picture.grid, frame, inks.palette, across=across)


def _paint_cells(painter: QPainter, picture: Picture, frame: Frame, inks: Inks) -> None:
    rows, columns = frame.rows(), frame.columns()
    source = QRect(columns.start, rows.start, len(columns), len(rows))
    target = QRect(
        frame.x_of(columns.start), frame.y_of(rows.start),
        len(columns) * frame.wide, len(rows) * frame.cell,
    )  # fmt: skip
    painter.drawImage(target, picture.image, source)
    if frame.cell >= GAPS:
        painter.setPen(QPen(inks.palette.ground, 1))
        painter.drawLines(_lines(frame, rows, columns))
    edges = QColor(inks.palette.second)
    edges.setAlphaF(0.55 if frame.cell >= GAPS else 0.28)
    painter.setPen(QPen(edges, 1))
    starts = [group.first for group in picture.grid.groups[1:]]
    painter.drawLines(
        _lines(frame, [s for s in starts if s in rows], [s for s in starts if s in columns])
    )


def _lines(frame: Frame, rows: range | list[int], columns: range | list[int]) -> list[QLineF]:
    cells = frame.cells
    left, right, top, bottom = cells.left(), cells.right(), cells.top(), cells.bottom()
    across = [QLineF(left, y, right, y) for y in map(frame.y_of, rows)]
    return across + [QLineF(x, top, x, bottom) for x in map(frame.x_of, columns)]


def _paint_marks(painter: QPainter, grid: Grid, frame: Frame, inks: Inks) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rows, columns = frame.rows(), frame.columns()
    inside = grid.marks[rows.start : rows.stop, columns.start : columns.stop]
    for place in np.argwhere(inside):
        row, column = int(place[0]) + rows.start, int(place[1]) + columns.start
        flags = int(grid.marks[row, column])
        draw_marks(painter, frame.rect(row, column), flags, inks.palette, inks.chance)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _write_numbers(painter: QPainter, picture: Picture, frame: Frame, inks: Inks) -> None:
    for row in frame.rows():
        for column in frame.columns():
            value = float(picture.values[row, column])
            if math.isnan(value) or value == 0:
                continue
            strong = abs(float(picture.shares[row, column])) >= DARK
            painter.setPen(inks.palette.ground if strong else inks.palette.text)
            text = number_text(picture.grid.shows, value)
            painter.drawText(frame.rect(row, column), Qt.AlignmentFlag.AlignCenter, text)


def number_text(shows: MatrixShows, value: float) -> str:
    """What a cell has room for: whole per cents, times chance, or orders."""
    if shows is MatrixShows.TOGETHER:
        return count_text(value) if value < 10_000 else f"{value / 1000:.0f}k"
    if shows is MatrixShows.LIFT:
        return f"{value:.1f}" if value < 10 else f"{value:.0f}" if value < 1000 else "…"
    return f"{value * 100:.0f}" if value >= 0.005 else "<1"


def _paint_header(
    painter: QPainter, grid: Grid, frame: Frame, palette: Palette, *, across: bool
) -> None:
    """Names beside the rows, or above the columns, which is the same turned by a right angle."""
    metrics = QFontMetricsF(painter.font())
    depth = frame.top if across else frame.left
    painter.save()
    if across:
        painter.translate(frame.left, frame.top)
        painter.rotate(-90)
        start, align, room = AIR + BAND, _LEFT, frame.width - frame.left
    else:
        painter.translate(0, frame.top)
        start, align, room = AIR, _RIGHT, frame.height - frame.top
    named = GROUP if frame.names_all and grid.groups else 0
    wide = depth - BAND - 2 * AIR - named
    begin = start if across else start + named
    painter.setClipRect(QRectF(0, 0, depth, room))
    for start_at, end_at, number in group_spans(grid, frame, across=across):
        group = grid.groups[number]
        colour = palette.hint if number % 2 else palette.no_family
        if grid.order is MatrixOrder.FAMILY:
            colour = palette.family(group.code)
        at = 1 if across else depth - BAND
        painter.fillRect(QRectF(at, start_at + 0.5, BAND - 1, end_at - start_at - 1), colour)
        if named:
            _name_group(painter, group.name, start_at, end_at, depth, palette.second, across=across)
    for label in place_labels(grid, frame, metrics, across=across):
        painter.setPen(palette.text if not label.is_group else palette.second)
        rect = QRectF(begin, label.middle - 12, wide, 24)
        text = metrics.elidedText(label.text, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(rect, align, text)
    painter.restore()


def _name_group(
    painter: QPainter, name: str, start: float, end: float, depth: float, ink: QColor, *,
    across: bool,
) -> None:  # fmt: skip
    """A group's name along its span, at the outer edge of the header."""
    metrics = QFontMetricsF(painter.font())
    span = end - start - 6
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, span)
    if len(text) < min(len(name), 4):
        return
    painter.save()
    painter.setPen(ink)
    painter.translate(depth - GROUP if across else 0, end if not across else start)
    painter.rotate(90 if across else -90)
    rect = QRectF(3, -GROUP if across else 0, end - start - 6, GROUP)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
