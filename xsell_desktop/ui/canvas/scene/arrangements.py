"""Seats of the other arrangements: around a circle, in columns of categories."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import Arrangement
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.ui.canvas.scene.scope import Shown
from xsell_desktop.ui.canvas.scene.seats import keep_moved, seat_overview

if TYPE_CHECKING:
    from xsell_desktop.mining.picture.arranging import Arranged

SPACE = 62.0  # distance of two neighbours on the circle, in units of the layout
A_ROW, MOST_ROWS = 60, 5  # products in a row around the circle, and rows
ROUND = 1.9  # how much wider than high circle and columns are
COLUMN, ROW, GUTTER = 170.0, 52.0, 60.0  # distances in the columns; the last between categories
BETWEEN = 1.6  # rows between two bands of columns
MOST_BANDS = 4

Sizes = npt.NDArray[np.integer]


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
    """Places (N, 2) on an oval, in the order around, with a gap between two groups; so many that
    one row would be crowded take turns in several."""
    count = len(products)
    rows = min(1 + count // A_ROW, MOST_ROWS)
    order = np.argsort(arranged.rank[products], kind="stable")
    group = arranged.group[products][order]
    step = np.ones(count)
    step[1:] += rows * (group[1:] != group[:-1])
    around = step.sum() + rows
    # arc lengths of an oval, so that neighbours are equally far apart everywhere
    turn = np.linspace(0.0, 2 * np.pi, 721)
    arc = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(_oval(turn), axis=0).T))))
    at = np.interp(np.cumsum(step) / around * arc[-1], arc, turn)
    radius = SPACE * max(around / rows, 6.0) / arc[-1]
    inward = 0.8 * SPACE * (np.arange(count) % rows)
    places = np.zeros((count, 2))
    places[order] = _oval(at) * (radius - inward)[:, None]
    return places


def _oval(turn: Floats) -> Floats:
    return np.column_stack((np.sin(turn) * ROUND**0.5, -np.cos(turn) / ROUND**0.5))


def seat_columns(arranged: Arranged, products: Codes) -> tuple[Floats, tuple[Heading, ...]]:
    """Places (N, 2) in columns, one a category, in bands below one another where they are many;
    a category too long for one column takes several side by side."""
    if not len(products):
        return np.zeros((0, 2)), ()
    group, rank = arranged.group[products], arranged.rank[products]
    sizes = np.bincount(group, minlength=len(arranged.heads))
    columns = np.flatnonzero(sizes)
    rows, bands = _choose_grid(sizes[columns])
    places = np.zeros((len(products), 2))
    headings: list[Heading] = []
    width, top = 0.0, 0.0
    for band in _cut_bands(sizes[columns], rows, bands):
        left, deepest = 0.0, 0
        for column in columns[band].tolist():
            members = np.flatnonzero(group == column)
            members = members[np.argsort(rank[members], kind="stable")]
            wide = -(-len(members) // rows)
            high = -(-len(members) // wide)
            turn = np.arange(len(members))
            places[members, 0] = left + COLUMN * (turn // high)
            places[members, 1] = top + ROW * (turn % high)
            span = COLUMN * (wide - 1)
            head = Heading(
                arranged.heads[column], left + span / 2, top - 0.6 * ROW, span + COLUMN + GUTTER
            )
            headings.append(head)
            left += COLUMN * wide + GUTTER
            deepest = max(deepest, high)
        width = max(width, left - COLUMN - GUTTER)
        top += ROW * (deepest + BETWEEN)
    middle = np.array([width, top - ROW * (BETWEEN + 1)]) / 2
    moved = (replace(h, x=h.x - middle[0], y=h.y - middle[1]) for h in headings)
    return places - middle, tuple(moved)


def spacing_of(arranged: Arranged | None) -> float:
    """How near products lie at least, in an arrangement that sets them side by side; else as
    near as may be."""
    if arranged is None or arranged.arrangement is Arrangement.FREE:
        return np.inf
    return SPACE if arranged.arrangement is Arrangement.CIRCLE else ROW


def _cut_bands(sizes: Sizes, rows: int, bands: int) -> list[slice]:
    """Columns in order, cut into bands that are about equally wide."""
    widths = COLUMN * -(-sizes // rows) + GUTTER
    ends = np.cumsum(widths)
    band = np.minimum((ends - widths / 2) * bands / max(ends[-1], 1.0), bands - 1).astype(int)
    cuts = np.searchsorted(band, np.arange(bands + 1))
    return [slice(a, b) for a, b in pairwise(cuts.tolist()) if b > a]


def _choose_grid(sizes: Sizes) -> tuple[int, int]:
    """How long columns may be, and how many bands of them: those that can be drawn largest."""
    best, largest = (1, 1), 0.0
    for bands in range(1, MOST_BANDS + 1):
        for rows in range(1, int(sizes.max()) + 1):
            width, height = 0.0, 0.0
            for band in _cut_bands(sizes, rows, bands):
                wide = -(-sizes[band] // rows)
                width = max(width, float((COLUMN * wide + GUTTER).sum()))
                height += ROW * (float((-(-sizes[band] // wide)).max()) + BETWEEN)
            scale = min(ROUND / width, 1.0 / height)
            if scale > largest:
                best, largest = (rows, bands), scale
    return best
