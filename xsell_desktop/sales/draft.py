"""Order lines in the making: every row's parts as columns, and the verdicts on the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.date_order import find_date_order
from xsell_desktop.sales.dates import parse_dates
from xsell_desktop.sales.lines import Codes, Dates, Flags, Floats
from xsell_desktop.sales.numbers import parse_numbers, parse_quantities
from xsell_desktop.sales.records import BROKEN
from xsell_desktop.sales.table import Column, Table
from xsell_desktop.sales.verdicts import Verdicts

_WHOLE = re.compile(r"(\d+)\.0+\Z")


@dataclass(eq=False)
class Draft:
    """Row by row: `key` is the product's key (its name where it has none), `quantity` 1 where no
    column says; `price`, `total`, `discount` and `order_discount` are NaN where unknown. `notes`
    are for the reader of the report.
    """

    table: Table
    verdicts: Verdicts
    order: Column
    key: Column
    name: Column
    quantity: Floats
    price: Floats
    total: Floats
    discount: Floats
    order_discount: Floats
    date: Dates
    date_order: str = "ymd"
    date_order_certain: bool = True
    notes: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.table)

    def column(self, role: str) -> Column | None:
        """A column by its part; None where the file has none."""
        return self.table.columns.get(role)

    def of_order(self, rows: Flags) -> Flags:
        """All rows of the orders that any of the rows belongs to."""
        touched = np.zeros(max(1, len(self.order.values)), dtype=bool)
        touched[self.order.codes[rows]] = True
        return touched[self.order.codes]


def make_draft(
    table: Table,
    decimal: str,
    date_order: str = "auto",
    *,
    carried: Sequence[str] = (),
    usual_order: str = "",
    off: frozenset[str] = frozenset(),
) -> Draft:
    """Read numbers and dates, and refuse the rows that cannot be understood.

    `carried` parts stand on an order's first row only; `usual_order` is what dates are read as
    that prove no order; reasons in `off` set nothing aside.
    """
    verdicts = Verdicts(table.starts, table.origin, off)
    _judge_shape(table, verdicts)
    if carried:
        verdicts.frame(_is_head(table))
    table = table.carry(carried)
    empty = Column(np.zeros(len(table), dtype=np.int32), [""])
    order = table.columns.get("order", empty).respelt(str.strip)
    name = table.columns.get("name", empty).respelt(str.strip)
    key = _keys(table.columns.get("product", empty).respelt(str.strip), name)
    _refuse_blank(verdicts, order, key)
    numbers = {
        role: _numbers(table, verdicts, role, decimal, reason)
        for role, reason in (
            ("quantity", reasons.BAD_QUANTITY),
            ("price", reasons.BAD_PRICE),
            ("total", reasons.BAD_PRICE),
            ("discount", reasons.BAD_DISCOUNT),
            ("order_discount", reasons.BAD_DISCOUNT),
        )
    }
    if "quantity" in table.columns:
        verdicts.refuse(np.isnan(numbers["quantity"]), reasons.BAD_QUANTITY)
    else:
        numbers["quantity"] = np.ones(len(table))
    dates = table.columns.get("date", empty)
    certain = True
    if date_order == "auto":
        date_order, certain = find_date_order(dates.values, usual_order)
    moments, bad = parse_dates(dates.values, date_order)
    verdicts.refuse(dates.spread(bad), reasons.BAD_DATE)
    return Draft(
        table,
        verdicts,
        order,
        key,
        name,
        quantity=numbers["quantity"],
        price=numbers["price"],
        total=numbers["total"],
        discount=numbers["discount"],
        order_discount=numbers["order_discount"],
        date=dates.spread(moments),
        date_order=date_order,
        date_order_certain=certain,
    )


def _keys(product: Column, name: Column) -> Column:
    """The product's own key, or its name on rows that have none."""
    blank = product.blank()
    codes: Codes = np.where(blank, name.codes + len(product.values), product.codes)
    return Column(codes.astype(np.int32), product.values + name.values).respelt(str.strip)


def _judge_shape(table: Table, verdicts: Verdicts) -> None:
    blank = np.ones(len(table), dtype=bool)
    for column in table.columns.values():
        blank &= column.blank()
    broken = table.widths == BROKEN
    verdicts.refuse(broken, reasons.OPEN_QUOTE)
    verdicts.frame(blank)
    verdicts.frame(_is_summary(table))
    verdicts.refuse(table.widths > table.width, reasons.TOO_WIDE)
    verdicts.refuse(table.widths <= table.last_needed, reasons.TOO_SHORT)


def _is_head(table: Table) -> Flags:
    """Rows that hold an order's own fields, with its lines on the rows below."""
    head = ~table.columns["order"].blank() if "order" in table.columns else table.widths < 0
    for role in ("product", "name", "quantity", "price", "total"):
        if role in table.columns:
            head &= table.columns[role].blank()
    return head


def _is_summary(table: Table) -> Flags:
    """Rows that say Total where an order number stands and name no product."""
    words = {"total", "totals", "grand total", "subtotal", "summe", "gesamt", "totale", "totaal"}
    order = table.columns.get("order")
    if order is None:
        return np.zeros(len(table), dtype=bool)
    summary = order.where(lambda text: text.strip().rstrip(":").casefold() in words)
    for role in ("product", "name"):
        if role in table.columns:
            summary &= table.columns[role].blank()
    return summary


def _refuse_blank(verdicts: Verdicts, order: Column, key: Column) -> None:
    verdicts.refuse(order.blank(), reasons.NO_ORDER)
    verdicts.refuse(key.blank(), reasons.NO_PRODUCT)
    for column in (order, key):
        verdicts.refuse(column.where(lambda text: "\x00" in text), reasons.UNREADABLE)


def _numbers(table: Table, verdicts: Verdicts, role: str, decimal: str, reason: str) -> Floats:
    column = table.columns.get(role)
    if column is None:
        return np.full(len(table), np.nan)
    parse = parse_quantities if role == "quantity" else parse_numbers
    numbers, bad = parse(column.values, decimal)
    verdicts.refuse(column.spread(bad), reason)
    return column.spread(numbers)


def whole_number(text: str) -> str:
    """`17850.0`, which a detour through a spreadsheet makes of a number, as `17850`."""
    text = text.strip()
    found = _WHOLE.match(text)
    return found.group(1) if found else text
