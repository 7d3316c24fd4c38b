"""Revenue and order value by month, one panel each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from xsell_desktop.charts import calendar, ink
from xsell_desktop.charts.chart import Chart
from xsell_desktop.kpis.basket import MonthlySales
from xsell_desktop.kpis.summary import Kpis
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.texts import _
from xsell_desktop.tokens import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw(axes: Axes, kpis: Kpis, theme: Theme) -> None:
    """Order value above, revenue below; months covered in part are hollow or hatched."""
    sales = kpis.sales
    if isinstance(sales, Missing):
        ink.say(axes, theme, sales.text)
        return
    axes.set_axis_off()
    above = axes.inset_axes((0, 0.66, 1, 0.27))
    below = axes.inset_axes((0, 0, 1, 0.48), sharex=above)
    shown = calendar.latest(sales.months)
    _draw_values(above, sales, shown, theme)
    _draw_revenue(below, sales, shown, theme)
    for panel in (above, below):
        ink.dress(panel, theme)
        panel.yaxis.set_major_formatter(ink.money_ticks(kpis.currency))
        panel.yaxis.set_major_locator(MaxNLocator(3, min_n_ticks=2))
        low, high = panel.get_ylim()
        panel.set_ylim(min(0.0, low), high + 0.06 * (high - min(0.0, low)))
    calendar.mark_months(below, sales.months.names[shown])
    above.tick_params(labelbottom=False)


def _draw_values(axes: Axes, sales: MonthlySales, shown: slice, theme: Theme) -> None:
    partial = sales.months.partial[shown]
    mean, median = sales.mean[shown], sales.median[shown]
    marks = [
        calendar.draw_series(axes, mean, partial, theme, name=_("Average order value")),
        calendar.draw_series(axes, median, partial, theme, name=_("Median"), second=True),
    ]
    ink.explain_marks(axes, theme, marks)


def _draw_revenue(axes: Axes, sales: MonthlySales, shown: slice, theme: Theme) -> None:
    revenue, partial = sales.revenue[shown], sales.months.partial[shown]
    bars = axes.bar(np.arange(len(revenue)), revenue, width=0.72, color=theme.accent, linewidth=0)
    pale = ink.mix(theme.surface, theme.accent, 0.18)
    for bar, part in zip(bars, partial.tolist(), strict=True):
        if part:
            bar.set(facecolor=pale, edgecolor=theme.accent, hatch="////", linewidth=0.8)
    marks = [Patch(facecolor=theme.accent, label=_("Revenue of the month"))]
    if partial.any():
        marks.append(
            Patch(facecolor=pale, edgecolor=theme.accent, hatch="////", linewidth=0.8,
                  label=_("Month covered only in part"))
        )  # fmt: skip
    ink.explain_marks(axes, theme, marks)


CHART = Chart(
    "sales-by-month",
    lambda: _("Revenue and order value by month"),
    lambda: _("Net of discounts and linked returns, without tax and postage."),
    draw,
)
