"""What changed since an import: the analysis with and without the orders it brought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow.verbs import analysed_lines, pick_all

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.changes import Changes
    from xsell_desktop.sales.lines import Flags

LATEST = -1  # instead of an import: the last fifth of the orders

_compared: WeakKeyDictionary[Analysis, dict[tuple[object, int], Comparison]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Comparison:
    """`before` is the analysis without the new orders; `changes` what they changed."""

    before: Analysis
    changes: Changes


@dataclass(frozen=True)
class ListChanges:
    """What the new orders did to the lists: (product, partner) gained and lost, by product.

    `lists` counts the products whose list differs, of `of` with one.
    """

    gained: Mapping[str, tuple[str, ...]]
    lost: Mapping[str, tuple[str, ...]]
    lists: int
    of: int


def last_import(sales: Sales) -> int:
    """The place of the first of the imports that came last, together; `LATEST` without two.

    Those of one day came together; where no day is known, the last one came alone.
    """
    count = len(sales.imports)
    if count < 2:
        return LATEST
    place, day = count - 1, sales.imports[-1].imported_on
    while day and place > 0 and sales.imports[place - 1].imported_on == day:
        place -= 1
    return place or LATEST


def compare(
    sales: Sales, analysis: Analysis, since: int, progress: Progress | None = None
) -> Comparison | None:
    """What the imports from place `since` on changed; None where they brought no new order.

    `LATEST` compares the last fifth of the orders with those before. Kept while the analysis
    lives.
    """
    from xsell_desktop.mining.changes import find_changes, without_orders
    from xsell_desktop.mining.mine import mine

    if analysis.baskets is None or (since != LATEST and not 0 < since < len(sales.imports)):
        return None
    kept = _compared.setdefault(analysis, {})
    if (sales, since) not in kept:
        progress = progress or Progress()
        lines, facts = analysed_lines(sales, analysis)
        new = _new_orders(sales, analysis, since)
        here = new[analysis.baskets.order_code]
        if not here.any() or here.all():
            return None
        before = mine(without_orders(lines, new), facts, analysis.settings, progress.part(0.0, 0.9))
        changes = find_changes(before, analysis, here, progress.part(0.9, 1.0))
        kept[sales, since] = Comparison(before, changes)
    return kept[sales, since]


def compare_lists(
    comparison: Comparison, analysis: Analysis, plan: Plan, progress: Progress | None = None
) -> ListChanges:
    """How the plan's lists differ from those that the earlier orders gave."""
    progress = progress or Progress()
    then = pick_all(comparison.before, plan, progress.part(0.0, 0.5)).by_anchor
    today = pick_all(analysis, plan, progress.part(0.5, 1.0)).by_anchor
    gained, lost = {}, {}
    for anchor, picks in today.items():
        old = {pick.partner for pick in then.get(anchor, ())}
        new = {pick.partner for pick in picks}
        if anchor in then and new - old:
            gained[anchor] = tuple(pick.partner for pick in picks if pick.partner not in old)
        if anchor in then and old - new:
            lost[anchor] = tuple(p.partner for p in then[anchor] if p.partner not in new)
    return ListChanges(gained, lost, len(gained.keys() | lost.keys()), len(today))


def _new_orders(sales: Sales, analysis: Analysis, since: int) -> Flags:
    """By order of the merged lines: whether only the imports from `since` on hold it."""
    import numpy as np

    from xsell_desktop.mining.trust.periods import later_orders

    lines, _facts = analysed_lines(sales, analysis)
    if since == LATEST:
        assert analysis.baskets is not None
        flags = np.zeros(len(lines.order_keys), np.bool_)
        flags[analysis.baskets.order_code] = later_orders(analysis.baskets)
        return flags
    earlier, _facts = analysed_lines(Sales(sales.imports[:since], sales.catalogues), analysis)
    known = set(earlier.order_keys)
    return np.fromiter((key not in known for key in lines.order_keys), np.bool_)
