"""What the matrix shows, as plain arrays: products down and across, a cell for every two."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import IntFlag
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Decision, Pair, Plan, pair_of
from xsell_desktop.domain.views import MatrixOrder, MatrixShows, View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting.among import count_among, entries_of
from xsell_desktop.mining.passing import passing_pairs
from xsell_desktop.sales.lines import Codes, Flags, Floats
from xsell_desktop.texts import _
from xsell_desktop.ui.canvas.scene.colouring import family_slots
from xsell_desktop.ui.canvas.scene.scope import Shown, shown_in

MOST_PRODUCTS = 200
ENOUGH = 5  # orders together, or that chance gives, from which times chance says something
MOST_ENTRIES = 3_000_000  # products in orders counted at once; beyond, only the kept pairs show

Marks = npt.NDArray[np.uint8]


class Mark(IntFlag):
    """What the user said of a cell's pair, seen from its row."""

    ACCEPTED = 1
    REJECTED = 2
    PINNED = 4
    LOCKED = 8
    BY_HAND = 16


@dataclass(frozen=True, slots=True)
class Group:
    """Products `first` to `last - 1` of one family or category; `code` is its colour slot."""

    first: int
    last: int
    name: str
    code: int


@dataclass(frozen=True, eq=False)
class Grid:
    """N products in their order, and (N, N) tables read row → column.

    `passing` tells which cells pass the filter, `known` those whose counts are here; on the
    diagonal neither is. `hidden` counts products that belong here and found no room.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    products: Codes
    orders: Floats
    groups: tuple[Group, ...]
    together: Floats
    expected: Floats
    passing: Flags
    known: Flags
    marks: Marks
    shows: MatrixShows
    order: MatrixOrder
    hidden: int

    def __len__(self) -> int:
        return len(self.keys)

    def place(self, key: str) -> int:
        """Where a product stands, -1 when it is not here."""
        return self.keys.index(key) if key in self.keys else -1

    def pair(self, row: int, column: int) -> Pair | None:
        """The pair of a cell; None on the diagonal."""
        return pair_of(self.keys[row], self.keys[column]) if row != column else None

    def group_at(self, place: int) -> Group | None:
        """The group of a product."""
        return next((g for g in self.groups if g.first <= place < g.last), None)

    def values(self) -> Floats:
        """What the colours stand for; NaN where there is nothing to say. Times chance is 1 where
        too few orders could tell."""
        with np.errstate(divide="ignore", invalid="ignore"):
            if self.shows is MatrixShows.RATE:
                found = self.together / self.orders[:, None]
            elif self.shows is MatrixShows.LIFT:
                found = self.together / self.expected
                found[np.maximum(self.together, self.expected) < ENOUGH] = 1.0
            else:
                found = self.together.copy()
        found[~self.passing] = np.nan
        return found

    def snapshot(self) -> dict[str, Any]:
        """Everything shown as plain values, to compare two grids."""
        return {
            "keys": self.keys,
            "groups": [(g.first, g.last, g.name, g.code) for g in self.groups],
            "values": np.round(np.nan_to_num(self.values(), nan=-1.0), 6).tolist(),
            "marks": self.marks.tolist(),
            "hidden": self.hidden,
        }


def no_grid() -> Grid:
    """A grid with nothing in it."""
    square, flags = np.zeros((0, 0)), np.zeros((0, 0), dtype=np.bool_)
    return Grid(
        (), (), np.zeros(0, np.int32), np.zeros(0), (), square, square, flags, flags,
        flags.astype(np.uint8), MatrixShows.RATE, MatrixOrder.FAMILY, 0,
    )  # fmt: skip


def build_grid(analysis: Analysis, plan: Plan, view: View) -> Grid:
    """The grid of a view: the products of the relationships on show, at most `MOST_PRODUCTS`."""
    shown = shown_in(analysis, plan, view).sold(analysis)
    chosen = _first_met(analysis, shown, view)
    rows, groups = _order(analysis, chosen, view.matrix_order)
    products = analysis.products
    together, expected, known = _counts(analysis, rows)
    passing = _passing(analysis, plan, view, rows, known)
    keys = tuple(products.keys[row] for row in rows)
    return Grid(
        keys=keys,
        names=tuple(products.names[row] or products.keys[row] for row in rows),
        products=rows,
        orders=products.orders[rows].astype(np.float64),
        groups=groups,
        together=together,
        expected=expected,
        passing=passing,
        known=known,
        marks=_marks(plan, keys),
        shows=view.matrix_shows,
        order=view.matrix_order,
        hidden=len(shown.products) - len(chosen),
    )


def _first_met(analysis: Analysis, shown: Shown, view: View) -> Codes:
    """The products shown, those of the focus and of the strongest relationships first."""
    ends = np.column_stack([shown.a, shown.b])
    strongest = ends[np.argsort(-shown.strength, kind="stable")].ravel()
    asked = [analysis.products.index.get(key, -1) for key in (*view.focus, *view.extra)]
    met = dict.fromkeys([*asked, *strongest.tolist(), *shown.products.tolist()])
    inside = set(shown.products.tolist())
    return np.array([row for row in met if row in inside][:MOST_PRODUCTS], dtype=np.int32)


def _order(
    analysis: Analysis, chosen: Codes, order: MatrixOrder
) -> tuple[Codes, tuple[Group, ...]]:
    """The products in the order asked for, the most sold of a group first, and the groups."""
    products = analysis.products
    rows = np.sort(chosen).tolist()  # by falling number of orders
    if order is MatrixOrder.ORDERS:
        return np.array(rows, dtype=np.int32), ()
    if order is MatrixOrder.PRODUCT:
        rows.sort(key=lambda row: (products.names[row] or products.keys[row]).casefold())
        return np.array(rows, dtype=np.int32), ()
    if order is MatrixOrder.CATEGORY:
        named = products.categories
        rows.sort(key=lambda row: (not named[row], named[row].casefold()))
        groups = _group(rows, lambda row: named[row], lambda name: str(name) or _("No category"))
        return np.array(rows, dtype=np.int32), groups
    slots, family = family_slots(analysis), products.family
    slot = {row: int(slots[family[row]]) if family[row] >= 0 else -1 for row in rows}
    names = {int(slots[code]): one.name for code, one in enumerate(analysis.families)}
    rows.sort(key=lambda row: (slot[row] < 0, slot[row]))
    found = _group(rows, slot.__getitem__, lambda code: names.get(int(str(code)), _("No family")))
    coded = (Group(g.first, g.last, g.name, slot[rows[g.first]]) for g in found)
    return np.array(rows, dtype=np.int32), tuple(coded)


def _group(
    rows: Sequence[int], key: Callable[[int], Hashable], name: Callable[[Hashable], str]
) -> tuple[Group, ...]:
    groups: list[Group] = []
    for code, members in groupby(rows, key):
        first = groups[-1].last if groups else 0
        groups.append(Group(first, first + len(list(members)), name(code), len(groups)))
    return tuple(groups)


def _counts(analysis: Analysis, rows: Codes) -> tuple[Floats, Floats, Flags]:
    """Counts of all cells where the orders are at hand and not too many, else of kept pairs."""
    baskets, chance = analysis.baskets, analysis.chance
    known = ~np.eye(len(rows), dtype=np.bool_)
    if baskets is not None and chance is not None and entries_of(baskets, rows) <= MOST_ENTRIES:
        together, expected = count_among(baskets, chance, rows)
        return together, expected, known
    pairs, shape = analysis.pairs, (len(rows), len(rows))
    together, expected = np.zeros(shape), np.zeros(shape)
    a, b, kept = _cells(analysis, rows)
    known = np.zeros(shape, dtype=np.bool_)
    for one, other in ((a, b), (b, a)):
        together[one, other] = pairs.together[kept]
        expected[one, other] = pairs.expected[kept]
        known[one, other] = True
    return together, expected, known


def _passing(analysis: Analysis, plan: Plan, view: View, rows: Codes, known: Flags) -> Flags:
    asked = passing_pairs(analysis, plan, view.filter)
    if asked is None:
        return known
    passing = np.zeros_like(known)
    a, b, kept = _cells(analysis, rows)
    passing[a, b] = passing[b, a] = asked[kept]
    return passing


def _cells(analysis: Analysis, rows: Codes) -> tuple[Codes, Codes, Codes]:
    """Places of the kept pairs among these products, and the pairs' rows."""
    pairs = analysis.pairs
    place = np.full(len(analysis.products), -1, dtype=np.int32)
    place[rows] = np.arange(len(rows), dtype=np.int32)
    kept = np.flatnonzero((place[pairs.a] >= 0) & (place[pairs.b] >= 0)).astype(np.int32)
    return place[pairs.a[kept]], place[pairs.b[kept]], kept


def _marks(plan: Plan, keys: tuple[str, ...]) -> Marks:
    """Flags of `Mark`; one-way pairings are marked only where the row recommends the column."""
    place = {key: row for row, key in enumerate(keys)}
    accepted, rejected, pinned, locked, by_hand = (int(mark) for mark in Mark)  # quick to join
    marks = np.zeros((len(keys), len(keys)), dtype=np.uint8)
    for pair, pairing in plan.pairings.items():
        a, b = place.get(pair.a), place.get(pair.b)
        if a is None or b is None:
            continue
        flags = (
            (pairing.decision is Decision.ACCEPTED) * accepted
            | (pairing.decision is Decision.REJECTED) * rejected
            | pairing.pinned * pinned
            | pairing.locked * locked
            | pairing.by_hand * by_hand
        )
        both = pairing.decision is Decision.REJECTED
        if both or pairing.allows(pair.a):
            marks[a, b] = flags
        if both or pairing.allows(pair.b):
            marks[b, a] = flags
    return marks
