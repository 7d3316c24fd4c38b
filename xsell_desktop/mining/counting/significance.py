"""Whether a count differs from chance, with many pairs tested at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from xsell_desktop.sales.lines import Floats

Counted = npt.NDArray[np.int64] | Floats


def upper_tail(count: Counted, expected: Floats) -> Floats:
    """P(Poisson(expected) ≥ count); 1 where count is 0."""
    seen: Floats = np.maximum(np.asarray(count, dtype=np.float64), 1.0)
    tail = np.asarray(special.gammainc(seen, expected), dtype=np.float64)
    return np.where(count > 0, tail, 1.0)


def lower_tail(count: Counted, expected: Floats) -> Floats:
    """P(Poisson(expected) ≤ count)."""
    return np.asarray(
        special.gammaincc(np.asarray(count, dtype=np.float64) + 1.0, expected), dtype=np.float64
    )


class Discoveries:
    """Benjamini–Hochberg over `tests` p-values, of which those not given count as 1."""

    def __init__(self, p_values: Floats, tests: int) -> None:
        self._p = np.sort(p_values)
        raw = self._p * tests / np.arange(1, len(self._p) + 1)
        self._q = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)

    def q_value(self, p_values: Floats) -> Floats:
        """Adjusted value of p-values that were among those given; 1 above all of them."""
        if not len(self._p):
            return np.ones(len(p_values))
        place = np.searchsorted(self._p, p_values, side="left")
        found = self._q[np.minimum(place, len(self._q) - 1)]
        return np.where(place < len(self._q), found, 1.0)
