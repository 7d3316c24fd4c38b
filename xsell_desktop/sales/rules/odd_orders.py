"""Orders that are real but say little of what goes together: placed twice, renewed, giant."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.assembly import first_rows
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.lines import Codes, Flags
from xsell_desktop.sales.recognition.names import bare
from xsell_desktop.sales.rules.copies import Prints, mixed

Seconds = npt.NDArray[np.int64]
DAY = 86_400
SOON = 600  # seconds between an order and its twin
SHORTEST, LONGEST, SLACK = 7, 92, 3  # days between renewals, and how far they may be off
SERIES = 3  # orders
BIG, TIMES = 50, 3
_HALF = np.uint64(0xFFFFFFFF)
_RENEWAL_WORDS = (
    "subscriptionrenewal", "renewalorder", "recurringorder", "subscriptionrecurring",
    "recurringsubscription", "subscriptioncontract", "aboverlangerung", "renouvellement",
)  # fmt: skip
_RENEWAL_TAGS = {"renewal", "recurring", "autorenewal", "autoship", "subscriptionorderrecurring"}


@dataclass(frozen=True, eq=False)
class _Baskets:
    """The dated orders that a known customer placed alike, by customer, content and time.

    `timed` tells whether the file knows times of day.
    """

    timed: bool
    order: Codes
    seconds: Seconds
    alike: Flags  # as the order before: same customer, same products and quantities


def set_odd_orders_aside(draft: Draft) -> None:
    """Renewals, then twins, then giants; a rule that is off only counts.

    Twins need times of day: dates alone put a whole day into one moment.
    """
    renewed = _by_source(draft)
    baskets = _sort_baskets(draft)
    if baskets is not None:
        renewed = renewed | _of_orders(draft, baskets.order[_renewals(baskets)])
    draft.verdicts.set_aside(renewed, reasons.RENEWALS)
    if baskets is not None:
        twins = baskets.timed & baskets.alike & (np.diff(baskets.seconds, prepend=0) <= SOON)
        draft.verdicts.set_aside(_of_orders(draft, baskets.order[twins]), reasons.NEAR_COPIES)
    draft.verdicts.set_aside(_giants(draft), reasons.GIANTS)


def _of_orders(draft: Draft, orders: Codes) -> Flags:
    chosen = np.zeros(max(1, len(draft.order.values)), dtype=bool)
    chosen[orders] = True
    return chosen[draft.order.codes]


def _by_source(draft: Draft) -> Flags:
    """Orders whose source or tags say that a subscription placed them again."""
    rows = np.zeros(len(draft), dtype=bool)
    for part in ("source", "tags"):
        column = draft.column(part)
        if column is not None:
            rows |= column.where(_is_renewal)
    return draft.of_order(rows)


def _is_renewal(text: str) -> bool:
    tags = [bare(tag) for tag in text.split(",")]
    return any(tag in _RENEWAL_TAGS or tag.startswith(_RENEWAL_WORDS) for tag in tags)


def _sort_baskets(draft: Draft) -> _Baskets | None:
    """None where customers or dates are unknown."""
    customer = draft.customer
    rows = draft.verdicts.open & (draft.quantity > 0)
    if customer is None or not rows.any() or np.isnat(draft.date).all():
        return None
    size = len(draft.order.values)
    orders = np.flatnonzero(np.bincount(draft.order.codes[rows], minlength=size)).tolist()
    named = first_rows(draft, orders, ~customer.blank())
    dated = first_rows(draft, orders, ~np.isnat(draft.date))
    known = (named >= 0) & (dated >= 0)
    if not known.any():
        return None
    order = np.array(orders, dtype=np.int32)[known]
    who = customer.codes[named[known]]
    seconds = draft.date[dated[known]].astype("datetime64[s]").astype(np.int64)
    timed = bool((seconds % DAY != 0).any())
    content = _contents(draft, rows)[order]
    twice = _met_again(content, who)
    order, who, seconds, content = order[twice], who[twice], seconds[twice], content[twice]
    sorting = np.lexsort((order, seconds, content, who))
    order, who, seconds = order[sorting], who[sorting], seconds[sorting]
    content = content[sorting]
    alike = np.zeros(len(order), dtype=bool)
    alike[1:] = (who[1:] == who[:-1]) & (content[1:] == content[:-1])
    return _Baskets(timed, order, seconds, alike)


def _met_again(content: Prints, who: Codes) -> Flags:
    """The orders whose content the same customer ordered more than once."""
    prints = content ^ mixed(who.astype(np.uint64))
    ranked = np.sort(prints)
    again = ranked[1:][ranked[1:] == ranked[:-1]]
    return np.isin(prints, again)


def _contents(draft: Draft, rows: Flags) -> Prints:
    """A number an order that tells its products and quantities apart, whatever their order."""
    products = draft.key.respelt(str.casefold).codes[rows].astype(np.uint64)
    pieces = draft.quantity[rows].view(np.uint64)
    prints = mixed(mixed(products) ^ pieces)
    size = max(1, len(draft.order.values))
    low, high = (
        np.bincount(draft.order.codes[rows], (half & _HALF).astype(np.float64), size)
        for half in (prints, prints >> np.uint64(32))
    )  # sums of up to two million lines are exact
    return mixed(low.astype(np.uint64)) ^ high.astype(np.uint64)


def _renewals(baskets: _Baskets) -> Flags:
    """The repeats, from the second on, of equal orders placed at regular intervals."""
    repeats = np.zeros(len(baskets.order), dtype=bool)
    firsts = np.flatnonzero(~baskets.alike)
    lasts = np.append(firsts, len(baskets.order))[1:]
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        if last - first >= SERIES:
            days = np.diff(baskets.seconds[first:last]) / DAY
            usual = float(np.median(days))
            steady = bool((np.abs(days - usual) <= SLACK).all())
            if steady and SHORTEST <= usual <= LONGEST:
                repeats[first + 1 : last] = True
    return repeats


def _giants(draft: Draft) -> Flags:
    """Orders of more than 50 lines and three times what 99 of 100 orders hold at most."""
    sold = draft.verdicts.readable & (draft.quantity > 0)
    sizes = np.bincount(draft.order.codes[sold], minlength=max(1, len(draft.order.values)))
    usual = sizes[sizes > 0]
    if not len(usual):
        return np.zeros(len(draft), dtype=bool)
    limit = max(BIG, TIMES * int(np.percentile(usual, 99, method="lower")))
    return np.asarray((sizes > limit)[draft.order.codes])
