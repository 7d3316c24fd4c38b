"""What lies under the pointer."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.ui.canvas.painting.labels import Label

EDGE_REACH = 5.0  # pixels from a line that still hit it


def node_at(points: Floats, radius: Floats, x: float, y: float, reach: float = 2.0) -> int:
    """The node whose disc, widened by `reach` pixels, is under the pointer; -1 for none."""
    if not len(points):
        return -1
    inside = np.hypot(points[:, 0] - x, points[:, 1] - y) - radius
    best = int(np.argmin(inside))
    return best if inside[best] <= reach else -1


def label_at(labels: tuple[Label, ...], x: float, y: float) -> int:
    """The node whose name is under the pointer; -1 for none."""
    for own in labels:
        if own.left <= x <= own.left + own.width and own.top <= y <= own.top + own.height:
            return own.node
    return -1


def edge_at(points: Floats, a: Codes, b: Codes, x: float, y: float) -> int:
    """The nearest edge within reach of the pointer; -1 for none."""
    if not len(a):
        return -1
    start, end = points[a], points[b]
    along = end - start
    length = np.maximum(np.einsum("ij,ij->i", along, along), 1e-9)
    here = np.array([x, y]) - start
    share = np.clip(np.einsum("ij,ij->i", here, along) / length, 0.0, 1.0)
    off = here - along * share[:, None]
    distance = np.hypot(off[:, 0], off[:, 1])
    best = int(np.argmin(distance))
    return best if distance[best] <= EDGE_REACH else -1


def nodes_within(points: Floats, left: float, top: float, right: float, bottom: float) -> Codes:
    """Nodes whose middle is inside a rectangle."""
    x, y = points[:, 0], points[:, 1]
    inside = (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
    return np.flatnonzero(inside).astype(np.int32)


def nodes_inside(points: Floats, way: list[tuple[float, float]]) -> Codes:
    """Nodes whose middle is inside a closed line (even-odd where it crosses itself)."""
    x, y = points[:, 0], points[:, 1]
    inside = np.zeros(len(points), dtype=np.bool_)
    for (x1, y1), (x2, y2) in zip(way, [*way[1:], way[0]], strict=True):
        if y1 != y2:
            crossed = (y1 > y) != (y2 > y)
            inside ^= crossed & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return np.flatnonzero(inside).astype(np.int32)


def neighbour_towards(points: Floats, node: int, dx: float, dy: float) -> int:
    """The nearest node in a direction, within 60 degrees of it; -1 for none."""
    off = points - points[node]
    along = off[:, 0] * dx + off[:, 1] * dy
    across = np.abs(off[:, 0] * dy - off[:, 1] * dx)
    ahead = (along > 0.5) & (across <= 1.74 * along)
    if not ahead.any():
        return -1
    cost = np.where(ahead, along + 2.0 * across, np.inf)
    return int(np.argmin(cost))
