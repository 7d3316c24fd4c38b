"""From a judged draft to order lines."""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.lines import Codes, Dates, Flags, Floats, Lines
from xsell_desktop.sales.product_names import name_products
from xsell_desktop.sales.table import Column, Kind
from xsell_desktop.sales.values.currencies import currency_of

VOID = (reasons.CANCELLED, reasons.UNPAID, reasons.TEST, reasons.STAFF)
NEVER = np.datetime64("NaT", "s")


def judge_quantities(draft: Draft) -> None:
    """Set returns and lines of nothing aside; the last verdict on a row."""
    draft.verdicts.set_aside(draft.quantity == 0, reasons.NO_QUANTITY)
    ignored = reasons.RETURNS in draft.verdicts.off
    reason = reasons.RETURNS_IGNORED if ignored else reasons.RETURNS
    draft.verdicts.set_aside(draft.quantity < 0, reason)


def assemble(
    draft: Draft, *, salt: bytes, currency: str = "", discount_holds_lines: bool = False
) -> Lines:
    """The kept and the returned rows as `Lines`, orders and products by first appearance.

    A line of which pieces came back is followed by one that takes them back.
    """
    returned = draft.verdicts.is_aside(reasons.RETURNS)
    keep = draft.verdicts.open | returned
    pieces = _pieces_back(draft)
    orders, _codes = _renumber(draft.order.codes[keep], len(draft.order.values))
    products, _codes = _renumber(draft.key.codes[keep], len(draft.key.values))
    rows = np.repeat(np.arange(len(draft)), keep.astype(np.int8) + (pieces > 0))
    back = np.concatenate(([False], rows[1:] == rows[:-1])) if len(rows) else np.zeros(0, bool)
    revenue = _revenue(draft)
    share = pieces[rows[back]] / draft.quantity[rows[back]]
    line_quantity, line_revenue = draft.quantity[rows], revenue[rows]
    line_quantity[back] = -pieces[rows[back]]
    line_revenue[back] *= -share
    customers, order_customer = _customers(draft, orders, salt)
    currencies, order_currency = _currencies(draft, orders, currency)
    countries, order_country = _codes_by_order(draft, orders, draft.country)
    channels, order_channel = _codes_by_order(draft, orders, draft.channel)
    names, aliases = name_products(draft, keep, products)
    void = _void_orders(draft, keep)
    return Lines(
        order_keys=tuple(map(draft.order.values.__getitem__, orders)),
        product_keys=tuple(map(draft.key.values.__getitem__, products)),
        product_names=names,
        customer_keys=customers,
        currencies=currencies,
        order_date=_dates(draft, orders),
        order_customer=order_customer,
        order_currency=order_currency,
        order_discount=_order_discount(draft, orders, keep, revenue, discount_holds_lines),
        line_order=_renumber(draft.order.codes[rows], len(draft.order.values))[1],
        line_product=_renumber(draft.key.codes[rows], len(draft.key.values))[1],
        line_quantity=line_quantity,
        line_revenue=line_revenue,
        line_returned=returned[rows] | back,
        product_aliases=aliases,
        void_orders=tuple(draft.order.values[i] for i in void),
        void_dates=_by_order(draft, void, draft.date, ~np.isnat(draft.date), NEVER),
        countries=countries,
        channels=channels,
        order_country=order_country,
        order_channel=order_channel,
    )


def _pieces_back(draft: Draft) -> Floats:
    """How many pieces of each kept line came back, never more than were sold."""
    sold = draft.verdicts.open & (draft.quantity > 0)
    pieces = np.where(sold, np.minimum(draft.refunded, draft.quantity), 0.0)
    if reasons.RETURNS in draft.verdicts.off:
        draft.verdicts.set_aside(pieces > 0, reasons.RETURNS)
        return np.zeros(len(draft))
    return _without_listed(draft, pieces)


def _without_listed(draft: Draft, pieces: Floats) -> Floats:
    """The pieces that came back, less those which lines of their own take back already."""
    listed = draft.verdicts.is_aside(reasons.RETURNS)
    if not listed.any() or not pieces.any():
        return pieces
    line = draft.order.codes.astype(np.int64) * len(draft.key.values) + draft.key.codes
    lines, place = np.unique(line, return_inverse=True)
    told = np.bincount(place, np.where(listed, -draft.quantity, 0.0), len(lines))
    return np.maximum(pieces - told[place], 0.0)


