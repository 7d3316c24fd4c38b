"""Whether one policy keeps one partner out of one list, for each kind of policy."""

from __future__ import annotations

from collections.abc import Callable

from xsell_desktop.domain.policies import SAME, Policy, PolicyKind, in_season
from xsell_desktop.mining.policies.facts import Facts

Stop = Callable[[int, int, str, str], bool]
"""Asked with anchor and partner, as rows of the facts (-1 for none) and as keys."""


def make_stop(policy: Policy, facts: Facts) -> Stop | None:
    """The question a policy asks of every partner; None where it has none to ask.

    What is not known speaks for the partner.
    """
    return _MAKERS[policy.kind](policy, facts) if policy.kind in _MAKERS else None


def _stock(policy: Policy, facts: Facts) -> Stop:
    least, unknown = policy.number("least"), policy.flag("unknown")
    bad = [not pieces >= least if unknown else pieces < least for pieces in facts.stock]
    if policy.flag("unlisted"):
        bad = [one or other for one, other in zip(bad, facts.unlisted, strict=True)]
    return lambda _a, partner, _ak, _pk: bad[partner]


def _price_band(policy: Policy, facts: Facts) -> Stop:
    low, high, price = policy.number("low"), policy.number("high"), facts.price

    def stop(anchor: int, partner: int, _ak: str, _pk: str) -> bool:
        base, cost = price[anchor], price[partner]
        return base > 0 and (cost < low * base - 1e-9 or cost > high * base + 1e-9)

    return stop


def _margin(policy: Policy, facts: Facts) -> Stop | None:
    least = policy.number("least")
    if least <= 0:
        return None
    bad = [share < least for share in facts.margin]
    return lambda _a, partner, _ak, _pk: bad[partner]


def _category(policy: Policy, facts: Facts) -> Stop | None:
    anchors, partners = set(policy.texts("anchors")), set(policy.texts("partners"))
    only, same, category = policy.flag("only"), SAME in partners, facts.category
    if not partners:
        return None

    def stop(anchor: int, partner: int, _ak: str, _pk: str) -> bool:
        here, there = category[anchor], category[partner]
        if not there or (anchors and here not in anchors):
            return False
        named = there in partners or (same and there == here)
        return not named if only else named

    return stop


def _never_with(policy: Policy, facts: Facts) -> Stop | None:
    products, categories = set(policy.texts("products")), set(policy.texts("categories"))
    others, kinds = set(policy.texts("with_products")), set(policy.texts("with_categories"))
    category = facts.category
    if not products and not categories:
        return None

    def stop(anchor: int, partner: int, anchor_key: str, partner_key: str) -> bool:
        partner_here = partner_key in products or category[partner] in categories
        if not others and not kinds:
            return partner_here
        if partner_here and (anchor_key in others or category[anchor] in kinds):
            return True
        anchor_here = anchor_key in products or category[anchor] in categories
        return anchor_here and (partner_key in others or category[partner] in kinds)

    return stop


def _season(policy: Policy, facts: Facts) -> Stop | None:
    products, categories = set(policy.texts("products")), set(policy.texts("categories"))
    if not facts.day or in_season(policy.text("begin"), policy.text("end"), facts.day):
        return None
    category = facts.category
    return lambda _a, partner, _ak, key: key in products or category[partner] in categories


def _not_bought(policy: Policy, facts: Facts) -> Stop | None:
    least, before = policy.number("share"), facts.bought_before
    if not before.is_known:
        return None
    return lambda anchor, partner, _ak, _pk: before.share(anchor, partner) >= least


_MAKERS: dict[PolicyKind, Callable[[Policy, Facts], Stop | None]] = {
    PolicyKind.STOCK: _stock,
    PolicyKind.PRICE_BAND: _price_band,
    PolicyKind.MARGIN: _margin,
    PolicyKind.CATEGORY: _category,
    PolicyKind.NEVER_WITH: _never_with,
    PolicyKind.SEASON: _season,
    PolicyKind.NOT_BOUGHT: _not_bought,
}
