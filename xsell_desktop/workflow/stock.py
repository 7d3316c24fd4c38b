"""How long the stock of each product lasts: the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow.verbs import analysed_lines

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.sales.lines import Floats


def days_of_stock(sales: Sales, analysis: Analysis) -> Floats:
    """Days of stock at the pace of the last 90 days, a row of `Products`; NaN where unknown.

    `sales` are those the analysis was made from.
    """
    from xsell_desktop.kpis.stock_cover import cover_days

    products = analysis.products
    if np.isnan(products.stock).all():
        return np.full(len(products), np.nan)
    lines, facts = analysed_lines(sales, analysis)
    days = dict(zip(lines.product_keys, cover_days(lines, facts.stock).tolist(), strict=True))
    return np.array([days.get(key, np.nan) for key in products.keys])
