"""What the plan may bring a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow.verbs import merged_lines, pick_all

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
    lines, facts = merged_lines(sales, analysis.settings.roll_up_variants)
    picks = picks if picks is not None else pick_all(analysis, plan, progress.part(0.0, 0.5))
    bundles = [plan.bundles[key] for key in sorted(plan.bundles)]
    orders = count_orders(lines, analysis.currency)
    return measure_base(
        orders, facts, picks, bundles, _linked_today(sales), progress.part(0.5, 1.0)
    )


def expect_effect(base: EffectBase, settings: Settings) -> Effect:
    """The effect of what was counted under the settings' assumptions; quick."""
    from xsell_desktop.kpis.effect import expect_effect as expect

    return expect(base, settings)


def _linked_today(sales: Sales) -> dict[str, frozenset[str]]:
    """The partners that each product of the catalogues shows in the shop."""
    return {
        product.key: frozenset(product.cross_sells)
        for entry in sales.catalogues
        for product in entry.catalogue.products
        if product.cross_sells
    }
