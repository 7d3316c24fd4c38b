"""What has a list and from where: rungs, lonely products, hubs, slow movers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.progress import Progress
from xsell_desktop.kpis.orders import count_orders
from xsell_desktop.kpis.products import find_active
from xsell_desktop.kpis.stock_cover import SLOW_DAYS, cover_days, suggest_anchors
from xsell_desktop.mining.analysis import Analysis, Counts
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.counting.pairs import basket_matrix
from xsell_desktop.mining.ladder.groups import are_named
from xsell_desktop.mining.picks import Pick, Picks
from xsell_desktop.sales.lines import Codes, Flags, Floats, Lines, ProductFacts
from xsell_desktop.texts import _

NO_LIST = -1
RUNGS = (*Rung, NO_LIST)
CLASSIC_SUPPORT, CLASSIC_CONFIDENCE = 0.01, 0.1
HUB_LISTS = 20  # a hub is in at least as many lists,
HUB_SHARE = 0.02  # and in this share of all


@dataclass(frozen=True, eq=False)
class Coverage:
    """N products: the `sold` ones in the order of `Products`, then those that never sold.

    `rung` is the one a list is from (`surest_rung`), `NO_LIST` without a list. `picks` counts the
    partners in its list, `lists` the lists that hold it. `cover` is days of stock (NaN unknown).
    `anchors` are what a slow mover could be shown beside, by row; `like` the sold product
    whose list an unsold one borrows ('' for none). `classic` counts active products that 1 %
    support and 10 % confidence would give a partner; `all_lists` every list.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    sold: int
    orders: Counts
    active: Flags
    rung: Codes
    picks: Counts
    lists: Counts
    stock: Floats
    cover: Floats
    slow: Flags
    anchors: Mapping[int, tuple[str, ...]]
    like: tuple[str, ...]
    classic: int
    all_lists: int
    dated: bool
    by_category: bool

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def on_rung(self) -> dict[int, int]:
        """Active products on each rung; `NO_LIST` counts those without a list."""
        held = Counter(self.rung[self.active].tolist())
        return {int(rung): held[int(rung)] for rung in RUNGS}

    @cached_property
    def lonely(self) -> Flags:
        """Active products that sold and yet have no likely, proven or decided partner."""
        sold = np.arange(len(self)) < self.sold
        return np.asarray(self.active & sold & ((self.rung > Rung.LIKELY) | (self.rung < 0)))

    @cached_property
    def hubs(self) -> Flags:
        """Products in at least 20 lists and in one of 50."""
        return self.lists >= self.hub_lists

    @property
    def hub_lists(self) -> int:
        """In how many lists a hub is."""
        return max(HUB_LISTS, ceil(HUB_SHARE * self.all_lists))

    @property
    def top_ten(self) -> float:
        """Share of all places in lists that the ten most listed products take; NaN without any."""
        places = self.lists.sum()
        return float(np.sort(self.lists)[-10:].sum() / places) if places else float("nan")

    @property
    def has_stock(self) -> bool:
        """Whether the stock of anything is known."""
        return not bool(np.isnan(self.stock).all())


def measure_coverage(
    lines: Lines, facts: ProductFacts, analysis: Analysis, plan: Plan, picks: Picks,
    progress: Progress | None = None,
) -> Coverage:  # fmt: skip
    """Where every list comes from. `lines` and `facts` are those the analysis was mined from."""
    progress = progress or Progress()
    progress.step(_("Looking where lists come from"), 0.0)
    products, unsold = analysis.products, analysis.unsold
    keys = (*products.keys, *unsold.keys)
    code = {key: at for at, key in enumerate(lines.product_keys)}
    at = np.array([code[key] for key in products.keys], np.int64)
    active = find_active(count_orders(lines, analysis.currency), facts)[at]
    cover = cover_days(lines, facts.stock)[at]
    slow = products.visible & (products.stock > 0) & (cover > SLOW_DAYS)
    anchors = suggest_anchors(analysis, plan, slow, active, progress.part(0.1, 0.9))
    waiting = unsold.stock > 0
    for place in np.flatnonzero(waiting & lines.has_dates).tolist():
        listed = picks.by_anchor.get(unsold.keys[place], ())
        anchors[len(products) + place] = tuple(p.partner for p in listed[:3])
    progress.step(_("Looking where lists come from"), 0.9)
    held = Counter(pick.partner for pick in picks)
    chosen = [picks.by_anchor.get(key, ()) for key in keys]
    like = tuple(products.keys[row] if row >= 0 else "" for row in unsold.like.tolist())
    return Coverage(
        keys=keys,
        names=(*products.names, *unsold.names),
        sold=len(products),
        orders=np.concatenate((products.orders, np.zeros(len(unsold), np.int64))),
        active=np.concatenate((active, waiting | np.isnan(unsold.stock))),
        rung=np.array([surest_rung(listed) for listed in chosen], np.int32),
        picks=np.array([len(listed) for listed in chosen], np.int64),
        lists=np.array([held[key] for key in keys], np.int64),
        stock=np.concatenate((products.stock, unsold.stock)),
        cover=np.concatenate((cover, np.where(waiting & lines.has_dates, np.inf, np.nan))),
        slow=np.concatenate((slow, waiting & lines.has_dates)),
        anchors=anchors,
        like=("",) * len(products) + like,
        classic=int((classic_anchors(analysis) & active).sum()),
        all_lists=len(picks.by_anchor),
        dated=lines.has_dates,
        by_category=are_named(products.categories),
    )


def surest_rung(listed: tuple[Pick, ...]) -> int:
    """The rung of a list: proven, likely, decided by the user, then what fills it."""
    rungs = [int(pick.rung) for pick in listed]
    sure = [rung for rung in rungs if Rung.PROVEN <= rung <= Rung.LIKELY]
    if not sure and any(pick.source != "data" for pick in listed):
        return Rung.YOURS
    return min(sure or rungs, default=NO_LIST)


def classic_anchors(analysis: Analysis) -> Flags:
    """Products with a partner at 1 % support and 10 % confidence."""
    orders = analysis.products.orders
    reached = np.zeros(len(orders), np.bool_)
    frequent = np.flatnonzero(orders >= CLASSIC_SUPPORT * analysis.orders)
    if analysis.baskets is None or not len(frequent):
        return reached
    held = basket_matrix(analysis.baskets)[frequent].astype(np.int32)
    together = np.asarray((held @ held.T).todense())
    np.fill_diagonal(together, 0)
    good = (together >= CLASSIC_SUPPORT * analysis.orders) & (
        together >= CLASSIC_CONFIDENCE * orders[frequent][:, None]
    )
    reached[frequent] = good.any(axis=1)
    return reached
