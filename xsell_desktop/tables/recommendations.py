"""The recommendation lists as a long table: one row a product and partner."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from xsell_desktop.mining.picks import Pick

# column of the table → field of a pick; names and order are relied upon by users' scripts
COLUMNS = {
    "product": "anchor",
    "product_name": "anchor_name",
    "rank": "rank",
    "partner": "partner",
    "partner_name": "partner_name",
    "kind": "kind",
    "orders_together": "together",
    "orders_of_product": "anchor_orders",
    "attach_rate": "attach_rate",
    "attach_low": "attach_low",
    "attach_high": "attach_high",
    "expected_together": "expected",
    "score": "score",
    "reason": "reason",
    "source": "source",
    "evidence": "evidence",
    "message": "message",
    "rung": "rung",
}
WHOLE = ("rank", "orders_together", "orders_of_product", "rung")
REAL = ("attach_rate", "attach_low", "attach_high", "expected_together", "score")


def recommendation_table(picks: Iterable[Pick]) -> pd.DataFrame:
    """One row a pick, in the order of the picks; shares are 0–1, evidence a word or ''."""
    rows = list(map(attrgetter(*COLUMNS.values()), picks))
    columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)) if rows else {}
    frame: dict[str, object] = {name: list(columns.get(name, ())) for name in COLUMNS}
    for name in WHOLE:
        frame[name] = np.array(frame[name], dtype=np.int64)
    for name in REAL:
        frame[name] = np.round(np.array(frame[name], dtype=np.float64), 6)
    frame["evidence"] = [
        evidence.name.lower() if evidence is not None else ""
        for evidence in columns.get("evidence", ())
    ]
    table = pd.DataFrame(frame)
    for name in set(COLUMNS) - set(WHOLE) - set(REAL):
        table[name] = table[name].astype(object)
    return table
