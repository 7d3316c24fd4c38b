"""Order numbers for files that have none because each of their rows is an order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xsell_desktop.sales.table import Column, Table


def number_orders(table: Table, file_id: str) -> Table:
    """The table with the file and the line as order number of each row that holds something.

    So the rows of two files never pass for one order. Order numbers of the file's own stay.
    """
    if "order" in table.columns:
        return table
    origin = table.origin if table.origin is not None else np.arange(len(table))
    held = np.zeros(len(table), dtype=bool)
    for column in table.columns.values():
        held |= ~column.blank()
    keys = [f"{file_id[:8]}-{start}" for start in table.starts.tolist()]
    codes = np.where(held, origin, len(keys)).astype(np.int32)
    return replace(table, columns={**table.columns, "order": Column(codes, [*keys, ""])})
