"""Which relationships the canvas shows: the overview, or one product and its partners."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xsell_desktop.domain.plan import Decision, Plan
from xsell_desktop.domain.views import USUAL_LIMIT, View
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.passing import passing_pairs
from xsell_desktop.sales.lines import Codes, Flags, Floats

FEWEST, MOST = 20, 600  # relationships in the overview
PER_PRODUCT = 0.3  # relationships a product in the first overview of a small shop
AROUND = 24  # partners of a product in focus
BESIDE = 6  # partners that come along with a product found by search


@dataclass(frozen=True, eq=False)
class Shown:
    """E relationships between rows of `Products`; `rows` are rows of `Pairs`, -1 when drawn by
    hand between products never kept as a pair. `hidden` counts kept pairs that are not here.
    """

    a: Codes
    b: Codes
    rows: Codes
    strength: Floats
    products: Codes
    hidden: int


def usual_limit(analysis: Analysis) -> int:
    """How many relationships make a readable first overview of this shop."""
    wanted = round(len(analysis.products) * PER_PRODUCT / 10) * 10
    return int(min(max(wanted, 2 * FEWEST), USUAL_LIMIT))


def shown_in(analysis: Analysis, plan: Plan, view: View) -> Shown:
    """What a view shows. A focus or an extra product that did not sell is passed over."""
    known = [key for key in view.focus if key in analysis.products.index]
    passing = passing_pairs(analysis, plan, view.filter)
    if known:
        focus = analysis.products.index[known[0]]
        return _around(analysis, plan, focus, passing)
    from xsell_desktop.mining.picture.graph import overview

    found = overview(analysis, plan, view.limit, passing)
    shown = Shown(found.a, found.b, found.rows, found.strength, found.products, found.hidden)
    for key in view.extra:
        row = analysis.products.index.get(key)
        if row is not None and row not in shown.products:
            shown = _joined(analysis, shown, _around(analysis, plan, row, passing, BESIDE))
    return shown


def pairs_of(analysis: Analysis, row: int) -> Codes:
    """Rows of the kept pairs with a product: the product's list, then the others by score."""
    pairs = analysis.pairs
    rows = np.flatnonzero((pairs.a == row) | (pairs.b == row))
    score = np.where(pairs.a[rows] == row, pairs.score_ab[rows], pairs.score_ba[rows])
    best = rows[np.argsort(-score, kind="stable")]
    rules = analysis.rules
    listed = rules.pair[rules.start[row] : rules.start[row + 1]]
    return np.concatenate([listed, best[~np.isin(best, listed)]]).astype(np.int32)


def rejected_rows(analysis: Analysis, plan: Plan) -> Flags:
    """Which kept pairs the user rejected."""
    flags = np.zeros(len(analysis.pairs), dtype=np.bool_)
    for pair, pairing in plan.pairings.items():
        if pairing.decision is Decision.REJECTED:
            row = analysis.pair_row(*pair)
            if row is not None:
                flags[row] = True
    return flags


def _around(
    analysis: Analysis, plan: Plan, focus: int, passing: Flags | None, most: int = AROUND
) -> Shown:
    pairs, index = analysis.pairs, analysis.products.index
    everything = pairs_of(analysis, focus)
    candidates = everything[~rejected_rows(analysis, plan)[everything]]
    if passing is None:
        fit = pairs.together[candidates] > pairs.expected[candidates]
    else:
        fit = passing[candidates]
    best = candidates[fit][:most]
    rows = [int(row) for row in best]
    drawn: list[tuple[int, int]] = []
    for pair, pairing in plan.pairings.items():
        ends = index.get(pair.a), index.get(pair.b)
        if focus not in ends or None in ends or pairing.decision is not Decision.ACCEPTED:
            continue
        row = analysis.pair_row(*pair)
        if row is None:
            one, other = sorted(end for end in ends if end is not None)
            if passing is None:
                drawn.append((one, other))
        elif row not in rows and (passing is None or passing[row]):
            rows.append(row)
    spokes = np.array(rows, dtype=np.int32)
    hand = np.array(drawn, dtype=np.int32).reshape(-1, 2)
    a = np.concatenate([pairs.a[spokes], hand[:, 0]])
    b = np.concatenate([pairs.b[spokes], hand[:, 1]])
    products = np.unique(np.concatenate([[focus], a, b])).astype(np.int32)
    return Shown(
        a.astype(np.int32),
        b.astype(np.int32),
        np.concatenate([spokes, np.full(len(hand), -1, dtype=np.int32)]),
        np.concatenate([pairs.strength[spokes], np.ones(len(hand))]),
        products,
        len(everything) - len(spokes),
    )


def _joined(analysis: Analysis, one: Shown, other: Shown) -> Shown:
    size = len(analysis.products)
    known = one.a.astype(np.int64) * size + one.b
    new = ~np.isin(other.a.astype(np.int64) * size + other.b, known)
    rows = other.rows[new]
    counted = analysis.pairs.evidence[rows[rows >= 0]] >= Evidence.LIKELY  # by `hidden`
    return Shown(
        np.concatenate([one.a, other.a[new]]),
        np.concatenate([one.b, other.b[new]]),
        np.concatenate([one.rows, other.rows[new]]),
        np.concatenate([one.strength, other.strength[new]]),
        np.union1d(one.products, other.products).astype(np.int32),
        one.hidden - int(counted.sum()),
    )
