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
    ".": re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?\Z"),
    ",": re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]*)?\Z"),
}
_ENDING = re.compile(r"([.,])([0-9]+)\Z")


def find_decimal(values: Iterable[str], delimiter: str = ",") -> str:
    """The decimal mark most of the values speak for; '.' where nothing tells."""
    points = commas = unsure = 0
    for value in islice(values, 20_000):
        found = _ENDING.search(_DRESS.sub("", value))
        if found is None:
            continue
        mark, digits = found.groups()
        other = "." if mark == "," else ","
        if len(digits) == 3 and other not in value:
            unsure += mark == ","
        elif mark == ",":
            commas += 1
        else:
            points += 1
    if commas == points == 0:
        return "," if unsure and delimiter != "," else "."
    return "," if commas > points else "."


def parse_number(text: str, decimal: str = ".") -> float | None:
    """The number, or None when the text is not one; a blank text is NaN."""
    if decimal == "." and _PLAIN.match(text):
        return float(text)
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
    """The currency a price or a currency cell names; '' when it names none."""
    text = text.strip()
    if re.fullmatch(r"[A-Za-z]{3}", text):
        return text.upper()
    for sign, code in SIGNS.items():
        if sign in text:
            return code
    found = re.search(r"\b([A-Z]{3})\b", text)
    return found.group(1) if found else ""
