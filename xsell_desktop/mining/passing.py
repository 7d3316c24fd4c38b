"""Which kept pairs pass a filter."""

from __future__ import annotations

import numpy as np

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import Filter
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.trust.held_up import HELD
from xsell_desktop.sales.lines import Flags


def passing_pairs(analysis: Analysis, plan: Plan, asked: Filter) -> Flags | None:
    """By row of `Pairs`, whether it passes; None when all do.

    Kinds are the user's where the user ruled on them.
    """
    if not asked.parts:
        return None
    pairs = analysis.pairs
    passing = np.ones(len(pairs), dtype=np.bool_)
    if asked.evidence:
        words = [int(Evidence[word.upper()]) for word in asked.evidence]
        passing &= np.isin(pairs.evidence, words)
    if asked.held_up:
        passing &= pairs.held_up == HELD
    if asked.kinds:
        kind = pairs.kind.copy()
        for pair, pairing in plan.pairings.items():
            row = analysis.pair_row(*pair) if pairing.kind is not None else None
            if row is not None and pairing.kind is not None:
                kind[row] = KINDS.index(pairing.kind)
        passing &= np.isin(kind, [KINDS.index(word) for word in asked.kinds])
    return passing
