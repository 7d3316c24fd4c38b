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
    used = len(nodes) + len(names)
    taken = np.empty((used + len(wishes), 4))
    taken[: len(nodes)], taken[len(nodes) : used] = nodes, names
    labels = []
    for wish in wishes:
        spots = _spots(wish)
        hidden = _covering(spots, taken[:used]) > 0
        disturbed = np.zeros(len(spots), dtype=np.int32)
        if 0 <= wish.x <= width and 0 <= wish.y <= height:
            hidden |= ((spots[:, :2] < 2) | (spots[:, 2:] > (width - 2, height - 2))).any(axis=1)
        if wish.must and hidden.all():
            hidden = _covering(spots, taken[len(nodes) : used]) > 0
            disturbed = _covering(spots, nodes)
        if not hidden.all():
            box = spots[int(np.argmin(np.where(hidden, np.inf, disturbed)))]
            left, top, right, bottom = box.tolist()
            labels.append(Label(wish.node, left, top, right - left, bottom - top))
            taken[used] = box
            used += 1
    return labels


SIDES = np.array(
    [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (0.6, 0.6), (0.6, -0.6), (-0.6, 0.6),
     (-0.6, -0.6)]
)  # fmt: skip


def _spots(wish: Wish) -> Floats:
    """(8, 4) rectangles around the node, the free side of the node first, corners last."""
    reach = wish.radius + GAP
    slant = wish.radius * 0.7 + 2.0
    middle, centred = wish.y - wish.height / 2, wish.x - wish.width / 2
    below, above = wish.y + wish.radius + 2.0, wish.y - wish.radius - 2.0 - wish.height
    corners = np.array(
        [
            (wish.x + reach, middle),
            (wish.x - reach - wish.width, middle),
            (centred, below),
            (centred, above),
            (wish.x + slant, wish.y + slant - 2.0),
            (wish.x + slant, wish.y - slant - wish.height + 2.0),
            (wish.x - slant - wish.width, wish.y + slant - 2.0),
            (wish.x - slant - wish.width, wish.y - slant - wish.height + 2.0),
        ]
    )
    order = np.argsort(-(SIDES @ np.array(wish.away)), kind="stable")
    boxes: Floats = np.hstack([corners, corners + np.array([wish.width, wish.height])])[order]
    return boxes


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
