"""What the sales of the last weeks say of the plan's lists and bundles, before any assumption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Bundle
from xsell_desktop.domain.progress import Progress
from xsell_desktop.kpis.attach import find_assisted, list_partners
from xsell_desktop.kpis.orders import Orders
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.mining.picks import Picks
from xsell_desktop.sales.lines import Codes, Flags, Floats, ProductFacts
from xsell_desktop.texts import _

WEEKS = 13  # what a season takes
FEWEST_WEEKS = 4
MOST_LISTED = 50
ORDERS, REVENUE, MARGIN = range(3)  # rows of the arrays by week


@dataclass(frozen=True, eq=False)
class EffectBase:
    """T weeks that end with the last order; arrays are (…, 3, T): orders, revenue and margin.

    `lists`: lines of a partner beside an anchor that lists it. `partners` are the most of them
    by product (`partner_keys`, by falling revenue). `bundle_won`: one short orders, and what each
    would add if it took the bundle; `bundle_given`: the discount (below zero) given to orders
    that held everything anyway, both by bundle. Margin counts where the cost is known and is NaN
    where none is, and in a bundle with a part whose cost is not: `margin_known` is the share of
    the lists' revenue. `linked` picks were left
    out because the shop shows them today. `orders` counts orders by week, `assisted` those with
    such a line.
    """

    lists: Floats
    partners: Floats
    partner_keys: tuple[str, ...]
    bundle_won: Floats
    bundle_given: Floats
    bundle_ids: tuple[str, ...]
    orders: Floats
    assisted: Floats
    first_day: str
    last_day: str
    linked: int
    margin_known: float
    priced: bool
    currency: str

    @property
    def weeks(self) -> int:
        """T."""
        return int(self.lists.shape[-1])


def measure_base(
    orders: Orders,
    facts: ProductFacts,
    picks: Picks,
    bundles: Sequence[Bundle],
    linked: Mapping[str, frozenset[str]],
    progress: Progress | None = None,
) -> EffectBase | Missing:
    """Count the last weeks; `linked` are the partners that each product shows in the shop today."""
    progress = progress or Progress()
    found = _weeks(orders)
    if isinstance(found, Missing):
        return found
    week, weeks, last = found
    shown = {
        anchor: tuple(pick for pick in listed if pick.partner not in linked.get(anchor, ()))
        for anchor, listed in picks.by_anchor.items()
    }
    new = Picks(shown)
    lines = orders.lines
    assisted = find_assisted(orders, list_partners(new, lines.product_keys), progress)
    entries = orders.entries
    counted = assisted.partner & (week[entries.order] >= 0)
    product, at = entries.product[counted], week[entries.order[counted]]
    money = np.nan_to_num(np.where(orders.priced[entries.order], entries.revenue, 0.0)[counted])
    share = _margin_share(facts)[product]
    worth = np.stack((np.ones(len(at)), money, np.nan_to_num(money * share)))
    by_product = np.bincount(product, money + 1e-9, len(lines.product_keys))
    best = np.argsort(-by_product, kind="stable")[:MOST_LISTED]
    best = best[by_product[best] > 0]
    touched = np.zeros(len(lines.order_keys), np.bool_)
    touched[entries.order[counted]] = True
    won, given = _bundles(orders, facts, bundles, week, weeks)
    sold = orders.sold & (week >= 0)
    known = float(money[~np.isnan(share)].sum() / money.sum()) if money.sum() else 0.0
    lists, partners = _by_week(at, worth, weeks), np.zeros((len(best), 3, weeks))
    for row, one in enumerate(best.tolist()):
        partners[row] = _by_week(at[product == one], worth[:, product == one], weeks)
    partners[np.isnan(_margin_share(facts)[best]), MARGIN] = np.nan
    if not known and len(at):
        lists[MARGIN] = np.nan
    return EffectBase(
        lists=lists,
        partners=partners,
        partner_keys=tuple(lines.product_keys[one] for one in best.tolist()),
        bundle_won=won,
        bundle_given=given,
        bundle_ids=tuple(bundle.id for bundle in bundles),
        orders=np.bincount(week[sold], minlength=weeks).astype(np.float64),
        assisted=np.bincount(week[touched & sold], minlength=weeks).astype(np.float64),
        first_day=str(last - 7 * weeks + 1),
        last_day=str(last),
        linked=len(picks) - len(new),
        margin_known=known,
        priced=bool(money.sum()),
        currency=orders.currency,
    )


def _weeks(orders: Orders) -> tuple[Codes, int, np.datetime64] | Missing:
    """Week of each order, 0 for the first and -1 outside; how many; and the last day."""
    day = orders.lines.order_date.astype("datetime64[D]")
    known = orders.sold & ~np.isnat(day)
    if not known.any():
        return Missing(_("The sales hold no dates, so nothing can be said of a month."))
    last, first = day[known].max(), day[known].min()
    whole = int((last - first).astype(np.int64) + 1) // 7
    if whole < FEWEST_WEEKS:
        return Missing(
            _(
                "The sales cover less than {weeks} weeks, too few to say what a month brings."
            ).format(weeks=FEWEST_WEEKS)
        )
    weeks = min(whole, WEEKS)
    back = np.where(known, (last - np.where(known, day, last)).astype(np.int64) // 7, weeks)
    return np.where(back < weeks, weeks - 1 - back, -1).astype(np.int32), weeks, last


def _by_week(week: Codes, worth: Floats, weeks: int) -> Floats:
    return np.stack([np.bincount(week, row, weeks) for row in worth]).astype(np.float64)


def _margin_share(facts: ProductFacts) -> Floats:
    """(price − cost) ÷ price of each product; NaN where either is unknown."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (facts.price - facts.cost) / facts.price
    return np.where(np.isfinite(share), share, np.nan)


