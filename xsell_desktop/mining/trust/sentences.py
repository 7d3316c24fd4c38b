"""What every lens on a pair says, in plain words with counts."""

from __future__ import annotations

from math import isnan, nan

from xsell_desktop.mining.reasons import expected_text, month_name
from xsell_desktop.mining.trust.held_up import HELD, UNKNOWN, HeldUp
from xsell_desktop.mining.trust.influence import Rest
from xsell_desktop.mining.trust.pair_trust import PairTrust
from xsell_desktop.mining.trust.purchases import Gap, Purchases
from xsell_desktop.mining.trust.seasons import SeasonLens
from xsell_desktop.texts import _, count_text, percent_text, plural, times_text

ENOUGH = 3  # customers before a gap between two orders is told


def day_text(iso: str) -> str:
    """`26 October 2011` of `2011-10-26`."""
    year, month, day = iso.split("-")
    return _("{day} {month} {year}").format(
        day=int(day), month=month_name(int(month) - 1), year=year
    )


def held_up_word(verdict: int) -> str:
    """The word on the badge."""
    if verdict == HELD:
        return _("held up")
    return _("too early to tell") if verdict == UNKNOWN else _("did not hold up")


def undated_sentence() -> str:
    """Said where neither months nor later orders can be told apart."""
    return _("These orders have no dates: whether it lasts, or is a season, cannot be told.")


def held_up_sentences(later: HeldUp, row: int) -> tuple[str, ...]:
    """What the later orders say of one pair, and how often random pairs fare as well."""
    if later.verdict[row] == UNKNOWN:
        return (_unknown_sentence(later, row),)
    if later.verdict[row] == HELD:
        said = _("Held up: in {orders} since {day}, the last 20\u00a0%, they met {times} "
                 "(chance gives {chance}).")  # fmt: skip
    else:
        said = _("Did not hold up: in {orders} since {day}, the last 20\u00a0%, they met {times} "
                 "(chance gives {chance}; {needed} would do).")  # fmt: skip
    again = int(later.together[row])
    first = said.format(
        orders=plural("{n} order", "{n} orders", later.orders),
        times=plural("{n} time", "{n} times", again) if again else _("not once"),
        chance=expected_text(float(later.expected[row])),
        day=day_text(later.since),
        needed=count_text(int(later.needed[row])),
    )
    rate = float(later.same_count_rate[row])
    if isnan(rate):
        return (first,)
    others = _("Of 100 random pairs seen as often before ({count}), {rate} hold up.")
    earlier = plural("{n} order", "{n} orders", int(later.earlier[row]))
    return first, others.format(count=earlier, rate=count_text(round(100 * rate)))


def _unknown_sentence(later: HeldUp, row: int) -> str:
    earlier, chance = int(later.earlier[row]), float(later.earlier_expected[row])
    if earlier < 2:
        return _(
            "Too early to tell whether it lasts: nearly all of it is newer than {day}."
        ).format(day=day_text(later.since))
    if earlier <= chance:
        return _("Before {day} it was only chance, so there was nothing to hold up.").format(
            day=day_text(later.since)
        )
    return _(
        "Too early to tell whether it lasts: since {day} too few orders hold either product "
        "(together {count}, chance gives {chance})."
    ).format(
        day=day_text(later.since),
        count=count_text(int(later.together[row])),
        chance=expected_text(float(later.expected[row])),
    )


def season_sentences(season: SeasonLens) -> tuple[str, ...]:
    """Whether a pair is more than two products of one season."""
    if isnan(season.lift) or season.together == 0:
        return ()
    above, lively = season.months_above
    said = _(
        "Compared within each month: {count} together, chance gives {chance}, {times} "
        "(between {low} and {high})."
    ).format(
        count=count_text(season.together),
        chance=expected_text(season.expected),
        times=times_text(season.lift),
        low=times_text(season.low),
        high=times_text(season.high),
    )
    if season.low <= 1:
        verdict = _("So the season, or luck, explains it.")
    else:
        verdict = _("Above chance in {above} of {months} that sold either.").format(
            above=count_text(above), months=plural("{n} month", "{n} months", lively)
        )
    return said, verdict


def season_test_sentence(season: SeasonLens) -> str:
    """The Cochran–Mantel–Haenszel test under the size-aware chance."""
    return _("Cochran–Mantel–Haenszel test over months and order sizes: {p}.").format(
        p=_p_text(season.test.p_value)
    )


def textbook_lines(trust: PairTrust, one: str, other: str) -> tuple[str, ...]:
    """Textbook figures of the pair, each with its name; those without a value are left out."""
    named = (
        ("raw_lift", _("Lift"), ""),
        ("leverage", _("Leverage"), ""),
        ("conviction", _("Conviction"), other),
        ("conviction_back", _("Conviction"), one),
        ("zhang", _("Zhang"), other),
        ("zhang_back", _("Zhang"), one),
        ("jaccard", _("Jaccard"), ""),
        ("cosine", _("Cosine"), ""),
        ("g_squared", _("G² (Dunning)"), ""),
        ("fisher_p", _("Fisher's exact test, p"), ""),
    )
    lines = []
    for key, name, to in named:
        value = trust.figures.get(key, nan)
        if not isnan(value):
            said = _("{name}, to {product}").format(name=name, product=to) if to else name
            lines.append(f"{said}: {_figure_text(value)}")
    return (*lines, *(_odds_lines(trust.season) if trust.season is not None else ()))


