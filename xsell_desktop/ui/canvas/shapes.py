"""How nodes and badges are drawn."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF


def draw_node(
    painter: QPainter, core: int, x: float, y: float, radius: float, ground: QColor
) -> None:
    """A disc with the painter's pen and brush. Its core tells families of one colour apart:
    0 plain, 1 a hole, 2 a hole with a dot."""
    middle = QPointF(x, y)
    painter.drawEllipse(middle, radius, radius)
    if core == 0:
        return
    ink = painter.brush()
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    hole = radius * (0.42 if core == 1 else 0.66)
    painter.drawEllipse(middle, hole, hole)
    if core == 2:
        painter.setBrush(ink)
        painter.drawEllipse(middle, radius * 0.34, radius * 0.34)
    painter.restore()


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


def draw_arrow(painter: QPainter, line: QLineF, ink: QColor, size: float = 9.0) -> None:
    """A filled head at the end of a line, pointing away from its start."""
    if line.length() < 1.0:
        return
    back = QLineF(line.p2(), line.p1())
    wings = []
    for turn in (24.0, -24.0):
        wing = QLineF(back)
        wing.setLength(size)
        wing.setAngle(back.angle() + turn)
        wings.append(wing.p2())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([line.p2(), *wings]))


def _disc(painter: QPainter, x: float, y: float, ground: QColor, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1.0))
    painter.setBrush(ground)
    painter.drawEllipse(QRectF(x - 6.0, y - 6.0, 12.0, 12.0))
    pen = QPen(ink, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
