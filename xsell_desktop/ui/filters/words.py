"""What a filter asks, in words: for boxes, for chips, and for what is not there any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import isinf
from typing import NamedTuple

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.views import NO_FILTER, Band, Filter, View
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.kinds.sentences import kind_word
from xsell_desktop.mining.occasions import Occasions
from xsell_desktop.mining.reasons import evidence_word
from xsell_desktop.texts import _, count_text, percent_text, plural

MOST_CHIPS = 4  # of one group, before they become one

DECISIONS = ("undecided", "accepted", "rejected", "pinned", "by_hand", "locked")
STOCK = ("in", "low", "out", "unknown")
EVIDENCE = tuple(word.name.lower() for word in reversed(Evidence))
ORDER = {"evidence": EVIDENCE, "decisions": DECISIONS, "stock": STOCK, "kinds": KINDS}


class Chip(NamedTuple):
    """One thing in force: its words, and the filter without it."""

    text: str
    without: Filter


def decision_word(word: str) -> str:
    """The word a user reads."""
    return {
        "undecided": _("not decided"),
        "accepted": _("accepted"),
        "rejected": _("rejected"),
        "pinned": _("pinned first"),
        "by_hand": _("drawn by you"),
        "locked": _("locked"),
    }[word]


def stock_word(word: str) -> str:
    """The word a user reads."""
    return {
        "in": _("in stock"),
        "low": _("low"),
        "out": _("out of stock"),
        "unknown": _("not known"),
    }[word]


def stock_meaning(word: str) -> str:
    """What the word says of both products."""
    return {
        "in": _("Both products have stock for four weeks or more at their usual sales."),
        "low": _("Both products have stock for less than four weeks of their usual sales."),
        "out": _("Of both products no piece is in stock."),
        "unknown": _("No catalogue says how much of either product is in stock."),
    }[word]


def month_text(month: str) -> str:
    """`2011-03` as March 2011."""
    names = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    year, _sign, number = month.partition("-")
    if not number.isdigit() or not 1 <= int(number) <= 12:
        return month
    return f"{names[int(number) - 1]} {year}"


def segment_text(segment: str, found: Occasions | None) -> str:
    """`Country: Germany`; the bare key while nothing is counted, or where it is gone."""
    place = found.find_segment(segment) if found is not None else None
    if place is None:
        return segment.partition(":")[2] or segment
    cut, at = place
    return f"{cut.name}: {cut.segments[at].name}"


def amount_text(amount: float) -> str:
    """An amount without its currency: 5, 12.50."""
    return f"{amount:,.2f}".removesuffix(".00")


def band_text(name: str, band: Band, written: Callable[[float], str]) -> str:
    """`Price 5 to 20`, `Price from 5`, `Price up to 20`."""
    words = {"name": name, "least": written(band.least), "most": written(band.most)}
    if isinf(band.least):
        return _("{name} up to {most}").format(**words)
    if isinf(band.most):
        return _("{name} from {least}").format(**words)
    return _("{name} {least} to {most}").format(**words)


def chips_of(asked: Filter, found: Occasions | None, shown: int | None = None) -> list[Chip]:
    """Everything in force; `shown` is how many kept pairs are strong enough."""
    chips: list[Chip] = []
    if asked.strength > 0:
        text = _("strong enough")
        if shown is not None:
            text = plural("the strongest", "the {n} strongest", shown)
        chips.append(Chip(text, replace(asked, strength=0.0)))
    chips += _set_chips(asked, "evidence", _evidence_text, "{n} words of evidence")
    if asked.held_up:
        chips.append(Chip(_("held up in later orders"), replace(asked, held_up=False)))
    chips += _set_chips(asked, "decisions", decision_word, "{n} decisions")
    chips += _set_chips(asked, "kinds", lambda word: kind_word(Kind(word)), "{n} kinds")
    chips += _set_chips(asked, "categories", str, "{n} categories")
    chips += _set_chips(asked, "families", str, "{n} families")
    for part, name, written in (
        ("price", _("Price"), amount_text), ("margin", _("Margin"), percent_text),
    ):  # fmt: skip
        if getattr(asked, part) != Band():
            text = band_text(name, getattr(asked, part), written)
            chips.append(Chip(text, replace(asked, **{part: Band()})))  # type: ignore[arg-type]
    chips += _set_chips(asked, "stock", _stock_text, "{n} words of stock")
    if asked.month:
        chips.append(Chip(month_text(asked.month), replace(asked, month="")))
    if asked.segment:
        chips.append(Chip(segment_text(asked.segment, found), replace(asked, segment="")))
    return chips


def gone_names(analysis: Analysis, found: Occasions | None, view: View) -> list[str]:
    """What a view names that these sales and catalogues do not have."""
    products, asked = analysis.products, view.filter
    families = {family.name for family in analysis.families}
    categories = {*products.categories, *analysis.unsold.categories}
    gone = [key for key in (*view.focus, *view.extra) if key not in products.index]
    gone += sorted(asked.categories - categories) + sorted(asked.families - families)
    if found is not None and asked.month and asked.month not in found.months:
        gone.append(month_text(asked.month))
    if found is not None and asked.segment and found.find_segment(asked.segment) is None:
        gone.append(segment_text(asked.segment, found))
    return gone


def gone_sentence(gone: list[str]) -> str:
    """`Not in these sales: Tea, Jam and 3 more.`; '' for nothing."""
    if not gone:
        return ""
    names = ", ".join(gone[:MOST_CHIPS])
    more = len(gone) - MOST_CHIPS
    text = _("{names} and {more} more").format(names=names, more=count_text(more))
    return _("Not in these sales: {names}.").format(names=text if more > 0 else names)


def _set_chips(asked: Filter, part: str, word: Callable[[str], str], many: str) -> list[Chip]:
    held = getattr(asked, part)
    values = [word for word in ORDER.get(part, ()) if word in held]
    values += sorted(held - set(values))
    default = getattr(NO_FILTER, part)
    if len(values) > MOST_CHIPS:
        text = _(many).format(n=count_text(len(values)))
        return [Chip(text, replace(asked, **{part: default}))]
    return [
        Chip(word(value), replace(asked, **{part: getattr(asked, part) - {value}}))
        for value in values
    ]


def _evidence_text(word: str) -> str:
    return evidence_word(Evidence[word.upper()])


def _stock_text(word: str) -> str:
    return _("stock: {word}").format(word=stock_word(word))
