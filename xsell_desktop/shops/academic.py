"""Public sets of orders that come as several tables: Instacart's and the Complete Journey's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import Draft, whole_number
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.texts import _

DAY_ZERO = np.datetime64("2000-01-01", "D")  # so that day 1 is 2 January 2000, a Sunday
MOST_DAYS = 36_500
MOST_PIECES = 500  # beyond, it is thousandths of a gallon of petrol


def date_days(table: Table) -> Table:
    """Counted days as dates that keep their distances."""
    days = table.columns.get("day")
    if days is None or "date" in table.columns:
        return table
    return replace(table, columns={**table.columns, "date": days.respelt(_date_of)})


def _date_of(day: str) -> str:
    number = whole_number(day)
    if number.isdecimal() and int(number) <= MOST_DAYS:
        return str(DAY_ZERO + int(number))
    return day


def tidy(draft: Draft) -> None:
    """Quantities that are a volume say nothing of pieces; a note where the dates are counted."""
    draft.verdicts.set_aside(draft.quantity > MOST_PIECES, reasons.MEASURED)
    if draft.column("day") is not None:
        draft.notes.append(
            _("Days are counted in the file: day 1 stands as {date}, distances are true").format(
                date=str(DAY_ZERO + 1)
            )
        )


INSTACART_ITEMS = Layout(
    id="instacart-items",
    title="Instacart order lines",
    anchors=(("order_id", "product_id", "add_to_cart_order"),),
    columns={"order": ("order_id",), "product": ("product_id",), "name": ("product_name",)},
)
INSTACART_ORDERS = Layout(
    id="instacart-orders",
    title="Instacart orders",
    kind="none",
    anchors=(("order_id", "user_id", "order_dow"), ("order_id", "user_id", "eval_set")),
    columns={"order": ("order_id",), "customer": ("user_id",)},
)
COMPLETE_JOURNEY = Layout(
    id="complete-journey",
    title="Complete Journey transactions",
    anchors=(
        ("household_key", "BASKET_ID", "PRODUCT_ID", "SALES_VALUE"),
        ("household_id", "basket_id", "product_id", "sales_value"),
    ),
    columns={
        "order": ("BASKET_ID",),
        "product": ("PRODUCT_ID",),
        "quantity": ("QUANTITY",),
        "total": ("SALES_VALUE",),
        "date": ("transaction_timestamp",),
        "day": ("DAY",),
        "time": ("TRANS_TIME",),
        "customer": ("household_key", "household_id"),
    },
    arrange=date_days,
    tidy=tidy,
    knows_goods=True,
    currency="USD",
)
