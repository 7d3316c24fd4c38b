"""Seats of the other arrangements: around a circle, in columns of categories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import Arrangement
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.ui.canvas.scope import Shown
from xsell_desktop.ui.canvas.seats import keep_moved, seat_overview

if TYPE_CHECKING:
    from xsell_desktop.mining.picture.arranging import Arranged

SPACE = 62.0  # distance of two neighbours on the circle, in units of the layout
ROUND = 1.6  # how much wider than high circle and columns are
COLUMN, ROW, GUTTER = 190.0, 58.0, 60.0  # distances in the columns; the last between categories


@dataclass(frozen=True)
class Heading:
    """A text centred above a column; `x`, `y` are its foot and `width` its room, as places."""

    text: str
    x: float
    y: float
    width: float


def seat(
    analysis: Analysis, plan: Plan, shown: Shown, keys: tuple[str, ...], arranged: Arranged | None
) -> tuple[Floats, tuple[Heading, ...]]:
    """Places (N, 2) of what an overview shows, and headings; without an arrangement, families.

    Products that the user moved are where they were put, in every arrangement.
    """
    if arranged is None:
        return seat_overview(analysis.products.position, plan, shown, keys), ()
    if arranged.arrangement is Arrangement.FREE:
        return seat_overview(arranged.places, plan, shown, keys), ()
    headings: tuple[Heading, ...] = ()
    if arranged.arrangement is Arrangement.CIRCLE:
        places = seat_circle(arranged, shown.products)
    else:
        places, headings = seat_columns(arranged, shown.products)
    keep_moved(places, plan, keys)
    return places, headings


def seat_circle(arranged: Arranged, products: Codes) -> Floats:
    """Places (N, 2) on an oval, in the order around, with a gap between two groups."""
    rank, group = arranged.rank[products], arranged.group[products]
    order = np.argsort(rank, kind="stable")
    step = np.ones(len(order))
    step[1:] += group[order][1:] != group[order][:-1]
    along = np.cumsum(step) / (step.sum() + 1.0)
    # arc lengths of an oval, so that neighbours are equally far apart everywhere
    turn = np.linspace(0.0, 2 * np.pi, 721)
    oval = np.column_stack((np.sin(turn) * ROUND**0.5, -np.cos(turn) / ROUND**0.5))
    arc = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(oval, axis=0).T))))
    at = np.interp(along * arc[-1], arc, turn)
    radius = SPACE * max(float(step.sum()) + 1.0, 6.0) / arc[-1]
    places = np.zeros((len(order), 2))
    places[order] = radius * np.column_stack((np.sin(at) * ROUND**0.5, -np.cos(at) / ROUND**0.5))
    return places


def seat_columns(arranged: Arranged, products: Codes) -> tuple[Floats, tuple[Heading, ...]]:
    """Places (N, 2) in columns, one a category, side by side where one would be too long."""
    group, rank = arranged.group[products], arranged.rank[products]
    sizes = np.bincount(group, minlength=len(arranged.heads))
    rows = _choose_rows(sizes[sizes > 0])
    places = np.zeros((len(products), 2))
    headings: list[Heading] = []
    left = 0.0
    for column in np.flatnonzero(sizes).tolist():
        members = np.flatnonzero(group == column)
        members = members[np.argsort(rank[members], kind="stable")]
        wide = -(-len(members) // rows)
        high = -(-len(members) // wide)
        turn = np.arange(len(members))
        places[members, 0] = left + COLUMN * (turn // high)
        places[members, 1] = ROW * (turn % high)
        span = COLUMN * (wide - 1)
        headings.append(Heading(arranged.heads[column], left + span / 2, -0.7 * ROW, span + COLUMN))
        left += COLUMN * wide + GUTTER
    middle = np.array([left - COLUMN - GUTTER, ROW * (rows - 1)]) / 2
    moved = tuple(
        Heading(head.text, head.x - middle[0], head.y - middle[1], head.width) for head in headings
    )
    return places - middle, moved


def _choose_rows(sizes: npt.NDArray[np.integer]) -> int:
    """How long columns may be for the whole to be as wide as the picture should be."""
    longest = int(sizes.max(initial=1))
    for rows in range(1, longest + 1):
        wide = COLUMN * float((-(-sizes // rows)).sum()) + GUTTER * len(sizes)
        if wide <= ROUND * ROW * rows:
            return rows
    return longest
