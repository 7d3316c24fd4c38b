"""Which of point and comma a column writes before its decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from xsell_desktop.sales.values.amounts import split_amount
from xsell_desktop.sales.values.plain_text import is_blank

SEARCHED = 20_000
_SIMPLE = re.compile(r"[+-]?([0-9]*)([.,])([0-9]+)")
_GROUPS = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{2,3})+,[0-9]{3})")
_ENDING = re.compile(
    r"[0-9]+(?:(?P<by>[^0-9])[0-9]{2,3}(?:(?P=by)[0-9]{2,3})*(?!(?P=by)))?(?P<mark>[.,])[0-9]+"
)
_FIXED = re.compile(r"-?[0-9]+\.[0-9]{3}")


def find_decimal(values: Iterable[str], delimiter: str = ",") -> str:
    """The decimal mark most of the values speak for; '.' where nothing tells."""
    return weigh_decimal(values, delimiter)[0]


def choose_decimal(
    amounts: Sequence[str], quantities: Sequence[str], delimiter: str
) -> tuple[str, bool]:
    """The decimal mark of order lines, and whether it is a guess.

    Quantities tell where no amount does.
    """
    decimal, doubtful = weigh_decimal(amounts, delimiter)
    marked = any(mark in text for text in amounts for mark in ".,")
    if (doubtful or not marked) and any(mark in text for text in quantities for mark in ".,"):
        counted, unsure = weigh_decimal(quantities, delimiter)
        if not (doubtful and unsure):
            return counted, unsure
    return decimal, doubtful


def weigh_decimal(values: Iterable[str], delimiter: str = ",") -> tuple[str, bool]:
    """The decimal mark, and whether 1.500 or 1,500 could as well have been meant otherwise.

    They could where nothing else tells, or where many values speak for either mark.
    """
    sure, unsure = _tally(values)
    if not any(sure.values()):
        mark = "," if unsure[","] and delimiter != "," else "."
        return mark, any(unsure.values())
    return ("," if sure[","] > sure["."] else "."), _is_torn(sure, unsure)


def shown_mark(values: Iterable[str]) -> str:
    """The decimal mark that values of a column show beyond doubt; '' where none does."""
    sure, unsure = _tally(values)
    if not any(sure.values()) or _is_torn(sure, unsure):
        return ""
    return "," if sure[","] > sure["."] else "."


def _tally(values: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    """How many values show each decimal mark, and how many may do or group thousands by it."""
    sure, unsure = {".": 0, ",": 0}, {".": 0, ",": 0}
    for value in islice(values, SEARCHED):
        mark, certain = _mark_of(value)
        if mark:
            (sure if certain else unsure)[mark] += 1
    return sure, unsure


def _is_torn(sure: dict[str, int], unsure: dict[str, int]) -> bool:
    return any(unsure.values()) and min(sure.values()) * 20 >= max(sure.values())


def _mark_of(value: str) -> tuple[str, bool]:
    """The decimal mark a number shows ('' for none), and whether it cannot be a thousands mark."""
    if found := _SIMPLE.fullmatch(value):
        whole, mark, digits = found.groups()
        groups = len(digits) == 3 and 0 < len(whole) <= 3 and whole[0] != "0"
        return mark, not groups
    amount = split_amount(value)
    if amount is None:
        return "", False
    if _SIMPLE.fullmatch(amount.body):
        return _mark_of(amount.body)
    if _GROUPS.fullmatch(amount.body):
        return ("," if "." in amount.body else "."), True
    found = _ENDING.fullmatch(amount.body)
    return (found["mark"] if found else ""), True


def has_fixed_point(values: Iterable[str]) -> bool:
    """Whether every filled value of a column of quantities has a point and three decimals.

    1.000 everywhere is how tills write one piece; grouped thousands leave small numbers bare.
    """
    filled = [value.strip() for value in values if not is_blank(value)]
    return bool(filled) and all(_FIXED.fullmatch(value) for value in filled)
