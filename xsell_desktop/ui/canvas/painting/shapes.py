"""How badges are drawn: what was decided, what kind a relationship is."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from xsell_desktop.domain.kinds import Kind


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


def draw_cross(painter: QPainter, x: float, y: float, ground: QColor, ink: QColor) -> None:
    """A round badge with a cross: rejected."""
    _disc(painter, x, y, ground, ink)
    painter.drawLine(QPointF(x - 2.3, y - 2.3), QPointF(x + 2.3, y + 2.3))
    painter.drawLine(QPointF(x - 2.3, y + 2.3), QPointF(x + 2.3, y - 2.3))


def draw_lock(painter: QPainter, x: float, y: float, ground: QColor, ink: QColor) -> None:
    """A round badge with a padlock: locked."""
    _disc(painter, x, y, ground, ink)
    painter.setPen(QPen(ink, 1.2))
    painter.drawArc(QRectF(x - 1.8, y - 3.8, 3.6, 5.0), 0, 180 * 16)
    painter.fillRect(QRectF(x - 2.8, y - 0.8, 5.6, 3.8), ink)


def draw_calendar(painter: QPainter, x: float, y: float, ground: QColor, ink: QColor) -> None:
    """A round badge with a leaf of a calendar: in one season of the year only."""
    _disc(painter, x, y, ground, ink)
    painter.setPen(QPen(ink, 1.0))
    painter.drawRect(QRectF(x - 2.8, y - 2.4, 5.6, 5.2))
    painter.fillRect(QRectF(x - 2.8, y - 2.4, 5.6, 1.8), ink)


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


def draw_kind(painter: QPainter, kind: Kind, x: float, y: float, ink: QColor) -> None:
    """The sign of a kind of relationship, beside its colour; the usual kinds have none."""
    pen = QPen(ink, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(ink)
    if kind is Kind.UP_SELL:
        painter.drawPolygon(
            QPolygonF([QPointF(x - 4, y + 3), QPointF(x + 4, y + 3), QPointF(x, y - 4)])
        )
    elif kind is Kind.SUBSTITUTE:
        painter.drawLine(QPointF(x - 3.5, y - 3.5), QPointF(x + 3.5, y + 3.5))
        painter.drawLine(QPointF(x - 3.5, y + 3.5), QPointF(x + 3.5, y - 3.5))
    elif kind is Kind.VARIANT:
        painter.drawLine(QPointF(x - 3.5, y - 2), QPointF(x + 3.5, y - 2))
        painter.drawLine(QPointF(x - 3.5, y + 2), QPointF(x + 3.5, y + 2))
    elif kind is Kind.FOLLOW_UP:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for left in (x - 3, x + 1):
            painter.drawPolyline(
                QPolygonF([QPointF(left, y - 3), QPointF(left + 3, y), QPointF(left, y + 3)])
            )
    elif kind is Kind.SEASON:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, y), 3.2, 3.2)
    elif kind is Kind.BY_PRODUCT:
        painter.drawRect(QRectF(x - 2.6, y - 2.6, 5.2, 5.2))


def _disc(painter: QPainter, x: float, y: float, ground: QColor, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1.0))
    painter.setBrush(ground)
    painter.drawEllipse(QRectF(x - 6.0, y - 6.0, 12.0, 12.0))
    pen = QPen(ink, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
