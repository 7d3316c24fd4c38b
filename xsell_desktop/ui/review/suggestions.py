"""The undecided suggestions in the order they are reviewed, and where each would be listed."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import numpy as np

from xsell_desktop.domain.edits import accept_pairing
from xsell_desktop.domain.plan import Decision, Pair, Plan
from xsell_desktop.domain.views import Filter
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.lists import fit_pairs
from xsell_desktop.mining.passing import passing_pairs
from xsell_desktop.mining.picks import partners_of
from xsell_desktop.mining.ruled_pairs import ruled_pairs


class ReviewOrder(StrEnum):
    """What comes first in a review."""

    STRENGTH = "strength"
    MONEY = "money"  # orders with both beyond chance × the price of both


class Place(NamedTuple):
    """Where a partner stands in the anchor's list now and once accepted; 0 is nowhere."""

    anchor: str
    partner: str
    now: int
    accepted: int


def open_suggestions(
    analysis: Analysis, plan: Plan, asked: Filter, order: ReviewOrder = ReviewOrder.STRENGTH
) -> tuple[Pair, ...]:
    """Pairs that pass the filter, are of a kind that lists hold, and nobody has decided on.

    Unless the filter asks for evidence, only likely and proven ones; none of a product that is
    never recommended or hidden.
    """
    pairs, products = analysis.pairs, analysis.products
    chosen = fit_pairs(analysis, plan) if not asked.kinds else np.ones(len(pairs), np.bool_)
    if not asked.evidence:
        chosen = chosen & (pairs.evidence >= Evidence.LIKELY)
    passing = passing_pairs(analysis, plan, asked)
    if passing is not None:
        chosen = chosen & passing
    shut = {key for key, own in plan.products.items() if own.never or own.hidden}
    rows = [products.index[key] for key in shut if key in products.index]
    chosen = chosen & ~np.isin(pairs.a, rows) & ~np.isin(pairs.b, rows)
    rows = ruled_pairs(analysis, plan).rows.tolist()
    for row, ruling in zip(rows, plan.pairings.values(), strict=True):
        if row >= 0 and (ruling.decision is not Decision.NONE or ruling.locked):
            chosen[row] = False
    found = np.flatnonzero(chosen)
    worth = pairs.strength[found]
    if order is ReviewOrder.MONEY:
        price = np.nan_to_num(products.price)
        both = price[pairs.a[found]] + price[pairs.b[found]]
        worth = (pairs.together[found] - pairs.expected[found]) * both
    found = found[np.argsort(-worth, kind="stable")]
    keys = np.array(products.keys, dtype=object)
    place = np.empty(len(keys), dtype=np.int64)
    place[np.argsort(keys)] = np.arange(len(keys))
    a, b = pairs.a[found], pairs.b[found]
    in_order = place[a] < place[b]
    firsts, seconds = keys[np.where(in_order, a, b)], keys[np.where(in_order, b, a)]
    return tuple(map(Pair, firsts.tolist(), seconds.tolist()))


def best_anchor(analysis: Analysis, pair: Pair) -> str:
    """The end of a pair from which the other is recommended more."""
    row = analysis.pair_row(*pair)
    if row is None:
        return pair.a
    pairs = analysis.pairs
    first = analysis.products.keys[int(pairs.a[row])]
    other = pair.b if first == pair.a else pair.a
    return first if pairs.score_ab[row] >= pairs.score_ba[row] else other


def places_of(analysis: Analysis, plan: Plan, pair: Pair, anchor: str) -> tuple[Place, Place]:
    """Where each is in the other's list, the anchor's list first."""
    accepted = accept_pairing(plan, pair)
    other = pair.b if anchor == pair.a else pair.a
    return (
        _place(analysis, plan, accepted, anchor, other),
        _place(analysis, plan, accepted, other, anchor),
    )


def _place(analysis: Analysis, plan: Plan, accepted: Plan, anchor: str, partner: str) -> Place:
    now, then = (
        next((p.rank for p in partners_of(analysis, one, anchor, 0) if p.partner == partner), 0)
        for one in (plan, accepted)
    )
    return Place(anchor, partner, now, then)
