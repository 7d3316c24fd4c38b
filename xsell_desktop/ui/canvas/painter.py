"""Draws a scene: relationships, products, badges, names, and what the mouse is doing."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.ui.canvas.marks import Marks
from xsell_desktop.ui.canvas.names import Names, strong_font
from xsell_desktop.ui.canvas.palette import Palette
from xsell_desktop.ui.canvas.scene import Scene
from xsell_desktop.ui.canvas.shapes import draw_arrow, draw_node, draw_pin, draw_plus, draw_tick

HAND_DRAWN = 2.5  # widest dashed edge in pixels
SOLID, DASHED, DOTTED = "solid", "dashed", "dotted"
DASHES = {DASHED: (6.0, 4.0), DOTTED: (2.0, 3.0)}  # pixels drawn and left out
HANDLE_OUT = 7.0  # pixels from a node's rim to the middle of its handle
ROOM_FOR_BADGE = 30.0  # pixels an edge needs between its ends to carry a badge


@dataclass(frozen=True, eq=False)
class Picture:
    """A scene laid on the screen: node centres (N, 2) and radii in pixels, names placed."""

    scene: Scene
    points: Floats
    radius: Floats
    zoom: float
    names: Names
    visible: Codes


def paint(painter: QPainter, picture: Picture, marks: Marks, palette: Palette) -> None:
    """The whole canvas but its ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _family_names(painter, picture, palette)
    _edges(painter, picture, marks, palette)
    _nodes(painter, picture, marks, palette)
    _badges(painter, picture, palette)
    _labels(painter, picture, marks, palette)
    _mouse(painter, picture, marks, palette)


def handle_point(x: float, y: float, radius: float, angle: float) -> QPointF:
    """Where a node's rim handle is."""
    reach = radius + HANDLE_OUT
    return QPointF(x + reach * math.cos(angle), y + reach * math.sin(angle))


def _edges(painter: QPainter, picture: Picture, marks: Marks, palette: Palette) -> None:
    scene, points = picture.scene, picture.points
    lines: dict[tuple[int, str, str], list[QLineF]] = defaultdict(list)
    thick = min(max(picture.zoom, 0.75), 1.4)
    for edge, (one, other) in enumerate(zip(scene.a.tolist(), scene.b.tolist(), strict=True)):
        ink = _ink(scene, edge, one, other, marks)
        plain = float(scene.width[edge]) * thick
        style = _style(scene, edge)
        width = round(2 * (plain if style == SOLID else min(plain, HAND_DRAWN)))
        (x1, y1), (x2, y2) = points[one], points[other]
        lines[width, ink, style].append(QLineF(x1, y1, x2, y2))
    colours = {
        "dim": palette.edge_dim,
        "plain": palette.edge,
        "accepted": palette.accepted,
        "yours": palette.yours,
        "accent": palette.accent,
    }
    order = list(colours)
    if marks.pair < 0 <= min(marks.ends):  # a pair too weak to have an edge here
        (x1, y1), (x2, y2) = points[list(marks.ends)]
        lines[4, "accent", SOLID].append(QLineF(x1, y1, x2, y2))
    for width, ink, style in sorted(lines, key=lambda line: (order.index(line[1]), line)):
        pen = QPen(colours[ink], max(width / 2, 1.2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if style != SOLID:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([length / pen.widthF() for length in DASHES[style]])
        painter.setPen(pen)
        painter.drawLines(lines[width, ink, style])


def _style(scene: Scene, edge: int) -> str:
    if scene.by_hand[edge]:
        return DASHED
    return DOTTED if scene.unlisted[edge] else SOLID


def _ink(scene: Scene, edge: int, one: int, other: int, marks: Marks) -> str:
    if edge in (marks.pair, marks.hover_edge):
        return "accent"
    if scene.by_hand[edge]:
        return "yours"
    if scene.accepted[edge]:
        return "accepted"
    if max(marks.ends) < 0 and (one in marks.selected or other in marks.selected):
        return "plain" if scene.anchor >= 0 else "accent"
    return "dim" if marks.selected and scene.anchor < 0 else "plain"


def _nodes(painter: QPainter, picture: Picture, marks: Marks, palette: Palette) -> None:
    scene = picture.scene
    rim = QPen(palette.ground, 1.2)
    for node in picture.visible.tolist():
        x, y = picture.points[node]
        radius = float(picture.radius[node])
        code = int(scene.family[node])
        if node in marks.chosen or node == marks.target:
            painter.setPen(QPen(palette.accent, 2.2))
            painter.setBrush(palette.ground)
            painter.drawEllipse(QPointF(x, y), radius + 4.0, radius + 4.0)
        painter.setPen(rim)
        painter.setBrush(palette.family(code))
        draw_node(painter, palette.core(code), x, y, radius, palette.ground)


def _badges(painter: QPainter, picture: Picture, palette: Palette) -> None:
    scene, points, radius = picture.scene, picture.points, picture.radius
    for edge in (scene.accepted | scene.pinned).nonzero()[0].tolist():
        one, other = int(scene.a[edge]), int(scene.b[edge])
        (x1, y1), (x2, y2) = points[one], points[other]
        length = math.hypot(x2 - x1, y2 - y1)
        if length - radius[one] - radius[other] < ROOM_FOR_BADGE:
            continue
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        ground = palette.yours if scene.by_hand[edge] else palette.accepted
        draw = draw_pin if scene.pinned[edge] else draw_tick
        draw(painter, x, y, ground, palette.ground)


def _family_names(painter: QPainter, picture: Picture, palette: Palette) -> None:
    painter.setFont(picture.names.family_font)
    for title in picture.names.families:
        painter.setPen(palette.title(title.code))
        painter.drawText(title.rect, Qt.AlignmentFlag.AlignCenter, title.text)


def _labels(painter: QPainter, picture: Picture, marks: Marks, palette: Palette) -> None:
    names = picture.names
    strong = strong_font(names.font)
    for label in names.labels:
        bold = label.node in marks.chosen
        painter.setFont(strong if bold else names.font)
        if bold:
            painter.fillRect(QRectF(label.left - 2, label.top, label.width + 5, label.height),
                             palette.veil)  # fmt: skip
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
