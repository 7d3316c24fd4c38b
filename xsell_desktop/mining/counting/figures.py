"""The further figures of a pair, by name, for pairs that are kept or shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from xsell_desktop.mining.counting import textbook
from xsell_desktop.mining.counting.significance import lower_tail, upper_tail
from xsell_desktop.sales.lines import Flags, Floats


@dataclass(frozen=True, eq=False)
class Counted:
    """Counts of K pairs a, b among `orders` orders; K entries each, NaN where not known.

    `shrinkage` is the k of the shrunken lift.
    """

    together: Floats
    expected: Floats
    with_a: Floats
    with_b: Floats
    orders: int
    shrinkage: float


def work_out(name: str, counted: Counted) -> Floats:
    """One of `FIGURES` for every pair; NaN where a count is, or where it has no value."""
    known = ~np.isnan(counted.together)
    found = np.full(len(known), np.nan)
    if known.any():
        found[known] = FIGURES[name](_known(counted, known))
    return found


def _known(counted: Counted, known: Flags) -> Counted:
    if known.all():
        return counted
    return Counted(
        counted.together[known], counted.expected[known], counted.with_a[known],
        counted.with_b[known], counted.orders, counted.shrinkage,
    )  # fmt: skip


def _shrunken_lift(c: Counted) -> Floats:
    return np.asarray((c.together + c.shrinkage) / (c.expected + c.shrinkage))


FIGURES: Mapping[str, Callable[[Counted], Floats]] = {
    "support": lambda c: c.together / c.orders,
    "shrunken_lift": _shrunken_lift,
    "p_value": lambda c: upper_tail(c.together, c.expected),
    "p_fewer": lambda c: lower_tail(c.together, c.expected),
    "raw_lift": lambda c: textbook.raw_lift(c.together, c.with_a, c.with_b, c.orders),
    "g_squared": lambda c: textbook.g_squared(c.together, c.with_a, c.with_b, c.orders),
    "leverage": lambda c: textbook.leverage(c.together, c.with_a, c.with_b, c.orders),
    "conviction": lambda c: textbook.conviction(c.together, c.with_a, c.with_b, c.orders),
    "conviction_back": lambda c: textbook.conviction(c.together, c.with_b, c.with_a, c.orders),
    "jaccard": lambda c: textbook.jaccard(c.together, c.with_a, c.with_b),
    "cosine": lambda c: textbook.cosine(c.together, c.with_a, c.with_b),
    "zhang": lambda c: textbook.zhang(c.together, c.with_a, c.with_b, c.orders),
    "zhang_back": lambda c: textbook.zhang(c.together, c.with_b, c.with_a, c.orders),
    "fisher_p": lambda c: textbook.fisher_p(c.together, c.with_a, c.with_b, c.orders),
}
