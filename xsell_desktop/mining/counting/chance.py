"""How often two products would meet by chance, given how large the orders are.

Orders are cut by size into classes; within a class products are thought to fall into orders
at random, larger orders drawing proportionally more. The formulas are in docs/measures.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.counting.baskets import Baskets, sort_codes
from xsell_desktop.sales.lines import Codes, Floats

ORDERS_A_CLASS = 500
MOST_CLASSES = 40
DENSE = 20  # one in so many pairs asked for, and all are worked out at once


Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Chance:
    """`rates` is (P, K); the expected count of two products is the product of their rows."""

    rates: Floats

    def expected(self, one: int, other: int) -> float:
        """Orders with both that chance gives."""
        return float(self.rates[one] @ self.rates[other])

    def of_pairs(self, first: int, last: int, row: Codes | Rows, column: Codes | Rows) -> Floats:
        """Expected counts of pairs, their rows from `first` to `last - 1`."""
        if not len(row):
            return np.empty(0)
        low = int(column.min())
        if len(row) * DENSE > (last - first) * (len(self.rates) - low):
            square = self.rates[first:last] @ self.rates[low:].T
            return np.asarray(square[row - first, column - low])
        return np.asarray(np.einsum("ij,ij->i", self.rates[row], self.rates[column]))

    def reaching(self, least: float) -> int:
        """The products up to the last one that `least` orders are due of with any other."""
        size = np.sqrt(np.einsum("ij,ij->i", self.rates, self.rates))
        found = np.flatnonzero(size * size.max(initial=0.0) >= least)
        return int(found[-1]) + 1 if len(found) else 0


def size_classes(size: Codes) -> npt.NDArray[np.int64]:
    """Class of each order: sorted by size, cut into classes of equal count."""
    count = len(size)
    classes = max(1, min(MOST_CLASSES, count // ORDERS_A_CLASS))
    result = np.empty(count, np.int64)
    result[sort_codes(size)] = np.arange(count) * classes // max(1, count)
    return result


def class_weights(size: Codes, strata: npt.NDArray[np.int64]) -> Floats:
    """κ_c / N_c of each stratum: what turns n_A · n_B into an expected count."""
    orders = np.bincount(strata)
    slots = np.bincount(strata, weights=size)
    meetings = np.bincount(strata, weights=size * (size - 1.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        weights = meetings / (slots * slots)
    weights[orders == 0] = 0.0
    return np.asarray(np.nan_to_num(weights))


def size_aware_chance(baskets: Baskets) -> Chance:
    """The chance that knows order sizes; e_AB = Σ_c κ_c · n_A,c · n_B,c / N_c."""
    classes = size_classes(baskets.size)
    weights = class_weights(baskets.size, classes)
    width, products = max(1, len(weights)), baskets.product_count
    product = np.repeat(np.arange(products), np.diff(baskets.start))
    cells = np.bincount(product * width + classes[baskets.orders], minlength=products * width)
    counts = cells.reshape(products, width).astype(np.float64)
    return Chance(counts * np.sqrt(np.resize(weights, width)))
