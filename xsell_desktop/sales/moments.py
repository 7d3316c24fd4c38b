"""When each row was ordered: its date, joined with a time of day that has a column of its own."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.lines import Dates
from xsell_desktop.sales.table import Table
from xsell_desktop.sales.values.clocks import join_clocks, parse_clocks
from xsell_desktop.sales.values.date_order import find_date_order
from xsell_desktop.sales.values.dates import parse_dates
from xsell_desktop.sales.verdicts import Verdicts
from xsell_desktop.texts import plural


class Moments(NamedTuple):
    """`date` row by row, NaT unknown; `order` of day, month and year, and whether it is proved."""

    date: Dates
    order: str
    certain: bool
    notes: tuple[str, ...] = ()


def read_moments(table: Table, verdicts: Verdicts, order: str, usual_order: str) -> Moments:
    """Rows whose date cannot be read are refused; an unreadable time counts as none."""
    dates = table.columns.get("date")
    if dates is None:
        return Moments(np.full(len(table), np.datetime64("NaT", "s")), "ymd", True)
    certain = True
    if order == "auto":
        order, certain = find_date_order(dates.values, usual_order)
    found, bad = parse_dates(dates.values, order)
    verdicts.refuse(dates.spread(bad), reasons.BAD_DATE)
    moments = dates.spread(found)
    times = table.columns.get("time")
    if times is None or len(moments) == 0:
        return Moments(moments, order, certain)
    clocks, unread = parse_clocks(times.values)
    lost = int((times.spread(unread) & verdicts.open).sum())
    note = plural(
        "{n} time of day cannot be read and is left out",
        "{n} times of day cannot be read and are left out",
        lost,
    )
    joined = join_clocks(moments, times.spread(clocks))
    return Moments(joined, order, certain, (note,) if lost else ())
