"""The pairs that turned since an import, as a table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.change_words import change_sentence
from xsell_desktop.mining.changes import Changes, Turn


def change_table(changes: Changes | None, analysis: Analysis) -> pd.DataFrame:
    """One row a pair: its turn, counts of orders with both before and since, and why.

    `due_together` is what the earlier orders led to expect of the new ones. None has no rows.
    """
    keys = np.array(analysis.products.keys, dtype=object)
    names = np.array(analysis.products.names, dtype=object)
    a = changes.a if changes is not None else np.zeros(0, np.int32)
    b = changes.b if changes is not None else np.zeros(0, np.int32)
    columns: dict[str, Any] = {
        "product": keys[a], "product_name": names[a], "partner": keys[b], "partner_name": names[b],
    }  # fmt: skip
    if changes is None:
        rest = (
            "turn", "evidence_before", "evidence", "earlier_together", "earlier_expected",
            "earlier_orders", "new_together", "new_expected", "due_together",
            "new_orders", "reason",
        )  # fmt: skip
        return pd.DataFrame({**columns, **{name: [] for name in rest}}, dtype=object)
    rows = range(len(changes))
    return pd.DataFrame(
        {
            **columns,
            "turn": [Turn(code).name.lower() for code in changes.turn.tolist()],
            "evidence_before": [Evidence(code).name.lower() for code in changes.word_before],
            "evidence": [Evidence(code).name.lower() for code in changes.word],
            "earlier_together": changes.earlier,
            "earlier_expected": np.round(changes.earlier_expected, 4),
            "earlier_orders": np.full(len(changes), changes.earlier_orders),
            "new_together": changes.together,
            "new_expected": np.round(changes.expected, 4),
            "due_together": np.round(changes.due, 4),
            "new_orders": np.full(len(changes), changes.new_orders),
            "reason": [
                change_sentence(changes, row, names[changes.a[row]], names[changes.b[row]])
                for row in rows
            ],
        }
    ).astype({"turn": object, "evidence_before": object, "evidence": object, "reason": object})
