"""The parts of a pairing as texts of a cell, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import Decision, Direction, Pairing
from xsell_desktop.domain.policies import is_day
from xsell_desktop.mining.kinds.sentences import kind_word
from xsell_desktop.mining.reasons import month_name
from xsell_desktop.texts import _


class Field(StrEnum):
    """What a cell can say of a pairing, in the order in which it is taken."""

    DECISION = "decision"
    DIRECTION = "direction"
    KIND = "kind"
    SEASON = "season"
    PINNED = "pinned"
    BY_HAND = "by_hand"
    DECIDED_ON = "decided_on"
    MESSAGE = "message"
    NOTE = "note"
    LOCKED = "locked"


class CellError(ValueError):
    """A cell that cannot be understood; its text is the reason as the user reads it."""


YES = frozenset({"yes", "y", "true", "1", "x", "✓", "pinned", "locked", "on"})
NO = frozenset({"", "no", "n", "false", "0", "off"})
_BETWEEN = re.compile(r"\s*(?:–|—|\.\.+|…|\bto\b|\buntil\b)\s*|\s+-\s+", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\d{4}-)?(\d\d)-(\d\d)(?:[ T].*)?", re.ASCII)
_WORDED = re.compile(r"(\d{1,2})\.?\s*([^\W\d]+)\.?|([^\W\d]+)\.?\s*(\d{1,2})", re.ASCII)
_UNDECIDED = frozenset({"", "none", "undecided", "-"})
_ACCEPTED = frozenset({"accepted", "accept", "a", "yes", "true", "1", "recommend", "ok"})
_REJECTED = frozenset({"rejected", "reject", "r", "no", "false", "0", "never"})


def decision_words() -> dict[Decision, str]:
    """Each decision as the user reads it."""
    return {
        Decision.NONE: _("undecided"),
        Decision.ACCEPTED: _("accepted"),
        Decision.REJECTED: _("rejected"),
    }


def direction_words(first: str = "", second: str = "") -> tuple[str, str, str]:
    """Both ways, from the row's product, from its partner; with names where they are given."""
    first, second = first or _("product"), second or _("partner")
    return (
        _("both ways"),
        _("{product} → {partner}").format(product=first, partner=second),
        _("{product} → {partner}").format(product=second, partner=first),
    )


def season_text(season: tuple[str, str] | None) -> str:
    """A season as 15 November – 6 January; '' for all year."""
    if season is None:
        return ""
    return _("{begin} – {end}").format(begin=_day_text(season[0]), end=_day_text(season[1]))


def write_field(pairing: Pairing, field: Field, *, turned: bool = False) -> str:
    """A part of a pairing as a file holds it, the same in every language; '' says nothing.

    `turned`: the row's product is the pair's b.
    """
    if field is Field.DECISION:
        return pairing.decision.value if pairing.decision is not Decision.NONE else ""
    if field is Field.DIRECTION:
        return ("", "from_product", "from_partner")[direction_code(pairing, turned)]
    if field is Field.KIND:
        return pairing.kind.value if pairing.kind is not None else ""
    if field is Field.SEASON:
        return "..".join(pairing.season) if pairing.season is not None else ""
    value = getattr(pairing, field.value)
    return ("yes" if value else "") if isinstance(value, bool) else str(value)


def direction_code(pairing: Pairing, turned: bool) -> int:
    """0 both ways, 1 from the row's product, 2 from its partner."""
    if pairing.direction is Direction.BOTH:
        return 0
    return 2 if (pairing.direction is Direction.FROM_A) == turned else 1


def read_field(field: Field, text: str, on: str, *, turned: bool = False) -> Mapping[str, Any]:
    """What a cell changes in a pairing, as parts of `Pairing`; an empty cell takes back.

    `on` is the ISO date of decisions. Raises CellError.
    """
    plain = text.strip()
    word = plain.casefold()
    if field is Field.DECISION:
        return _read_decision(word, plain, on)
    if field is Field.DIRECTION:
        return {"direction": _read_direction(word, plain, turned)}
    if field is Field.KIND:
        return {"kind": _read_kind(word, plain)}
    if field is Field.SEASON:
        return {"season": read_season(plain)}
    if field is Field.DECIDED_ON:
        return _read_date(plain)
    if field in (Field.MESSAGE, Field.NOTE):
        return {field.value: plain}
    yes = _read_flag(word, plain)
    if field is Field.PINNED and yes:
        return {"decision": Decision.ACCEPTED, "pinned": True, "decided_on": on}
    return {field.value: yes}


