"""What the order exports of web shops have in common."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from xsell_desktop.sales.arrangement import combine, with_columns
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.rules.order_states import REFUNDED, says
from xsell_desktop.sales.table import Table
from xsell_desktop.texts import plural

GUESTS = {"", "0", "guest"}


def known_customer(*ids: str) -> str:
    """The first of several ids of a customer that is not a guest's."""
    known = (id_.strip() for id_ in ids)
    return next((id_ for id_ in known if id_.casefold() not in GUESTS), "")


def name_customers(table: Table) -> Table:
    """Customers by the part `customer`, by `customer_id` where that is blank; guests by none."""
    columns = table.columns
    ids = (columns.get("customer"), columns.get("customer_id"))
    if ids == (None, None):
        return table
    return with_columns(table, customer=combine(ids, known_customer))


def note_refunded(draft: Draft, words: Collection[str] = ()) -> None:
    """Tell how many orders the part `status` calls refunded, by words of many languages and
    these of the shop's own, in small letters.
    """
    status = draft.column("status")
    if status is None:
        return
    refunded = status.where(lambda text: text.strip().casefold() in words)
    refunded |= says(status, REFUNDED)
    in_part = draft.of_order(~status.blank() & ~refunded)
    orders = len(np.unique(draft.order.codes[draft.verdicts.open & refunded & ~in_part]))
    if orders:
        draft.notes.append(
            plural(
                "{n} order was refunded in full; its lines stay, as they were chosen together",
                "{n} orders were refunded in full; their lines stay, as they were chosen together",
                orders,
            )
        )
