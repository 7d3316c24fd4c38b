"""What customers bring; orders without a customer are never lumped into one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xsell_desktop.kpis.basket import no_prices
from xsell_desktop.kpis.orders import Orders
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _


@dataclass(frozen=True, eq=False)
class Customers:
    """Known customers with at least one order; `unknown_lines` is a share of all sold lines.

    `revenue` holds what each brought, sorted, returns taken off even where no order is named;
    it is `Missing` without prices.
    """

    count: int
    repeaters: int
    unknown_lines: float
    revenue: Floats | Missing


def measure_customers(orders: Orders) -> Customers | Missing:
    """Repeat customers and revenue per customer."""
    lines = orders.lines
    known = orders.sold & (lines.order_customer >= 0)
    if not known.any():
        return Missing(_("The sales name no customers."))
    number = len(lines.customer_keys)
    bought = np.bincount(lines.order_customer[known], minlength=number)
    sold_lines = lines.line_order[~lines.line_returned]
    unknown = float((lines.order_customer[sold_lines] < 0).mean())
    return Customers(
        count=int((bought > 0).sum()),
        repeaters=int((bought > 1).sum()),
        unknown_lines=unknown,
        revenue=_revenue(orders),
    )


def _revenue(orders: Orders) -> Floats | Missing:
    customer = orders.lines.order_customer
    number = len(orders.lines.customer_keys)
    priced = orders.priced & (customer >= 0)
    if not priced.any():
        return no_prices(orders)
    counted = ~np.isnan(orders.balance) & (customer >= 0)
    revenue = np.bincount(customer[counted], orders.balance[counted], number)
    buyers = np.bincount(customer[priced], minlength=number) > 0
    return np.sort(revenue[buyers])
