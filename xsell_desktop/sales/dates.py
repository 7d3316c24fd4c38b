"""Dates as shops write them, read as the shop's own wall clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import islice, pairwise

import numpy as np

from xsell_desktop.sales.lines import Dates, Flags

_CLOCK = (
    r"(?:[T ,]+(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?)?"
    r"\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?\Z"
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _CLOCK)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})" + _CLOCK)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_DAY_NAMED = re.compile(r"(\d{1,2})[. -]+([A-Za-z]{3,9})\.?[ ,-]+(\d{4}|\d{2})" + _CLOCK)
_MONTH_NAMED = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2}),? +(\d{4})" + _CLOCK)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PIECE = 10_000  # texts turned at once; numpy lets no other thread run meanwhile


def parse_date(text: str, order: str = "dmy") -> datetime | None:
    """The date a text holds, or None; `order` decides 3/4/2024 ('dmy' or 'mdy')."""
    text = text.strip()
    if found := _YEAR_FIRST.match(text):
        year, _mark, month, day, *clock = found.groups()
    elif found := _YEAR_LAST.match(text):
        one, _mark, two, year, *clock = found.groups()
        day, month = (two, one) if order == "mdy" else (one, two)
    elif found := _COMPACT.match(text):
        (year, month, day), clock = found.groups(), []
    elif found := _DAY_NAMED.match(text):
        day, month, year, *clock = found.groups()
    elif found := _MONTH_NAMED.match(text):
        month, day, year, *clock = found.groups()
    else:
        return None
    return _moment(year, month, day, clock)


def is_date(text: str) -> bool:
    """Whether the text is a date, whichever of day and month comes first."""
    return any(parse_date(text, order) is not None for order in ("dmy", "mdy"))


def _moment(year: str, month: str, day: str, clock: Sequence[str | None]) -> datetime | None:
    if not month.isdigit():
        if month[:3].lower() not in _MONTHS:
            return None
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    hour, minute, second = (int(part or 0) for part in (*clock[:3], "", "", "")[:3])
    half = (clock[3] or "").lower() if len(clock) > 3 else ""
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    whole = int(year) + (2000 if len(year) == 2 else 0)
    if not 1970 <= whole <= 2100:
        return None
    try:
        return datetime(whole, int(month), int(day), hour, minute, second)
    except ValueError:
        return None


def find_date_order(values: Sequence[str]) -> tuple[str, bool]:
    """Whether days or months come first, and whether the values prove it.

    Numbers above 12 tell, unless they contradict each other. Where there is none, the order that
    keeps the file's dates rising is taken.
    """
    days_first = months_first = 0
    unsure = []
    for value in islice(values, 50_000):
        found = _YEAR_LAST.match(value.strip())
        if found is None:
            continue
        one, two = int(found.group(1)), int(found.group(3))
        days_first += one > 12
        months_first += two > 12
        unsure.append(value)
    if days_first or months_first:
        order = "mdy" if months_first > days_first else "dmy"
        return order, not (days_first and months_first)
    if not unsure:
        return "ymd", True
    rising = {order: _rising(unsure, order) for order in ("dmy", "mdy")}
    return ("mdy" if rising["mdy"] > rising["dmy"] else "dmy"), False


def _rising(values: Sequence[str], order: str) -> int:
    moments = [moment for value in values if (moment := parse_date(value, order))]
    return sum(earlier <= later for earlier, later in pairwise(moments))


def parse_dates(values: Sequence[str], order: str) -> tuple[Dates, Flags]:
    """The moments (NaT for blank and bad texts) and which texts are bad."""
    pieces = [_parse_piece(values[at : at + PIECE], order) for at in range(0, len(values), PIECE)]
    if not pieces:
        return np.zeros(0, dtype="datetime64[s]"), np.zeros(0, dtype=bool)
    dates, bad = zip(*pieces, strict=True)
    return np.concatenate(dates), np.concatenate(bad)


def _parse_piece(values: Sequence[str], order: str) -> tuple[Dates, Flags]:
    plain = _plain_moments(values)
    if plain is not None:
        return plain, np.zeros(len(values), dtype=bool)
    moments = [parse_date(value, order) for value in values]
    blank = np.array([not value.strip() for value in values], dtype=bool)
    dates = np.array(moments, dtype="datetime64[s]")
    return dates, np.isnat(dates) & ~blank


def _plain_moments(values: Sequence[str]) -> Dates | None:
    """The moments when every text is a bare `2010-12-01 08:26:00`, found much faster."""
    if not values or not all(
        len(v) == 19 and v[4] == v[7] == "-" and v[10] in "T " and v[13] == v[16] == ":"
        for v in values
    ):
        return None
    try:
        moments = np.array(values, dtype="datetime64[s]")
    except ValueError:
        return None
    years = moments.astype("datetime64[Y]").astype(np.int64) + 1970
    return moments if years.min() >= 1970 and years.max() <= 2100 else None
