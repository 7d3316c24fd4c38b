"""What the plan may bring a month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow.verbs import analysed_lines, pick_all

if TYPE_CHECKING:
    from xsell_desktop.kpis.effect import Effect
    from xsell_desktop.kpis.effect_base import EffectBase
    from xsell_desktop.kpis.tiles import Missing
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.picks import Picks


def count_effect(
    sales: Sales,
    plan: Plan,
    analysis: Analysis,
    progress: Progress | None = None,
    picks: Picks | None = None,
) -> EffectBase | Missing:
    """What the last weeks say of the plan's lists and bundles, or why nothing can be said."""
    from xsell_desktop.kpis.effect_base import measure_base
    from xsell_desktop.kpis.orders import count_orders

    progress = progress or Progress()
    lines, facts = analysed_lines(sales, analysis)
    picks = picks if picks is not None else pick_all(analysis, plan, progress.part(0.0, 0.5))
    bundles = [plan.bundles[key] for key in sorted(plan.bundles)]
    orders = count_orders(lines, analysis.currency)
    return measure_base(
        orders,
        facts,
        picks,
        bundles,
        _linked_today(sales, analysis.merges),
        progress.part(0.5, 1.0),
    )


def expect_effect(base: EffectBase, settings: Settings) -> Effect:
    """The effect of what was counted under the settings' assumptions; quick."""
    from xsell_desktop.kpis.effect import expect_effect as expect

    return expect(base, settings)


def _linked_today(sales: Sales, merges: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The partners that each product of the catalogues shows in the shop."""
    linked: dict[str, frozenset[str]] = {}
    for entry in sales.catalogues:
        for product in entry.catalogue.products:
            if product.cross_sells:
                key = merges.get(product.key, product.key)
                shown = frozenset(merges.get(partner, partner) for partner in product.cross_sells)
                linked[key] = linked.get(key, frozenset()) | shown if merges else shown
    return linked
