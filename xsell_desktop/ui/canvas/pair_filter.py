"""Which pairs canvas and table show at all, by evidence, held up and kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.plan import Plan
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.trust.held_up import HELD
from xsell_desktop.sales.lines import Flags


@dataclass(frozen=True)
class PairFilter:
    """Empty sets leave everything in. Kinds are the user's where the user ruled on them."""

    evidence: frozenset[Evidence] = frozenset()
    held_up: bool = False
    kinds: frozenset[Kind] = frozenset()

    @property
    def parts(self) -> int:
        """How many things are asked of a pair; 0 lets every pair through."""
        return bool(self.evidence) + self.held_up + bool(self.kinds)

    def passing(self, analysis: Analysis, plan: Plan) -> Flags | None:
        """Which kept pairs pass; None when all do."""
        if not self.parts:
            return None
        pairs = analysis.pairs
        passing = np.ones(len(pairs), dtype=np.bool_)
        if self.evidence:
            passing &= np.isin(pairs.evidence, [int(word) for word in self.evidence])
        if self.held_up:
            passing &= pairs.held_up == HELD
        if self.kinds:
            kind = pairs.kind.copy()
            for pair, pairing in plan.pairings.items():
                row = analysis.pair_row(*pair) if pairing.kind is not None else None
                if row is not None and pairing.kind is not None:
                    kind[row] = KINDS.index(pairing.kind)
            passing &= np.isin(kind, [KINDS.index(word) for word in self.kinds])
        return passing
