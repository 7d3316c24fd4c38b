"""The numbers of each row: pieces, prices, money off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.lines import Floats
from xsell_desktop.sales.table import Column, Table
from xsell_desktop.sales.values.numbers import parse_numbers, parse_quantities, parse_shares
from xsell_desktop.sales.verdicts import Verdicts

YES = {"true", "yes", "y", "ja", "oui", "si", "sí", "tak", "да"}
NO = {"false", "no", "n", "nein", "non", "nie", "нет", ""}


_PERCENT = re.compile("%|percent|prozent|pct|pourcent|porcent|percentu|procent", re.IGNORECASE)


class Amounts(NamedTuple):
    """Row by row; NaN where unknown, but quantities are 1 and refunded pieces 0."""

    quantity: Floats
    price: Floats
    total: Floats
    discount: Floats
    order_discount: Floats
    refunded: Floats


def read_amounts(
    table: Table, verdicts: Verdicts, decimal: str, order: Column, header: Mapping[str, str]
) -> Amounts:
    """Rows with a text where a number belongs are refused.

    A percentage in a column of discounts is a share of its line, or of its order; so is every
    number of a column whose header says percent.
    """
    table = _with_percent_signs(table, header)
    quantity = _read(table, verdicts, "quantity", decimal, reasons.BAD_QUANTITY)
    if "quantity" in table.columns:
        verdicts.refuse(np.isnan(quantity), reasons.BAD_QUANTITY)
    else:
        quantity = np.ones(len(table))
    price = _read(table, verdicts, "price", decimal, reasons.BAD_PRICE)
    total = _read(table, verdicts, "total", decimal, reasons.BAD_PRICE)
    gross = np.abs(quantity * price)
    discount = _discounts(table, verdicts, "discount", decimal, gross)
    net = np.where(np.isnan(total), gross - np.nan_to_num(np.abs(discount)), np.abs(total))
    sold = np.where(verdicts.open & (quantity > 0), np.nan_to_num(net), 0.0)
    sums = np.bincount(order.codes, sold, max(1, len(order.values))).astype(np.float64)
    of_order = sums[order.codes]
    off = _discounts(table, verdicts, "order_discount", decimal, of_order)
    return Amounts(quantity, price, total, discount, off, _refunded(table, verdicts, decimal))


def _read(table: Table, verdicts: Verdicts, role: str, decimal: str, reason: str) -> Floats:
    column = table.columns.get(role)
    if column is None:
        return np.full(len(table), np.nan)
    parse = parse_quantities if role == "quantity" else parse_numbers
    numbers, bad = parse(column.values, decimal)
    verdicts.refuse(column.spread(bad), reason)
    return column.spread(numbers)


def _discounts(table: Table, verdicts: Verdicts, role: str, decimal: str, whole: Floats) -> Floats:
    column = table.columns.get(role)
    if column is None or not any("%" in text or "％" in text for text in column.values):
        return _read(table, verdicts, role, decimal, reasons.BAD_DISCOUNT)
    shares, no_share = parse_shares(column.values, decimal)
    amounts = column.respelt(lambda text: "" if "%" in text or "％" in text else text)
    numbers, bad = parse_numbers(amounts.values, decimal)
    is_share = column.where(lambda text: "%" in text or "％" in text)
    wrong = np.where(is_share, column.spread(no_share), amounts.spread(bad))
    verdicts.refuse(wrong, reasons.BAD_DISCOUNT)
    taken = np.minimum(np.abs(column.spread(shares)), 1.0) * whole
    return np.where(is_share, taken, amounts.spread(numbers))


def _with_percent_signs(table: Table, header: Mapping[str, str]) -> Table:
    columns = dict(table.columns)
    for role in ("discount", "order_discount"):
        if role in columns and _PERCENT.search(header.get(role, "")):
            spell = str if any("%" in text for text in columns[role].values) else _as_percent
            columns[role] = columns[role].respelt(spell)
    return replace(table, columns=columns)


def _as_percent(text: str) -> str:
    return f"{text.strip()}%" if any(map(str.isdigit, text)) else text


def _refunded(table: Table, verdicts: Verdicts, decimal: str) -> Floats:
    """Pieces of the line that came back; yes stands for all of them, and is infinite."""
    column = table.columns.get("refunded")
    if column is None:
        return np.zeros(len(table))
    words = [text.strip().casefold() for text in column.values]
    numbers, bad = parse_quantities(
        ["" if word in YES or word in NO else word for word in words], decimal
    )
    verdicts.refuse(column.spread(bad), reasons.BAD_QUANTITY)
    pieces = np.abs(np.nan_to_num(numbers))
    pieces[[word in YES for word in words]] = np.inf
    return column.spread(pieces)
