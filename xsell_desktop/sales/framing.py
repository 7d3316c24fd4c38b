"""Rows that frame a table: totals, footers, the header again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from xsell_desktop.sales.footers import says_total
from xsell_desktop.sales.lines import Flags
from xsell_desktop.sales.recognition.names import bare
from xsell_desktop.sales.table import Table


def is_framing(table: Table, header: Mapping[str, str]) -> Flags:
    """Summary and footer rows, and rows that hold the header again; `header` is its text by part.

    A row with an order number and a product is framing only as the header again.
    """
    rows = table.footers.copy() if len(table.footers) else np.zeros(len(table), dtype=bool)
    return rows | _is_summary(table) | _is_header(table, header)


def _is_summary(table: Table) -> Flags:
    """Rows that say Total where an order number or a date stands and name no product."""
    goods = [table.columns[part] for part in ("product", "name") if part in table.columns]
    totals = [column.where(says_total) for column in goods]
    nameless = np.ones(len(table), dtype=bool)
    for column, total in zip(goods, totals, strict=True):
        nameless &= column.blank() | total
    summary = np.zeros(len(table), dtype=bool)
    for part in ("order", "date"):
        if part in table.columns:
            summary |= table.columns[part].where(says_total, nameless)
    if "order" in table.columns:
        for total in totals:
            summary |= total & table.columns["order"].blank()
    return summary


def _is_header(table: Table, header: Mapping[str, str]) -> Flags:
    again = np.ones(len(table), dtype=bool)
    known = [(table.columns[part], text) for part, text in header.items() if part in table.columns]
    for column, text in sorted(known, key=lambda pair: len(pair[0].values)):
        same = partial(_is_spelt, bare(text))
        again &= column.where(same, again)
    return again if len(known) > 1 else np.zeros(len(table), dtype=bool)


def _is_spelt(name: str, cell: str) -> bool:
    return bare(cell) == name
