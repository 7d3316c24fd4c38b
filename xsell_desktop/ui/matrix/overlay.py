"""What changes with the pointer and the selection, painted over the matrix."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from xsell_desktop.ui.canvas.painting.palette import Palette
from xsell_desktop.ui.matrix.frame import Frame
from xsell_desktop.ui.matrix.grid import Grid
from xsell_desktop.ui.matrix.headers import AIR, BAND

TAG = 20  # pixels of the tag that names the row or column pointed at, with texts of usual size


@dataclass(frozen=True)
class Chosen:
    """Places of the selected products, the selected cell (-1, -1 for none), and the rows and
    columns of the selected block."""

    places: tuple[int, ...] = ()
    cell: tuple[int, int] = (-1, -1)
    rows: range = range(0)
    columns: range = range(0)


def paint_chosen(
    painter: QPainter, grid: Grid, frame: Frame, chosen: Chosen, palette: Palette
) -> None:
    """Outline the selected cell and its mirror or the block; underline the selected products."""
    painter.save()
    painter.setClipRect(frame.cells.adjusted(-BAND, -BAND, 0, 0))
    for place in chosen.places:
        for strip in (
            QRectF(frame.left - BAND, frame.y_of(place), BAND - 1, frame.cell),
            QRectF(frame.x_of(place), frame.top - BAND, frame.wide, BAND - 1),
        ):
            painter.fillRect(strip, palette.accent)
    painter.setClipRect(frame.cells.adjusted(-2, -2, 2, 2))
    if len(chosen.rows) and len(chosen.columns):
        first = frame.rect(chosen.rows[0], chosen.columns[0])
        last = frame.rect(chosen.rows[-1], chosen.columns[-1])
        wash = QColor(palette.accent)
        wash.setAlphaF(0.14)
        painter.fillRect(first.united(last), wash)
        _outline(painter, first.united(last), palette, 2.0)
    row, column = chosen.cell
    if row >= 0 and column >= 0:
        _outline(painter, frame.rect(column, row), palette, 1.0)
        _outline(painter, frame.rect(row, column), palette, 2.0)
    painter.restore()
    if row >= 0 and column >= 0:
        _name(painter, grid, frame, (row, column), palette, palette.wash, palette.accent)


def paint_pointed(
    painter: QPainter, grid: Grid, frame: Frame, pointed: tuple[int, int], palette: Palette
) -> None:
    """A cross-hair through what is pointed at, and the names it leads to."""
    row, column = pointed
    if row < 0 and column < 0:
        return
    cells = QRectF(frame.cells)
    painter.save()
    painter.setClipRect(frame.cells)
    hair = QColor(palette.text)
    hair.setAlphaF(0.75)
    painter.setPen(QPen(hair, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if row >= 0:
        painter.drawRect(
            QRectF(cells.left() - 2, frame.y_of(row) - 0.5, cells.width() + 4, frame.cell)
        )
    if column >= 0:
        painter.drawRect(
            QRectF(frame.x_of(column) - 0.5, cells.top() - 2, frame.wide, cells.height() + 4)
        )
    painter.restore()
    _name(painter, grid, frame, pointed, palette, palette.raised, palette.text)


def _outline(painter: QPainter, rect: QRectF, palette: Palette, width: float) -> None:
    """Two rings, so that it is seen on cells of any colour."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.ground, width + 2))
    painter.drawRect(rect.adjusted(-0.5, -0.5, 0, 0))
    painter.setPen(QPen(palette.accent, width))
    painter.drawRect(rect.adjusted(-0.5, -0.5, 0, 0))


def _name(
    painter: QPainter, grid: Grid, frame: Frame, cell: tuple[int, int], palette: Palette,
    ground: QColor, ink: QColor,
) -> None:  # fmt: skip
    """Tags over the headers with the names of a row and a column, whatever the zoom."""
    row, column = cell
    metrics = QFontMetricsF(painter.font())
    high = max(TAG, metrics.height() + 4)
    if row in frame.rows():
        middle = min(max(frame.y_of(row) + frame.cell / 2, frame.top), frame.height)
        rect = QRectF(1, middle - high / 2, frame.left - BAND - 3, high)
        _tag(painter, rect, grid.names[row], palette, ground, ink, right=True)
    if column in frame.columns():
        middle = min(max(frame.x_of(column) + frame.wide / 2, frame.left), frame.width)
        painter.save()
        painter.translate(middle, frame.top)
        painter.rotate(-90)
        rect = QRectF(BAND + 2, -high / 2, frame.top - BAND - 3, high)
        _tag(painter, rect, grid.names[column], palette, ground, ink, right=False)
        painter.restore()


def _tag(
    painter: QPainter, rect: QRectF, name: str, palette: Palette, ground: QColor, ink: QColor,
    *, right: bool,
) -> None:  # fmt: skip
    metrics = QFontMetricsF(painter.font())
    wide = rect.width() - 2 * AIR
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, wide)
    need = metrics.horizontalAdvance(text) + 2 * AIR
    if right:
        rect = rect.adjusted(rect.width() - need, 0, 0, 0)
    else:
        rect = rect.adjusted(0, 0, need - rect.width(), 0)
    painter.setPen(QPen(palette.line, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
