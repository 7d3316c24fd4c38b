"""Rows that frame a table: totals, footers, the header again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from xsell_desktop.sales.footers import says_total
from xsell_desktop.sales.lines import Flags
from xsell_desktop.sales.names import bare
from xsell_desktop.sales.table import Table


def is_framing(table: Table, header: Mapping[str, str]) -> Flags:
    """Summary and footer rows, and rows that hold the header again; `header` is its text by part.

    A row with an order number and a product is framing only as the header again.
    """
    rows = table.footers.copy() if len(table.footers) else np.zeros(len(table), dtype=bool)
    return rows | _is_summary(table) | _is_header(table, header)


def _is_summary(table: Table) -> Flags:
    """Rows that say Total where an order number or a date stands and name no product."""
    summary = np.zeros(len(table), dtype=bool)
    for part in ("order", "date"):
        if part in table.columns:
            summary |= table.columns[part].where(says_total)
    for part in ("product", "name"):
        if part in table.columns:
            column = table.columns[part]
            summary &= column.blank() | column.where(says_total)
    if "order" in table.columns:
        nameless = table.columns["order"].blank()
        for part in ("product", "name"):
            if part in table.columns:
                summary |= nameless & table.columns[part].where(says_total)
    return summary


def _is_header(table: Table, header: Mapping[str, str]) -> Flags:
    again = np.zeros(len(table), dtype=bool)
    known = [(table.columns[part], text) for part, text in header.items() if part in table.columns]
    for at, (column, text) in enumerate(known):
        same = column.where(lambda cell, text=text: bare(cell) == bare(text))  # type: ignore[misc]
        again = again & same if at else same
    return again if len(known) > 1 else np.zeros(len(table), dtype=bool)
