"""Orders as scorers learn from them: orders × products, with sizes and ages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.ranking.kept import Kept
from xsell_desktop.sales.lines import Codes, Dates, Flags, Floats

Rows = npt.NDArray[np.int64]
Dense = npt.NDArray[np.float32]

KNOWN_FROM = 5  # learning orders of a product that may be given or hidden
DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, eq=False)
class OrderHistory:
    """N orders and the P products that scorers rank, the more popular first.

    `held` is (N, P), 1 where the order holds the product; `size` counts an order's distinct
    products, also those that are not ranked; `date` is NaT where unknown, `customer` -1.
    `product` are the rows of the `Baskets` (or other list) that the columns stand for; `names`
    names those rows, all of them, or is empty. `kept` remembers what was counted in it.
    """

    held: sparse.csr_matrix
    size: Codes
    date: Dates
    customer: Codes
    product: Codes
    names: tuple[str, ...] = ()
    kept: Kept = field(default_factory=Kept, repr=False)

    def __len__(self) -> int:
        return int(self.held.shape[0])

    @property
    def product_count(self) -> int:
        """P."""
        return int(self.held.shape[1])

    @property
    def dated(self) -> bool:
        """Whether any order has a date."""
        return not bool(np.isnat(self.date).all())

    @property
    def orders_of(self) -> Floats:
        """Orders with each product."""
        return np.bincount(self.held.indices, minlength=self.product_count).astype(np.float64)

    @property
    def product_names(self) -> tuple[str, ...]:
        """The name of each column, '' where none is known."""
        return tuple(self.names[row] if self.names else "" for row in self.product.tolist())

    def weights(self, half_life_days: float) -> Floats:
        """0.5^(age / half-life) by order, as `order_weights`."""
        return order_weights(self.date, half_life_days)

    def take(self, rows: Rows, columns: Flags | None = None) -> OrderHistory:
        """Some orders, in the order of `rows`, and some products."""
        held = self.held[rows]
        product = self.product
        if columns is not None:
            held, product = held[:, np.flatnonzero(columns)], product[columns]
        held.sort_indices()
        return OrderHistory(
            held, self.size[rows], self.date[rows], self.customer[rows], product, self.names
        )

    def by_popularity(self) -> OrderHistory:
        """With the products by falling number of orders; ties stay as they were."""
        order = np.argsort(-self.orders_of, kind="stable")
        held = self.held[:, order]
        held.sort_indices()
        return replace(self, held=held, product=self.product[order], kept=Kept())

    def learn_from(self, rows: Rows, least: int = KNOWN_FROM) -> OrderHistory:
        """Some orders with the products that `least` or more of them hold."""
        part = self.take(rows)
        return part.take(np.arange(len(rows)), part.orders_of >= least).by_popularity()


def order_weights(dates: Dates, half_life_days: float) -> Floats:
    """0.5^(age / half-life) by order, 1 without half-life or dates; undated count as oldest."""
    unknown = np.isnat(dates)
    if half_life_days <= 0 or unknown.all():
        return np.ones(len(dates))
    known = dates[~unknown]
    filled = np.where(unknown, known.min(), dates)
    days = (known.max() - filled) / DAY
    return np.asarray(0.5 ** (days / half_life_days), dtype=np.float64)


def history_of(baskets: Baskets, names: Sequence[str] = ()) -> OrderHistory:
    """All orders and products of the baskets, columns as their rows."""
    products = baskets.product_count
    ones = np.ones(len(baskets.orders), np.float32)
    shape = (products, len(baskets))
    held = sparse.csr_matrix((ones, baskets.orders, baskets.start), shape=shape).T.tocsr()
    held.sort_indices()
    product = np.arange(products, dtype=np.int32)
    return OrderHistory(held, baskets.size, baskets.date, baskets.customer, product, tuple(names))
