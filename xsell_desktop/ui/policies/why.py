"""What a policy did, in words: its effect on the lists, and why one partner was stopped."""

from __future__ import annotations

from functools import partial
from math import isnan

from xsell_desktop.domain.money import format_money
from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.policies import Policy, PolicyKind
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.policies.against import is_wanted, policy_against
from xsell_desktop.mining.policies.effects import Effect, Example
from xsell_desktop.mining.policies.facts import Facts
from xsell_desktop.texts import _, count_text, percent_text, plural
from xsell_desktop.ui.bundles.drafts import name_of
from xsell_desktop.ui.policies.words import date_text, day_text, tell_policy, what_lacks


def tell_effect(policy: Policy, effect: Effect | None, picks: int, day: str) -> str:
    """The line under a policy's sentence; `picks` is what lists would hold without policies.

    `day` (ISO, '' unknown) is the one lists are made for.
    """
    if lacks := what_lacks(policy):
        return lacks
    if not policy.enabled:
        return _("Switched off")
    if effect is None:
        return _("Counting…")
    parts = []
    if policy.kind is PolicyKind.ALWAYS_FIRST:
        parts.append(plural("opens {n} list", "opens {n} lists", effect.moved))
    elif policy.kind is PolicyKind.MARGIN and policy.number("weight") > 0:
        parts.append(
            plural("changes the first picks of {n} list", "changes the first picks of {n} lists",
                   effect.moved)
        )  # fmt: skip
    if effect.removed or not parts:
        removes = (
            _("removes {n} of {all} picks") if effect.removed else _("removes none of {all} picks")
        )
        parts.append(removes.format(n=count_text(effect.removed), all=count_text(picks)))
    if policy.kind is PolicyKind.SEASON:
        parts.append(date_text(day) if day else _("no day to go by"))
    if effect.kept:
        parts.append(
            plural("{n} stays because you want it", "{n} stay because you want them",
                   effect.kept)
        )  # fmt: skip
    return " · ".join(parts)


def what_is_unknown(policy: Policy, analysis: Analysis) -> str:
    """What the policy cannot judge for want of data, '' where it knows all."""
    products = analysis.products
    total = len(products)
    if policy.kind is PolicyKind.STOCK:
        lacking = sum(map(isnan, products.stock.tolist()))
        text = _("Stock is unknown for {n} of {all} products.")
    elif policy.kind is PolicyKind.MARGIN:
        lacking = sum(map(isnan, (products.price - products.cost).tolist()))
        text = _("The unit cost is unknown for {n} of {all} products.")
    elif policy.kind is PolicyKind.PRICE_BAND:
        lacking = sum(map(isnan, products.price.tolist()))
        text = _("The price is unknown for {n} of {all} products.")
    elif policy.kind is PolicyKind.CATEGORY or (
        policy.kind is PolicyKind.DIVERSITY and policy.text("by") == "category"
    ):
        lacking = sum(not category for category in products.categories)
        text = _("{n} of {all} products have no category.")
    elif policy.kind is PolicyKind.NOT_BOUGHT:
        known = bool(analysis.customers) and bool(analysis.first_date)
        return (
            ""
            if known
            else _("These sales name no customers with dates, so nobody’s past is known.")
        )
    else:
        return ""
    if not lacking:
        return ""
    told = text.format(n=count_text(lacking), all=count_text(total))
    return f"{told} {_('A product export of your shop can fill that in.')}"


def tell_against(analysis: Analysis, plan: Plan, anchor: str, partner: str) -> str:
    """Which policy keeps a partner out of the anchor's list, '' for none."""
    policy = policy_against(analysis, plan, anchor, partner)
    if policy is None:
        return ""
    names = {"anchor": name_of(analysis, anchor), "partner": name_of(analysis, partner)}
    names["policy"] = tell_policy(policy, partial(name_of, analysis))
    if is_wanted(plan, anchor, partner) and policy.kind is not PolicyKind.NEVER_WITH:
        text = _("Your policy “{policy}” is against {partner} in the list of {anchor}. It stays "
                 "because you want it there.")  # fmt: skip
    else:
        text = _("Your policy “{policy}” keeps {partner} out of the list of {anchor}.")
    return text.format(**names)


def tell_why(policy: Policy, example: Example, analysis: Analysis, facts: Facts) -> str:
    """Why the policy is against one partner, with the figures it went by."""
    if example.kept:
        return _("kept: you want it there")
    why = _why(policy, example, analysis, facts)
    return _("{why}, although you want it there").format(why=why) if example.accepted else why


def _why(policy: Policy, example: Example, analysis: Analysis, facts: Facts) -> str:
    index = facts.index
    anchor, partner = index.get(example.anchor, -1), index.get(example.partner, -1)
    kind = policy.kind
    if kind is PolicyKind.STOCK:
        stock = facts.stock[partner]
        if facts.unlisted[partner] and policy.flag("unlisted"):
            return _("in no catalogue")
        return _("stock unknown") if isnan(stock) else _("{n} in stock").format(n=count_text(stock))
    if kind is PolicyKind.PRICE_BAND:
        price, base = facts.price[partner], facts.price[anchor]
        return _("{price}, {share} of {base}").format(
            price=format_money(price, analysis.currency),
            share=percent_text(price / base, 0),
            base=format_money(base, analysis.currency),
        )
    if kind is PolicyKind.MARGIN:
        return _("earns {share} of its price").format(share=percent_text(facts.margin[partner], 0))
    if kind is PolicyKind.CATEGORY:
        return _("from {category}").format(category=facts.category[partner])
    if kind is PolicyKind.SEASON:
        return _("not on {day}").format(day=day_text(facts.day))
    if kind is PolicyKind.AT_MOST:
        lists = int(policy.number("lists"))
        return plural("in {n} list already", "in {n} lists already", lists)
    if kind is PolicyKind.DIVERSITY:
        if policy.text("by") == "family":
            return _("one more of its family")
        return _("one more from {category}").format(category=facts.category[partner])
    if kind is PolicyKind.NOT_BOUGHT:
        share = facts.bought_before.share(anchor, partner)
        return _("{share} had it before").format(share=percent_text(share, 0))
    return _("never together")
