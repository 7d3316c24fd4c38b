"""How much an order holds and what it comes to, over all and by month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xsell_desktop.kpis.months import Months
from xsell_desktop.kpis.orders import Orders
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.mining.analysis import Counts
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.texts import _

TRIMMED = 0.05  # share of orders left out at each end of the trimmed mean


@dataclass(frozen=True, eq=False)
class Baskets:
    """Means over the N orders with a product; `size_counts[s]` counts orders of s products."""

    orders: int
    units: float
    products: float
    single_share: float
    size_counts: Counts


@dataclass(frozen=True, eq=False)
class OrderValues:
    """Net sales of the orders whose value is known, in one currency; `values` sorted."""

    values: Floats
    total: float
    mean: float
    median: float
    trimmed: float


@dataclass(frozen=True, eq=False)
class MonthlySales:
    """T entries each; means and medians are NaN in a month without a priced order."""

    months: Months
    orders: Counts
    revenue: Floats
    mean: Floats
    median: Floats


def measure_baskets(orders: Orders) -> Baskets | Missing:
    """Sizes of all orders, whatever their currency."""
    if not orders.count:
        return Missing(_("There are no orders with products yet."))
    sizes = orders.sizes[orders.sold]
    return Baskets(
        orders=orders.count,
        units=float(orders.units[orders.sold].mean()),
        products=float(sizes.mean()),
        single_share=float((sizes == 1).mean()),
        size_counts=np.bincount(sizes).astype(np.int64),
    )


def measure_values(orders: Orders) -> OrderValues | Missing:
    """Average, median and trimmed order value."""
    values = orders.values
    if not len(values):
        return no_prices(orders)
    cut = int(TRIMMED * len(values))
    return OrderValues(
        values=values,
        total=float(values.sum()),
        mean=float(values.mean()),
        median=float(np.median(values)),
        trimmed=float(values[cut : len(values) - cut].mean()),
    )


def measure_months(orders: Orders, months: Months | Missing) -> MonthlySales | Missing:
    """Revenue and order value of every month."""
    if isinstance(months, Missing):
        return months
    dated = orders.priced & (months.order_month >= 0)
    if not dated.any():
        return no_prices(orders)
    month, value = months.order_month[dated], orders.value[dated]
    counts = np.bincount(month, minlength=len(months)).astype(np.int64)
    revenue = np.bincount(month, value, len(months)).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(counts > 0, revenue / counts, np.nan)
    return MonthlySales(months, counts, revenue, mean, _medians(month, value, counts))


def no_prices(orders: Orders) -> Missing:
    """Why no money figure can be given."""
    if not orders.count:
        return Missing(_("There are no orders with products yet."))
    return Missing(_("The sales hold no prices, so nothing can be said in money."))


def _medians(group: Codes, value: Floats, counts: Counts) -> Floats:
    """Median of each group's values; NaN for an empty group."""
    ordered = value[np.lexsort((value, group))]
    start = np.cumsum(counts) - counts
    low = np.clip(start + (counts - 1) // 2, 0, len(ordered) - 1)
    high = np.clip(start + counts // 2, 0, len(ordered) - 1)
    return np.where(counts > 0, (ordered[low] + ordered[high]) / 2, np.nan)
