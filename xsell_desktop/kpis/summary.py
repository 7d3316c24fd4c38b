"""All figures of a shop in one frozen value, for tiles, charts, tables and hand-outs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from xsell_desktop.domain.progress import Progress
from xsell_desktop.kpis.attach import (
    Attached,
    MonthlyAttached,
    find_assisted,
    list_partners,
    measure_attached,
    measure_attached_months,
)
from xsell_desktop.kpis.basket import (
    Baskets,
    MonthlySales,
    OrderValues,
    measure_baskets,
    measure_months,
    measure_values,
)
from xsell_desktop.kpis.categories import CategoryPairs, pair_categories
from xsell_desktop.kpis.customers import Customers, measure_customers
from xsell_desktop.kpis.months import Months, cover_months
from xsell_desktop.kpis.orders import Orders, count_orders
from xsell_desktop.kpis.products import Pareto, Reach, measure_pareto, measure_reach
from xsell_desktop.kpis.reach_tiles import (
    attach_tiles,
    concentration_tile,
    reach_tiles,
    returns_tile,
)
from xsell_desktop.kpis.returns import Returns, measure_returns
from xsell_desktop.kpis.sales_tiles import (
    basket_tiles,
    customer_tiles,
    say_money_scope,
    value_tiles,
)
from xsell_desktop.kpis.tiles import Missing, Tile
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.choices import Rung
from xsell_desktop.sales.lines import Lines, ProductFacts
from xsell_desktop.texts import _, plural

if TYPE_CHECKING:
    from xsell_desktop.mining.picks import Picks

FEW_ORDERS = 30


@dataclass(frozen=True, eq=False)
class Figures:
    """What was measured, part by part; a part that cannot be had is `Missing` and says why."""

    baskets: Baskets | Missing
    values: OrderValues | Missing
    sales: MonthlySales | Missing
    customers: Customers | Missing
    attached: Attached | Missing
    assisted: MonthlyAttached | Missing
    pareto: Pareto | Missing
    reach: Reach | Missing
    categories: CategoryPairs | Missing
    returns: Returns | Missing


@dataclass(frozen=True, eq=False)
class Kpis(Figures):
    """The figures, their tiles, and `notes`: sentences on partial months and money left out."""

    currency: str
    tiles: tuple[Tile, ...]
    notes: tuple[str, ...]


def measure(
    lines: Lines,
    facts: ProductFacts,
    picks: Picks,
    analysis: Analysis,
    progress: Progress | None = None,
) -> Kpis:
    """Measure everything. `lines` and `facts` are those that the analysis was mined from."""
    progress = progress or Progress()
    progress.step(_("Adding up orders"), 0.0)
    orders = count_orders(lines, analysis.currency)
    months = cover_months(lines.order_date, orders.sold)
    progress.step(_("Measuring the recommendations"), 0.3)
    assisted = find_assisted(orders, list_partners(picks, lines.product_keys), progress)
    progress.step(_("Measuring products and customers"), 0.7)
    figures = Figures(
        baskets=measure_baskets(orders),
        values=measure_values(orders),
        sales=measure_months(orders, months),
        customers=measure_customers(orders),
        attached=measure_attached(orders, assisted, picks),
        assisted=measure_attached_months(orders, assisted, months),
        pareto=measure_pareto(orders),
        reach=_reach(orders, facts, picks),
        categories=pair_categories(orders, facts, analysis),
        returns=measure_returns(orders, assisted),
    )
    parts = {field.name: getattr(figures, field.name) for field in fields(figures)}
    return Kpis(
        **parts,
        currency=analysis.currency,
        tiles=tuple(_tiles(orders, figures)),
        notes=tuple(_notes(orders, months)),
    )


def _reach(orders: Orders, facts: ProductFacts, picks: Picks) -> Reach | Missing:
    sure = {p.anchor for p in picks if p.rung <= Rung.LIKELY or p.source != "data"}
    return measure_reach(orders, facts, picks.by_anchor, sure, [pick.partner for pick in picks])


def _tiles(orders: Orders, figures: Figures) -> Iterator[Tile]:
    yield from value_tiles(orders, figures.values)
    yield from basket_tiles(figures.baskets)
    yield from attach_tiles(figures.attached)
    yield from reach_tiles(figures.reach)
    yield concentration_tile(figures.pareto)
    yield from customer_tiles(orders, figures.customers)
    yield returns_tile(figures.returns)


def _notes(orders: Orders, months: Months | Missing) -> Iterator[str]:
    if 0 < orders.count < FEW_ORDERS:
        yield _("Only {orders}: every figure can change a lot with the next ones.").format(
            orders=plural("{n} order", "{n} orders", orders.count)
        )
    yield from say_money_scope(orders)
    if isinstance(months, Months):
        for name, partial in zip(months.names, months.partial.tolist(), strict=True):
            if partial:
                yield _("The sales cover only a part of {month}.").format(month=name)
