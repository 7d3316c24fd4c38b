"""Policies in plain words: what each kind is called, and each policy as one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from xsell_desktop.domain.policies import SAME, Policy, PolicyKind, is_day
from xsell_desktop.texts import _, count_text, percent_text, plural

Name = Callable[[str], str]
NAMED = 3  # products or categories of a sentence, before "and 4 more"


class KindWords(NamedTuple):
    """The title of a kind, and what it is for in a sentence or two."""

    title: str
    meaning: str


def kind_words(kind: PolicyKind) -> KindWords:
    """How a kind is told to the user."""
    return KindWords(*(_(text) for text in _KINDS[kind]))


def tell_policy(policy: Policy, name: Name) -> str:
    """A policy as one sentence; `name` gives the name of a product key."""
    return _TELLERS[policy.kind](policy, name)


def what_lacks(policy: Policy) -> str:
    """What must be chosen before a policy does anything; '' when nothing is missing."""
    kind, texts = policy.kind, policy.texts
    if kind is PolicyKind.ALWAYS_FIRST and not texts("products"):
        return _("Choose the products that go first.")
    if kind is PolicyKind.CATEGORY and not texts("partners"):
        return _("Choose the partners’ categories.")
    sided = kind in {PolicyKind.NEVER_WITH, PolicyKind.SEASON}
    if sided and not texts("products") and not texts("categories"):
        return _("Choose products or categories.")
    if kind is PolicyKind.MARGIN and not policy.number("weight") and not policy.number("least"):
        return _("Give a weight or a least margin.")
    return ""


def day_text(day: str) -> str:
    """`11-01` as 1 November."""
    return _("{day} {month}").format(day=int(day[3:]), month=_(_MONTHS[int(day[:2]) - 1]))


def date_text(iso: str) -> str:
    """`2026-11-01` as 1 November 2026; what is no such date stays as it is."""
    known = len(iso) == 10 and is_day(iso[5:])
    return _("{day} {year}").format(day=day_text(iso[5:]), year=iso[:4]) if known else iso


def list_texts(texts: Sequence[str]) -> str:
    """A, B, C and 4 more."""
    if len(texts) > NAMED + 1:
        more = plural("{n} more", "{n} more", len(texts) - NAMED)
        return _("{list} and {more}").format(list=", ".join(texts[:NAMED]), more=more)
    if len(texts) > 1:
        return _("{list} and {last}").format(list=", ".join(texts[:-1]), last=texts[-1])
    return "".join(texts) or "…"


def _things(products: Sequence[str], categories: Sequence[str], name: Name) -> str:
    named = [_("all of {category}").format(category=category) for category in categories]
    return list_texts([*map(name, products), *named])


def _stock(policy: Policy, _name: Name) -> str:
    least = policy.number("least")
    what = []
    if 0 < least <= 1:
        what.append(_("is out of stock"))
    elif least > 1:
        what.append(_("has fewer than {n} in stock").format(n=count_text(least)))
    if policy.flag("unknown"):
        what.append(_("has no known stock"))
    if policy.flag("unlisted"):
        what.append(_("is in no catalogue"))
    if not what:
        return _("Leave out nothing for its stock")
    return _("Leave out what {reasons}").format(reasons=_(" or ").join(what))


def _price_band(policy: Policy, _name: Name) -> str:
    low, high = policy.number("low"), policy.number("high")
    if low <= 0:
        return _("Only partners that cost up to {high} of the product’s price").format(
            high=percent_text(high, 0)
        )
    return _("Only partners that cost {low} to {high} of the product’s price").format(
        low=percent_text(low, 0), high=percent_text(high, 0)
    )


def _margin(policy: Policy, _name: Name) -> str:
    weight, least = policy.number("weight"), policy.number("least")
    rather = _("Rather what earns more (weight {weight})").format(weight=percent_text(weight, 0))
    never = _("Leave out what earns less than {least} of its price").format(
        least=percent_text(least, 0)
    )
    if weight and least:
        return _("{one}; {other}").format(one=rather, other=never[:1].lower() + never[1:])
    return never if least else rather


def _category(policy: Policy, _name: Name) -> str:
    anchors = list_texts(policy.texts("anchors")) if policy.texts("anchors") else ""
    own = _("the product’s own category")
    partners = list_texts([own if text == SAME else text for text in policy.texts("partners")])
    if policy.flag("only"):
        whole = _("For {anchors}: only partners from {partners}")
        plain = _("Only partners from {partners}")
    else:
        whole = _("For {anchors}: never partners from {partners}")
        plain = _("Never partners from {partners}")
    return (whole if anchors else plain).format(anchors=anchors, partners=partners)


def _never_with(policy: Policy, name: Name) -> str:
    one = _things(policy.texts("products"), policy.texts("categories"), name)
    others = policy.texts("with_products"), policy.texts("with_categories")
    if not any(others):
        return _("Never recommend {things}").format(things=one)
    return _("Never {things} with {others}").format(things=one, others=_things(*others, name))


def _always_first(policy: Policy, name: Name) -> str:
    things = list_texts([name(key) for key in policy.texts("products")])
    if not policy.texts("anchors"):
        return _("Always first: {things}").format(things=things)
    anchors = list_texts(policy.texts("anchors"))
    return _("Always first with {anchors}: {things}").format(things=things, anchors=anchors)


def _season(policy: Policy, name: Name) -> str:
    return _("Only from {begin} to {end}: {things}").format(
        things=_things(policy.texts("products"), policy.texts("categories"), name),
        begin=day_text(policy.text("begin")),
        end=day_text(policy.text("end")),
    )


def _at_most(policy: Policy, _name: Name) -> str:
    return plural(
        "No product in more than {n} list",
        "No product in more than {n} lists",
        int(policy.number("lists")),
    )


def _diversity(policy: Policy, _name: Name) -> str:
    most = count_text(policy.number("most"))
    if policy.text("by") == "family":
        return _("At most {n} of one family in a list").format(n=most)
    return _("At most {n} of one category in a list").format(n=most)


def _not_bought(policy: Policy, _name: Name) -> str:
    return _("Leave out what {share} or more of a product’s buyers had before it").format(
        share=percent_text(policy.number("share"), 0)
    )


_TELLERS: dict[PolicyKind, Callable[[Policy, Name], str]] = {
    PolicyKind.STOCK: _stock,
    PolicyKind.PRICE_BAND: _price_band,
    PolicyKind.MARGIN: _margin,
    PolicyKind.CATEGORY: _category,
    PolicyKind.NEVER_WITH: _never_with,
    PolicyKind.ALWAYS_FIRST: _always_first,
    PolicyKind.SEASON: _season,
    PolicyKind.AT_MOST: _at_most,
    PolicyKind.DIVERSITY: _diversity,
    PolicyKind.NOT_BOUGHT: _not_bought,
}

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_KINDS = {
    PolicyKind.STOCK: (
        "Stock",
        "Partners that customers cannot buy now are left out. Products that the catalogue hides "
        "are in no list anyway.",
    ),
    PolicyKind.PRICE_BAND: (
        "Price band",
        "Partners that cost too little or too much beside the product on show are left out. "
        "Where a price is unknown, nothing is.",
    ),
    PolicyKind.MARGIN: (
        "Margin",
        "Partners that earn more move up: the score counts times margin to the power of the "
        "weight. A product of unknown cost counts as an average one.",
    ),
    PolicyKind.CATEGORY: (
        "Categories",
        "Which categories the partners of a product may come from. Products without a category "
        "are not touched.",
    ),
    PolicyKind.NEVER_WITH: (
        "Never together",
        "Neither side is recommended beside the other. With nothing on the second side, the first "
        "is in no list at all. This holds even for pairs that you accepted.",
    ),
    PolicyKind.ALWAYS_FIRST: (
        "Always first",
        "These products open the lists, after partners that you pinned.",
    ),
    PolicyKind.SEASON: (
        "Season",
        "These products are recommended in a part of the year only; it may pass new year.",
    ),
    PolicyKind.AT_MOST: (
        "At most so many lists",
        "No product is in more lists than this. Where it has to leave, the lists of the products "
        "with the most orders keep it.",
    ),
    PolicyKind.DIVERSITY: (
        "Variety",
        "A list holds only so many partners of one category or family; the best stay.",
    ),
    PolicyKind.NOT_BOUGHT: (
        "Bought already",
        "Partners that many buyers of the product had bought on an earlier day are left out: they "
        "own them. It needs customers and dates, and five known buyers of a product.",
    ),
}