def _void_orders(draft: Draft, keep: Flags) -> list[int]:
    """Orders set aside whole because they do not count."""
    void = np.zeros(len(draft), dtype=bool)
    for reason in VOID:
        void |= draft.verdicts.is_aside(reason)
    kept = np.zeros(max(1, len(draft.order.values)), dtype=bool)
    kept[draft.order.codes[keep]] = True
    return [int(code) for code in np.unique(draft.order.codes[void & ~kept[draft.order.codes]])]


def _renumber(codes: Codes, size: int) -> tuple[list[int], Codes]:
    """The codes in use, and each row's place among them."""
    used = np.zeros(size, dtype=bool)
    used[codes] = True
    places = np.cumsum(used) - 1
    return np.flatnonzero(used).tolist(), places[codes].astype(np.int32)


def _revenue(draft: Draft) -> Floats:
    """Money of each line after its own discount, with the sign of its quantity."""
    gross = draft.quantity * np.where(draft.quantity < 0, np.abs(draft.price), draft.price)
    net = gross - np.copysign(np.nan_to_num(np.abs(draft.discount)), draft.quantity)
    total = np.copysign(np.abs(draft.total), draft.quantity)
    return np.where(np.isnan(draft.total), net, np.where(draft.total < 0, draft.total, total))


def first_rows(draft: Draft, orders: list[int], known: Flags) -> Codes:
    """For each order its first row where something is known, -1 without one."""
    first = np.full(max(1, len(draft.order.values)), -1, dtype=np.int64)
    rows = np.flatnonzero(known)[::-1]
    first[draft.order.codes[rows]] = rows
    return first[orders].astype(np.int32)


def _by_order(
    draft: Draft, orders: list[int], values: npt.NDArray[Kind], known: Flags, unknown: Kind
) -> npt.NDArray[Kind]:
    rows = first_rows(draft, orders, known)
    if not len(draft):
        return values[:0]
    found = values[rows]
    found[rows < 0] = unknown
    return found


def _dates(draft: Draft, orders: list[int]) -> Dates:
    """When each order was placed: the day of its first sold line; of a return where none was."""
    dated = ~np.isnat(draft.date)
    sold = _by_order(draft, orders, draft.date, dated & (draft.quantity > 0), NEVER)
    return np.where(np.isnat(sold), _by_order(draft, orders, draft.date, dated, NEVER), sold)


def _codes_by_order(
    draft: Draft, orders: list[int], column: Column | None
) -> tuple[tuple[str, ...], Codes]:
    """A text column's values and each order's code into them, -1 unknown."""
    if column is None or not len(draft):
        return (), np.full(len(orders), -1, dtype=np.int32)
    rows = first_rows(draft, orders, ~column.blank())
    codes = np.where(rows >= 0, column.codes[rows], -1)
    used, places = _renumber(codes[codes >= 0], len(column.values))
    result = np.full(len(orders), -1, dtype=np.int32)
    result[codes >= 0] = places
    return tuple(column.values[i] for i in used), result


def _customers(draft: Draft, orders: list[int], salt: bytes) -> tuple[tuple[str, ...], Codes]:
    """Customers as salted hashes, so that nobody can be found in the lines."""
    values, codes = _codes_by_order(draft, orders, draft.customer)
    return tuple(hash_customer(value, salt) for value in values), codes


def hash_customer(customer: str, salt: bytes) -> str:
    """What stands for a customer in `Lines`: BLAKE2b keyed with the project's salt."""
    return hashlib.blake2b(customer.encode(), key=salt[:64], digest_size=12).hexdigest()


def _currencies(draft: Draft, orders: list[int], known: str) -> tuple[tuple[str, ...], Codes]:
    named = draft.column("currency")
    values, codes = _codes_by_order(draft, orders, named and named.respelt(currency_of))
    if values:
        return values, codes
    if not known:
        amount = draft.column("price") or draft.column("total")
        signed = amount and amount.respelt(_currency_of_amount)
        values, codes = _codes_by_order(draft, orders, signed)
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
