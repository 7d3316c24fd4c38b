"""Dates as shops write them, read as the shop's own wall clock.

A zone or an offset is dropped, never applied: what was sold at nine in the shop stays at nine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import numpy as np

from xsell_desktop.sales.lines import Dates, Flags
from xsell_desktop.sales.values.clocks import DAY, clock_after
from xsell_desktop.sales.values.counted_dates import Count, find_count
from xsell_desktop.sales.values.month_names import is_weekday, month_number
from xsell_desktop.sales.values.plain_dates import moments_of, read_fields
from xsell_desktop.sales.values.plain_text import LONGEST, is_blank, plain_text

FIRST_YEAR, LAST_YEAR = 1970, 2100
PIVOT = 70  # two digits: 00 to 69 are 2000 to 2069, 70 to 99 are 1970 to 1999
PIECE = 10_000  # texts turned at once; numpy lets no other thread run meanwhile
_EPOCH = datetime(1970, 1, 1)
_EPOCH_DAY = _EPOCH.toordinal()

YEAR_FIRST = re.compile(r"(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})(?!\d)\.?")
YEAR_LAST = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?![\d:])\.?")
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
    r"(?:0000([-/.])00\1(?:00|01)|0001-01-01|(?:00?|0?1)([-/.])00?\2(?:0000|1900)"
    r"|1899-12-3[01]|1900-01-0[01]|0)(?:[T ]00:00(?::00)?(?:\.0+)?)?"
)


def parse_date(text: str, order: str = "dmy") -> datetime | None:
    """The date a text holds, or None; `order` decides 3/4/2024 ('dmy' or 'mdy') and 24-03-04
    ('ymd' as well).

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
    if found := YEAR_FIRST.match(text) or _IDEOGRAPHS.match(text) or _COMPACT.match(text):
        parts = found.groups()
        year, month, day = parts[0], *parts[-2:]
        return _ordinal(year, month, day), found.end()
    if found := YEAR_LAST.match(text):
        one, _mark, two, year = found.groups()
        if order == "ymd" and len(year) == 2:
            led = _ordinal(one.zfill(2), two, year)
            if led is not None:
                return led, found.end()
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
