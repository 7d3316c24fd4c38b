"""The bundles worth suggesting: by orders, by revenue and by margin, without the redundant."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import isnan, nan

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.kinds import CROSS_SOLD, KINDS, Kind
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis, BundleCandidate, Evidence, Pairs
from xsell_desktop.mining.bundling.growth import Takings, ValuedSets, best_rows, grow_sets
from xsell_desktop.mining.bundling.study import (
    SetScales,
    SetStudy,
    count_proven,
    judge_set,
    study_pair,
)
from xsell_desktop.sales.lines import Flags
from xsell_desktop.texts import _

BUNDLED = (*CROSS_SOLD, Kind.FOLLOW_UP)
RANKINGS = ("orders", "revenue", "margin")
LEAST_ORDERS = 3
LISTED = 40  # candidates of each size that each ranking names
REPEATS = 4  # candidates of one size that one product may be in, by each ranking
NEARLY_ALL = 0.95  # of a set's orders, in which it is no bundle of its own

Products = tuple[int, ...]


def find_bundles(
    analysis: Analysis, takings: Takings, progress: Progress
) -> tuple[BundleCandidate, ...]:
    """Candidates of two to five products, those with most orders first.

    Each ranking names its own best of each size, so that a set few buy is found when it brings
    much. All products of a candidate are likely or proven partners of each other, for reasons
    that a bundle can use (no season, no other size of the same), and none is hidden. One whose
    orders nearly all hold another product too is left out, and so are sets that are not clearly
    more than their parts, and near-repeats of a better one.
    """
    pairs, baskets = analysis.pairs, analysis.baskets
    if baskets is None:
        return ()
    progress.step(_("Looking for bundles"))
    least = max(LEAST_ORDERS, analysis.settings.min_together)
    good = _find_good(pairs, analysis.products.visible, least)
    levels = grow_sets(pairs, good, baskets, takings, least, progress)
    scales = SetScales(baskets)
    found: list[BundleCandidate] = []
    for place, level in enumerate(levels):
        progress.step(_("Looking for bundles"), 0.8 + 0.2 * place / len(levels))
        larger = levels[place + 1] if place + 1 < len(levels) else None
        choice = _Choice(level, pairs, scales, _swallowed(level, larger))
        for ranking in range(len(RANKINGS)):
            choice.name_best(ranking)
        found += choice.candidates()
    return tuple(sorted(found, key=lambda c: (-c.orders, -c.revenue, c.products)))


def _find_good(pairs: Pairs, visible: Flags, least: int) -> npt.NDArray[np.int64]:
    """Rows of the pairs that may be in one bundle."""
    wanted = np.isin(pairs.kind, [KINDS.index(kind) for kind in BUNDLED])
    shown = visible[pairs.a] & visible[pairs.b]
    sure = (pairs.evidence >= Evidence.LIKELY) & (pairs.together >= least)
    return np.flatnonzero(wanted & shown & sure)


def _swallowed(level: ValuedSets, larger: ValuedSets | None) -> set[Products]:
    """Sets whose orders nearly all hold one and the same product more."""
    if larger is None:
        return set()
    orders = dict(zip(_tuples(level), level.sets.counts.tolist(), strict=True))
    gone: set[Products] = set()
    for products, count in zip(_tuples(larger), larger.sets.counts.tolist(), strict=True):
        for place in range(len(products)):
            part = products[:place] + products[place + 1 :]
            if count >= NEARLY_ALL * orders.get(part, np.inf):
                gone.add(part)
    return gone


@dataclass(eq=False)
class _Choice:
    """What the rankings name among the sets of one size."""

    level: ValuedSets
    pairs: Pairs
    scales: SetScales
    swallowed: set[Products]
    studied: dict[int, tuple[SetStudy, Evidence]] = field(default_factory=dict)
    named: dict[int, list[str]] = field(default_factory=dict)

    def name_best(self, ranking: int) -> None:
        """Name the best by one ranking, no product in more than a few of them."""
        value = self.level.values[ranking]
        used: Counter[int] = Counter()
        chosen: list[set[int]] = []
        for row in best_rows([value], len(value)).tolist():
            products = tuple(self.level.sets.products[row].tolist())
            if products in self.swallowed or any(used[p] >= REPEATS for p in products):
                continue
            if _repeats(products, chosen) or not self._holds(row, products):
                continue
            chosen.append(set(products))
            used.update(products)
            self.named.setdefault(row, []).append(RANKINGS[ranking])
            if len(chosen) == LISTED:
                break

    def _holds(self, row: int, products: Products) -> bool:
        """Whether the set is more than its parts: clearly, unless proven pairs tie it together."""
        if row not in self.studied:
            pair = self.pairs.find(*products) if len(products) == 2 else None
            study = (
                self.scales.study(products)
                if pair is None
                else study_pair(self.pairs, pair, self.scales.baskets)
            )
            word = judge_set(study, products, self.pairs)
            assert word is not None  # at most five products
            self.studied[row] = study, word
        study, word = self.studied[row]
        sure = study.is_clear or min(count_proven(products, self.pairs)) > 0
        return study.fits and word >= Evidence.THIN and sure

    def candidates(self) -> list[BundleCandidate]:
        """Everything named."""
        revenue, margin = self.level.values[1].tolist(), self.level.values[2].tolist()
        return [
            BundleCandidate(
                products=tuple(self.level.sets.products[row].tolist()),
                orders=self.studied[row][0].orders,
                one_short=self.studied[row][0].one_short,
                revenue=revenue[row],
                margin=nan if isnan(margin[row]) else margin[row],  # one NaN equals itself
                missing=self.studied[row][0].missing,
                expected=self.studied[row][0].expected,
                explained=self.studied[row][0].explained,
                evidence=self.studied[row][1],
                best_by=tuple(rankings),
            )
            for row, rankings in self.named.items()
        ]


def _repeats(products: Products, chosen: list[set[int]]) -> bool:
    """Whether three or more products differ in no more than one from a set chosen before."""
    if len(products) < 3:
        return False
    return any(len(before.intersection(products)) >= len(products) - 1 for before in chosen)


def _tuples(level: ValuedSets) -> list[Products]:
    return [tuple(products) for products in level.sets.products.tolist()]
