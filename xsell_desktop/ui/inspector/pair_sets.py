"""Sets of pairs that one decision can be about."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Pair, Plan, pair_of
from xsell_desktop.mining.analysis import Analysis


def pairs_among(analysis: Analysis, plan: Plan, keys: tuple[str, ...]) -> tuple[Pair, ...]:
    """Kept pairs beyond chance with both ends among the keys, and pairings of theirs."""
    chosen, pairs = _rows_of(analysis, keys), analysis.pairs
    inside = np.isin(pairs.a, chosen) & np.isin(pairs.b, chosen)
    own = [pair for pair in plan.pairings if pair.a in keys and pair.b in keys]
    return _pairs(analysis, np.flatnonzero(inside & (pairs.together > pairs.expected)), own)


def pairs_at(analysis: Analysis, plan: Plan, keys: tuple[str, ...]) -> tuple[Pair, ...]:
    """Kept pairs beyond chance with an end among the keys, and pairings of theirs."""
    chosen, pairs = _rows_of(analysis, keys), analysis.pairs
    there = np.isin(pairs.a, chosen) | np.isin(pairs.b, chosen)
    own = [pair for pair in plan.pairings if pair.a in keys or pair.b in keys]
    return _pairs(analysis, np.flatnonzero(there & (pairs.together > pairs.expected)), own)


def _rows_of(analysis: Analysis, keys: tuple[str, ...]) -> list[int]:
    return [analysis.products.index[key] for key in keys if key in analysis.products.index]


def _pairs(analysis: Analysis, rows: npt.NDArray[np.integer], own: list[Pair]) -> tuple[Pair, ...]:
    keys, pairs = analysis.products.keys, analysis.pairs
    ends = zip(pairs.a[rows].tolist(), pairs.b[rows].tolist(), strict=True)
    return tuple(dict.fromkeys([*(pair_of(keys[a], keys[b]) for a, b in ends), *own]))
