"""Numbers as shops write them: decimal comma or point, currency signs, thousands marks.

What programs write where there is no number (`-`, `N/A`, `null`, …) is blank; `nan`, `inf` and
Python's `1_000` are bad.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from xsell_desktop.sales.lines import Flags, Floats
from xsell_desktop.sales.values.amounts import split_amount
from xsell_desktop.sales.values.decimal_marks import has_fixed_point, shown_mark
from xsell_desktop.sales.values.plain_text import LONGEST, is_blank, plain_text

LARGEST = 1e12
PIECE = 10_000
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?\Z")


def _shape(decimal: str, group: str, indian: str = "") -> re.Pattern[str]:
    """Numbers with one decimal mark, plain or grouped by three."""
    return re.compile(
        rf"(?:[0-9]+|[1-9][0-9]{{0,2}}(?P<by>[{group}' ])[0-9]{{3}}(?:(?P=by)[0-9]{{3}})*"
        rf"{indian}|(?=[{decimal}][0-9]))(?:[{decimal}][0-9]*)?(?:[eE][+-]?[0-9]{{1,2}})?\Z"
    )


_LAKHS = r"|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
_OTHER = {".": ",", ",": "."}
_SHAPES = {".": _shape(".", ",", _LAKHS), ",": _shape(",", ".")}
_UNMISTAKABLE = {  # numbers that show their decimal mark whatever the column's
    decimal: re.compile(
        rf"[1-9][0-9]{{0,2}}(?:(?:[{group}][0-9]{{3}})+[{decimal}][0-9]{{1,2}}"
        rf"|(?:[{group}][0-9]{{3}}){{2,}})\Z"
    )
    for decimal, group in ((".", ","), (",", "."))
}
_PIECES = re.compile(
    r"(?<=[0-9])\s*(?:x|×|pcs?|pieces?|units?|ea|stk|stück|st|ks|szt|pz|pezzi|pièces?|u|ud|uds|"
    r"unidades?|un|шт|db|kpl|adet|個|点|枚|件|개)\.?\s*\Z",
    re.IGNORECASE,
)
_CENTS = {mark: re.compile(rf"[0-9]+[{mark}][0-9]{{2}}\Z") for mark in ".,"}


def parse_number(text: str, decimal: str = ".") -> float | None:
    """The number, or None when the text is not one; a blank text is NaN.

    1.234,56 and 1.234.567 are read in either kind of column, a percentage in none.
    """
    if _PLAIN.match(text) and (decimal == "." or text.isdigit()):
        return _within(float(text))
    amount = split_amount(text)
    if amount is None:
        return float("nan") if is_blank(text) else None
    body = amount.body
    if _UNMISTAKABLE[_OTHER[decimal]].match(body):
        decimal = _OTHER[decimal]
    elif not _SHAPES[decimal].match(body):
        return None
    for group in (_OTHER[decimal], "'", " "):
        body = body.replace(group, "")
    number = _within(float(body.replace(decimal, ".")))
    return -number if number is not None and amount.negative else number


def _within(number: float) -> float | None:
    return number if number <= LARGEST and number >= -LARGEST else None


def parse_numbers(values: Sequence[str], decimal: str) -> tuple[Floats, Flags]:
    """The numbers (NaN for blank and bad texts) of a column and which texts are bad.

    A column that shows beyond doubt to have the other mark is read by it. 12,50 in a column with
    a decimal point is 12.5 as long as no comma groups thousands there; 1,5 is bad.
    """
    numbers, bad = _parse_all(values, decimal)
    if not bad.any():
        return numbers, bad
    own = shown_mark(values)
    if own and own != decimal:
        decimal = own
        numbers, bad = _parse_all(values, decimal)
    other = _OTHER[decimal]
    if not any(other in value for value, wrong in zip(values, bad, strict=True) if not wrong):
        for at in np.flatnonzero(bad).tolist():
            amount = split_amount(values[at])
            if amount is not None and _CENTS[other].match(amount.body):
                number = parse_number(values[at], other)
                numbers[at], bad[at] = (np.nan, True) if number is None else (number, False)
    return numbers, bad


def parse_quantities(values: Sequence[str], decimal: str) -> tuple[Floats, Flags]:
    """As `parse_numbers`; but `2 pcs` is 2, and where each has a point and three decimals none is
    in thousands.
    """
    numbers, bad = parse_numbers(values, "." if has_fixed_point(values) else decimal)
    counts = [without_unit(value) for value in values] if bad.any() else [*values]
    return parse_quantities(counts, decimal) if counts != [*values] else (numbers, bad)


def without_unit(text: str) -> str:
    """A count of pieces without the word for pieces behind it: `2 pcs` → `2`."""
    return _PIECES.sub("", text) if len(text) <= LONGEST else text


def parse_share(text: str, decimal: str = ".") -> float | None:
    """A percentage as a share of the line: `10 %` is 0.1; None without a percent sign, NaN blank.

    For columns of discounts: `-10%` is 10 % off as well, and -0.1.
    """
    body = plain_text(text)
    if body.endswith("%"):
        number = parse_number(body[:-1], decimal)
        return None if number is None or not body[:-1].strip() else number / 100
    return float("nan") if is_blank(text) else None


def parse_shares(values: Sequence[str], decimal: str) -> tuple[Floats, Flags]:
    """The shares (NaN for blank and bad texts) and which texts are no percentages."""
    return _columns([parse_share(value, decimal) for value in values])


def _parse_all(values: Sequence[str], decimal: str) -> tuple[Floats, Flags]:
    if not values:
        return np.zeros(0), np.zeros(0, dtype=bool)
    pieces = [_parse_piece(values[at : at + PIECE], decimal) for at in range(0, len(values), PIECE)]
    numbers, bad = zip(*pieces, strict=True)
    return np.concatenate(numbers), np.concatenate(bad)


def _parse_piece(values: Sequence[str], decimal: str) -> tuple[Floats, Flags]:
    plain = _plain_numbers(values, decimal)
    if plain is not None:
        return plain, np.zeros(len(values), dtype=bool)
    return _columns([parse_number(value, decimal) for value in values])


def _columns(numbers: Sequence[float | None]) -> tuple[Floats, Flags]:
    bad = np.array([number is None for number in numbers], dtype=bool)
    return np.array([np.nan if n is None else n for n in numbers], dtype=np.float64), bad


def _plain_numbers(values: Sequence[str], decimal: str) -> Floats | None:
    """The numbers when all are but digits, minus and decimal mark; found much faster."""
    if max(map(len, values), default=0) > LONGEST:
        return None
    if not set("".join(values)) <= set("0123456789-" + decimal):
        return None
    try:
        if decimal == ",":
            found = [float(value.replace(",", ".")) for value in values]
        else:
            found = list(map(float, values))
    except ValueError:
        return None
    numbers = np.array(found)
    return numbers if (np.abs(numbers) <= LARGEST).all() else None
