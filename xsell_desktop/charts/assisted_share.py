"""The share of revenue that the lists could have assisted, by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.lines import Line2D

from xsell_desktop.charts import calendar, ink
from xsell_desktop.charts.chart import Chart
from xsell_desktop.kpis.summary import Kpis
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.texts import _
from xsell_desktop.tokens import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw(axes: Axes, kpis: Kpis, theme: Theme) -> None:
    """Assisted share and answered share; months covered in part are hollow."""
    assisted = kpis.assisted
    if isinstance(kpis.attached, Missing):
        ink.say(axes, theme, kpis.attached.text)
        return
    if isinstance(assisted, Missing):
        ink.say(axes, theme, assisted.text)
        return
    shown = calendar.latest(assisted.months)
    partial = assisted.months.partial[shown]
    share_name = _("assisted revenue") if assisted.of_revenue else _("assisted order lines")
    marks = [
        calendar.draw_series(axes, assisted.assisted[shown], partial, theme, name=share_name),
        calendar.draw_series(
            axes, assisted.answered[shown], partial, theme, name=_("products bought with a pick"),
            second=True,
        ),
    ]  # fmt: skip
    if partial.any():
        marks.append(
            Line2D(
                [], [], color=theme.accent, linewidth=0, marker="o", markersize=5,
                markerfacecolor=theme.surface, label=_("month covered in part"),
            )
        )  # fmt: skip
    ink.dress(axes, theme)
    highest = np.nanmax([*assisted.assisted[shown], *assisted.answered[shown], 0.05])
    ink.scale_shares(axes, float(highest), "y")
    calendar.mark_months(axes, assisted.months.names[shown])
    width, _height = ink.size_inches(axes)
    ink.name_axis(axes, theme, y=_("share of the month"))
    ink.explain_marks(axes, theme, marks, columns=3 if width > 6 else 2)


CHART = Chart(
    "assisted-share",
    lambda: _("Assisted share by month, potential"),
    lambda: _(
        "Revenue of products that another product of the same order recommends, under today's "
        "lists."
    ),
    draw,
)
