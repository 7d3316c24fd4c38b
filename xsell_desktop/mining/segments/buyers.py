"""Segments by who buys: classes of customers by recency, frequency and money, and first orders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.segments.segmentation import (
    Label,
    Segmentation,
    cut,
    nobody,
    with_unknown,
)
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.texts import _, count_text

ON_TIME, LATE = 2.0, 4.0  # usual gaps without an order
FEWEST_GAPS = 20  # below, a tenth of the time on record stands in for the usual gap
LEAST_GAP = 7.0  # days
OFTEN = 3  # orders at least
BEST = 0.75  # champions spend more than this share of customers

Days = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Buyers:
    """The C known customers with a dated order, and what each of the N orders is to them.

    `orders`, `last` (days since the last order, counted from the last day on record) and `spent`
    (0 where no price is known) have C entries; `of_order` is -1 for an order without a known
    customer or date; `is_first` marks each customer's first order. `gap` is the usual number of
    days between two orders of one customer; `often` the orders that make one loyal.
    """

    orders: Days
    last: Floats
    spent: Floats
    of_order: Codes
    is_first: npt.NDArray[np.bool_]
    gap: float
    often: int


def find_buyers(baskets: Baskets, values: Floats) -> Buyers | None:
    """Customers and their orders in time; None where no order has both a customer and a date."""
    usable = (baskets.customer >= 0) & ~np.isnat(baskets.date)
    rows = np.flatnonzero(usable)
    if not len(rows):
        return None
    seconds = baskets.date[rows].astype("datetime64[s]").astype(np.int64)
    known, buyer = np.unique(baskets.customer[rows], return_inverse=True)
    sorting = np.lexsort((rows, seconds, buyer))
    first = np.ones(len(rows), bool)
    first[1:] = np.diff(buyer[sorting]) != 0
    is_first = np.zeros(len(baskets), bool)
    is_first[rows[sorting[first]]] = True
    days = seconds // 86_400
    last = np.zeros(len(known), np.int64)
    np.maximum.at(last, buyer, days)
    of_order = np.full(len(baskets), -1, np.int32)
    of_order[rows] = buyer
    orders = np.bincount(buyer)
    money = np.nan_to_num(values[rows])
    return Buyers(
        orders=orders,
        last=(days.max() - last).astype(np.float64),
        spent=np.bincount(buyer, money).astype(np.float64),
        of_order=of_order,
        is_first=is_first,
        gap=_usual_gap(days[sorting], first, int(np.ptp(days)) + 1),
        often=max(OFTEN, round(float(np.median(orders[orders > 1])))) if (orders > 1).any()
        else OFTEN,
    )  # fmt: skip


def _usual_gap(days: Days, first: npt.NDArray[np.bool_], span: int) -> float:
    """Median days between two orders of one customer, orders of one day taken as one."""
    gaps = np.diff(days)[~first[1:]]
    gaps = gaps[gaps > 0]
    usual = float(np.median(gaps)) if len(gaps) >= FEWEST_GAPS else span / 10
    return max(usual, LEAST_GAP)


def customer_classes(
    buyers: Buyers | None, baskets: Baskets, values: Floats
) -> Segmentation | None:
    """Champions, loyal, promising, new, slipping and lost customers, by the rules of
    docs/measures.md; an order belongs to the class its customer has at the end.
    """
    if buyers is None:
        return None
    on_time, late = buyers.last <= ON_TIME * buyers.gap, buyers.last <= LATE * buyers.gap
    often = buyers.orders >= buyers.often
    priced = buyers.spent.max() > 0
    best = buyers.spent >= np.quantile(buyers.spent, BEST) if priced else np.ones(len(often), bool)
    choices = [
        on_time & often & best,
        on_time & often,
        on_time & (buyers.orders > 1),
        on_time,
        late,
    ]
    classes = np.select(choices, range(len(choices)), len(choices)).astype(np.int32)
    labels = [*_class_labels(buyers, priced), nobody()]
    known = buyers.of_order >= 0
    of_order = with_unknown(classes[buyers.of_order], known, len(labels) - 1)
    note = _(
        "Customers of this shop usually come back after {gap} days. A class is what a customer is "
        "at the end of the sales on record, for all of the orders."
    ).format(gap=count_text(buyers.gap))
    return cut("rfm", _("Customer class"), labels, of_order, baskets, values, note)


def _class_labels(buyers: Buyers, priced: bool) -> tuple[Label, ...]:
    soon, later = count_text(ON_TIME * buyers.gap), count_text(LATE * buyers.gap)
    orders = count_text(buyers.often)
    seen = _("Ordered in the last {days} days").format(days=soon)
    spend = _(", and among the quarter who spend most") if priced else ""
    many = _("{seen}, {n} orders or more{spend}.")
    return (
        Label("champions", _("Champions"), _("among champions"),
              many.format(seen=seen, n=orders, spend=spend)),
        Label("loyal", _("Loyal"), _("among loyal customers"),
              many.format(seen=seen, n=orders, spend="")),
        Label("promising", _("Promising"), _("among promising customers"),
              _("{seen}, more than once, but fewer than {n} times.").format(seen=seen, n=orders)),
        Label("new", _("New"), _("among new customers"),
              _("Ordered once, in the last {days} days.").format(days=soon)),
        Label("slipping", _("Slipping"), _("among slipping customers"),
              _("No order for more than {days} days.").format(days=soon)),
        Label("lost", _("Lost"), _("among lost customers"),
              _("No order for more than {days} days.").format(days=later)),
    )  # fmt: skip


def first_and_later(buyers: Buyers | None, baskets: Baskets, values: Floats) -> Segmentation | None:
    """First orders of customers against their later ones."""
    if buyers is None:
        return None
    labels = [
        Label("first", _("First order"), _("in first orders"),
              _("The first order of a customer on record.")),
        Label("later", _("Later order"), _("in later orders"),
              _("Every order of a customer after the first.")),
        nobody(),
    ]  # fmt: skip
    codes = np.where(buyers.is_first, 0, 1).astype(np.int32)
    of_order = with_unknown(codes, buyers.of_order >= 0, 2)
    note = _(
        "Who bought before the sales on record begin counts as new at the first order on record."
    )
    return cut("visits", _("New or returning"), labels, of_order, baskets, values, note)
