"""Tables with a row an order, and how their parts are joined to the order lines of another file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.draft import judge_shape, whole_number
from xsell_desktop.sales.files.source import guess_again, open_source
from xsell_desktop.sales.key_texts import seen
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.lines import Codes, Flags
from xsell_desktop.sales.recognition.study import Study, study
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.table import Column, Rows64, Table, read_table
from xsell_desktop.sales.verdicts import Verdicts
from xsell_desktop.texts import _

KIND = "none"  # of a layout whose rows are orders and not order lines
NEVER = "-"  # what a mapping's `orders` says where no file is to be joined


@dataclass(frozen=True, eq=False)
class OrderHeads:
    """A table of orders. `order` is spelt as orders are compared; `first` is the row of each of
    its texts, -1 where no sound row has it. `used` marks the rows that order lines were found
    for: it grows with each table joined. `report` counts nothing yet.
    """

    path: Path
    report: Report
    column_map: ColumnMap
    header: Mapping[str, str]
    table: Table
    order: Column
    first: Rows64
    used: Flags

    def find_rows(self, orders: Column) -> Rows64:
        """The row of each order number of a column, -1 where it is not listed."""
        rows = dict(zip(self.order.values, self.first.tolist(), strict=True))
        found = [rows.get(spell_order(text), -1) for text in orders.values]
        return orders.spread(np.array(found, dtype=np.int64))

    def count_listed(self, orders: Sequence[str]) -> tuple[int, int]:
        """How many of the different order numbers are listed, and how many there are."""
        numbers = {spell_order(text) for text in orders} - {""}
        listed = {text for text, row in zip(self.order.values, self.first, strict=True) if row >= 0}
        return len(numbers & listed), len(numbers)

    def count_rows(self, also_used: Flags | None = None) -> Report:
        """The report on its rows: kept are those that stand for the order of some lines."""
        verdicts = _judge(self.table, self.header)
        used = self.used if also_used is None else self.used | also_used
        of_order = self.first[self.order.codes]
        again = (of_order >= 0) & (of_order != np.arange(len(self.table)))
        verdicts.set_aside(again, reasons.LISTED_TWICE)
        verdicts.set_aside(~used, reasons.NO_LINES)
        return replace(self.report, **verdicts.totals(), orders=int((used & ~again).sum()))


def spell_order(text: str) -> str:
    """An order number as orders of two files are compared: 17850.0 and #17850 are 17850."""
    return whole_number(seen(text)).lstrip("#").strip().casefold()


def read_heads(
    path: Path,
    layouts: Sequence[Layout],
    column_map: ColumnMap | None = None,
    progress: Progress | None = None,
) -> OrderHeads:
    """Read a table of orders; raises UserError for a file that is none."""
    found = study(open_source(path, column_map), layouts, column_map)
    if found.layout.kind != KIND or "order" not in found.places:
        raise UserError(
            _("These files cannot be joined"),
            _("{file} is no table of orders with an order number").format(file=path.name),
            _("Choose the table that lists each order once, with its date or customer"),
        )
    try:
        return _filled(path, found, progress)
    except UnicodeError:
        return _filled(path, replace(found, source=guess_again(found.source)), progress)


def _filled(path: Path, found: Study, progress: Progress | None) -> OrderHeads:
    table = read_table(found.source, found.places, found.width, found.header_line,
                       progress=progress)  # fmt: skip
    header = {part: found.header[at] for part, at in found.places.items()} if found.header else {}
    opened = found.source.found
    report = Report(
        file=found.source.name,
        format=found.layout.id,
        kind=KIND,
        encoding=opened.encoding,
        delimiter="" if opened.workbook else opened.delimiter,
    )
    order = table.columns["order"].respelt(spell_order)
    sound = np.flatnonzero(_judge(table, header).open)[::-1]
    first = np.full(len(order.values), -1, dtype=np.int64)
    first[order.codes[sound]] = sound
    used = np.zeros(len(table), dtype=bool)
    return OrderHeads(path, report, found.column_map, header, table, order, first, used)


def _judge(table: Table, header: Mapping[str, str]) -> Verdicts:
    verdicts = Verdicts(table.starts)
    judge_shape(table, verdicts, header)
    verdicts.refuse(table.columns["order"].blank(), reasons.NO_ORDER)
    verdicts.refuse(table.columns["order"].where(lambda text: "\x00" in text), reasons.UNREADABLE)
    return verdicts


def join_heads(table: Table, heads: OrderHeads) -> tuple[Table, str]:
    """The order lines with the parts that they lack taken from their orders, and a note on it.

    Raises UserError where not one of the orders is listed.
    """
    orders = table.columns["order"]
    rows = heads.find_rows(orders)
    heads.used[rows[rows >= 0]] = True
    listed, count = heads.count_listed(orders.values)
    if not listed:
        raise UserError(
            _("These files cannot be joined"),
            _("{file} lists none of the orders of the other file").format(file=heads.report.file),
            _("Choose exports of the same period"),
        )
    columns = {
        part: _looked_up(column, rows)
        for part, column in heads.table.columns.items()
        if part not in table.columns or table.columns[part].blank().all()
    }
    columns["order"] = orders
    note = _("Joined to {file} by order number: {n} of {all} orders are listed there").format(
        file=heads.report.file, n=listed, all=count
    )
    return replace(table, columns={**table.columns, **columns}), note


def _looked_up(column: Column, rows: Rows64) -> Column:
    """A column of the orders row by row of their lines, blank where the order is not listed."""
    codes: Codes = np.where(rows >= 0, column.codes[rows], len(column.values)).astype(np.int32)
    return Column(codes, [*column.values, ""]).merged()
