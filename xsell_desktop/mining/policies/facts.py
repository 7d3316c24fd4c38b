"""What policies look at: what is known of each product, as plain lists by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.policies import is_day
from xsell_desktop.mining.analysis import Analysis, Products
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.ladder.unsold import Unsold
from xsell_desktop.mining.policies.owned import BoughtBefore

Value = TypeVar("Value")

_kept: WeakKeyDictionary[Analysis, Facts] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Facts:
    """The products and orders of an analysis, and the day lists are made for (MM-DD, '' not known).

    Numbers are NaN where unknown. The `unsold` products follow those that sold. Rows of -1
    (products only the plan knows) read as unknown too: every list has one more entry, its last.
    """

    products: Products
    baskets: Baskets | None
    day: str = ""
    unsold: Unsold = field(default_factory=Unsold)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Row of each key."""
        sold = len(self.products)
        unsold = {key: sold + row for key, row in self.unsold.index.items()}
        return {**unsold, **self.products.index}

    @cached_property
    def stock(self) -> list[float]:
        """Pieces in stock."""
        return [*self.products.stock.tolist(), *self.unsold.stock.tolist(), np.nan]

    @cached_property
    def price(self) -> list[float]:
        """Prices, in the analysis' currency."""
        return [*self.products.price.tolist(), *self.unsold.price.tolist(), np.nan]

    @cached_property
    def margin(self) -> list[float]:
        """(price − cost) ÷ price."""
        price, cost = self.products.price, self.products.cost
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(price > 0, (price - cost) / price, np.nan)
        return [*share.tolist(), *self._of_unsold(np.nan), np.nan]

    @cached_property
    def usual_margin(self) -> float:
        """The median margin: what a product of unknown margin is taken to have."""
        known = np.array(self.margin)
        known = known[~np.isnan(known)]
        return float(np.median(known)) if len(known) else 1.0

    @cached_property
    def category(self) -> list[str]:
        """Categories, '' where unknown."""
        return [*self.products.categories, *self.unsold.categories, ""]

    @cached_property
    def family(self) -> list[int]:
        """Families, -1 for none."""
        return [*self.products.family.tolist(), *self._of_unsold(-1), -1]

    @cached_property
    def visible(self) -> list[bool]:
        """Whether the catalogue shows a product."""
        return [*self.products.visible.tolist(), *self._of_unsold(True), True]

    @cached_property
    def unlisted(self) -> list[bool]:
        """Products in no catalogue; none of them where there is no catalogue."""
        listed = self.products.listed
        if listed is None or not listed.any():
            return [False] * (len(self.index) + 1)
        return [*(~listed).tolist(), *self._of_unsold(False), True]

    @cached_property
    def bought_before(self) -> BoughtBefore:
        """What customers had before."""
        return BoughtBefore(self.baskets)

    def _of_unsold(self, value: Value) -> list[Value]:
        """What holds for every product that never sold."""
        return [value] * len(self.unsold)


def day_of_lists(analysis: Analysis, plan: Plan) -> str:
    """The day of the year (MM-DD) that lists are made for; '' where nobody knows."""
    day = (plan.settings.list_day or analysis.last_date)[5:10]
    return day if is_day(day) else ""


def facts_of(analysis: Analysis, plan: Plan) -> Facts:
    """The facts for the day the plan makes lists for, else the last day of the sales.

    Kept while the analysis lives, for one day at a time.
    """
    day = day_of_lists(analysis, plan)
    kept = _kept.get(analysis)
    if kept is None or kept.day != day:
        kept = _kept[analysis] = Facts(analysis.products, analysis.baskets, day, analysis.unsold)
    return kept
