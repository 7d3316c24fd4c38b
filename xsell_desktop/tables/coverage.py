"""Where each product's list comes from, as a table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from xsell_desktop.kpis.coverage import NO_LIST, Coverage


def coverage_table(coverage: Coverage) -> pd.DataFrame:
    """One row a product, sold ones first; `rung` is blank without a list.

    `days_of_stock` is `inf` where nothing was sold lately. `suggested_anchors` are keys with
    `; ` between, as in bundles.csv; `like` is the product whose list one that never sold borrows.
    """
    size = len(coverage)
    anchors = [_joined(coverage.anchors.get(row, ())) for row in range(size)]
    columns: dict[str, Any] = {
        "product": list(coverage.keys),
        "product_name": list(coverage.names),
        "active": coverage.active,
        "orders": coverage.orders,
        "rung": np.where(coverage.rung == NO_LIST, np.nan, coverage.rung),
        "picks": coverage.picks,
        "lonely": coverage.lonely,
        "in_lists": coverage.lists,
        "hub": coverage.hubs,
        "stock": coverage.stock,
        "days_of_stock": np.round(coverage.cover, 1),
        "slow_mover": coverage.slow,
        "suggested_anchors": anchors,
        "never_sold": np.arange(size) >= coverage.sold,
        "like": list(coverage.like),
    }
    frame = pd.DataFrame(columns)
    for name in ("product", "product_name", "suggested_anchors", "like"):
        frame[name] = frame[name].astype(object)
    return frame


def _joined(keys: tuple[str, ...]) -> str:
    return "; ".join(key.replace(";", "\\;") for key in keys)
