"""What a bundle's figures mean, in sentences with their counts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from xsell_desktop.domain.money import format_money
from xsell_desktop.domain.plan import Bundle
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.reasons import expected_text
from xsell_desktop.texts import _, count_text, percent_text, plural
from xsell_desktop.ui.bundles.drafts import name_of

if TYPE_CHECKING:
    from xsell_desktop.mining.bundling.figures import BundleCounts, BundleFigures

MOST_BY_ONE = 0.5


def order_sentence(bundle: Bundle, counts: BundleCounts, orders: int) -> str:
    """How many orders held it all, and how many lacked one product."""
    whole = {
        2: _("Both products are in {n} of {total} orders."),
        3: _("All three products are in {n} of {total} orders."),
        4: _("All four products are in {n} of {total} orders."),
        5: _("All five products are in {n} of {total} orders."),
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


def missing_sentence(counts: BundleCounts, analysis: Analysis) -> str:
    """Which product those orders lack; '' where there are none."""
    lacking = sorted(
        ((count, key) for key, count in counts.missing.items() if count), key=lambda it: -it[0]
    )
    if not lacking:
        return ""
    most, key = lacking[0]
    if len(counts.missing) == 2 and len(lacking) == 2:
        other, other_key = lacking[1]
        return _("{most} lack {name}, {other} lack {other_name}.").format(
            most=count_text(most),
            name=name_of(analysis, key),
            other=count_text(other),
            other_name=name_of(analysis, other_key),
        )
    if most == counts.one_short:
        return _("Each time it is {name}.").format(name=name_of(analysis, key))
    return _("Most often it is {name}: {n} of {total}.").format(
        name=name_of(analysis, key), n=count_text(most), total=count_text(counts.one_short)
    )


def chance_sentences(counts: BundleCounts) -> str:
    """What chance gives, and who else explains the orders; '' where nothing can be said."""
    if counts.evidence is None:
        return ""
    said = [_("Chance alone gives {n}.").format(n=expected_text(counts.expected))]
    if len(counts.missing) > 2 and counts.explained > counts.expected:
        said.append(
            _("Where some of them are bought together anyway, chance adds the rest {n} times.")
            .format(n=expected_text(counts.explained))
        )  # fmt: skip
    if counts.top_customer > MOST_BY_ONE:
        said.append(
            _("One customer made {n} of these {total} orders.").format(
                n=count_text(round(counts.top_customer * counts.orders)),
                total=count_text(counts.orders),
            )
        )
    return " ".join(said)


def money_sentence(bundle: Bundle, figures: BundleFigures, analysis: Analysis) -> str:
    """What the discount costs and what makes up for it, or what is missing to say so."""
    money, currency = figures.money, analysis.currency
    if figures.unknown_prices:
        return _(
            "No price is known for {products}, so the bundle has no price yet. A product "
            "export with prices fills it in."
        ).format(products=_listed(analysis, figures.unknown_prices))
    if money.unknown_costs:
        return _("Type the unit cost of {products} to see the margin.").format(
            products=_listed(analysis, money.unknown_costs)
        )
    if money.margin < 0:
        return _("Each bundle sold loses {loss}. No number of extra sales makes up for it.").format(
            loss=format_money(-money.margin, currency)
        )
    if money.margin == 0:
        return _("Each bundle sold earns nothing. No number of extra sales makes up for it.")
    if bundle.discount <= 0:
        return _("At full price nothing is given away.")
    if figures.counts.orders == 0:
        return _("No order held all of it yet, so the discount gives nothing away.")
    return _given_away(figures, currency)


def prize_sentences(bundle: Bundle, figures: BundleFigures, currency: str) -> list[str]:
    """What comes of it when the supposed share of the orders one short convert."""
    effect, counts = figures.effect, figures.counts
    said: list[str] = []
    if counts.orders and not math.isnan(effect.cannibalisation):
        said.append(
            _("Of its buyers, {share} ({low} to {high}) bought all of it before without a bundle.")
            .format(
                share=percent_text(effect.cannibalisation, digits=0),
                low=percent_text(effect.cannibalisation_low, digits=0),
                high=percent_text(effect.cannibalisation_high, digits=0),
            )
        )  # fmt: skip
    if math.isnan(effect.gain) or figures.unknown_prices:
        return said
    if bundle.discount > 0 and counts.orders:
        said.append(
            _("The discount gives {all} to them, and {won} to those it wins.").format(
                all=format_money(effect.given_to_all, currency),
                won=format_money(effect.given_to_won, currency),
            )
        )
    amount = format_money(abs(effect.gain), currency)
    said.append(
        _("Over the time of these sales it earns {amount} more.").format(amount=amount)
        if effect.gain >= 0
        else _("Over the time of these sales it earns {amount} less.").format(amount=amount)
    )
    if bundle.discount > 0 and counts.orders:
        said.append(_needed(figures))
    return said


def _needed(figures: BundleFigures) -> str:
    needed, short = figures.effect.converted_to_break_even, figures.counts.one_short
    if math.isinf(needed):
        return _("What they lack earns less than the discount gives away on the rest.")
    if needed > 1:
        return _("Not even all {n} of these orders would pay for the discount.").format(
            n=count_text(short)
        )
    return _("It pays from {n} of these {total} orders on ({share}).").format(
        n=count_text(math.ceil(needed * short - 1e-9)),
        total=count_text(short),
        share=percent_text(needed),
    )


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


def _listed(analysis: Analysis, keys: tuple[str, ...]) -> str:
    return ", ".join(name_of(analysis, key) for key in keys)
