"""Names beside nodes that never cover one another: the important ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xsell_desktop.sales.lines import Codes, Floats

GAP = 4.0  # pixels between a node and its name
CLEARANCE = 1.5  # pixels between two names


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

    `nodes` and `names` are (M, 4) rectangles left, top, right, bottom to stay clear of. A node
    inside the view, which is `width` by `height`, has its name inside as well.
    """
    if not wishes:
        return []
    used = len(names)
    taken = np.empty((used + len(wishes), 4))
    taken[:used] = names
    spots = np.stack([_spots(wish) for wish in wishes])
    corners = spots.reshape(-1, 4)
    on_nodes = _covering(corners, nodes).reshape(spots.shape[:2])
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
            box = boxes[int(np.argmin(np.where(free, disturbed, np.iinfo(np.int32).max)))]
            left, top, right, bottom = box.tolist()
            labels.append(Label(wish.node, left, top, right - left, bottom - top))
            taken[used] = box
            used += 1
    return labels


SIDES = (
    (1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (0.6, 0.6), (0.6, -0.6), (-0.6, 0.6),
     (-0.6, -0.6),
)  # fmt: skip


def _spots(wish: Wish) -> Floats:
    """(8, 4) rectangles around the node, the free side of the node first, corners last."""
    x, y, wide, high = wish.x, wish.y, wish.width, wish.height
    reach = wish.radius + GAP
    slant = wish.radius * 0.7 + 2.0
    middle, centred = y - high / 2, x - wide / 2
    lower, upper = y + slant - 2.0, y - slant - high + 2.0
    corners = (
        (x + reach, middle),
        (x - reach - wide, middle),
        (centred, y + wish.radius + 2.0),
        (centred, y - wish.radius - 2.0 - high),
        (x + slant, lower),
        (x + slant, upper),
        (x - slant - wide, lower),
        (x - slant - wide, upper),
    )
    dx, dy = wish.away
    order = sorted(range(len(SIDES)), key=lambda turn: -(SIDES[turn][0] * dx + SIDES[turn][1] * dy))
    boxes = [(*corners[turn], corners[turn][0] + wide, corners[turn][1] + high) for turn in order]
    return np.array(boxes)


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
