"""Columns of a platform's file made into those that order lines are read from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from xsell_desktop.sales.lines import Flags
from xsell_desktop.sales.table import Column, Table

LARGEST = 2**62


def combine(columns: Sequence[Column | None], spell: Callable[..., str]) -> Column:
    """One column of several: `spell` takes a text of each, '' where the file has no such column.

    It is called once for each distinct combination. At least one column must be there.
    """
    there = [column for column in columns if column is not None]
    mixed, span = np.zeros(len(there[0].codes), dtype=np.int64), 1
    for column in there:
        if span * len(column.values) > LARGEST:
            used, mixed = np.unique(mixed, return_inverse=True)
            span = len(used)
        mixed = mixed * len(column.values) + column.codes
        span *= len(column.values)
    _used, first, codes = np.unique(mixed, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first))
    first, codes = np.sort(first), rank[codes]
    texts = [
        [""] * len(first) if column is None else [column.values[c] for c in column.codes[first]]
        for column in columns
    ]
    spelt = [spell(*cells) for cells in zip(*texts, strict=True)]
    return Column(codes.astype(np.int32), spelt).merged()


def fill_by_order(column: Column, order: Column) -> Column:
    """The column with its first text of the same order in place of each blank one."""
    blank = column.blank()
    first = np.full(max(1, len(order.values)), -1, dtype=np.int64)
    rows = np.flatnonzero(~blank)[::-1]
    first[order.codes[rows]] = column.codes[rows]
    known = first[order.codes]
    return Column(np.where(blank & (known >= 0), known, column.codes).astype(np.int32),
                  column.values)  # fmt: skip


def fill(column: Column, rows: Flags, text: str) -> Column:
    """The column with the text on these rows."""
    codes = np.where(rows, len(column.values), column.codes)
    return Column(codes.astype(np.int32), [*column.values, text]).merged()


def clear(table: Table, rows: Flags) -> Table:
    """The table with nothing on these rows, so that they count as framing."""
    return replace(table, columns={part: fill(c, rows, "") for part, c in table.columns.items()})


def with_columns(table: Table, **columns: Column | None) -> Table:
    """The table with these columns; None leaves a part as it is."""
    new = {part: column for part, column in columns.items() if column is not None}
    return replace(table, columns={**table.columns, **new})
