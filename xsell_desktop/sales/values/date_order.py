"""Whether 3/4/2024 is in March or in April, told from a whole column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import numpy as np

from xsell_desktop.sales.values.dates import PIECE, PIVOT, YEAR_FIRST, YEAR_LAST, parse_dates
from xsell_desktop.sales.values.plain_dates import read_fields
from xsell_desktop.sales.values.plain_text import plain_text

SEARCHED = 50_000
FEW_YEARS, MANY_DAYS = 6, 8


def find_date_order(values: Sequence[str], usual: str = "") -> tuple[str, bool]:
    """Whether days or months come first, and whether the values prove it.

    Numbers above 12 tell, unless they contradict each other. Where there is none, the `usual`
    order is taken, or the one that keeps the file's dates running one way, then the one that
    spreads them less. Short years come first where the first numbers are those of a few years and
    the last ones run through the days. A column whose days above 12 are all in one spelling and
    the days to 12 all in another looks as if a spreadsheet had swapped the latter, and proves
    nothing.
    """
    tally = _Tally()
    for at in range(0, len(values), PIECE):
        tally.add(values[at : at + PIECE])
    if tally.years_lead:
        return "ymd", True
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
        self.years_last = 0
        self.short: list[tuple[int, int, int]] = []  # the numbers of dates with short years

    @property
    def years_lead(self) -> bool:
        """Whether 24-03-14 is in 2024: the first numbers are of a few years, the last ones days."""
        if not self.short or self.years_last:
            return False
        first, month, last = zip(*self.short, strict=True)
        if min(month) < 1 or max(month) > 12 or min(last) < 1 or max(last) > 31:
            return False
        years = [(year - PIVOT) % 100 for year in first]
        few_years = max(years) - min(years) <= FEW_YEARS
        return few_years and bool(max(last) - min(last) >= MANY_DAYS)

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
            late, swapped = fields.one > 12, fields.two > 12
            either = ~late & ~swapped & (fields.one != fields.two)
            days, months = late & ~swapped, swapped & ~late
            self.years_last += len(values)
            self._count(int(days.sum()), int(months.sum()), int(either.sum()))
            self._keep(values)

    def _add_text(self, text: str) -> None:
        if found := YEAR_LAST.match(text):
            if len(found[4]) > 2:
                self.years_last += 1
            elif found[2] != "." and len(self.short) < SEARCHED:
                self.short.append((int(found[1]), int(found[3]), int(found[4])))
            days, months = int(found[1]) > 12, int(found[3]) > 12
            if not (days and months):
                self._count(days, months, not days and not months and found[1] != found[3])
                self._keep([text])
        elif found := YEAR_FIRST.match(text):
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
