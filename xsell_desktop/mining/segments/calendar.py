"""Segments by when an order was placed: weekday, weekend and part of the day."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.segments.segmentation import (
    Label,
    Segmentation,
    cut,
    unknown_label,
    with_unknown,
)
from xsell_desktop.sales.lines import Flags, Floats
from xsell_desktop.texts import _

DAY = 86_400  # seconds
THURSDAY = 3  # 1 January 1970, counted from Monday
SATURDAY = 5
NOON, EVENING = 12, 17  # hours
TIMED = 0.5  # of the dated orders have a time of day


def by_weekday(baskets: Baskets, values: Floats) -> Segmentation | None:
    """Monday to Sunday."""
    labels = [*_weekdays(), _undated()]
    known = ~np.isnat(baskets.date)
    of_order = with_unknown(_weekday(baskets), known, len(labels) - 1)
    return cut("weekday", _("Day of the week"), labels, of_order, baskets, values)


def by_weekend(baskets: Baskets, values: Floats) -> Segmentation | None:
    """Saturday and Sunday against the other days."""
    labels = [
        Label("weekdays", _("Monday to Friday"), _("from Monday to Friday")),
        Label("weekend", _("Weekend"), _("at weekends"), _("Saturday and Sunday.")),
        _undated(),
    ]
    known = ~np.isnat(baskets.date)
    weekend = (_weekday(baskets) >= SATURDAY).astype(np.int32)
    of_order = with_unknown(weekend, known, 2)
    return cut("weekend", _("Week or weekend"), labels, of_order, baskets, values)


def by_daytime(baskets: Baskets, values: Floats) -> Segmentation | None:
    """Morning, afternoon and evening; None where most dates have no time of day."""
    known = ~np.isnat(baskets.date)
    hours = np.where(known, _seconds(baskets, known) % DAY // 3600, 0)
    timed = known & (_seconds(baskets, known) % DAY > 0)
    if timed.sum() <= TIMED * known.sum():
        return None
    labels = [
        Label("morning", _("Morning"), _("in the morning"), _("Before 12:00.")),
        Label("afternoon", _("Afternoon"), _("in the afternoon"), _("12:00 to 16:59.")),
        Label("evening", _("Evening"), _("in the evening"), _("From 17:00.")),
        _undated(),
    ]
    part = (hours >= NOON).astype(np.int32) + (hours >= EVENING)
    of_order = with_unknown(part.astype(np.int32), known, 3)
    return cut("daytime", _("Time of day"), labels, of_order, baskets, values)


def _seconds(baskets: Baskets, known: Flags) -> npt.NDArray[np.int64]:
    seconds = baskets.date.astype("datetime64[s]").astype(np.int64)
    return np.where(known, seconds, 0)


def _weekday(baskets: Baskets) -> npt.NDArray[np.int32]:
    days = _seconds(baskets, ~np.isnat(baskets.date)) // DAY
    return ((days + THURSDAY) % 7).astype(np.int32)


def _undated() -> Label:
    return unknown_label(_("No date"), _("without a date"), _("Orders that have no date."))


def _weekdays() -> tuple[Label, ...]:
    return (
        Label("monday", _("Monday"), _("on Mondays")),
        Label("tuesday", _("Tuesday"), _("on Tuesdays")),
        Label("wednesday", _("Wednesday"), _("on Wednesdays")),
        Label("thursday", _("Thursday"), _("on Thursdays")),
        Label("friday", _("Friday"), _("on Fridays")),
        Label("saturday", _("Saturday"), _("on Saturdays")),
        Label("sunday", _("Sunday"), _("on Sundays")),
    )
