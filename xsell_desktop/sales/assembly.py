"""From a judged draft to order lines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.currencies import currency_of
from xsell_desktop.sales.draft import Draft, whole_number
from xsell_desktop.sales.lines import Codes, Flags, Floats, Lines
from xsell_desktop.sales.table import Kind

NEVER = np.datetime64("NaT", "s")


def judge_quantities(draft: Draft) -> None:
    """Set returns and lines of nothing aside; the last verdict on a row."""
    draft.verdicts.set_aside(draft.quantity == 0, reasons.NO_QUANTITY)
    ignored = reasons.RETURNS in draft.verdicts.off
    reason = reasons.RETURNS_IGNORED if ignored else reasons.RETURNS
    draft.verdicts.set_aside(draft.quantity < 0, reason)


def set_copies_aside(draft: Draft) -> None:
    """A whole row met again in the same order, as files put together from overlapping exports
    hold it.
    """
    rows = np.flatnonzero(draft.verdicts.open)
    sorting = np.lexsort((rows, draft.table.prints[rows], draft.order.codes[rows]))
    ordered = rows[sorting]
    again = np.zeros(len(draft), dtype=bool)
    same = draft.order.codes[ordered[1:]] == draft.order.codes[ordered[:-1]]
    same &= draft.table.prints[ordered[1:]] == draft.table.prints[ordered[:-1]]
    again[ordered[1:][same]] = True
    draft.verdicts.set_aside(again, reasons.COPIES)


def assemble(
    draft: Draft, *, salt: bytes, currency: str = "", discount_holds_lines: bool = False
) -> Lines:
    """The kept and the returned rows as `Lines`, orders and products by first appearance."""
    returned = draft.verdicts.is_aside(reasons.RETURNS)
    keep = draft.verdicts.open | returned
    orders, line_order = _renumber(draft.order.codes[keep], len(draft.order.values))
    products, line_product = _renumber(draft.key.codes[keep], len(draft.key.values))
    revenue = _revenue(draft)
    customers, order_customer = _customers(draft, orders, salt)
    currencies, order_currency = _currencies(draft, orders, currency)
    return Lines(
        order_keys=tuple(draft.order.values[i] for i in orders),
        product_keys=tuple(draft.key.values[i] for i in products),
        product_names=_names(draft, keep, products),
        customer_keys=customers,
        currencies=currencies,
        order_date=_by_order(draft, orders, draft.date, ~np.isnat(draft.date), NEVER),
        order_customer=order_customer,
        order_currency=order_currency,
        order_discount=_order_discount(draft, orders, keep, revenue, discount_holds_lines),
        line_order=line_order,
        line_product=line_product,
        line_quantity=draft.quantity[keep],
        line_revenue=revenue[keep],
        line_returned=returned[keep],
    )


def _renumber(codes: Codes, size: int) -> tuple[list[int], Codes]:
    """The codes in use, and each row's place among them."""
    used = np.zeros(size, dtype=bool)
    used[codes] = True
    places = np.cumsum(used) - 1
    return np.flatnonzero(used).tolist(), places[codes].astype(np.int32)


def _revenue(draft: Draft) -> Floats:
    """Money of each line after its own discount, with the sign of its quantity."""
    gross = draft.quantity * draft.price
    net = gross - np.copysign(np.nan_to_num(np.abs(draft.discount)), draft.quantity)
    total = np.copysign(np.abs(draft.total), draft.quantity)
    return np.where(np.isnan(draft.total), net, np.where(draft.total < 0, draft.total, total))


def _first_rows(draft: Draft, orders: list[int], known: Flags) -> Codes:
    """For each order its first row where something is known, -1 without one."""
    first = np.full(max(1, len(draft.order.values)), -1, dtype=np.int64)
    rows = np.flatnonzero(known)[::-1]
    first[draft.order.codes[rows]] = rows
    return first[orders].astype(np.int32)


