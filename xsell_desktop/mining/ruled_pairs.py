"""Where the pairs that the user ruled on stand among the kept ones, all looked up at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from xsell_desktop.domain.plan import Decision, Pair, Pairing, Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.lines import Codes, Flags


@dataclass(frozen=True, eq=False)
class RuledPairs:
    """The plan's R pairs in its order; `rows` of `Pairs`, -1 for those that were never kept."""

    rulings: Mapping[Pair, Pairing]
    rows: Codes
    accepted: Flags
    rejected: Flags

    @property
    def kept(self) -> Flags:
        """Which of them were kept."""
        return np.asarray(self.rows >= 0)


_ruled: WeakKeyDictionary[Analysis, RuledPairs] = WeakKeyDictionary()


def ruled_pairs(analysis: Analysis, plan: Plan) -> RuledPairs:
    """The plan's pairs; those of the last plan asked for are kept."""
    known = _ruled.get(analysis)
    if known is None or known.rulings is not plan.pairings:
        decisions = [pairing.decision for pairing in plan.pairings.values()]
        known = _ruled[analysis] = RuledPairs(
            rulings=plan.pairings,
            rows=find_rows(analysis, plan.pairings),
            accepted=np.array([one is Decision.ACCEPTED for one in decisions], np.bool_),
            rejected=np.array([one is Decision.REJECTED for one in decisions], np.bool_),
        )
    return known


def find_rows(analysis: Analysis, pairs: Collection[Pair]) -> Codes:
    """The rows of `Pairs` of many pairs, -1 for each that was not kept (see `pair_row`)."""
    index = analysis.products.index
    numbers, order = analysis.pairs.keys
    ends = [(index.get(pair.a, -1), index.get(pair.b, -1)) for pair in pairs]
    rows = np.full(len(ends), -1, np.int32)
    if not len(numbers) or not ends:
        return rows
    both = np.array(ends, np.int64)
    wanted = both.min(axis=1) << 32 | both.max(axis=1)
    place = np.minimum(np.searchsorted(numbers, wanted), len(numbers) - 1)
    found = (numbers[place] == wanted) & (both.min(axis=1) >= 0)
    rows[found] = order[place[found]]
    return rows
