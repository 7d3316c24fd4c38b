"""The orders behind one pair as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.trust.pair_orders import PairOrders


def pair_order_table(analysis: Analysis, orders: PairOrders) -> pd.DataFrame:
    """One row an order, as listed. Customers are numbers of this list only, blank if unknown."""
    names, keys = analysis.products.names, analysis.products.keys
    day = np.datetime_as_string(orders.date, unit="s") if len(orders) else orders.date
    customer = orders.customer.astype(np.float64)
    customer[customer == 0] = np.nan
    return pd.DataFrame(
        {
            "order": list(orders.keys),
            "date": ["" if text == "NaT" else str(text).replace("T", " ") for text in day],
            "products_in_order": orders.size.astype(np.int64),
            "revenue": np.round(orders.revenue, 2),
            "currency": list(orders.currency),
            "customer": customer,
            "other_products": [
                "; ".join(names[p] or keys[p] for p in orders.others_of(row))
                for row in range(len(orders))
            ],
        }
    )