def _by_order(
    draft: Draft, orders: list[int], values: npt.NDArray[Kind], known: Flags, unknown: Kind
) -> npt.NDArray[Kind]:
    rows = _first_rows(draft, orders, known)
    if not len(draft):
        return values[:0]
    found = values[rows]
    found[rows < 0] = unknown
    return found


def _codes_by_order(
    draft: Draft, orders: list[int], role: str, spell: Callable[[str], str]
) -> tuple[tuple[str, ...], Codes]:
    """A text column's values and each order's code into them, -1 unknown."""
    column = draft.column(role)
    if column is None or not len(draft):
        return (), np.full(len(orders), -1, dtype=np.int32)
    spelt = column.respelt(spell)
    rows = _first_rows(draft, orders, ~spelt.blank())
    codes = np.where(rows >= 0, spelt.codes[rows], -1)
    used, places = _renumber(codes[codes >= 0], len(spelt.values))
    result = np.full(len(orders), -1, dtype=np.int32)
    result[codes >= 0] = places
    return tuple(spelt.values[i] for i in used), result


def _customers(draft: Draft, orders: list[int], salt: bytes) -> tuple[tuple[str, ...], Codes]:
    """Customers as salted hashes, so that nobody can be found in the lines."""
    values, codes = _codes_by_order(
        draft, orders, "customer", lambda text: whole_number(text).casefold()
    )
    return tuple(hash_customer(value, salt) for value in values), codes


def hash_customer(customer: str, salt: bytes) -> str:
    """What stands for a customer in `Lines`: BLAKE2b keyed with the project's salt."""
    return hashlib.blake2b(customer.encode(), key=salt[:64], digest_size=12).hexdigest()


def _currencies(draft: Draft, orders: list[int], known: str) -> tuple[tuple[str, ...], Codes]:
    values, codes = _codes_by_order(draft, orders, "currency", currency_of)
    if values:
        return values, codes
    if not known:
        role = "price" if draft.column("price") is not None else "total"
        values, codes = _codes_by_order(draft, orders, role, _currency_of_amount)
        if len(values) > 1:
            return values, codes
        known = "".join(values)
    if not known:
        return (), np.full(len(orders), -1, dtype=np.int32)
    return (known,), np.zeros(len(orders), dtype=np.int32)


def _currency_of_amount(text: str) -> str:
    return currency_of(text) if any(map(str.isdigit, text)) else ""


def _order_discount(
    draft: Draft, orders: list[int], keep: Flags, revenue: Floats, holds_lines: bool
) -> Floats:
    """Money off whole orders, less what their lines' own discounts already took off."""
    amounts = np.abs(draft.order_discount)
    known = ~np.isnan(amounts)
    if not known.any():
        return np.zeros(len(orders))
    found = np.nan_to_num(_by_order(draft, orders, amounts, known, np.float64("nan")))
    size = len(draft.order.values)
    codes = draft.order.codes[keep]
    if holds_lines:
        off = np.bincount(codes, np.nan_to_num(np.abs(draft.discount[keep])), size)
        found = found - off[orders]
    sold = np.bincount(codes, np.nan_to_num(np.maximum(revenue[keep], 0)), size)[orders]
    if np.isnan(revenue).all():
        sold = np.full(len(orders), np.inf)
    capped: Floats = np.minimum(np.maximum(found, 0), sold)
    return capped


def _names(draft: Draft, keep: Flags, products: list[int]) -> tuple[str, ...]:
    """Each product's latest name that is not blank; its key where it has none."""
    named = np.flatnonzero(keep & ~draft.name.blank())
    dates = draft.date[named]
    rows = named[np.argsort(dates, kind="stable")] if not np.isnat(dates).any() else named
    last = np.full(max(1, len(draft.key.values)), -1, dtype=np.int64)
    last[draft.key.codes[rows]] = rows
    return tuple(
        draft.name.values[draft.name.codes[last[i]]] if last[i] >= 0 else draft.key.values[i]
        for i in products
    )
