"""What lies around some products: their best partners, and the strongest of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import Filter
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.passing import drawn_ends, passing_pairs
from xsell_desktop.mining.picture.backbone import places
from xsell_desktop.mining.ruled_pairs import ruled_pairs
from xsell_desktop.sales.lines import Codes, Flags

AROUND = 24  # partners of a product in focus
FARTHER = (6, 3)  # partners of each product one and two steps from the focus
MOST_AROUND = 120  # products around a focus


@dataclass(frozen=True, eq=False)
class Open:
    """What may show around a product, by row of `Pairs`: `fit` pairs when they are strong enough,
    `accepted` ones in any case. `drawn` are accepted pairs of products never kept as a pair,
    `veiled` flags the products that the user hid.
    """

    fit: Flags
    accepted: Flags
    drawn: tuple[tuple[int, int], ...]
    veiled: Flags


def open_pairs(analysis: Analysis, plan: Plan, asked: Filter, focus: list[int]) -> Open:
    """What the user's rulings and filters leave; by themselves only pairs above chance are fit.

    A product in focus is not veiled.
    """
    pairs, index = analysis.pairs, analysis.products.index
    passing, refused = passing_pairs(analysis, plan, asked), "rejected" in asked.decisions
    veiled = np.zeros(len(analysis.products), dtype=np.bool_)
    hidden = [index[key] for key, own in plan.products.items() if own.hidden and key in index]
    veiled[hidden] = True
    veiled[focus] = False
    fit = pairs.together > pairs.expected if passing is None else passing.copy()
    accepted = np.zeros(len(pairs), dtype=np.bool_)
    ruled = ruled_pairs(analysis, plan)
    accepted[ruled.rows[ruled.kept & ruled.accepted]] = True
    if not refused:
        fit[ruled.rows[ruled.kept & ruled.rejected]] = False
    drawn = drawn_ends(analysis, plan, asked)
    shows = ~veiled[pairs.a] & ~veiled[pairs.b]
    if passing is not None:
        accepted &= passing
    seen = tuple(ends for ends in drawn if not veiled[list(ends)].any())
    return Open(fit & shows, accepted & shows, seen, veiled)


def pairs_of(analysis: Analysis, row: int) -> Codes:
    """Rows of the kept pairs with a product: the product's list, then the others by score."""
    pairs = analysis.pairs
    rows = np.flatnonzero((pairs.a == row) | (pairs.b == row))
    score = np.where(pairs.a[rows] == row, pairs.score_ab[rows], pairs.score_ba[rows])
    best = rows[np.argsort(-score, kind="stable")]
    rules = analysis.rules
    listed = rules.pair[rules.start[row] : rules.start[row + 1]]
    return np.concatenate([listed, best[~np.isin(best, listed)]]).astype(np.int32)


def usual_partners(analysis: Analysis, row: int) -> Codes:
    """The rows of the best partners of a product by the sales alone: what the user rules or asks
    changes nothing, so that their seats stay."""
    pairs, own = analysis.pairs, pairs_of(analysis, row)
    best = own[pairs.together[own] > pairs.expected[own]][:AROUND]
    return np.where(pairs.a[best] == row, pairs.b[best], pairs.a[best]).astype(np.int32)


def pairs_around(
    analysis: Analysis, focus: list[int], depth: int, field: Open
) -> tuple[Codes, int]:
    """Rows of the pairs that show around products, and how many pairs at the products that were
    followed do not.

    The partners of several products take turns, so that none is left without.
    """
    lists = [_best_of(analysis, row, AROUND, field) for row in focus]
    turns = [row for turn in zip_longest(*lists) for row in turn if row is not None]
    held = dict.fromkeys(focus)
    rows: dict[int, None] = {}
    front = list(focus)
    followed: list[int] = []
    for most in (0, *FARTHER)[:depth]:
        followed += front
        known = set(held)
        found = _strongest(analysis, front, most, field) if most else turns
        _take(analysis, found, field, rows, held, MOST_AROUND + len(focus))
        front = [row for row in held if row not in known]
    near = np.zeros(len(analysis.products), dtype=np.bool_)
    near[followed] = True
    at_them = near[analysis.pairs.a] | near[analysis.pairs.b]
    return np.array(list(rows), dtype=np.int32), int(at_them.sum()) - len(rows)


def more_of(analysis: Analysis, row: int, shown: Codes, most: int, field: Open) -> Codes:
    """Rows of the best `most` pairs of a product beyond those on show, and of those accepted."""
    best = _best_of(analysis, row, len(analysis.pairs), field)
    new = np.array([pair for pair in best if pair not in set(shown.tolist())], dtype=np.int32)
    return new[(np.arange(len(new)) < most) | field.accepted[new]]


def count_steps(products: Codes, a: Codes, b: Codes, focus: list[int]) -> Codes:
    """How many relationships each product is from the nearest one in focus, -1 for no way."""
    steps = np.where(np.isin(products, focus), 0, -1).astype(np.int32)
    one, other = np.searchsorted(products, a), np.searchsorted(products, b)
    step = 0
    while (steps == step).any():
        for near, far in ((one, other), (other, one)):
            steps[far[(steps[near] == step) & (steps[far] < 0)]] = step + 1
        step += 1
    return steps


def _best_of(analysis: Analysis, row: int, most: int, field: Open) -> list[int]:
    own = pairs_of(analysis, row)
    fit = own[field.fit[own]][:most]
    accepted = own[field.accepted[own] & ~np.isin(own, fit)]
    return [*fit.tolist(), *accepted.tolist()]


def _strongest(analysis: Analysis, front: list[int], most: int, field: Open) -> list[int]:
    """The strongest pairs of each product of the front, every product's first before its next."""
    pairs = analysis.pairs
    inside = np.zeros(len(analysis.products), dtype=np.bool_)
    inside[front] = True
    rows = np.flatnonzero((field.fit | field.accepted) & (inside[pairs.a] | inside[pairs.b]))
    of_a, of_b = places(pairs.a[rows], pairs.b[rows], pairs.strength[rows])
    place = np.minimum(
        np.where(inside[pairs.a[rows]], of_a, most), np.where(inside[pairs.b[rows]], of_b, most)
    )
    best = np.lexsort((rows, place))
    return [int(row) for row in rows[best[place[best] < most]]]


def _take(
    analysis: Analysis, found: list[int], field: Open, rows: dict[int, None],
    held: dict[int, None], most: int,
) -> None:  # fmt: skip
    """Add pairs and their products while there is room; accepted ones find room."""
    for row in found:
        ends = int(analysis.pairs.a[row]), int(analysis.pairs.b[row])
        guests = sum(end not in held for end in ends)
        if not guests or len(held) < most or field.accepted[row]:
            rows[row] = None
            held.update(dict.fromkeys(ends))