def read_season(text: str) -> tuple[str, str] | None:
    """Two days of the year, written in one of the usual ways; '' is all year.

    >>> read_season("15 Nov – 6 January"), read_season("11-15..01-06")
    (('11-15', '01-06'), ('11-15', '01-06'))
    """
    plain = text.strip()
    if plain.casefold() in {"", "all year", _("all year"), "-"}:
        return None
    ends = [_read_day(part) for part in _BETWEEN.split(plain)]
    if len(ends) != 2:
        raise CellError(_("“{text}” is not two days such as 15 Nov – 6 Jan").format(text=plain))
    return ends[0], ends[1]


def _read_day(text: str) -> str:
    plain = text.strip()
    numbered = _NUMBERED.fullmatch(plain)
    if numbered is not None:
        day = f"{numbered[1]}-{numbered[2]}"
    elif (worded := _WORDED.fullmatch(plain)) is not None:
        month = _month_of((worded[2] or worded[3]).casefold())
        day = f"{month:02d}-{int(worded[1] or worded[4]):02d}"
    else:
        day = ""
    if not is_day(day):
        raise CellError(_("“{text}” is not a day of the year such as 15 Nov").format(text=plain))
    return day


def _month_of(word: str) -> int:
    if len(word) < 3:
        return 0
    months = range(12)
    return next((m + 1 for m in months if month_name(m).casefold().startswith(word)), 0)


def _day_text(day: str) -> str:
    return _("{day} {month}").format(day=int(day[3:]), month=month_name(int(day[:2]) - 1))


def _read_decision(word: str, plain: str, on: str) -> Mapping[str, Any]:
    words = {text.casefold(): decision for decision, text in decision_words().items()}
    known = words.get(word)
    if known is Decision.NONE or word in _UNDECIDED:
        return {
            "decision": Decision.NONE, "pinned": False, "by_hand": False,
            "direction": Direction.BOTH, "season": None, "decided_on": "",
        }  # fmt: skip
    if known is Decision.ACCEPTED or word in _ACCEPTED:
        return {"decision": Decision.ACCEPTED, "decided_on": on}
    if known is Decision.REJECTED or word in _REJECTED:
        return {"decision": Decision.REJECTED, "pinned": False, "decided_on": on}
    raise CellError(_("“{text}” is not accepted, rejected or undecided").format(text=plain))


def _read_direction(word: str, plain: str, turned: bool) -> Direction:
    both, there, back = (text.casefold() for text in direction_words())
    if word in {"", "both", both, "-"}:
        return Direction.BOTH
    if word in {"from_product", there, "→", "->", "one way"}:
        return Direction.FROM_B if turned else Direction.FROM_A
    if word in {"from_partner", back, "←", "<-"}:
        return Direction.FROM_A if turned else Direction.FROM_B
    raise CellError(_("“{text}” is not both, from_product or from_partner").format(text=plain))


def _read_kind(word: str, plain: str) -> Kind | None:
    if word in {"", "-", "as the sales say", _("as the sales say").casefold()}:
        return None
    for kind in Kind:
        if word in {kind.value, kind.value.replace("_", "-"), kind_word(kind).casefold()}:
            return kind
    raise CellError(_("“{text}” is no kind of relationship").format(text=plain))


def _read_flag(word: str, plain: str) -> bool:
    if word in YES or word == _("yes").casefold():
        return True
    if word in NO or word in {_("no").casefold(), "-"}:
        return False
    raise CellError(_("“{text}” is neither yes nor no").format(text=plain))


def _read_date(plain: str) -> Mapping[str, Any]:
    if not plain:
        return {}
    day = plain[:10]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII) or not is_day(day[5:]):
        raise CellError(_("“{text}” is not a date such as 2026-11-22").format(text=plain))
    return {"decided_on": day}
