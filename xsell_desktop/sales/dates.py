"""Dates as shops write them, read as the shop's own wall clock.

A zone or an offset is dropped, never applied: what was sold at nine in the shop stays at nine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import islice

import numpy as np

from xsell_desktop.sales.clocks import DAY, clock_after
from xsell_desktop.sales.counted_dates import Count, find_count
from xsell_desktop.sales.lines import Dates, Flags
from xsell_desktop.sales.month_names import is_weekday, month_number
from xsell_desktop.sales.plain_dates import moments_of, read_fields
from xsell_desktop.sales.plain_text import LONGEST, is_blank, plain_text

FIRST_YEAR, LAST_YEAR = 1970, 2100
PIVOT = 70  # two digits: 00 to 69 are 2000 to 2069, 70 to 99 are 1970 to 1999
PIECE = 10_000  # texts turned at once; numpy lets no other thread run meanwhile
SEARCHED = 50_000
_EPOCH = datetime(1970, 1, 1)
_EPOCH_DAY = _EPOCH.toordinal()

_YEAR_FIRST = re.compile(r"(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})(?!\d)\.?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?![\d:])\.?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?=T|\d{6}\Z|\s|\Z)")
_IDEOGRAPHS = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_WEEKDAY = re.compile(r"([^\W\d_]+(?:-feira)?\.?),? ?")
_WORD = r"([^\W\d_]{3,14})\.?"
_YEAR = r"'?(\d{4}|\d{2})(?![\d:])\.?(?: ?г\.?)?"
_DAY_NAMED = re.compile(
    rf"(\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?[ /-]*(?:de )?{_WORD}[ ,/-]*(?:del? )?{_YEAR}"
)
_MONTH_NAMED = re.compile(rf"{_WORD}[ /-]+(\d{{1,2}})(?:st|nd|rd|th)?(?:,? +|[,/-] ?){_YEAR}")
_YEAR_NAMED = re.compile(rf"(\d{{4}})\.?[ /-]+{_WORD}[ /-]+(\d{{1,2}})(?!\d)\.?")
_NAMED = ((_DAY_NAMED, (3, 2, 1)), (_MONTH_NAMED, (3, 1, 2)), (_YEAR_NAMED, (1, 2, 3)))
_ZERO = re.compile(
    r"(?:0000([-/.])00\1(?:00|01)|0001-01-01|(?:00?|01?)([-/.])00?\2(?:0000|1900)"
    r"|1899-12-3[01]|1900-01-0[01]|0)(?:[T ]00:00(?::00)?(?:\.0+)?)?"
)


def parse_date(text: str, order: str = "dmy") -> datetime | None:
    """The date a text holds, or None; `order` decides 3/4/2024 ('dmy' or 'mdy').

    12/31/2024 proves itself and is read in either order.
    """
    seconds = _seconds(text, order)
    return None if seconds is None else _EPOCH + timedelta(seconds=seconds)


def is_date(text: str) -> bool:
    """Whether the text is a date, whichever of day and month comes first."""
    return _seconds(text, "dmy") is not None


def mark_dates(cells: Sequence[str]) -> list[bool]:
    """Which cells of a column said to hold dates do: dates and counts of days or seconds."""
    return [not bad for bad in parse_dates(cells, "dmy")[1]]


def is_zero_date(text: str) -> bool:
    """Whether it is what a database or spreadsheet shows for an empty date: 0000-00-00, day 0."""
    return bool(_ZERO.fullmatch(text.strip()))


def _seconds(text: str, order: str) -> int | None:
    """Seconds from 1970 to the moment."""
    if len(text) > LONGEST:
        return None
    text = plain_text(text)
    if not text:
        return None
    day, end = _day(text, order)
    if day is None:
        return None
    clock = clock_after(text[end:])
    return None if clock is None else (day - _EPOCH_DAY) * DAY + clock


def _day(text: str, order: str) -> tuple[int | None, int]:
    """The day's ordinal (None where there is none), and where its text ends."""
    day, end = _numeric_day(text, order) if text[:1].isdigit() else (None, 0)
    return (day, end) if day is not None else _named_day(text, order)


def _numeric_day(text: str, order: str) -> tuple[int | None, int]:
    if found := _YEAR_FIRST.match(text) or _IDEOGRAPHS.match(text) or _COMPACT.match(text):
        parts = found.groups()
        year, month, day = parts[0], *parts[-2:]
        return _ordinal(year, month, day), found.end()
    if found := _YEAR_LAST.match(text):
        one, _mark, two, year = found.groups()
        if order == "mdy":
            one, two = two, one
        if int(two) > 12:
            one, two = two, one
        return _ordinal(year, two, one), found.end()
    return None, 0


def _named_day(text: str, order: str) -> tuple[int | None, int]:
    for pattern, (year, month, day) in _NAMED:
        if (found := pattern.match(text)) and (number := month_number(found[month])):
            return _ordinal(found[year], str(number), found[day]), found.end()
    weekday = _WEEKDAY.match(text)
    if weekday is None or not is_weekday(weekday[1]):
        return None, 0
    ordinal, end = _day(text[weekday.end() :], order)
    return ordinal, weekday.end() + end


