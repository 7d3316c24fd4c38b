"""What a relationship is for, in plain words."""

from __future__ import annotations

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.kinds.later import FollowUps
from xsell_desktop.mining.kinds.ruling import kind_of
from xsell_desktop.mining.reasons import expected_text
from xsell_desktop.texts import _, count_text, plural, times_text

WEEKS_FROM = 14  # days
MONTHS_FROM = 100


def kind_word(kind: Kind) -> str:
    """The word a user reads."""
    return {
        Kind.CROSS_SELL: _("cross-sell"),
        Kind.COLLECTION: _("collection"),
        Kind.UP_SELL: _("up-sell"),
        Kind.SUBSTITUTE: _("substitute"),
        Kind.VARIANT: _("variant"),
        Kind.FOLLOW_UP: _("follow-up"),
        Kind.SEASON: _("season"),
        Kind.BY_PRODUCT: _("by-product"),
    }[kind]


def kinds_word(kind: Kind) -> str:
    """The word for several of a kind."""
    return {
        Kind.CROSS_SELL: _("cross-sells"),
        Kind.COLLECTION: _("collections"),
        Kind.UP_SELL: _("up-sells"),
        Kind.SUBSTITUTE: _("substitutes"),
        Kind.VARIANT: _("variants"),
        Kind.FOLLOW_UP: _("follow-ups"),
        Kind.SEASON: _("seasons"),
        Kind.BY_PRODUCT: _("by-products"),
    }[kind]


def kind_meaning(kind: Kind) -> str:
    """What the word says of two products, in one sentence."""
    return {
        Kind.CROSS_SELL: _("Two different products that are bought to go with each other."),
        Kind.COLLECTION: _(
            "Nearly the same name or design, bought together: another one of the same range."
        ),
        Kind.UP_SELL: _("The same need at a higher price: the better one is shown instead."),
        Kind.SUBSTITUTE: _("One is bought instead of the other, with the same things beside it."),
        Kind.VARIANT: _("One product in another size or colour."),
        Kind.FOLLOW_UP: _("The same customer buys it later, in an order of its own."),
        Kind.SEASON: _("Both sell in the same months; within a month they do not seek each other."),
        Kind.BY_PRODUCT: _(
            "The shop brings them together: parts of one bundle, a free gift, a standing order."
        ),
    }[kind]


def explain_kind(analysis: Analysis, one_key: str, other_key: str) -> str:
    """Why the sales say that two products are of their kind; '' for a plain cross-sell."""
    index = analysis.products.index
    if one_key not in index or other_key not in index:
        return ""
    found = analysis.alternatives.find(index[one_key], index[other_key])
    row = analysis.pair_row(one_key, other_key)
    kind = kind_of(analysis, -1 if row is None else row, None)
    if found is not None and kind in (Kind.CROSS_SELL, Kind.SUBSTITUTE, Kind.UP_SELL):
        return alternative_sentence(analysis, found)
    if kind is Kind.SEASON and row is not None:
        return _season_sentence(analysis, row)
    return "" if kind is Kind.CROSS_SELL else kind_meaning(kind)


def alternative_sentence(analysis: Analysis, row: int) -> str:
    """Said of a row of `Analysis.alternatives`."""
    found = analysis.alternatives
    said = []
    if KINDS[int(found.kind[row])] is not Kind.SUBSTITUTE:
        said.append(_better_sentence(analysis, row))
    if found.apart[row]:
        said.append(_apart_sentence(analysis, row))
    return " ".join(said)


def _better_sentence(analysis: Analysis, row: int) -> str:
    found, products = analysis.alternatives, analysis.products
    better = int(found.dearer[row])
    simple = int(found.a[row] + found.b[row]) - better
    return _("{better} serves the same need as {simple} at {times} its price.").format(
        better=products.names[better],
        simple=products.names[simple],
        times=times_text(float(products.price[better] / products.price[simple])),
    )


def _apart_sentence(analysis: Analysis, row: int) -> str:
    found, names = analysis.alternatives, analysis.products.names
    together, shared = int(found.together[row]), int(found.shared[row])
    said = _("{a} and {b} share no order where chance gives {chance}")
    if together:
        said = _("{a} and {b} share only {orders} where chance gives {chance}")
    if shared >= 0:
        said += _(", but both are bought with {partner}")
    said += _(": one instead of the other.")
    return said.format(
        a=names[found.a[row]],
        b=names[found.b[row]],
        orders=plural("{n} order", "{n} orders", together),
        chance=expected_text(float(found.expected[row])),
        partner=names[shared] if shared >= 0 else "",
    )


def _season_sentence(analysis: Analysis, row: int) -> str:
    pairs = analysis.pairs
    together, like = int(pairs.together[row]), float(pairs.like_for_like[row])
    return _(
        "A season, not a relationship: {count} orders hold both, and chance within the same "
        "months gives {chance}."
    ).format(count=count_text(together), chance=expected_text(together / like if like else 0.0))


def later_sentence(found: FollowUps, row: int, first_name: str, later_name: str) -> str:
    """`63 of 164 customers came back for Descaler after Espresso Maker; chance gives 6.`"""
    return _(
        "{count} of the {customers} customers with {first} came back for {later}. "
        "Chance gives {chance}."
    ).format(
        count=count_text(int(found.followed[row])),
        customers=count_text(int(found.customers[row])),
        first=first_name,
        later=later_name,
        chance=expected_text(float(found.expected[row])),
    )


def when_sentence(found: FollowUps, row: int) -> str:
    """`Usually after 6 weeks; half of them after 40 to 50 days.`"""
    gaps = found.gaps
    near, far = float(gaps.quarter[row]), float(gaps.three_quarters[row])
    said = _("Usually after {time}; half of them after {near} to {far} days.")
    if far - near > float(gaps.median[row]) / 2:
        said = _("At no set time: half of them after {near} to {far} days.")
    return said.format(
        time=time_text(float(gaps.median[row])),
        near=count_text(round(near)),
        far=count_text(round(far)),
    )


def time_text(days: float) -> str:
    """A stretch of days as people say it: 12 days, 6 weeks, 5 months."""
    if days < WEEKS_FROM:
        return plural("{n} day", "{n} days", max(1, round(days)))
    if days < MONTHS_FROM:
        return plural("{n} week", "{n} weeks", round(days / 7))
    return plural("{n} month", "{n} months", round(days / 30.44))