def _figure_text(value: float) -> str:
    """Three digits, however small or large."""
    if value == 0:
        return "0"
    if abs(value) >= 1000:
        return count_text(value)
    return f"{value:.3g}"


def _odds_lines(season: SeasonLens) -> tuple[str, ...]:
    test = season.textbook
    if isnan(test.low):
        return ()
    odds = _("Common odds ratio (Mantel–Haenszel) within months and order sizes: {ratio} "
             "(95 % interval {low} to {high}; {p})")  # fmt: skip
    return (
        odds.format(
            ratio=times_text(test.odds_ratio),
            low=times_text(test.low),
            high=times_text(test.high),
            p=_p_text(test.p_value),
        ),
    )


def _p_text(p_value: float) -> str:
    return _("p < 0.001") if p_value < 0.001 else f"p = {p_value:.3f}"


def buyer_sentences(trust: PairTrust) -> tuple[str, ...]:
    """How many customers stand behind a pair, and what remains without the largest."""
    buyers, rest = trust.buyers, trust.without_top
    known = len(buyers.orders)
    if known == 0 or rest is None:
        nobody = _("No customer of these orders is known: one alone could be behind them.")
        return (nobody,) if buyers.unknown else ()
    ordered = int(buyers.orders.sum())
    if known == 1:
        said = _("Only one known customer is behind it, in {orders} of {all} orders.")
    else:
        said = _("{customers} known customers made {orders} of these {all} orders; "
                 "one of them made {most}.")  # fmt: skip
    first = said.format(
        customers=count_text(known),
        orders=count_text(ordered),
        all=count_text(trust.together),
        most=count_text(int(buyers.orders[0])),
    )
    if buyers.orders[0] < 2:
        return (first, _("Nobody known bought both twice."))
    remains = _("Without the one with most: {rest}").format(rest=_rest_text(trust, rest))
    if known == 1:
        return first, remains
    often = plural(
        "{n} of them bought both more than once.",
        "{n} of them bought both more than once.",
        int((buyers.orders > 1).sum()),
    )
    return first, often, remains


def giant_sentences(trust: PairTrust) -> tuple[str, ...]:
    """How much of a pair comes from the largest orders."""
    rest = trust.without_giants
    if rest.left_out == 0:
        return ()
    first = _("{count} of these {orders} orders are among the largest 1\u00a0% ({size} or more).")
    return (
        first.format(
            count=count_text(rest.left_out),
            orders=count_text(trust.together),
            size=plural("{n} product", "{n} products", trust.giant_size),
        ),
        _("Without those: {rest}").format(rest=_rest_text(trust, rest)),
    )


def _rest_text(trust: PairTrust, rest: Rest) -> str:
    count, chance = count_text(rest.together), expected_text(rest.expected)
    if rest.together == 0:
        return _("nothing remains.")
    if trust.convinces(rest):
        text = _("{count} together, chance gives {chance}: still far more than chance.")
    elif rest.together > rest.expected:
        text = _("{count} together, chance gives {chance}: no longer proven.")
    else:
        text = _("{count} together, chance gives {chance}: only chance.")
    return text.format(count=count, chance=chance)


def gap_sentences(purchases: Purchases, one: str, other: str) -> tuple[str, ...]:
    """In which order, and how far apart, customers first buy the two products."""
    if purchases.customers < ENOUGH:
        return ()
    said = [
        _("{customers} bought both, {together} of them in one order from the start.").format(
            customers=plural("{n} known customer", "{n} known customers", purchases.customers),
            together=count_text(purchases.together),
        )
    ]
    for gap, first, then in ((purchases.after, one, other), (purchases.before, other, one)):
        if gap.customers >= ENOUGH:
            said.append(_gap_text(gap, first, then))
    return tuple(said)


def _gap_text(gap: Gap, first: str, then: str) -> str:
    text = _("{count} bought {first} first, and {then} {days} later "
             "(half of them after {low} to {high}).")  # fmt: skip
    return text.format(
        count=count_text(gap.customers),
        first=first,
        then=then,
        days=plural("{n} day", "{n} days", round(gap.median)),
        low=count_text(round(gap.low)),
        high=count_text(round(gap.high)),
    )


def one_customer_sentence(count: int, together: int) -> str:
    """The alarm that one customer carries a pair."""
    return _("One customer made {count} of these {orders} orders.").format(
        count=count_text(count), orders=count_text(together)
    )


def warnings_of(trust: PairTrust) -> tuple[str, ...]:
    """What speaks against trusting a pair, shortest first; empty when nothing does."""
    said = []
    if trust.buyers.top_share > 0.5 and trust.together >= 2:
        said.append(one_customer_sentence(int(trust.buyers.orders[0]), trust.together))
    giants = trust.without_giants
    if 2 * giants.left_out > trust.together and giants.left_out:
        share = percent_text(giants.left_out / trust.together)
        text = _("{share} of it comes from the largest 1\u00a0% of orders.")
        said.append(text.format(share=share))
    return tuple(said)
