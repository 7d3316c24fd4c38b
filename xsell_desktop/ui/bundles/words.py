"""What a bundle's figures mean, in sentences with their counts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from xsell_desktop.domain.money import format_money
from xsell_desktop.domain.plan import Bundle
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, count_text, percent_text, plural
from xsell_desktop.ui.bundles.drafts import name_of

if TYPE_CHECKING:
    from xsell_desktop.mining.bundling.figures import BundleCounts, BundleFigures


def order_sentence(bundle: Bundle, counts: BundleCounts, orders: int) -> str:
    """How many orders held it all, and how many lacked one product."""
    whole = {
        2: _("Both products are in {n} of {total} orders."),
        3: _("All three products are in {n} of {total} orders."),
        4: _("All four products are in {n} of {total} orders."),
    }.get(len(bundle.parts), _("All {size} products are in {n} of {total} orders."))
    first = whole.format(
        n=count_text(counts.orders), total=count_text(orders), size=len(bundle.parts)
    )
    second = plural(
        "{n} more order lacks just one of them.",
        "{n} more orders lack just one of them.",
        counts.one_short,
    )
    return f"{first} {second}"


def money_sentences(bundle: Bundle, figures: BundleFigures, analysis: Analysis) -> list[str]:
    """What the discount costs and what makes up for it, or what is missing to say so."""
    money, currency = figures.money, analysis.currency
    if figures.unknown_prices:
        names = _listed(analysis, figures.unknown_prices)
        return [
            _("No price is known for {products}, so the bundle has no price yet. A product "
              "export with prices fills it in.").format(products=names)
        ]  # fmt: skip
    if money.unknown_costs:
        names = _listed(analysis, money.unknown_costs)
        return [_("Type the unit cost of {products} to see the margin.").format(products=names)]
    if money.margin <= 0:
        loss = format_money(-money.margin, currency)
        return [
            _("Each bundle sold loses {loss}. No number of extra sales makes up for it.").format(
                loss=loss
            )
            if money.margin < 0
            else _("Each bundle sold earns nothing. No number of extra sales makes up for it.")
        ]
    if bundle.discount <= 0:
        return [_("At full price nothing is given away.")]
    if figures.counts.orders == 0:
        return [_("No order held all of it yet, so the discount gives nothing away.")]
    return [f"{_given_away(figures, currency)} {_prize(figures)}"]


def break_even_text(figures: BundleFigures) -> str:
    """The figure alone: a number of bundles, `never`, or a dash."""
    extra = figures.money.break_even_extra
    if math.isnan(extra):
        return "–"
    if math.isinf(extra) or figures.money.margin <= 0:
        return _("never")
    return count_text(math.ceil(extra))


def margin_label(figures: BundleFigures) -> str:
    """`margin`, with its share of the price where that is known."""
    money = figures.money
    if not money.margin > 0 or not money.price > 0:
        return _("margin")
    return _("margin, {share}").format(share=percent_text(money.margin / money.price, digits=0))


def _given_away(figures: BundleFigures, currency: str) -> str:
    money, orders = figures.money, figures.counts.orders
    lost = format_money((money.full_price - money.price) * orders, currency)
    first = _("At the bundle price the {orders} orders that held it all bring in {lost} less.")
    second = plural(
        "{n} extra bundle makes up for it.",
        "{n} extra bundles make up for it.",
        math.ceil(money.break_even_extra),
    )
    return f"{first.format(orders=count_text(orders), lost=lost)} {second}"


def _prize(figures: BundleFigures) -> str:
    extra, short = math.ceil(figures.money.break_even_extra), figures.counts.one_short
    if extra > short:
        return _("That is more than the {short} orders that lacked just one product.").format(
            short=count_text(short)
        )
    return _("The {short} orders that lacked just one product are enough for that.").format(
        short=count_text(short)
    )


def _listed(analysis: Analysis, keys: tuple[str, ...]) -> str:
    return ", ".join(name_of(analysis, key) for key in keys)
