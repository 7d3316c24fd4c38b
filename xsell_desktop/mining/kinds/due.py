"""Which customers' first purchases fall due for the product that usually comes later."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.kinds.later import FollowUps
from xsell_desktop.mining.kinds.purchases import first_purchases, list_visits
from xsell_desktop.sales.lines import Lines


@dataclass(frozen=True, slots=True)
class Due:
    """Offer `later` on `day` to whoever placed `order`, which holds `first` (product keys)."""

    day: date
    order: str
    ordered: date
    first: str
    later: str


def list_due(
    found: FollowUps,
    analysis: Analysis,
    lines: Lines,
    on: date,
    days: int,
    rows: Collection[int] | None = None,
) -> list[Due]:
    """First purchases whose usual gap ends in the `days` days from `on`, by day and order.

    Customers who bought the later product already, on whatever day, are left out. `rows` are
    the follow-ups to look at, all of them unless given.
    """
    baskets = analysis.baskets
    if baskets is None or not len(found):
        return []
    bought = first_purchases(baskets, list_visits(baskets))
    keys = analysis.products.keys
    wanted = range(len(found)) if rows is None else rows
    due = []
    for row in wanted:
        first = bought.of(int(found.first[row]))
        later = bought.of(int(found.later[row]))
        open_ = ~np.isin(bought.customer[first], bought.customer[later])
        gap = timedelta(days=round(float(found.gaps.median[row])))
        for order in bought.order[first[open_]].tolist():
            ordered = baskets.date[order].astype("datetime64[D]").item()
            if 0 <= (ordered + gap - on).days < days:
                key = lines.order_keys[baskets.order_code[order]]
                a, b = keys[found.first[row]], keys[found.later[row]]
                due.append(Due(ordered + gap, key, ordered, a, b))
    return sorted(due, key=lambda one: (one.day, one.order, one.later, one.first))