def _bundles(
    orders: Orders, facts: ProductFacts, bundles: Sequence[Bundle], week: Codes, weeks: int
) -> tuple[Floats, Floats]:
    won, given = np.zeros((2, len(bundles), 3, weeks))
    code = {key: place for place, key in enumerate(orders.lines.product_keys)}
    for place, bundle in enumerate(bundles):
        parts = [(code.get(part.product, -1), part.quantity) for part in bundle.parts]
        price = np.array([q * _price(facts, c) for c, q in parts])
        typed = [bundle.unit_costs.get(part.product, np.nan) for part in bundle.parts]
        cost = np.array(
            [q * (_cost(facts, c) if np.isnan(own) else own)
             for (c, q), own in zip(parts, typed, strict=True)]
        )  # fmt: skip
        off = bundle.discount * float(price.sum())
        held = _held(orders, [c for c, _q in parts])
        inside = week >= 0
        count = held.sum(axis=0)
        whole = np.bincount(week[inside & (count == len(parts))], minlength=weeks)
        given[place, REVENUE] = given[place, MARGIN] = -np.nan_to_num(off) * whole
        for row, part in enumerate(held):
            short = inside & (count == len(parts) - 1) & ~part
            lacking = np.bincount(week[short], minlength=weeks).astype(np.float64)
            won[place, ORDERS] += lacking
            won[place, REVENUE] += lacking * np.nan_to_num(price[row] - off)
            won[place, MARGIN] += lacking * (price[row] - cost[row] - off)
    return won, given


def _held(orders: Orders, products: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Products × orders: which of them an order holds."""
    entries, count = orders.entries, len(orders.lines.order_keys)
    held: Flags = np.zeros((len(products), count), np.bool_)
    for row, product in enumerate(products):
        held[row, entries.order[entries.product == product]] = True
    return held


def _price(facts: ProductFacts, product: int) -> float:
    return float(facts.price[product]) if product >= 0 else np.nan


def _cost(facts: ProductFacts, product: int) -> float:
    return float(facts.cost[product]) if product >= 0 else np.nan
