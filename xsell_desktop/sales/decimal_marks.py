"""Which of point and comma a column writes before its decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from xsell_desktop.sales.amounts import split_amount
from xsell_desktop.sales.plain_text import is_blank

SEARCHED = 20_000
_SIMPLE = re.compile(r"[+-]?([0-9]*)([.,])([0-9]+)")
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
    sure, unsure = {".": 0, ",": 0}, {".": 0, ",": 0}
    for value in islice(values, SEARCHED):
        mark, certain = _mark_of(value)
        if mark:
            (sure if certain else unsure)[mark] += 1
    if not any(sure.values()):
        mark = "," if unsure[","] and delimiter != "," else "."
        return mark, any(unsure.values())
    torn = min(sure.values()) * 20 >= max(sure.values())
    return ("," if sure[","] > sure["."] else "."), torn and any(unsure.values())


def _mark_of(value: str) -> tuple[str, bool]:
    """The decimal mark a number shows ('' for none), and whether it cannot be a thousands mark."""
    if found := _SIMPLE.fullmatch(value):
        whole, mark, digits = found.groups()
        groups = len(digits) == 3 and 0 < len(whole) <= 3 and whole[0] != "0"
        return mark, not groups
    amount = split_amount(value)
    if amount is None:
        return "", False
    marks = re.findall(r"[.,]", amount.body)
    if len(marks) > 1 and marks[-1] == marks[-2]:
        return (("," if marks[-1] == "." else ".") if len(set(marks)) == 1 else ""), True
    found = _SIMPLE.fullmatch(amount.body)
    if found is not None:
        return _mark_of(amount.body)
    return (marks[-1] if marks and amount.body[-1] not in ".," else ""), True


def has_fixed_point(values: Iterable[str]) -> bool:
    """Whether every filled value of a column of quantities has a point and three decimals.

    1.000 everywhere is how tills write one piece; grouped thousands leave small numbers bare.
    """
    filled = [value.strip() for value in values if not is_blank(value)]
    return bool(filled) and all(_FIXED.fullmatch(value) for value in filled)
