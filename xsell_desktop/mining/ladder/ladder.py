"""The lower rungs: partners for a product of which no pair is sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from xsell_desktop.mining.choices import Choice, Rung
from xsell_desktop.mining.counting.intervals import count_low
from xsell_desktop.mining.ladder.groups import ENOUGH_TOGETHER, group_products, rows_of
from xsell_desktop.texts import _, count_text

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis

MOST_A_GROUP = 20
MOST_BEST_SELLERS = 40


class Ladder:
    """Rungs 3 to 5 of one analysis; what was worked out for a group is kept."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._groups = group_products(analysis)
        self._of_group = lru_cache(maxsize=None)(self._make_group)

    def below(self, anchor: int | None, lowest: int) -> Iterator[Choice]:
        """Partners of a row of `Products` from rung 3 down to `lowest`, best first.

        A product may come twice; the anchor itself never does. Partners that the catalogue
        hides are left out. None asks for a product that never sold.
        """
        group = -1 if anchor is None or self._groups is None else int(self._groups.of[anchor])
        yield from self.below_group(group, lowest, anchor)

    def below_group(self, group: int, lowest: int, anchor: int | None = None) -> Iterator[Choice]:
        """As `below`, for a product of which only the group is known (-1 for none)."""
        if group >= 0:
            for choice in self._of_group(group):
                if choice.rung <= lowest and choice.row != anchor:
                    yield self._counted(choice, anchor)
        if lowest >= Rung.BEST_SELLER:
            for row in range(min(MOST_BEST_SELLERS, len(self._analysis.products))):
                if row != anchor and self._analysis.products.visible[row]:
                    yield self._counted(self._best_seller(row), anchor)

    def group_of(self, category: str) -> int:
        """The group of a category; -1 where products are in families or nothing is known."""
        groups = self._groups
        if groups is None or not groups.by_category or category not in groups.names:
            return -1
        return groups.names.index(category)

    def _counted(self, choice: Choice, anchor: int | None) -> Choice:
        """With the pair's own counts in place of the product's row."""
        keys = self._analysis.products.keys
        if anchor is None:
            return replace(choice, row=-1)
        together, expected = self._analysis.count_together(keys[anchor], choice.partner)
        row = self._analysis.pairs.find(anchor, choice.row)
        return replace(choice, row=-1 if row is None else row, together=together, expected=expected)

    def _make_group(self, group: int) -> tuple[Choice, ...]:
        """Rungs 3 and 4; `row` is the partner's row of `Products` until it is counted."""
        groups = self._groups
        assert groups is not None
        fitting = groups.fitting(group)
        if not fitting:
            return ()
        visible = self._analysis.products.visible
        pairs, expected = groups.partners(group)
        candidates = np.concatenate([rows_of(groups, other) for other in fitting])
        candidates = candidates[visible[candidates]]
        sure = candidates[
            (pairs[candidates] >= ENOUGH_TOGETHER)
            & (count_low(pairs[candidates]) > expected[candidates])
        ]
        sure = sure[np.argsort(-(pairs[sure] - expected[sure]), kind="stable")][:MOST_A_GROUP]
        made = [
            self._partner(int(row), group, float(pairs[row]), float(expected[row])) for row in sure
        ]
        for other in fitting:
            rows = [int(row) for row in rows_of(groups, other) if visible[row]]
            made += [self._category_best(row, group, other) for row in rows[:MOST_A_GROUP]]
        return tuple(made)

    def _partner(self, row: int, group: int, pairs: float, expected: float) -> Choice:
        products, groups = self._analysis.products, self._groups
        assert groups is not None
        said = _(
            "{partner} comes with products like this one ({group}) {count} times."
            " Chance gives {chance}."
        ).format(
            partner=products.names[row],
            group=groups.names[group],
            count=count_text(pairs),
            chance=count_text(expected),
        )
        return self._choice(row, Rung.CATEGORY, (pairs - expected) / self._analysis.orders, said)

    def _category_best(self, row: int, group: int, other: int) -> Choice:
        products, groups = self._analysis.products, self._groups
        assert groups is not None
        orders = int(products.orders[row])
        said = _(
            "{group} goes with {other}, and {partner} is a best seller there: {count} orders."
        ).format(
            group=groups.names[group],
            other=groups.names[other],
            partner=products.names[row],
            count=count_text(orders),
        )
        return self._choice(row, Rung.CATEGORY_BEST, orders / self._analysis.orders, said)

    def _best_seller(self, row: int) -> Choice:
        products = self._analysis.products
        orders = int(products.orders[row])
        said = _(
            "{partner} is a best seller of the whole shop: {count} of {orders} orders."
        ).format(
            partner=products.names[row],
            count=count_text(orders),
            orders=count_text(self._analysis.orders),
        )
        return self._choice(row, Rung.BEST_SELLER, orders / self._analysis.orders, said)

    def _choice(self, row: int, rung: Rung, score: float, because: str) -> Choice:
        key = self._analysis.products.keys[row]
        return Choice(key, row, score, 0, 0.0, None, from_data=True, rung=rung, because=because)
