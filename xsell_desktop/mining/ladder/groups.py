"""Products in groups (categories, or families where a shop has none), and which groups meet.

Counted like pairs: orders' pairs of products across two groups, against the size-aware chance
of the same pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xsell_desktop.mining.counting.intervals import count_low
from xsell_desktop.mining.counting.pairs import basket_matrix
from xsell_desktop.sales.lines import Codes, Floats

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.counting.baskets import Baskets
    from xsell_desktop.mining.counting.chance import Chance

ENOUGH_NAMED = 0.5  # share of products with a category from which categories are used
ENOUGH_TOGETHER = 5
MOST_FITTING = 3


@dataclass(frozen=True, eq=False)
class Groups:
    """`of` is the group of each product, -1 for none; `names` are what a sentence calls them.

    `by_category` is False where families stand in.
    """

    of: Codes
    names: tuple[str, ...]
    by_category: bool
    baskets: Baskets
    chance: Chance

    @cached_property
    def _held(self) -> sparse.csr_matrix:
        return basket_matrix(self.baskets)

    @cached_property
    def _spread(self) -> sparse.csr_matrix:
        """Groups × orders: products of the group in the order."""
        known = np.flatnonzero(self.of >= 0)
        shape = (len(self.names), len(self.of))
        member = sparse.csr_matrix((np.ones(len(known)), (self.of[known], known)), shape=shape)
        spread: sparse.csr_matrix = (member @ self._held).tocsr()
        return spread

    @cached_property
    def _rates(self) -> Floats:
        """Groups × classes, to be multiplied like a product's rates."""
        rates = np.zeros((len(self.names), self.chance.rates.shape[1]))
        known = self.of >= 0
        np.add.at(rates, self.of[known], self.chance.rates[known])
        return rates

    @cached_property
    def meetings(self) -> tuple[Floats, Floats]:
        """Pairs of products between each two groups, and by chance; (G, G) each."""
        seen = np.asarray((self._spread @ self._spread.T).todense(), dtype=np.float64)
        expected = self._rates @ self._rates.T
        known = self.of >= 0
        orders = np.diff(self.baskets.start)
        own = (self.chance.rates**2).sum(axis=1)
        size = len(self.names)
        seen[np.diag_indices(size)] -= np.bincount(self.of[known], orders[known], size)
        expected[np.diag_indices(size)] -= np.bincount(self.of[known], own[known], size)
        return seen, expected

    def fitting(self, group: int) -> list[int]:
        """The groups that meet this one surely beyond chance, most pairs beyond it first."""
        seen, expected = self.meetings
        low = count_low(seen[group])
        good = (seen[group] >= ENOUGH_TOGETHER) & (low > expected[group])
        beyond = np.where(good, seen[group] - expected[group], 0.0)
        order = np.argsort(-beyond, kind="stable")[:MOST_FITTING]
        return [int(other) for other in order if good[other]]

    def partners(self, group: int) -> tuple[Floats, Floats]:
        """By product: orders' pairs with products of the group, and by chance."""
        pairs = np.asarray(self._held @ self._spread[group].toarray().ravel(), dtype=np.float64)
        expected = self.chance.rates @ self._rates[group]
        inside = self.of == group
        pairs[inside] -= np.diff(self.baskets.start)[inside]
        expected[inside] -= (self.chance.rates[inside] ** 2).sum(axis=1)
        return pairs, expected


def group_products(analysis: Analysis) -> Groups | None:
    """Groups by category where half of the products have one, else by family.

    None for an analysis without baskets.
    """
    if analysis.baskets is None or analysis.chance is None:
        return None
    products = analysis.products
    by_category = are_named(products.categories)
    if by_category:
        names = tuple(sorted({category for category in products.categories if category}))
        code = {name: place for place, name in enumerate(names)}
        of = np.array([code.get(name, -1) for name in products.categories], np.int32)
    else:
        names = tuple(family.name for family in analysis.families)
        of = products.family
    return Groups(of, names, by_category, analysis.baskets, analysis.chance)


def are_named(categories: Sequence[str]) -> bool:
    """Whether enough products have a category for these to be the groups."""
    return sum(map(bool, categories)) >= ENOUGH_NAMED * len(categories) > 0


def rows_of(groups: Groups, group: int) -> npt.NDArray[np.int64]:
    """Rows of the products of a group, most orders first."""
    return np.flatnonzero(groups.of == group)
