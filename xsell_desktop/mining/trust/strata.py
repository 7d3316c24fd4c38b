"""Orders of one month and of like size: what is compared when seasons are left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import class_weights, size_classes
from xsell_desktop.sales.lines import Codes, Floats

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Strata:
    """`of_order` is the stratum of each of N orders; by stratum: `month` (months since 1970, -1
    for undated orders), the number of `orders`, and the `weight` that turns n_A · n_B into an
    expected count.
    """

    of_order: Whole
    month: Whole
    orders: Whole
    weight: Floats

    @cached_property
    def months(self) -> Whole:
        """The months with orders, rising, without gaps."""
        known = self.month[self.month >= 0]
        return np.arange(known.min(), known.max() + 1) if len(known) else known

    def count(self, orders: Codes) -> Whole:
        """How many of these orders lie in each stratum."""
        return np.bincount(self.of_order[orders], minlength=len(self.month))


def cut_by_month(baskets: Baskets) -> Strata:
    """Cut orders by month and by size, the sizes into the classes of the size-aware chance."""
    unknown = np.isnat(baskets.date)
    month = baskets.date.astype("datetime64[M]").astype(np.int64)
    month = np.where(unknown, -1, month)
    classes = size_classes(baskets.size)
    width = int(classes.max(initial=0)) + 1
    first = int(month.min(initial=0))
    cells = np.bincount((month - first) * width + classes)
    filled = np.flatnonzero(cells)
    place = np.zeros(len(cells), np.int64)
    place[filled] = np.arange(len(filled))
    of_order = place[(month - first) * width + classes]
    weight = class_weights(baskets.size, of_order)
    return Strata(of_order, filled // width + first, cells[filled], weight)
