"""Numbers as shops write them: decimal comma or point, currency signs, thousands marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np

from xsell_desktop.sales.lines import Flags, Floats

LARGEST = 1e12
SIGNS = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN", "Kč": "CZK"}
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?\Z")
_DRESS = re.compile(r"[\s\u00a0\u202f'’]|[€£$¥₹]|\b[A-Z]{3}\b|(?:zł|Kč|kr)\.?")
_BODY = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?\Z")
_GROUPED = {
    ".": re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?\Z"),
    ",": re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]*)?\Z"),
}
_ENDING = re.compile(r"([.,])([0-9]+)\Z")
_BELOW_ONE = re.compile(r"[+-]?0?[.,]")


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
    """The decimal mark, and whether 1.500 or 1,500 could as well have been meant otherwise."""
    points = commas = unsure_points = unsure_commas = 0
    for value in islice(values, 20_000):
        body = _DRESS.sub("", value)
        found = _ENDING.search(body)
        if found is None:
            continue
        mark, digits = found.groups()
        other = "." if mark == "," else ","
        if len(digits) == 3 and other not in value and not _BELOW_ONE.match(body):
            unsure_points += mark == "."
            unsure_commas += mark == ","
        elif mark == ",":
            commas += 1
        else:
            points += 1
    if commas == points == 0:
        mark = "," if unsure_commas and delimiter != "," else "."
        return mark, bool(unsure_points or unsure_commas)
    return ("," if commas > points else "."), False


def parse_number(text: str, decimal: str = ".") -> float | None:
    """The number, or None when the text is not one; a blank text is NaN."""
    if decimal == "." and _PLAIN.match(text):
        number = float(text)
        return number if abs(number) <= LARGEST else None
    body = _DRESS.sub("", text.strip())
    if not body:
        return None if text.strip() else float("nan")
    if body.startswith("(") and body.endswith(")"):
        body = "-" + body[1:-1]
    elif body.endswith(("-", "−")):
        body = "-" + body[:-1]
    body = body.replace("−", "-")
    if _GROUPED[decimal].match(body):
        body = body.replace("," if decimal == "." else ".", "")
    if decimal == ",":
        if "." in body:
            return None
        body = body.replace(",", ".")
    if not _BODY.match(body):
        return None
    number = float(body)
    return number if abs(number) <= LARGEST else None


def parse_numbers(values: Sequence[str], decimal: str) -> tuple[Floats, Flags]:
    """The numbers (NaN for blank and bad texts) and which texts are bad."""
    numbers = [parse_number(value, decimal) for value in values]
    bad = np.array([number is None for number in numbers], dtype=bool)
    return np.array([np.nan if n is None else n for n in numbers], dtype=np.float64), bad


def currency_of(text: str) -> str:
    """The currency a price or a currency cell names; '' when it names none.

    A bare $ is one of several dollars; as it is none of the other currencies, it is its own.
    """
    if _PLAIN.match(text):
        return ""
    text = text.strip()
    if re.fullmatch(r"[A-Za-z]{3}", text):
        return text.upper()
    for sign, code in SIGNS.items():
        if sign in text:
            return code
    found = re.search(r"\b([A-Z]{3})\b", text)
    if found:
        return found.group(1)
    return "$" if "$" in text else ""
