"""Months along the horizontal axis, and lines through them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.lines import Line2D

from xsell_desktop.charts.ink import size_inches
from xsell_desktop.charts.lettering import TEXT, text_inches
from xsell_desktop.kpis.months import Months
from xsell_desktop.sales.lines import Flags, Floats
from xsell_desktop.texts import _
from xsell_desktop.tokens import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LATEST = 36  # months shown at most


def month_name(number: int) -> str:
    """Short name of month 1–12."""
    names = (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip
    return names[number - 1]


def latest(months: Months) -> slice:
    """The months a chart shows: the last three years."""
    return slice(max(0, len(months) - LATEST), len(months))


def mark_months(axes: Axes, names: tuple[str, ...], left: float = 0.9) -> None:
    """Label places 0 … n - 1 with their months, the year below the first and each January.

    `left` is the width in inches kept for the other axis; as many labels go as fit.
    """
    width, _height = size_inches(axes)
    room = (width - left) / max(1, len(names))
    need = max(text_inches("2024", TEXT), text_inches("Mar", TEXT)) + 0.06
    step = next((s for s in (1, 2, 3, 4, 6, 12) if room * s >= need), 12)
    places: list[int] = []
    labels: list[str] = []
    year_before = ""
    for place, name in enumerate(names):
        year, month = name.split("-")
        if (int(month) - 1) % step and len(names) > step:
            continue
        places.append(place)
        labels.append(month_name(int(month)) + (f"\n{year}" if year != year_before else "\n"))
        year_before = year
    axes.set_xticks(places, labels)
    axes.set_xlim(-0.6, len(names) - 0.4)


def draw_series(
    axes: Axes, values: Floats, partial: Flags, theme: Theme, *, name: str, second: bool = False
) -> Line2D:
    """A line through the months, hollow dots where a month is covered in part.

    A second series is thinner, dashed and grey. Returns its legend entry.
    """
    place = np.arange(len(values))
    colour, size, width = (theme.second, 3.5, 1.3) if second else (theme.accent, 5.0, 1.8)
    style: Literal["-", "--"] = "--" if second else "-"
    axes.plot(place, values, color=colour, linestyle=style, linewidth=width)
    axes.plot(place[~partial], values[~partial], "o", color=colour, markersize=size)
    axes.plot(
        place[partial], values[partial], "o", color=colour, markersize=size,
        markerfacecolor=theme.surface, clip_on=False,
    )  # fmt: skip
    return Line2D(
        [], [], color=colour, linestyle=style, linewidth=width, marker="o", markersize=size,
        label=name,
    )  # fmt: skip
