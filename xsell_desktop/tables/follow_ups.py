"""What customers buy later, and which of their orders fall due, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting.intervals import wilson
from xsell_desktop.mining.kinds.due import Due
from xsell_desktop.mining.kinds.later import FollowUps
from xsell_desktop.mining.kinds.sentences import later_sentence, when_sentence

DUE_COLUMNS = (
    "due_date", "order", "order_date", "product", "product_name", "partner", "partner_name",
)  # fmt: skip


def follow_up_table(found: FollowUps, analysis: Analysis) -> pd.DataFrame:
    """One row a follow-up, the most telling first: `partner` is bought after `product`.

    Counts are of customers; shares are 0–1; `median_low` and `median_high` bound the median.
    """
    keys = np.array(analysis.products.keys, dtype=object)
    names = np.array(analysis.products.names, dtype=object)
    low, high = wilson(found.followed, found.customers)
    with np.errstate(divide="ignore", invalid="ignore"):
        columns: dict[str, Any] = {
            "product": keys[found.first],
            "product_name": names[found.first],
            "partner": keys[found.later],
            "partner_name": names[found.later],
            "customers_of_product": found.customers,
            "customers_later": found.followed,
            "later_rate": np.round(found.followed / found.customers, 6),
            "later_low": np.round(low, 6),
            "later_high": np.round(high, 6),
            "expected_customers": np.round(found.expected, 4),
            "lift": np.round(found.followed / found.expected, 4),
            "q_value": [float(f"{q:.4g}") for q in found.q_value.tolist()],
            "customers_reverse": found.reverse,
            "median_days": np.round(found.gaps.median, 2),
            "median_low": np.round(found.gaps.low, 2),
            "median_high": np.round(found.gaps.high, 2),
            "quarter_days": np.round(found.gaps.quarter, 2),
            "three_quarters_days": np.round(found.gaps.three_quarters, 2),
            "within_days": np.full(len(found), found.horizon),
            "reason": [describe(found, row, analysis.products.names) for row in range(len(found))],
        }
    frame = pd.DataFrame(columns)
    frame["q_value"] = frame["q_value"].astype(np.float64)
    frame["reason"] = frame["reason"].astype(object)
    return frame


def describe(found: FollowUps, row: int, names: Sequence[str]) -> str:
    """Both sentences on a follow-up."""
    first, later = names[found.first[row]], names[found.later[row]]
    return f"{later_sentence(found, row, first, later)} {when_sentence(found, row)}"


def due_table(due: Sequence[Due], names: Mapping[str, str]) -> pd.DataFrame:
    """One row an order that falls due; `names` are the products' by key."""
    rows = [
        (
            one.day.isoformat(), one.order, one.ordered.isoformat(),
            one.first, names[one.first], one.later, names[one.later],
        )
        for one in due
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(DUE_COLUMNS), dtype=object)
