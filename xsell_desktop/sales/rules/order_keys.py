"""Order numbers that say too little: written once an order, or begun again every day."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.lines import Codes, Flags
from xsell_desktop.sales.table import Column, Rows64, Table
from xsell_desktop.texts import plural

HEADS = ("order", "date", "time", "customer", "currency", "status", "tags", "order_discount")
FEWEST, FEW, MANY = 2, 0.1, 0.3  # rows without a number, and shares of those with a product
OFTEN = 0.2  # of the orders
LONGEST = 31  # days from the first to the last line of an order


def parts_to_carry(table: Table) -> tuple[str, ...]:
    """The parts that a plain file writes on an order's first row only; () where it does not.

    So it looks when the first row has an order number and rows with a product lack it, one in
    ten and all of them together with the date, the customer and other parts of the order; or,
    where the file has no such part, when three in ten lack it and no number stands twice.
    """
    order = table.columns.get("order")
    if order is None or not len(table):
        return ()
    sold = _filled(table)
    blank = order.blank()
    lacking = blank & sold
    share = lacking.sum() / max(1, sold.sum())
    if lacking.sum() < FEWEST or share < FEW or blank[int(np.argmax(sold))]:
        return ()
    heads = [part for part in HEADS[1:] if part in table.columns]
    alike = [part for part in heads if _is_blank_alike(table.columns[part], blank, sold)]
    told = [part for part in heads if not table.columns[part].blank()[sold].all()]
    if any(part in told and part not in alike for part in ("date", "customer")):
        return ()
    numbers = order.codes[sold & ~blank]
    once = np.bincount(numbers, minlength=1).max() == 1 < len(numbers)
    if alike or (not told and once and share >= MANY):
        return ("order", *alike)
    return ()


def _filled(table: Table) -> Flags:
    filled = np.zeros(len(table), dtype=bool)
    for part in ("product", "name"):
        if part in table.columns:
            filled |= ~table.columns[part].blank()
    return filled


def _is_blank_alike(column: Column, blank: Flags, sold: Flags) -> bool:
    """Whether a column is blank wherever the order is, and mostly filled where that is."""
    empty = column.blank()
    heads = sold & ~blank
    return bool(empty[blank & sold].all() and 2 * (~empty[heads]).sum() > heads.sum())


def split_by_day(draft: Draft) -> None:
    """Tell apart receipts whose numbers begin again every day: number and date make the order.

    So it is taken where one order number in five was used on several days. Returns are not asked:
    they come later by nature.
    """
    sold = draft.verdicts.open & (draft.quantity > 0) & ~np.isnat(draft.date)
    days = draft.date.astype("datetime64[D]").astype(np.int64)
    orders = np.count_nonzero(np.bincount(draft.order.codes[sold]))
    again = int(_vary(draft.order, days, sold).sum())
    if again < 2 or again < OFTEN * orders:
        _split_restarted(draft, days, sold)
        return
    days_known, day = np.unique(draft.date.astype("datetime64[D]"), return_inverse=True)
    words = ["" if np.isnat(one) else str(one) for one in days_known]
    draft.order = _paired(draft.order, day, words)
    draft.notes.append(
        plural(
            "{n} receipt number was used on several days: number and date together tell an order",
            "{n} receipt numbers were used on several days: number and date together tell an order",
            again,
        )
    )


def _split_restarted(draft: Draft, days: Rows64, sold: Flags) -> None:
    """Tell apart the few orders whose number was given again more than a month later."""
    far = _spans(draft.order, days, sold) > LONGEST
    if not far.any():
        return
    rows = far[draft.order.codes] & ~np.isnat(draft.date)
    days_known, day = np.unique(draft.date.astype("datetime64[D]"), return_inverse=True)
    words = [*("" if np.isnat(one) else str(one) for one in days_known), ""]
    draft.order = _paired(draft.order, np.where(rows, day, len(days_known)), words)
    draft.notes.append(
        plural(
            "{n} order number was used again more than a month later: number and date together "
            "tell these orders",
            "{n} order numbers were used again more than a month later: number and date together "
            "tell these orders",
            int(far.sum()),
        )
    )


def split_by_till(draft: Draft) -> None:
    """Tell apart the receipts of several tills or stores that number theirs alike.

    So it is taken where most numbers that several tills used stand at different moments there.
    """
    till = draft.column("till")
    if till is None:
        return
    sold = draft.verdicts.open & (draft.quantity > 0) & ~till.blank()
    seconds = draft.date.astype("datetime64[s]").astype(np.int64)
    many = _vary(draft.order, till.codes, sold)
    apart = many & _vary(draft.order, seconds, sold & ~np.isnat(draft.date))
    count = int(many.sum())
    if count < FEWEST:
        return
    note = plural(
        "{n} order number was used at several tills or stores and is taken for one order",
        "{n} order numbers were used at several tills or stores and are taken for one order each",
        count,
    )
    if 2 * apart.sum() >= count:
        draft.order = _paired(draft.order, till.codes, [text.strip() for text in till.values])
        note = plural(
            "{n} order number was used at several tills or stores: number and till together tell "
            "an order",
            "{n} order numbers were used at several tills or stores: number and till together "
            "tell an order",
            count,
        )
    draft.notes.append(note)


def _vary(order: Column, values: Codes | Rows64, rows: Flags) -> Flags:
    """Which orders have different values on the rows."""
    return _spans(order, values, rows) > 0


def _spans(order: Column, values: Codes | Rows64, rows: Flags) -> Rows64:
    """How far the values of each order's rows lie apart; 0 for an order without such rows."""
    first = np.full(max(1, len(order.values)), np.iinfo(np.int64).max)
    last = np.full(len(first), np.iinfo(np.int64).min)
    np.minimum.at(first, order.codes[rows], values[rows])
    np.maximum.at(last, order.codes[rows], values[rows])
    return np.where(last > first, last - first, 0)


def _paired(order: Column, codes_beside: Codes | Rows64, words: list[str]) -> Column:
    """The orders' numbers with, behind each, the word of its row's code."""
    pairs, codes = np.unique(
        order.codes.astype(np.int64) * len(words) + codes_beside, return_inverse=True
    )
    texts = [f" ({word})" if word else "" for word in words]
    values = [
        order.values[pair // len(words)] + texts[pair % len(words)]
        if order.values[pair // len(words)]
        else ""
        for pair in pairs.tolist()
    ]
    spelt: Codes = codes.astype(np.int32)
    return Column(spelt, values).merged()
