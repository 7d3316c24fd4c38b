"""Names beside nodes that never cover one another: the important ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xsell_desktop.sales.lines import Codes, Floats

GAP = 4.0  # pixels between a node and its name
CLEARANCE = 1.5  # pixels between two names
LEAVING = 1000  # nodes that a name may cover before it leaves the view


@dataclass(frozen=True, slots=True)
class Wish:
    """A name that wants a place: node centre and radius, size of the text, in pixels.

    `away` is the direction its relationships do not take, where the name disturbs least. A name
    that `must` show may leave the view or cover nodes, as few as it can, but no other name.
    """

    node: int
    x: float
    y: float
    radius: float
    width: float
    height: float
    away: tuple[float, float] = (1.0, 0.0)
    must: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A placed name: its node and its rectangle in pixels."""

    node: int
    left: float
    top: float
    width: float
    height: float


def place_labels(
    wishes: Sequence[Wish], nodes: Floats, names: Floats, width: float, height: float
) -> list[Label]:
    """Places for as many names as fit, in the order given.

    `nodes` and `names` are (M, 4) rectangles left, top, right, bottom to stay clear of; nodes are
    the discs that fill theirs. A node inside the view, which is `width` by `height`, has its
    name inside as well.
    """
    if not wishes:
        return []
    used = len(names)
    taken = np.empty((used + len(wishes), 4))
    taken[:used] = names
    spots = _spots(wishes)
    corners = spots.reshape(-1, 4)
    on_nodes = _on_discs(corners, nodes).reshape(spots.shape[:2])
    outside = (corners[:, :2] < 2) | (corners[:, 2:] > np.array([width - 2, height - 2]))
    leaving = np.asarray(outside.any(axis=1)).reshape(spots.shape[:2])
    labels = []
    for wish, boxes, disturbed, leaves in zip(wishes, spots, on_nodes, leaving, strict=True):
        inside = 0 <= wish.x <= width and 0 <= wish.y <= height
        hidden = (disturbed > 0) | leaves if inside else disturbed > 0
        if hidden.all() and not wish.must:
            continue
        on_names = _covering(boxes, taken[:used]) > 0
        free = ~(hidden | on_names)
        if not free.any() and wish.must:
            free = ~on_names
        if free.any():
            cost = disturbed + LEAVING * leaves if inside else disturbed
            box = boxes[int(np.argmin(np.where(free, cost, np.iinfo(np.int32).max)))]
            left, top, right, bottom = box.tolist()
            labels.append(Label(wish.node, left, top, right - left, bottom - top))
            taken[used] = box
            used += 1
    return labels


SIDES = np.array(
    [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (0.6, 0.6), (0.6, -0.6), (-0.6, 0.6),
     (-0.6, -0.6)]
)  # fmt: skip


def _spots(wishes: Sequence[Wish]) -> Floats:
    """(W, 8, 4) rectangles around each node, the free side of the node first, corners last."""
    x, y, radius, wide, high, dx, dy = np.array(
        [(w.x, w.y, w.radius, w.width, w.height, *w.away) for w in wishes]
    ).T
    reach, slant = radius + GAP, radius * 0.7 + 3.0
    middle, centred = y - high / 2, x - wide / 2
    lower, upper = y + slant - 2.0, y - slant - high + 2.0
    after, before = x + slant, x - slant - wide
    left = np.stack([x + reach, x - reach - wide, centred, centred, after, after, before, before])
    top = np.stack(
        [middle, middle, y + radius + 2.0, y - radius - 2.0 - high, lower, upper, lower, upper]
    )
    order = np.argsort(-(np.outer(SIDES[:, 0], dx) + np.outer(SIDES[:, 1], dy)), axis=0,
                       kind="stable")  # fmt: skip
    left, top = np.take_along_axis(left, order, 0), np.take_along_axis(top, order, 0)
    boxes: Floats = np.stack([left, top, left + wide, top + high], axis=-1).transpose(1, 0, 2)
    return boxes


def _on_discs(spots: Floats, nodes: Floats) -> Codes:
    """How many discs, given by the rectangles (M, 4) around them, each spot touches."""
    if not len(nodes):
        return np.zeros(len(spots), np.int32)
    middle, half = (nodes[:, :2] + nodes[:, 2:]) / 2, (nodes[:, 2:] - nodes[:, :2]) / 2 + CLEARANCE
    near = (nodes[:, 0] - CLEARANCE < spots[:, 2, None]) & (
        nodes[:, 2] + CLEARANCE > spots[:, 0, None]
    )
    spot, node = np.nonzero(
        near
        & (nodes[:, 1] - CLEARANCE < spots[:, 3, None])
        & (nodes[:, 3] + CLEARANCE > spots[:, 1, None])
    )
    nearest = np.clip(middle[node], spots[spot, :2], spots[spot, 2:])
    inside = (((nearest - middle[node]) / half[node]) ** 2).sum(axis=1) < 1.0
    return np.bincount(spot[inside], minlength=len(spots)).astype(np.int32)


def _covering(spots: Floats, taken: Floats) -> Codes:
    """How many taken rectangles each spot touches."""
    clear = CLEARANCE
    covered: Codes = np.count_nonzero(
        (taken[:, 0] < spots[:, 2, None] + clear)
        & (taken[:, 2] > spots[:, 0, None] - clear)
        & (taken[:, 1] < spots[:, 3, None] + clear)
        & (taken[:, 3] > spots[:, 1, None] - clear),
        axis=1,
    )
    return covered
