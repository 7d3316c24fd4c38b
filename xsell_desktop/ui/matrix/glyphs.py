"""The signs in cells that say what the user decided."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from xsell_desktop.ui.canvas.painting.palette import Palette
from xsell_desktop.ui.canvas.painting.shapes import draw_cross, draw_lock, draw_pin, draw_tick
from xsell_desktop.ui.matrix.grid import Mark

BADGED = 14  # pixels from which a cell has room for a badge
CORNERED = 32  # pixels from which badges stand in corners, beside the number


def draw_marks(
    painter: QPainter, rect: QRectF, flags: int, palette: Palette, chance: QColor
) -> None:
    """Signs of a cell with these flags of `Mark`; small cells get a coloured dot or cross."""
    cell = min(rect.width(), rect.height())
    middle = rect.center()
    if flags & Mark.BY_HAND and cell >= 8:
        pen = QPen(palette.yours, 1.5)
        pen.setDashPattern([2, 1.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1.5, -1.5))
    if cell < BADGED:
        _draw_dot(painter, rect, flags, palette, chance)
        return
    if cell >= CORNERED:
        middle = QPointF(rect.right() - 8, rect.top() + 8)
    if flags & Mark.REJECTED:
        draw_cross(painter, middle.x(), middle.y(), palette.ground, chance)
    elif flags & Mark.PINNED:
        draw_pin(painter, middle.x(), middle.y(), palette.ground, palette.accepted)
    elif flags & Mark.ACCEPTED:
        draw_tick(painter, middle.x(), middle.y(), palette.ground, palette.accepted)
    if flags & Mark.LOCKED and cell >= CORNERED:
        draw_lock(painter, rect.left() + 8, rect.top() + 8, palette.ground, palette.text)


def _draw_dot(
    painter: QPainter, rect: QRectF, flags: int, palette: Palette, chance: QColor
) -> None:
    ink = palette.yours
    if flags & Mark.REJECTED:
        ink = chance
    elif flags & (Mark.ACCEPTED | Mark.PINNED):
        ink = palette.accepted
    size = min(rect.width(), rect.height())
    middle, radius = rect.center(), max(size * 0.3, 1.0)
    if size < 6:
        painter.fillRect(rect.adjusted(0, 0, 0, 0), ink)
    elif flags & Mark.REJECTED:
        _draw_strokes(painter, middle.x(), middle.y(), radius + 1, QPen(palette.ground, 3.2))
        _draw_strokes(painter, middle.x(), middle.y(), radius, QPen(ink, 1.6))
    else:
        painter.setPen(QPen(palette.ground, 1.0))
        painter.setBrush(ink)
        painter.drawEllipse(middle, radius + 0.5, radius + 0.5)


def _draw_strokes(painter: QPainter, x: float, y: float, reach: float, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawLine(QLineF(x - reach, y - reach, x + reach, y + reach))
    painter.drawLine(QLineF(x - reach, y + reach, x + reach, y - reach))
