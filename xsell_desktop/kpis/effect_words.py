"""The expected effect in plain words."""

from __future__ import annotations

from math import ceil, isinf, isnan

from xsell_desktop.domain.plan import Settings
from xsell_desktop.kpis.effect import Effect, Estimate
from xsell_desktop.kpis.effect_base import EffectBase
from xsell_desktop.texts import _, count_text, percent_text, plural

SOON = 520  # weeks: beyond ten years nobody waits


def assumption_sentence(base: EffectBase, settings: Settings) -> str:
    """What the lists' estimate rests on, in one breath."""
    return _(
        "In the {weeks} weeks to {day}, {lines} times a listed partner was bought along. If {seen}"
        " of the buyers see the lists, and {uplift} more of those take a partner, that is what it"
        " comes to a month."
    ).format(
        weeks=base.weeks,
        day=base.last_day,
        lines=count_text(float(base.lists[0].sum())),
        seen=percent_text(settings.assumed_seen),
        uplift=percent_text(settings.assumed_uplift),
    )


def honest_sentence() -> str:
    """What the estimate is not."""
    return _(
        "How many see the lists and how many more buy are assumptions, not findings. The range"
        " takes each from half to one and a half times as much, and weeks as they fall."
    )


def left_out_sentences(base: EffectBase) -> str:
    """What the estimate does not hold."""
    said = []
    if base.linked:
        said.append(
            plural(
                "{n} recommendation is left out, as the shop shows it today.",
                "{n} recommendations are left out, as the shop shows them today.",
                base.linked,
            )
        )
    if not base.priced:
        said.append(_("The sales hold no prices, so nothing can be said in money."))
    elif not base.margin_known:
        said.append(_("No cost of a product in the lists is known, so neither is the margin."))
    elif base.margin_known < 0.995:
        said.append(
            _("Margin counts {share} of this revenue: the cost of the rest is unknown.").format(
                share=percent_text(base.margin_known)
            )
        )
    return " ".join(said)


def trial_sentence(effect: Effect) -> str:
    """How long a trial would have to be."""
    weeks = effect.weeks_to_see
    if isinf(weeks):
        return _("A change this small cannot be told from chance by any trial.")
    if weeks > SOON:
        return _(
            "A change this small would take more than ten years of orders to tell from chance."
        )
    return _(
        "To tell it from chance, compare {weeks} before the lists go live with as many after."
    ).format(weeks=plural("{n} week", "{n} weeks", max(1, ceil(weeks))))


def range_text(estimate: Estimate, digits: int = 0) -> str:
    """`14 to 42`; says so where gain and loss are both in it, or nothing is known."""
    if isnan(estimate.value):
        return _("no cost is known")
    low, high = (f"{value:,.{digits}f}" for value in (estimate.low, estimate.high))
    if estimate.is_open:
        return _("{low} to {high}: cannot tell").format(low=low, high=high)
    return _("{low} to {high}").format(low=low, high=high)
