"""Which categories are bought together more often than the width of orders explains.

Expectation of a pair of categories: orders are sorted by their number of categories and cut into
K classes of equal count (at least 500 orders each, 40 at most), and within a class
e = f · n_A · n_B / N with f set so that all expected pairs of the class add up to the pairs there
are. The average pair of categories thus stands at 1, and an order that holds everything proves
nothing. Plain independence would call nearly every pair of categories related.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xsell_desktop.kpis.orders import Orders
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.mining.analysis import Analysis, Counts
from xsell_desktop.mining.counting.chance import size_classes
from xsell_desktop.sales.lines import Codes, Floats, ProductFacts
from xsell_desktop.texts import _

SHOWN = 12


@dataclass(frozen=True, eq=False)
class CategoryPairs:
    """The C most frequent categories (`families` tells that product families stand in).

    `together` and `expected` are C × C and symmetric; the diagonal of `together` counts the
    category's own orders, that of `expected` is NaN. `others` counts categories not listed.
    """

    names: tuple[str, ...]
    families: bool
    together: Counts
    expected: Floats
    others: int

    @property
    def ratio(self) -> Floats:
        """together ÷ expected."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.together / self.expected


def pair_categories(
    orders: Orders, facts: ProductFacts, analysis: Analysis, shown: int = SHOWN
) -> CategoryPairs | Missing:
    """Count and expect every pair of the most frequent categories."""
    names, of_product, families = _group_products(orders, facts, analysis)
    too_few = Missing(_("This needs at least three categories or product families."))
    if len(names) < 3:
        return too_few
    entries = orders.entries
    group = of_product[entries.product]
    known = group >= 0
    if not known.any():
        return too_few
    cells = np.unique(entries.order[known].astype(np.int64) * len(names) + group[known])
    order = (cells // len(names)).astype(np.int64)
    category = (cells % len(names)).astype(np.int64)
    counts = np.bincount(category, minlength=len(names)).astype(np.int64)
    top = np.argsort(-counts, kind="stable")[: min(shown, int((counts > 0).sum()))]
    expected = _expect(order, category, counts, top)
    together = _count_together(order, category, top)
    return CategoryPairs(
        names=tuple(names[row] for row in top.tolist()),
        families=families,
        together=together,
        expected=expected,
        others=int((counts > 0).sum()) - len(top),
    )


def _group_products(
    orders: Orders, facts: ProductFacts, analysis: Analysis
) -> tuple[tuple[str, ...], Codes, bool]:
    """Names, each product's code (-1 none), and whether families stand in for categories."""
    names = tuple(sorted({name for name in facts.category if name}))
    if len(names) >= 3:
        code = {name: row for row, name in enumerate(names)}
        return names, np.array([code.get(name, -1) for name in facts.category], np.int32), False
    row_of = analysis.products.index
    rows = np.array([row_of.get(key, -1) for key in orders.lines.product_keys], np.int32)
    if not len(analysis.products):
        return (), rows, True
    family = np.where(rows >= 0, analysis.products.family[rows], -1).astype(np.int32)
    return tuple(family.name for family in analysis.families), family, True


def _expect(order: Counts, category: Counts, counts: Counts, top: Counts) -> Floats:
    """Expected orders together of the top categories, by classes of equally wide orders."""
    _orders, sizes = np.unique(order, return_counts=True)
    class_of = size_classes(sizes.astype(np.int32))
    classes = int(class_of.max()) + 1
    cell_class = np.repeat(class_of, sizes)  # cells are sorted by order
    size = len(counts)
    table = np.bincount(cell_class * size + category, minlength=classes * size)
    table = table.reshape(classes, size).astype(np.float64)
    pairs = np.bincount(class_of, sizes * (sizes - 1) / 2, classes)
    possible = (table.sum(axis=1) ** 2 - (table**2).sum(axis=1)) / 2
    factor = np.divide(pairs, possible, out=np.zeros(classes), where=possible > 0)
    chosen = table[:, top]
    expected: Floats = np.einsum("c,ca,cb->ab", factor, chosen, chosen)
    np.fill_diagonal(expected, np.nan)
    return expected


def _count_together(order: Counts, category: Counts, top: Counts) -> Counts:
    number = int(order[-1]) + 1
    held = {row: order[category == row] for row in top.tolist()}
    together = np.zeros((len(top), len(top)), dtype=np.int64)
    for i, one in enumerate(top.tolist()):
        mark = np.zeros(number, dtype=bool)
        mark[held[one]] = True
        for j, other in enumerate(top.tolist()):
            together[i, j] = int(mark[held[other]].sum())
    return together
