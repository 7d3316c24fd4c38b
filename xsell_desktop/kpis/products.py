"""How sales spread over products, and how far the recommendations reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from xsell_desktop.kpis.orders import Orders
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.sales.lines import Flags, Floats, ProductFacts
from xsell_desktop.texts import _

ACTIVE_DAYS = 90


@dataclass(frozen=True, eq=False)
class Pareto:
    """Products that sold, best first: `shares[i]` is the running share of the first i + 1.

    `of_revenue` is False where there are no prices: the shares are then of order lines.
    `for_80` counts the products that bring 80 % together; `top_name` and `top_share` are the best
    seller's.
    """

    shares: Floats
    of_revenue: bool
    for_80: int
    top_tenth: float
    top_name: str
    top_share: float


@dataclass(frozen=True, eq=False)
class Reach:
    """Active products with and without a recommendation.

    `sure` counts those with a partner of their own: a likely or proven pair, or one decided.
    `top_ten` is the share of all recommendations that the ten most recommended products take.
    """

    active: int
    covered: int
    sure: int
    picks: int
    top_ten: float
    dated: bool

    @property
    def lonely(self) -> int:
        """Active products without a partner of their own."""
        return self.active - self.sure


def measure_pareto(orders: Orders) -> Pareto | Missing:
    """Products by revenue; by order lines where there are no prices."""
    entries, names = orders.entries, orders.lines.product_names
    counted = orders.priced[entries.order]
    of_revenue = bool(counted.any())
    if of_revenue:
        amounts = np.nan_to_num(entries.revenue[counted])
        total = np.bincount(entries.product[counted], amounts, len(names))
    else:
        total = np.bincount(entries.product, minlength=len(names)).astype(np.float64)
    gains = np.flatnonzero(total > 0)
    if not len(gains):
        return Missing(_("There are no orders with products yet."))
    best = gains[np.argsort(-total[gains], kind="stable")]
    shares = np.cumsum(total[best]) / total[best].sum()
    tenth = max(1, round(len(best) / 10))
    return Pareto(
        shares=shares,
        of_revenue=of_revenue,
        for_80=int(np.searchsorted(shares, 0.8 - 1e-12)) + 1,
        top_tenth=float(shares[tenth - 1]),
        top_name=names[best[0]],
        top_share=float(shares[0]),
    )


def find_active(orders: Orders, facts: ProductFacts) -> Flags:
    """Products sold in the last 90 days of the data or in stock, and visible in the shop."""
    entries, date = orders.entries, orders.lines.order_date
    recent = np.ones(len(entries), dtype=bool)
    known = orders.sold & ~np.isnat(date)
    if known.any():
        since = date[known].max() - np.timedelta64(ACTIVE_DAYS, "D")
        recent = date[entries.order] >= since
    active = np.zeros(len(orders.lines.product_keys), dtype=bool)
    active[entries.product[recent]] = True
    active |= facts.stock > 0
    return np.asarray(active & facts.visible)


def measure_reach(
    orders: Orders,
    facts: ProductFacts,
    anchors: Collection[str],
    sure: Collection[str],
    partners: Iterable[str],
) -> Reach | Missing:
    """Coverage of the lists: products with one (`anchors`), those of them with a partner of their
    own (`sure`), and every partner listed."""
    active = find_active(orders, facts)
    if not active.any():
        return Missing(_("No product is active: none sold lately and none is in stock."))
    keys = orders.lines.product_keys
    rows = np.flatnonzero(active).tolist()
    covered, own = (sum(keys[row] in held for row in rows) for held in (anchors, sure))
    listed = Counter(partners)
    most = sum(count for _name, count in listed.most_common(10))
    top_ten = most / listed.total() if listed else float("nan")
    dated = orders.lines.has_dates
    return Reach(int(active.sum()), covered, own, listed.total(), top_ten, dated)
