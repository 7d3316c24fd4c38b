"""Orders cut into segments, and what each segment comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.sales.lines import Codes, Flags, Floats
from xsell_desktop.texts import _

UNKNOWN, OTHER = "(unknown)", "(other)"  # keys that no country or channel has


@dataclass(frozen=True, slots=True)
class Segment:
    """Some of the orders. `where` begins a sentence: "from Germany"; `rule` says who is in it.

    `revenue` is of its `priced` orders, NaN where none is.
    """

    key: str
    name: str
    where: str
    rule: str
    orders: int
    customers: int
    priced: int
    revenue: float

    @property
    def order_value(self) -> float:
        """Average order value; NaN without prices."""
        return self.revenue / self.priced if self.priced else float("nan")

    @property
    def is_known(self) -> bool:
        """Whether it is known what these orders have in common."""
        return self.key not in (UNKNOWN, OTHER)


@dataclass(frozen=True, eq=False)
class Segmentation:
    """One way to cut the N orders of the baskets: every order is in one of the segments.

    `of_order` holds each order's place in `segments`; `note` says how they were made.
    """

    key: str
    name: str
    segments: tuple[Segment, ...]
    of_order: Codes
    note: str = ""

    @cached_property
    def known(self) -> Flags:
        """Which segments are of orders that it is known something of."""
        return np.array([segment.key != UNKNOWN for segment in self.segments], dtype=bool)

    @cached_property
    def places(self) -> dict[str, int]:
        """Place of each segment by its key."""
        return {segment.key: place for place, segment in enumerate(self.segments)}


@dataclass(frozen=True, slots=True)
class Label:
    """What a segment is called before its orders are counted."""

    key: str
    name: str
    where: str
    rule: str = ""


def unknown_label(name: str, where: str, rule: str = "") -> Label:
    """The segment of orders of which nothing is known."""
    return Label(UNKNOWN, name, where, rule)


def cut(
    key: str,
    name: str,
    labels: Sequence[Label],
    of_order: Codes,
    baskets: Baskets,
    values: Floats,
    note: str = "",
) -> Segmentation | None:
    """The segmentation of orders by their codes into `labels`; None where fewer than two known
    segments have orders.

    `values` holds the money of each order of the baskets, NaN unknown. Segments without orders
    are left out.
    """
    orders = np.bincount(of_order, minlength=len(labels))
    there = np.flatnonzero(orders)
    place = np.full(len(labels), -1, np.int32)
    place[there] = np.arange(len(there), dtype=np.int32)
    known = ~np.isnan(values)
    priced = np.bincount(of_order[known], minlength=len(labels))
    revenue = np.bincount(of_order[known], values[known], len(labels))
    customers = _count_customers(of_order, baskets.customer, len(labels))
    segments = tuple(
        Segment(
            labels[at].key, labels[at].name, labels[at].where, labels[at].rule,
            int(orders[at]), int(customers[at]), int(priced[at]),
            float(revenue[at]) if priced[at] else float("nan"),
        )
        for at in there.tolist()
    )  # fmt: skip
    if sum(segment.key != UNKNOWN for segment in segments) < 2:
        return None
    return Segmentation(key, name, segments, place[of_order], note)


def _count_customers(of_order: Codes, customer: Codes, count: int) -> Codes:
    """Different known customers of each segment."""
    known = customer >= 0
    pairs = np.unique(of_order[known].astype(np.int64) << 32 | customer[known])
    return np.bincount(pairs >> 32, minlength=count).astype(np.int32)


def with_unknown(codes: Codes, known: Flags, unknown: int) -> Codes:
    """The codes, with the place of the unknown segment where nothing is known."""
    return np.where(known, codes, unknown).astype(np.int32)


def nobody() -> Label:
    """The segment of orders that name no customer: never one customer."""
    return unknown_label(
        _("Customer not known"),
        _("without a known customer"),
        _("Orders that name no customer. They are not one customer, and are in no class."),
    )
