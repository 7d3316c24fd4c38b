"""The outline of a bundle around its products."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from xsell_desktop.sales.lines import Floats
from xsell_desktop.ui.canvas.painting.marks import Marks
from xsell_desktop.ui.canvas.painting.names import AIR
from xsell_desktop.ui.canvas.painting.palette import Palette
from xsell_desktop.ui.canvas.painting.picture import Picture

CIRCLE = np.linspace(0.0, 2 * np.pi, 20, endpoint=False)


def draw_hulls(painter: QPainter, picture: Picture, marks: Marks, palette: Palette) -> None:
    """A soft ground with an outline under the products of each bundle in view; that of a
    bundle whose products are all selected stands out."""
    wide, high = picture.size
    for hull in picture.scene.hulls:
        path = outline(picture.points, picture.radius, hull.nodes)
        box = path.boundingRect()
        if box.right() < 0 or box.bottom() < 0 or box.left() > wide or box.top() > high:
            continue
        chosen = set(hull.nodes) <= marks.selected
        ink = palette.accent if chosen else palette.edge
        ground = QColor(ink)
        ground.setAlphaF(0.14)
        painter.setPen(QPen(ink, 2.0 if chosen else 1.0))
        painter.setBrush(ground)
        painter.drawPath(path)
    painter.setFont(picture.names.family_font)
    painter.setPen(palette.second)
    for title in picture.names.bundles:
        painter.drawText(title.rect, Qt.AlignmentFlag.AlignCenter, title.text)


def outline(points: Floats, radius: Floats, nodes: tuple[int, ...]) -> QPainterPath:
    """Around the convex hull of the nodes, or, where that would hold others, along the shortest
    tree that joins them."""
    members = list(nodes)
    rim = radius[members] + AIR
    circles = points[members][:, None, :] + rim[:, None, None] * np.column_stack(
        (np.cos(CIRCLE), np.sin(CIRCLE))
    )
    corners = convex_hull(circles.reshape(-1, 2))
    path = QPainterPath()
    others = np.delete(points, members, axis=0)
    if not _any_inside(corners, others):
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners.tolist()]))
        path.closeSubpath()
        return path
    path.setFillRule(Qt.FillRule.WindingFill)
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * AIR)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    tree = QPainterPath()
    for one, other in shortest_tree(points[members]):
        tree.moveTo(QPointF(*points[members[one]]))
        tree.lineTo(QPointF(*points[members[other]]))
    path = stroker.createStroke(tree)
    for node, reach in zip(members, rim.tolist(), strict=True):
        path.addEllipse(QPointF(*points[node]), reach, reach)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path.simplified()


def convex_hull(points: Floats) -> Floats:
    """The corners of the convex hull, (H, 2), by Andrew's monotone chain."""
    ordered = sorted(set(map(tuple, points.tolist())))
    if len(ordered) < 3:
        return np.array(ordered)

    def chain(places: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
        corners: list[tuple[float, ...]] = []
        for place in places:
            while len(corners) > 1 and _turn(corners[-2], corners[-1], place) <= 0:
                corners.pop()
            corners.append(place)
        return corners[:-1]

    return np.array(chain(ordered) + chain(ordered[::-1]))


def shortest_tree(points: Floats) -> list[tuple[int, int]]:
    """The edges of a tree that joins all points at the least length, by Prim."""
    joined, edges = [0], []
    left = set(range(1, len(points)))
    while left:
        _length, one, other = min(
            (math.dist(points[one], points[other]), one, other) for one in joined for other in left
        )
        edges.append((one, other))
        joined.append(other)
        left.remove(other)
    return edges


def _turn(one: tuple[float, ...], two: tuple[float, ...], three: tuple[float, ...]) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _any_inside(corners: Floats, points: Floats) -> bool:
    """Whether a convex polygon holds any of the points."""
    inside = np.ones(len(points), dtype=np.bool_)
    for (x1, y1), (x2, y2) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        inside &= (x2 - x1) * (points[:, 1] - y1) - (y2 - y1) * (points[:, 0] - x1) >= 0
    return bool(inside.any())
