"""Whether a count differs from chance, with many pairs tested at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from xsell_desktop.sales.lines import Floats

INEXACT = 1e-4  # a tail below this loses digits when it is taken from 1

Counted = npt.NDArray[np.int64] | npt.NDArray[np.int32] | Floats


def upper_tail(count: Counted, expected: Floats) -> Floats:
    """P(Poisson(expected) ≥ count); 1 where count is 0.

    Counts up to four, which most pairs have, are worked out term by term where that is exact.
    """
    seen = np.asarray(count, dtype=np.float64)
    tail = np.ones(len(seen))
    few = np.flatnonzero((seen > 0) & (seen <= 4))
    n, e = seen[few], expected[few]
    below = 1 + e * (n > 1) * (1 + e / 2 * (n > 2) * (1 + e / 3 * (n > 3)))
    tail[few] = 1 - np.exp(-e) * below
    rest = np.flatnonzero((seen > 4) | (tail < INEXACT))
    tail[rest] = special.gammainc(seen[rest], expected[rest])
    return tail


def lower_tail(count: Counted, expected: Floats) -> Floats:
    """P(Poisson(expected) ≤ count)."""
    return np.asarray(
        special.gammaincc(np.asarray(count, dtype=np.float64) + 1.0, expected), dtype=np.float64
    )


class Discoveries:
    """Benjamini–Hochberg over `tests` p-values, of which those not given count as 1."""

    def __init__(self, p_values: Floats, tests: int) -> None:
        p_values = np.sort(p_values)
        raw = p_values * tests / np.arange(1, len(p_values) + 1)
        q_values = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)
        # of neighbours with one adjusted value the last stands for all
        ends = np.flatnonzero(np.append(q_values[1:] != q_values[:-1], True))[: len(q_values)]
        self._p, self._q = p_values[ends], q_values[ends]

    def q_value(self, p_values: Floats) -> Floats:
        """Adjusted value of p-values that were among those given; 1 above all of them."""
        order = np.argsort(p_values)  # neighbours are looked up faster than strangers
        place = np.searchsorted(self._p, p_values[order], side="left")
        found = np.empty(len(p_values))
        found[order] = np.append(self._q, 1.0)[place]
        return found
