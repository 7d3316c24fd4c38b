"""An amount's sign and currency taken off its digits."""

from __future__ import annotations

import re
from typing import NamedTuple

from xsell_desktop.sales.values.currencies import CURRENCY
from xsell_desktop.sales.values.plain_text import LONGEST, plain_text

_DASHES = str.maketrans("−–—﹣", "----")
_MARKS = str.maketrans("’‘`´", "''''")
_ARABIC = str.maketrans({"٫": ",", "٬": "'"})
_AMOUNT = re.compile(
    rf"(?P<sign>[+-])? ?(?:(?=[^0-9.,])(?P<before>{CURRENCY})(?P<gap> ?))? ?(?P<inner>[+-])? ?"
    r"(?P<body>[0-9.,][0-9.,' ]*(?:[eE][+-]?[0-9]{1,2})?(?<![ ']))"
    rf"(?P<flat>:-|(?<=[.,])-)? ?(?:(?=[^-])(?P<after>{CURRENCY}))?(?P<last>-)?"
)
_BRACKETS = re.compile(rf"((?:{CURRENCY})? ?)\(([^()-]+)\)( ?(?:{CURRENCY})?)")
_PRICE = re.compile(r".*[.,][0-9]{2}")


class Amount(NamedTuple):
    """The digits with their marks ('.', ',', an apostrophe or a blank), and what stood around."""

    body: str
    negative: bool


def split_amount(text: str) -> Amount | None:
    """The parts of what may be an amount; None where letters or signs do not belong to one.

    A currency word glued to whole digits (`R12`, `Fr100`) is an article number, not an amount.
    """
    if len(text) > LONGEST:
        return None
    text = plain_text(text)
    if not text.isascii():
        text = text.translate(_DASHES).translate(_MARKS).translate(_ARABIC)
    brackets = _BRACKETS.fullmatch(text) if "(" in text else None
    if brackets:
        text = "".join(brackets.groups()).strip()
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    body, before = found["body"], found["before"] or ""
    if before[-1:].isalpha() and not found["gap"] and not _PRICE.fullmatch(body):
        return None
    signs = [sign for sign in (found["sign"], found["inner"], found["last"]) if sign]
    if len(signs) + bool(brackets) > 1:
        return None
    if found["flat"]:
        body = body.rstrip(".,")
    return Amount(body, bool(brackets) or signs == ["-"])
