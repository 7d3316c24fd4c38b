"""What the recommendations touch in past orders: attach rates and the assisted share.

Order files can only say *assisted*, not *caused*; before any export it is the potential of the
lists as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from xsell_desktop.domain.progress import Progress
from xsell_desktop.kpis.months import Months
from xsell_desktop.kpis.orders import Orders
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.mining.analysis import Counts
from xsell_desktop.mining.choices import Rung
from xsell_desktop.sales.lines import Codes, Flags, Floats
from xsell_desktop.texts import _

if TYPE_CHECKING:
    from xsell_desktop.mining.picks import Pick, Picks

CELLS_AT_ONCE = 2_000_000  # orders × products looked at in one go, one byte each
SURE_COUNT = 5  # orders together from which a pairing may be called a top pairing
TOP_PAIRINGS = 20


@dataclass(frozen=True, eq=False)
class Assisted:
    """Per entry of `Orders.entries`: `partner` tells that another product of the same order
    recommends it; `answered` that a product it recommends is in the order; `anchor` that it
    recommends anything at all."""

    partner: Flags
    answered: Flags
    anchor: Flags


@dataclass(frozen=True, eq=False)
class Attached:
    """The lists' reach over the whole time; shares 0–1.

    `revenue_share` is revenue of assisted entries ÷ revenue of all (before order discounts),
    `Missing` without prices; `line_share` the same of order lines. `orders_assisted` of
    `orders` hold at least one assisted product; `answered` of `anchors` entries with a list have
    a product of it in their order. `first` pools the first pick of every list: orders
    together and orders of the anchor. `top` holds the surest pairings, each pair once.
    """

    revenue_share: float | Missing
    line_share: float
    orders: int
    orders_assisted: int
    answered: int
    anchors: int
    first: tuple[int, int]
    top: tuple[Pick, ...]


@dataclass(frozen=True, eq=False)
class MonthlyAttached:
    """By month: share of revenue (of order lines without prices) that is assisted, and the share
    of anchors answered; T entries each, NaN in months without any."""

    months: Months
    of_revenue: bool
    assisted: Floats
    answered: Floats
    anchors: Counts


def list_partners(picks: Picks, keys: Sequence[str]) -> Codes:
    """Codes of each product's partners, P × longest list, -1 beyond a list's end."""
    code = {key: row for row, key in enumerate(keys)}
    rows = {
        code[anchor]: [code[pick.partner] for pick in listed if pick.partner in code]
        for anchor, listed in picks.by_anchor.items()
        if anchor in code
    }
    width = max(map(len, rows.values()), default=0)
    table = np.full((len(keys), max(1, width)), -1, dtype=np.int32)
    for row, partners in rows.items():
        table[row, : len(partners)] = partners
    return table


def find_assisted(orders: Orders, partners: Codes, progress: Progress) -> Assisted:
    """Look every product of every order up in the lists of the others."""
    entries, products = orders.entries, len(orders.lines.product_keys)
    partner = np.zeros(len(entries), dtype=bool)
    answered = np.zeros(len(entries), dtype=bool)
    starts = np.searchsorted(entries.order, _block_starts(orders, products))
    listed = partners >= 0
    for start, end in pairwise(starts.tolist()):
        progress.step(_("Measuring the recommendations"))
        if start == end:
            continue
        row = entries.order[start:end] - entries.order[start]
        product = entries.product[start:end]
        held = np.zeros((int(row[-1]) + 1, products), dtype=bool)
        held[row, product] = True
        hit = held[row[:, None], partners[product]]
        hit[~listed[product]] = False
        answered[start:end] = np.any(hit, axis=1)
        named = np.zeros_like(held)
        line, rank = np.nonzero(hit)
        named[row[line], partners[product[line], rank]] = True
        partner[start:end] = named[row, product]
    return Assisted(partner, answered, listed[:, 0][entries.product])


def _block_starts(orders: Orders, products: int) -> Counts:
    size = max(1, CELLS_AT_ONCE // max(1, products))
    count = len(orders.lines.order_keys)
    return np.append(np.arange(0, count, size), count)


def measure_attached(orders: Orders, assisted: Assisted, picks: Picks) -> Attached | Missing:
    """How much of the past sales the lists would have touched."""
    entries = orders.entries
    if not len(entries):
        return Missing(_("There are no orders with products yet."))
    if not len(picks):
        return Missing(_("There are no recommendations yet. Accept or draw a pairing first."))
    touched = len(np.unique(entries.order[assisted.partner]))
    firsts = [p for listed in picks.by_anchor.values() for p in listed[:1] if p.anchor_orders]
    return Attached(
        revenue_share=_revenue_share(orders, assisted),
        line_share=float(assisted.partner.mean()),
        orders=orders.count,
        orders_assisted=touched,
        answered=int(assisted.answered.sum()),
        anchors=int(assisted.anchor.sum()),
        first=(sum(p.together for p in firsts), sum(p.anchor_orders for p in firsts)),
        top=surest(picks),
    )


def _revenue_share(orders: Orders, assisted: Assisted) -> float | Missing:
    entries = orders.entries
    counted = orders.priced[entries.order]
    total = float(entries.revenue[counted].sum())
    if total <= 0:
        return Missing(_("The sales hold no prices, so nothing can be said in money."))
    return float(entries.revenue[counted & assisted.partner].sum()) / total


def surest(picks: Iterable[Pick], count: int = TOP_PAIRINGS) -> tuple[Pick, ...]:
    """The pairings with the highest lower bound of the attach rate, each pair once.

    Pairs with fewer than 5 orders together stand back unless no pair has as many; best sellers
    that only fill a list are no pairing.
    """
    bought = [
        pick
        for pick in picks
        if pick.together > 0 and (pick.rung <= Rung.CATEGORY or pick.source != "data")
    ]
    sure = [pick for pick in bought if pick.together >= SURE_COUNT] or bought
    sure.sort(key=lambda pick: (-pick.attach_low, -pick.together, pick.anchor, pick.partner))
    best: dict[frozenset[str], Pick] = {}
    for pick in sure:
        best.setdefault(frozenset((pick.anchor, pick.partner)), pick)
    return tuple(best.values())[:count]


def measure_attached_months(
    orders: Orders, assisted: Assisted, months: Months | Missing
) -> MonthlyAttached | Missing:
    """The assisted share of every month."""
    if isinstance(months, Missing):
        return months
    entries = orders.entries
    month = months.order_month[entries.order]
    dated = month >= 0
    counted = dated & orders.priced[entries.order]
    of_revenue = bool(np.nansum(entries.revenue[counted]) > 0)
    weight = np.nan_to_num(entries.revenue) if of_revenue else np.ones(len(entries))
    if not of_revenue:
        counted = dated
    number = len(months)
    part, whole = (
        np.bincount(month[which], weight[which], number)
        for which in (counted & assisted.partner, counted)
    )
    met, anchors = (
        np.bincount(month[which], minlength=number)
        for which in (dated & assisted.answered, dated & assisted.anchor)
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(whole > 0, part / whole, np.nan)
        answered = np.where(anchors > 0, met / anchors, np.nan)
    return MonthlyAttached(months, of_revenue, share, answered, anchors.astype(np.int64))
