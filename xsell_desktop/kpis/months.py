"""The months that the sales cover, and which of them are only covered in part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.sales.lines import Codes, Dates, Flags
from xsell_desktop.texts import _

DAYS_UNNOTICED = 2  # a month may lack this many days at its edge, or the usual gap between orders


@dataclass(frozen=True, eq=False)
class Months:
    """Every month from the first order to the last, empty ones included; T of them.

    `names` are ISO months (2011-09); `order_month` is each order's place among them, -1 without
    a date.
    """

    names: tuple[str, ...]
    partial: Flags
    order_month: Codes

    def __len__(self) -> int:
        return len(self.names)


def cover_months(dates: Dates, counted: Flags) -> Months | Missing:
    """The months between the first and the last counted order (`counted` marks them)."""
    known = counted & ~np.isnat(dates)
    if not known.any():
        return Missing(_("The sales hold no dates, so nothing can be shown by month."))
    month = dates.astype("datetime64[M]")
    first, last = month[known].min(), month[known].max()
    names = np.arange(first, last + 1)
    partial = np.zeros(len(names), dtype=bool)
    partial[0], partial[-1] = _lacks_days(dates[known], first, last)
    place = np.where(known, (month - first).astype(np.int64), -1)
    return Months(tuple(np.datetime_as_string(names).tolist()), partial, place.astype(np.int32))


def _lacks_days(dates: Dates, first: np.datetime64, last: np.datetime64) -> tuple[bool, bool]:
    """Whether the first and the last month begin late or end early."""
    days = np.unique(dates.astype("datetime64[D]"))
    usual = float(np.median(np.diff(days).astype(np.int64))) if len(days) > 1 else 1.0
    unnoticed = max(DAYS_UNNOTICED, usual)
    before = (days[0] - first.astype("datetime64[D]")).astype(np.int64)
    after = ((last + 1).astype("datetime64[D]") - days[-1]).astype(np.int64) - 1
    return bool(before > unnoticed), bool(after > unnoticed)
