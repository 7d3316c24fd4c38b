"""What customers buy later, as a value."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Codes, Floats

HORIZON = 180  # days

Whole = npt.NDArray[np.int64]


def _none() -> Floats:
    return np.zeros(0)


@dataclass(frozen=True, eq=False)
class Gaps:
    """Days; T entries each: the median with its 95 % interval, and the middle half's ends."""

    median: Floats = field(default_factory=_none)
    low: Floats = field(default_factory=_none)
    high: Floats = field(default_factory=_none)
    quarter: Floats = field(default_factory=_none)
    three_quarters: Floats = field(default_factory=_none)


def _whole() -> Whole:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, eq=False)
class FollowUps:
    """T follow-ups, the most telling first; T entries each.

    `first` and `later` are rows of `Products`. `customers` bought `first` and had not bought
    `later` by then, `followed` of them bought it on a later day within `horizon` days, where
    chance gives `expected`; `reverse` customers bought the two the other way round. `q_value` is
    Benjamini–Hochberg over all ordered pairs tested. `gaps` are in days. `known_customers` is 0
    where the sales name none, `returning` counts those with orders on several days.
    """

    horizon: int = HORIZON
    known_customers: int = 0
    returning: int = 0
    first: Codes = field(default_factory=lambda: np.zeros(0, np.int32))
    later: Codes = field(default_factory=lambda: np.zeros(0, np.int32))
    customers: Whole = field(default_factory=_whole)
    followed: Whole = field(default_factory=_whole)
    expected: Floats = field(default_factory=lambda: np.zeros(0))
    reverse: Whole = field(default_factory=_whole)
    q_value: Floats = field(default_factory=lambda: np.zeros(0))
    gaps: Gaps = field(default_factory=Gaps)

    def __len__(self) -> int:
        return len(self.first)

    def after(self, product: int) -> Whole:
        """Rows here of what comes after a product."""
        return np.flatnonzero(self.first == product)

    def before(self, product: int) -> Whole:
        """Rows here of what a product comes after."""
        return np.flatnonzero(self.later == product)
