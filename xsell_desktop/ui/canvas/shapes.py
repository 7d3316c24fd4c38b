"""The outlines of nodes and badges."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF


def _regular(corners: int, turn: float, size: float) -> tuple[tuple[float, float], ...]:
    return tuple(
        (
            size * math.cos(turn + 2 * math.pi * corner / corners),
            size * math.sin(turn + 2 * math.pi * corner / corners),
        )
        for corner in range(corners)
    )


OUTLINES = (
    (),
    _regular(4, math.pi / 4, 1.22),
    _regular(4, 0.0, 1.28),
    _regular(6, 0.0, 1.12),
)


def draw_node(painter: QPainter, shape: int, x: float, y: float, radius: float) -> None:
    """A filled outline with the painter's pen and brush; the shapes have about equal areas."""
    if shape == 0:
        painter.drawEllipse(QPointF(x, y), radius, radius)
        return
    painter.drawPolygon(
        QPolygonF([QPointF(x + radius * dx, y + radius * dy) for dx, dy in OUTLINES[shape]])
    )


def draw_tick(painter: QPainter, x: float, y: float, ground: QColor, ink: QColor) -> None:
    """A round badge with a tick: accepted."""
    _disc(painter, x, y, ground, ink)
    painter.drawPolyline(
        QPolygonF([QPointF(x - 2.8, y + 0.2), QPointF(x - 0.8, y + 2.2), QPointF(x + 3.0, y - 2.2)])
    )


def draw_pin(painter: QPainter, x: float, y: float, ground: QColor, ink: QColor) -> None:
    """A round badge with a pin: first in the list."""
    _disc(painter, x, y, ground, ink)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(x, y - 1.4), 1.7, 1.7)
    painter.drawLine(QPointF(x, y), QPointF(x, y + 3.4))


def draw_plus(painter: QPainter, x: float, y: float, ground: QColor, ink: QColor) -> None:
    """A round handle with a plus: drag from here to pair."""
    _disc(painter, x, y, ground, ink)
    painter.drawLine(QPointF(x - 2.6, y), QPointF(x + 2.6, y))
    painter.drawLine(QPointF(x, y - 2.6), QPointF(x, y + 2.6))


def _disc(painter: QPainter, x: float, y: float, ground: QColor, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1.0))
    painter.setBrush(ground)
    painter.drawEllipse(QRectF(x - 6.0, y - 6.0, 12.0, 12.0))
    pen = QPen(ink, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
