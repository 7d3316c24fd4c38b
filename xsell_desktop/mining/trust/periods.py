"""Orders cut in two by time, and the baskets of some of the orders."""

from __future__ import annotations

import numpy as np

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.sales.lines import Flags

EARLIER = 0.8  # share of the orders, in time order, that a relationship is found in


def later_orders(baskets: Baskets) -> Flags:
    """Which orders are the last fifth in time; none where less than half of them have a date,
    or all of one instant.

    Orders of one instant keep their order; undated ones count among the earlier.
    """
    later = np.zeros(len(baskets), dtype=np.bool_)
    dated = np.flatnonzero(~np.isnat(baskets.date))
    if 2 * len(dated) < len(baskets):
        return later
    by_time = dated[np.argsort(baskets.date[dated], kind="stable")]
    if not len(by_time) or baskets.date[by_time[0]] == baskets.date[by_time[-1]]:
        return later
    later[by_time[int(EARLIER * len(by_time)) :]] = True
    return later


def keep_orders(baskets: Baskets, kept: Flags) -> Baskets:
    """The baskets of some orders; products keep their rows, also those left without orders."""
    place = np.cumsum(kept, dtype=np.int64) - 1
    entries = kept[baskets.orders]
    before = np.concatenate(([0], np.cumsum(entries, dtype=np.int64)))
    return Baskets(
        start=before[baskets.start],
        orders=place[baskets.orders[entries]].astype(np.int32),
        size=baskets.size[kept],
        date=baskets.date[kept],
        customer=baskets.customer[kept],
        order_code=baskets.order_code[kept],
        product_code=baskets.product_code,
    )
