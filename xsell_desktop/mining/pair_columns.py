"""What a filter asks of pairs, as columns: the kept pairs, then those only the plan knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.plan import Decision, Pair, Pairing, Plan
from xsell_desktop.mining.analysis import Analysis, Counts
from xsell_desktop.mining.occasions import Occasions
from xsell_desktop.mining.policies.facts import Facts, facts_of
from xsell_desktop.mining.ruled_pairs import ruled_pairs
from xsell_desktop.mining.trust.held_up import UNKNOWN
from xsell_desktop.sales.lines import Codes, Flags, Floats

Codes8 = npt.NDArray[np.int8]
STOCK = ("in", "low", "out", "unknown")
LOW_DAYS = 28  # of sales that a product's stock lasts at least unless it is low
NO_EVIDENCE = -1

_products: WeakKeyDictionary[Analysis, ProductColumns] = WeakKeyDictionary()
_pairs: WeakKeyDictionary[Analysis, PairColumns] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class ProductColumns:
    """Sold products, then unsold ones, then a last row for those nobody knows.

    `category` and `family` are places in `categories` and `families`, -1 for none; `stock` is a
    place in `STOCK`; numbers are NaN where unknown.
    """

    index: Mapping[str, int]
    categories: tuple[str, ...]
    category: Codes
    families: tuple[str, ...]
    family: Codes
    price: Floats
    margin: Floats
    stock: Codes8


@dataclass(frozen=True, eq=False)
class PairColumns:
    """The K kept pairs, then the D pairs that the user ruled on and that were never kept.

    `a` and `b` are rows of `products`; `evidence` is -1 and `strength` 0 where nothing was kept.
    `kind` is the user's where there is one. `decisions` has flags for each of the filter's words.
    """

    products: ProductColumns
    rulings: Mapping[Pair, Pairing]
    drawn: tuple[Pair, ...]
    a: Codes
    b: Codes
    strength: Floats
    evidence: Codes8
    held_up: Codes8
    kind: Codes8
    decisions: Mapping[str, Flags]

    def __len__(self) -> int:
        return len(self.a)

    @property
    def kept(self) -> int:
        """K."""
        return len(self.a) - len(self.drawn)

    @cached_property
    def strongest(self) -> float:
        """The greatest strength of all."""
        return float(self.strength.max(initial=0.0))


def pair_columns(analysis: Analysis, plan: Plan) -> PairColumns:
    """The columns of an analysis and a plan; those of the last plan asked for are kept."""
    known = _pairs.get(analysis)
    if known is None or known.rulings is not plan.pairings:
        known = _pairs[analysis] = _fill(analysis, plan)
    return known


def count_met(
    analysis: Analysis, columns: PairColumns, found: Occasions, month: str, segment: str
) -> Counts:
    """Orders of a month and a segment with both products of every pair."""
    held = found.orders_of(month, segment)
    drawn = [int(held[orders].sum()) for orders in _drawn_orders(analysis, columns)]
    return np.concatenate((found.count(month, segment), np.array(drawn, np.int64)))


def count_months(
    analysis: Analysis, columns: PairColumns, found: Occasions, segment: str
) -> Counts:
    """Orders of each month and of a segment with both products of every pair, (pairs, months)."""
    months = len(found.months)
    held = found.orders_of("", segment) & (found.order_month >= 0)
    month = np.where(held, found.order_month, months)
    drawn = [
        np.bincount(month[orders], minlength=months + 1)[:months]
        for orders in _drawn_orders(analysis, columns)
    ]
    return np.vstack((found.count_months(segment), *drawn))


def _drawn_orders(analysis: Analysis, columns: PairColumns) -> Iterator[Codes]:
    """The orders with both products of each pair that was never kept."""
    baskets, sold = analysis.baskets, len(analysis.products)
    ends = zip(columns.a[columns.kept :].tolist(), columns.b[columns.kept :].tolist(), strict=True)
    for a, b in ends:
        if baskets is None or max(a, b) >= sold:
            yield np.zeros(0, np.int32)
        else:
            yield baskets.orders_with_both(a, b)


def _fill(analysis: Analysis, plan: Plan) -> PairColumns:
    pairs = analysis.pairs
    products = _products.get(analysis)
    if products is None:
        products = _products[analysis] = _describe(analysis, facts_of(analysis, plan))
    ruled = ruled_pairs(analysis, plan)
    rows = ruled.rows.copy()
    drawn = [pair for pair, row in zip(plan.pairings, rows.tolist(), strict=True) if row < 0]
    rows[~ruled.kept] = len(pairs) + np.arange(len(drawn))
    unknown, more = len(products.category) - 1, len(drawn)
    ends = np.array(
        [[products.index.get(key, unknown) for key in pair] for pair in drawn], np.int32
    ).reshape(-1, 2)
    kind = np.concatenate((pairs.kind, np.full(more, KINDS.index(Kind.CROSS_SELL), np.int8)))
    decisions = {word: np.zeros(len(kind), np.bool_) for word in _WORDS}
    for row, ruling in zip(rows.tolist(), plan.pairings.values(), strict=True):
        if ruling.kind is not None:
            kind[row] = KINDS.index(ruling.kind)
    for word, holds in _WORDS.items():
        decisions[word][rows[[holds(ruling) for ruling in plan.pairings.values()]]] = True
    decisions["undecided"] = ~(decisions["accepted"] | decisions["rejected"])
    return PairColumns(
        products=products,
        rulings=plan.pairings,
        drawn=tuple(drawn),
        a=np.concatenate((pairs.a, ends[:, 0])),
        b=np.concatenate((pairs.b, ends[:, 1])),
        strength=np.concatenate((pairs.strength, np.zeros(more))),
        evidence=np.concatenate((pairs.evidence, np.full(more, NO_EVIDENCE, np.int8))),
        held_up=np.concatenate((pairs.held_up, np.full(more, UNKNOWN, np.int8))),
        kind=kind,
        decisions=decisions,
    )


_WORDS: dict[str, Callable[[Pairing], bool]] = {
    "undecided": lambda ruling: ruling.decision is Decision.NONE,
    "accepted": lambda ruling: ruling.decision is Decision.ACCEPTED,
    "rejected": lambda ruling: ruling.decision is Decision.REJECTED,
    "by_hand": lambda ruling: ruling.by_hand,
    "pinned": lambda ruling: ruling.pinned,
    "locked": lambda ruling: ruling.locked,
}


def _describe(analysis: Analysis, facts: Facts) -> ProductColumns:
    names = tuple(sorted(set(facts.category) - {""}))
    place = {name: code for code, name in enumerate(names)}
    stock = np.array(facts.stock, np.float64)
    days = _days(analysis)
    units = np.zeros(len(stock))
    units[: len(analysis.products)] = np.clip(np.nan_to_num(analysis.products.units), 0.0, None)
    low = stock < units * LOW_DAYS / days if days else np.zeros(len(stock), np.bool_)
    return ProductColumns(
        index=facts.index,
        categories=names,
        category=np.array([place.get(name, -1) for name in facts.category], np.int32),
        families=tuple(family.name for family in analysis.families),
        family=np.array(facts.family, np.int32),
        price=np.array(facts.price, np.float64),
        margin=np.array(facts.margin, np.float64),
        stock=np.select([np.isnan(stock), stock <= 0, low], [3, 2, 1], 0).astype(np.int8),
    )


def _days(analysis: Analysis) -> int:
    """Days from the first order to the last, both counted; 0 without dates."""
    if not analysis.first_date or not analysis.last_date:
        return 0
    first, last = np.datetime64(analysis.first_date[:10]), np.datetime64(analysis.last_date[:10])
    return int((last - first).astype(np.int64)) + 1