def _ordinal(year: str, month: str, day: str) -> int | None:
    whole = int(year)
    if len(year) == 2:
        whole += 2000 if whole < PIVOT else 1900
    if not FIRST_YEAR <= whole <= LAST_YEAR:
        return None
    try:
        return date(whole, int(month), int(day)).toordinal()
    except ValueError:
        return None


def find_date_order(values: Sequence[str], usual: str = "") -> tuple[str, bool]:
    """Whether days or months come first, and whether the values prove it.

    Numbers above 12 tell, unless they contradict each other. Where there is none, the `usual`
    order is taken, or the one that keeps the file's dates running one way, then the one that
    spreads them less. A column whose days above 12 are all in one spelling and the days to 12 all
    in another looks as if a spreadsheet had swapped the latter, and proves nothing.
    """
    tally = _Tally()
    for at in range(0, len(values), PIECE):
        tally.add(values[at : at + PIECE])
    if tally.days_first or tally.months_first:
        order = "mdy" if tally.months_first > tally.days_first else "dmy"
        return order, not (tally.days_first and tally.months_first) and not tally.looks_swapped
    if not tally.unsure:
        return "ymd", True
    if usual:
        return usual, False
    return max(("dmy", "mdy"), key=lambda order: _steadiness(tally.unsure, order)), False


class _Tally:
    """What the dates of a column say of their order."""

    def __init__(self) -> None:
        self.days_first = self.months_first = self.either = 0
        self.year_first = self.late_days = 0
        self.unsure: list[str] = []

    @property
    def looks_swapped(self) -> bool:
        """Whether days to 12 and later ones have a spelling each."""
        return self.year_first > 2 and not self.late_days and not self.either

    def add(self, values: Sequence[str]) -> None:
        """Count one piece of a column."""
        fields = read_fields(values)
        if fields is None:
            for value in values:
                self._add_text(plain_text(value))
        elif fields.year_first:
            self.year_first += len(values)
            self.late_days += int((fields.two > 12).sum())
        else:
            days, months = int((fields.one > 12).sum()), int((fields.two > 12).sum())
            self._count(days, months, len(values) - days - months)
            self._keep(values)

    def _add_text(self, text: str) -> None:
        if found := _YEAR_LAST.match(text):
            days, months = int(found[1]) > 12, int(found[3]) > 12
            if not (days and months):
                self._count(days, months, not days and not months and found[1] != found[3])
                self._keep([text])
        elif found := _YEAR_FIRST.match(text):
            self.year_first += 1
            self.late_days += int(found[4]) > 12

    def _count(self, days_first: int, months_first: int, either: int) -> None:
        self.days_first += days_first
        self.months_first += months_first
        self.either += either

    def _keep(self, values: Sequence[str]) -> None:
        if not (self.days_first or self.months_first):
            self.unsure += islice(values, max(0, SEARCHED - len(self.unsure)))


def _steadiness(values: Sequence[str], order: str) -> tuple[int, float]:
    """How many steps go the way most go, and how little ground they cover."""
    dates, bad = parse_dates(values, order)
    steps = np.diff(dates[~bad]).astype(np.int64)
    return max(int((steps >= 0).sum()), int((steps <= 0).sum())), -float(np.abs(steps).sum())


def parse_dates(values: Sequence[str], order: str) -> tuple[Dates, Flags]:
    """The moments (NaT for blank and bad texts) and which texts are bad.

    Where the numbers among a column's dates are days since 1900 or seconds since 1970 (these as
    UTC) they are read so. Zero dates are blank.
    """
    if not values:
        return np.zeros(0, dtype="datetime64[s]"), np.zeros(0, dtype=bool)
    pieces = [_parse_piece(values[at : at + PIECE], order) for at in range(0, len(values), PIECE)]
    dates = np.concatenate(pieces)
    unread = np.flatnonzero(np.isnat(dates)).tolist()
    bad = np.zeros(len(values), dtype=bool)
    count = find_count([values[at] for at in unread]) if unread else None
    for at in unread:
        seconds = _counted(values[at], count)
        if seconds is not None:
            dates[at] = np.datetime64(seconds, "s")
        elif not is_blank(values[at]) and not is_zero_date(values[at]):
            bad[at] = True
    return dates, bad


def _counted(text: str, count: Count | None) -> int | None:
    return None if count is None else count.seconds(text.strip())


def _parse_piece(values: Sequence[str], order: str) -> Dates:
    fields = read_fields(values)
    if fields is not None:
        moments = moments_of(fields, order, FIRST_YEAR, LAST_YEAR)
        if moments is not None:
            return moments
    seconds = [_seconds(value, order) for value in values]
    nothing = np.iinfo(np.int64).min  # what numpy keeps NaT as
    return np.array([nothing if s is None else s for s in seconds], np.int64).view("datetime64[s]")
