"""Why a pair is recommended, or not, in plain words."""

from __future__ import annotations

from itertools import accumulate
from math import exp

import numpy as np

from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.counting.intervals import count_low
from xsell_desktop.sales.lines import Codes
from xsell_desktop.texts import _, count_text, times_text

SIGNIFICANT = 0.05
ENOUGH_CUSTOMERS = 3


def evidence_word(evidence: Evidence) -> str:
    """The word a user reads."""
    return {
        Evidence.PROVEN: _("proven"),
        Evidence.LIKELY: _("likely"),
        Evidence.THIN: _("thin"),
        Evidence.CHANCE: _("chance"),
        Evidence.APART: _("apart"),
    }[evidence]


def expected_text(expected: float) -> str:
    """An expected count: whole from 10 on, else one decimal where it says something."""
    if expected >= 9.95:
        return count_text(expected)
    if 0 < expected < 0.05:
        return _("less than 0.1")
    return f"{expected:.1f}".removesuffix(".0")


def pair_sentence(
    partner_name: str, anchor_name: str, together: int, anchor_orders: int, expected: float
) -> str:
    """`Filters is in 12 of the 40 orders with Aeropress. Chance gives 5.`"""
    if anchor_orders == 1:
        text = _("{partner} is in {count} of the 1 order with {anchor}. Chance gives {chance}.")
    else:
        text = _(
            "{partner} is in {count} of the {orders} orders with {anchor}. Chance gives {chance}."
        )
    return text.format(
        partner=partner_name,
        anchor=anchor_name,
        count=count_text(together),
        orders=count_text(anchor_orders),
        chance=expected_text(expected),
    )


def drawn_sentence(partner_name: str, anchor_name: str) -> str:
    """Said of a pairing with a product that the sales do not know."""
    return _("You paired {partner} with {anchor}. The sales hold no order with both yet.").format(
        partner=partner_name, anchor=anchor_name
    )


def explain(analysis: Analysis, one_key: str, other_key: str) -> tuple[str, ...]:
    """What stands behind a pair's word of evidence, the most telling sentence first.

    Empty when the sales do not know both products.
    """
    index = analysis.products.index
    if one_key not in index or other_key not in index:
        return ()
    row = analysis.pair_row(one_key, other_key)
    if row is None:
        return (_not_kept(analysis, one_key, other_key),)
    evidence = Evidence(int(analysis.pairs.evidence[row]))
    if evidence is Evidence.PROVEN:
        return _proven(analysis, row)
    if evidence is Evidence.LIKELY:
        return _likely(analysis, row)
    if evidence is Evidence.THIN:
        return (_("Fewer than five orders hold both. More sales will tell."),)
    if evidence is Evidence.APART:
        return (_apart(),)
    return (_only_chance(analysis, row),)


def _not_kept(analysis: Analysis, one_key: str, other_key: str) -> str:
    together, expected = analysis.count_together(one_key, other_key)
    if together > expected or analysis.baskets is None:
        return _("Neither is among the other's {count} best partners.").format(
            count=count_text(analysis.settings.max_partners)
        )
    if _is_rarer(together, expected):
        return _apart()
    return _("Only chance: as often as their sales alone bring them together.")


def _is_rarer(together: int, expected: float) -> bool:
    """Whether so few orders together would be rarer than one in a thousand by chance."""
    if expected < 5 or expected > 700:
        return expected > 700 and 2 * together < expected
    terms = accumulate(range(1, together + 1), lambda t, k: t * expected / k, initial=1.0)
    return exp(-expected) * sum(terms) < 0.001


def _apart() -> str:
    return _("Together less often than chance gives. One may be bought instead of the other.")


def _proven(analysis: Analysis, row: int) -> tuple[str, ...]:
    lift = float(analysis.pairs.lift[row])
    said = [
        _("{times} as often as chance gives for orders of their size.").format(
            times=times_text(lift)
        )
    ]
    like = float(analysis.pairs.like_for_like[row])
    if not np.isnan(like):
        said.append(
            _("{times} when only orders of the same month are compared: it is no season.").format(
                times=times_text(like)
            )
        )
    return tuple(said)


def _likely(analysis: Analysis, row: int) -> tuple[str, ...]:
    """Which tests a likely pair failed."""
    pairs = analysis.pairs
    if pairs.q_value[row] > SIGNIFICANT:
        return (_("More often than chance gives, but among so many pairs some are by luck."),)
    both = _orders_with_both(analysis, row)
    said = [*_season(analysis, row, both), *_few_customers(analysis, row, both)]
    return tuple(said)


def _season(analysis: Analysis, row: int, both: Codes) -> list[str]:
    pairs = analysis.pairs
    like, together = float(pairs.like_for_like[row]), int(pairs.together[row])
    if np.isnan(like) or like * float(count_low(together)) / together > 1:
        return []
    said = _("Compared within the same months it is {times} chance.").format(times=times_text(like))
    if analysis.baskets is None or not len(both):
        return [said]
    dates = analysis.baskets.date[both]
    months = dates[~np.isnat(dates)].astype("datetime64[M]").astype(int) % 12
    counts = np.bincount(months, minlength=12)
    most = int(counts.argmax())
    if 2 * counts[most] <= together:
        return [said]
    season = _("A season, not a relationship: {count} of {orders} in {month}.").format(
        count=count_text(int(counts[most])), orders=count_text(together), month=month_name(most)
    )
    return [season, said]


def _few_customers(analysis: Analysis, row: int, both: Codes) -> list[str]:
    together = int(analysis.pairs.together[row])
    share = float(analysis.pairs.top_customer[row])
    if share > 0.5:
        return [
            _("One customer made {count} of these {orders} orders.").format(
                count=count_text(round(share * together)), orders=count_text(together)
            )
        ]
    if analysis.baskets is None or np.isnan(share):
        return []
    customers = analysis.baskets.customer[both]
    distinct = len(np.unique(customers[customers >= 0]))
    if 0 < distinct < ENOUGH_CUSTOMERS:
        if distinct == 1:
            return [_("Only one known customer bought both.")]
        return [_("Only two known customers bought both.")]
    return []


def _only_chance(analysis: Analysis, row: int) -> str:
    popular = max(1, len(analysis.products) // 10)
    if max(analysis.pairs.a[row], analysis.pairs.b[row]) < popular:
        return _("Only chance: both are best sellers.")
    return _("Only chance: as often as their sales alone bring them together.")


def _orders_with_both(analysis: Analysis, row: int) -> Codes:
    if analysis.baskets is None:
        return np.empty(0, np.int32)
    a, b = int(analysis.pairs.a[row]), int(analysis.pairs.b[row])
    return analysis.baskets.orders_with_both(a, b)


def month_name(month: int) -> str:
    """Name of a month, 0 for January."""
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    )[month]  # fmt: skip
