"""Every pair with enough orders, measured both ways: the figures of docs/measures.md at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.counting.ahead import both_at_once, read_ahead
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import Chance, size_aware_chance
from xsell_desktop.mining.counting.intervals import wilson
from xsell_desktop.mining.counting.significance import Discoveries, upper_tail
from xsell_desktop.mining.counting.textbook import g_squared, raw_lift
from xsell_desktop.mining.counting.triangle import CountedRows, count_triangle
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.texts import _

TESTED_FROM = 5  # orders a product needs before its pairs are tested
SHRINKAGE = Settings().smoothing
PAIRS_AT_ONCE = 32_768

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class PairMeasures:
    """K pairs of rows of a `Baskets`, `a < b`, rising by a and then b; K entries each.

    `together` counts orders with both of `orders` in all; `support` is its share of them.
    `confidence_ab` is the share of the orders with a that hold b, between `low_ab` and `high_ab`
    (Wilson, 95 %), and `…_ba` the reverse. `expected` is the size-aware chance, `lift` what was
    counted ÷ expected, `shrunken_lift` the same with k added to both. `p_value` is the Poisson
    tail of that chance, `q_value` its Benjamini–Hochberg value over all `tests` pairs of products
    with 5 or more orders (NaN for pairs of others). `raw_lift` and `g_squared` assume
    independent orders.
    """

    orders: int
    tests: int
    a: Codes
    b: Codes
    together: Counts
    support: Floats
    confidence_ab: Floats
    low_ab: Floats
    high_ab: Floats
    confidence_ba: Floats
    low_ba: Floats
    high_ba: Floats
    expected: Floats
    lift: Floats
    shrunken_lift: Floats
    raw_lift: Floats
    g_squared: Floats
    p_value: Floats
    q_value: Floats

    def __len__(self) -> int:
        return len(self.a)


def measure_pairs(
    baskets: Baskets,
    min_together: int = 5,
    k: float = SHRINKAGE,
    chance: Chance | None = None,
    progress: Progress | None = None,
) -> PairMeasures:
    """Measure every pair that `min_together` or more orders hold; k as in `PairMeasures`.

    Every pair seen at all is tested, whatever `min_together`.
    """
    progress, chance = progress or Progress(), chance or size_aware_chance(baskets)
    least = max(1, min_together)
    held = np.diff(baskets.start)
    tested = int(np.searchsorted(-held, -TESTED_FROM, side="right"))
    enough = int(np.searchsorted(-held, -least, side="right"))
    seen = _Seen(chance, tested, least)
    for rows in read_ahead(count_triangle(baskets, max(tested, enough))):
        progress.step(_("Counting pairs"), 0.6 * rows.first / max(1, len(held)))
        seen.add(rows)
    return _measure(seen, baskets, k, progress.part(0.6, 1.0))


class _Seen:
    """What counting leaves behind: the pairs with enough orders, and every p-value."""

    def __init__(self, chance: Chance, tested: int, least: int) -> None:
        self._chance, self._least = chance, least
        self.tested = tested
        self.a: list[Codes] = []
        self.b: list[Codes] = []
        self.together: list[Codes] = []
        self.expected: list[Floats] = []
        self.p_value: list[Floats] = []
        self.all_p: list[Floats] = []

    def add(self, rows: CountedRows) -> None:
        expected = self._chance.of_pairs(rows.first, rows.last, rows.row, rows.column)
        p_value = upper_tail(rows.together, expected)
        self.all_p.append(p_value[rows.column < self.tested])
        enough = np.flatnonzero(rows.together >= self._least)
        self.a.append(rows.row[enough])
        self.b.append(rows.column[enough])
        self.together.append(rows.together[enough])
        self.expected.append(expected[enough])
        self.p_value.append(p_value[enough])


def _measure(seen: _Seen, baskets: Baskets, k: float, progress: Progress) -> PairMeasures:
    a, b = _joined(seen.a, np.int32), _joined(seen.b, np.int32)
    together = _joined(seen.together, np.int64)
    expected, p_value = _joined(seen.expected, np.float64), _joined(seen.p_value, np.float64)
    tests = seen.tested * (seen.tested - 1) // 2
    progress.step(_("Counting pairs"), 0.1)
    found = Discoveries(_joined(seen.all_p, np.float64), tests)
    figures = {name: np.empty(len(a)) for name in _FIGURES}
    orders = np.diff(baskets.start).astype(np.float64)

    def work_out(first: int) -> None:
        part = slice(first, first + PAIRS_AT_ONCE)
        n, e, n_a, n_b = together[part] * 1.0, expected[part], orders[a[part]], orders[b[part]]
        q_value = found.q_value(p_value[part])
        q_value[b[part] >= seen.tested] = np.nan
        values = (
            n / max(1, len(baskets)),
            n / n_a, *wilson(n, n_a),
            n / n_b, *wilson(n, n_b),
            n / e, (n + k) / (e + k),
            raw_lift(n, n_a, n_b, len(baskets)), g_squared(n, n_a, n_b, len(baskets)),
            q_value,
        )  # fmt: skip
        for name, value in zip(_FIGURES, values, strict=True):
            figures[name][part] = value

    firsts = range(0, len(a), PAIRS_AT_ONCE)
    for first, _done in zip(firsts, both_at_once(work_out, firsts), strict=True):
        progress.step(_("Counting pairs"), 0.2 + 0.8 * first / len(a))
    return PairMeasures(
        orders=len(baskets), tests=tests, a=a, b=b, together=together, expected=expected,
        p_value=p_value, **figures,
    )  # fmt: skip


_FIGURES = (
    "support", "confidence_ab", "low_ab", "high_ab", "confidence_ba", "low_ba", "high_ba",
    "lift", "shrunken_lift", "raw_lift", "g_squared", "q_value",
)  # fmt: skip


def _joined(parts: list[npt.NDArray[Any]], kind: type[Any]) -> npt.NDArray[Any]:
    return np.concatenate(parts).astype(kind, copy=False) if parts else np.empty(0, kind)
