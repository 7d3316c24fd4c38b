"""Draws a scene: relationships, products, badges, names, and what the mouse is doing."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from xsell_desktop.domain.views import ColourBy
from xsell_desktop.ui.canvas.painting.discs import draw_disc
from xsell_desktop.ui.canvas.painting.edges import draw_badges, draw_edges
from xsell_desktop.ui.canvas.painting.headings import draw_headings
from xsell_desktop.ui.canvas.painting.hulls import draw_hulls
from xsell_desktop.ui.canvas.painting.marks import Marks
from xsell_desktop.ui.canvas.painting.names import strong_font
from xsell_desktop.ui.canvas.painting.palette import Palette
from xsell_desktop.ui.canvas.painting.picture import Picture
from xsell_desktop.ui.canvas.painting.shapes import draw_arrow, draw_plus

HANDLE_OUT = 7.0  # pixels from a node's rim to the middle of its handle
HUB_RING = 3.0  # pixels from a hub's rim to the ring around it


def paint(painter: QPainter, picture: Picture, marks: Marks, palette: Palette) -> None:
    """The whole canvas but its ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_hulls(painter, picture, marks, palette)
    draw_headings(painter, picture.headings, picture.names.font, palette)
    draw_edges(painter, picture, marks, palette)
    _family_names(painter, picture, palette)
    _nodes(painter, picture, marks, palette)
    draw_badges(painter, picture, palette)
    _labels(painter, picture, marks, palette)
    _mouse(painter, picture, marks, palette)


def handle_point(x: float, y: float, radius: float, angle: float) -> QPointF:
    """Where a node's rim handle is."""
    reach = radius + HANDLE_OUT
    return QPointF(x + reach * math.cos(angle), y + reach * math.sin(angle))


def _nodes(painter: QPainter, picture: Picture, marks: Marks, palette: Palette) -> None:
    scene = picture.scene
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for node in picture.visible.tolist():
        x, y = picture.points[node].tolist()
        radius = float(picture.radius[node])
        if node in marks.chosen or node == marks.target:
            painter.setPen(QPen(palette.accent, 2.2))
            painter.setBrush(palette.ground)
            painter.drawEllipse(QPointF(x, y), radius + 4.0, radius + 4.0)
        elif scene.hub[node]:
            painter.setPen(QPen(palette.second, 1.2))
            painter.setBrush(palette.ground)
            painter.drawEllipse(QPointF(x, y), radius + HUB_RING, radius + HUB_RING)
        slot = int(scene.colour[node])
        draw_disc(painter, palette, scene.coloured_by, slot, x, y, radius)


def _family_names(painter: QPainter, picture: Picture, palette: Palette) -> None:
    painter.setFont(picture.names.family_font)
    plain = picture.scene.coloured_by is not ColourBy.FAMILY
    for title in picture.names.families:
        painter.fillRect(title.rect, palette.veil)
        painter.setPen(palette.second if plain else palette.title(title.code))
        painter.drawText(title.rect, Qt.AlignmentFlag.AlignCenter, title.text)


def _labels(painter: QPainter, picture: Picture, marks: Marks, palette: Palette) -> None:
    names = picture.names
    strong = strong_font(names.font)
    for label in names.labels:
        bold = label.node in marks.chosen
        painter.setFont(strong if bold else names.font)
        box = QRectF(label.left - 2, label.top, label.width + 4, label.height)
        painter.fillRect(box, palette.veil)
        painter.setPen(palette.text if bold or label.node in marks.near else palette.second)
        painter.drawText(
            QRectF(label.left, label.top, label.width + 2, label.height),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            names.texts[label.node],
        )


def _mouse(painter: QPainter, picture: Picture, marks: Marks, palette: Palette) -> None:
    if not math.isnan(marks.handle) and marks.hover >= 0:
        x, y = picture.points[marks.hover]
        radius = float(picture.radius[marks.hover])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.accent, 1.2))
        painter.drawEllipse(QPointF(x, y), radius + 3.0, radius + 3.0)
        spot = handle_point(x, y, radius, marks.handle)
        draw_plus(painter, spot.x(), spot.y(), palette.accent, palette.on_accent)
    if marks.line is not None:
        pen = QPen(palette.yours, 2.0)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(marks.line)
        if marks.one_way:
            draw_arrow(painter, marks.line, palette.yours)
    if marks.guides:
        painter.setPen(QPen(palette.accent, 1.0, Qt.PenStyle.DashLine))
        painter.drawLines(list(marks.guides))
    wash = QColor(palette.accent)
    wash.setAlphaF(0.12)
    painter.setPen(QPen(palette.accent, 1.0))
    painter.setBrush(wash)
    if marks.band is not None:
        painter.drawRect(marks.band)
    if marks.lasso is not None:
        painter.drawPolygon(marks.lasso)
    if marks.current >= 0:
        x, y = picture.points[marks.current]
        around = float(picture.radius[marks.current]) + 6.5
        pen = QPen(palette.text, 1.4)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, y), around, around)
