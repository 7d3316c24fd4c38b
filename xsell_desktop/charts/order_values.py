"""How order values spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from xsell_desktop.charts import ink, lettering
from xsell_desktop.charts.chart import Chart
from xsell_desktop.domain.money import format_money
from xsell_desktop.kpis.basket import OrderValues
from xsell_desktop.kpis.summary import Kpis
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.mining.analysis import Counts
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _, count_text
from xsell_desktop.tokens import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHOWN = 0.97  # share of orders drawn to scale; the rest stand in the last bar
BARS = 24


def draw(axes: Axes, kpis: Kpis, theme: Theme) -> None:
    """A histogram with median and mean; the largest orders share one bar at the end."""
    values = kpis.values
    if isinstance(values, Missing):
        ink.say(axes, theme, values.text)
        return
    edges, counts, beyond = cut_values(values)
    width = edges[1] - edges[0]
    pale = ink.mix(theme.surface, theme.accent, 0.45)
    axes.bar(edges[:-1], counts, width=width * 0.9, align="edge", color=pale)
    most = int(max(counts.max(), beyond))
    if beyond:
        axes.bar(
            edges[-1] + width * 0.6, beyond, width=width * 0.9, align="edge", color=pale,
            edgecolor=theme.accent, hatch="////", linewidth=0,
        )  # fmt: skip
        axes.annotate(
            _("{count} above {money}").format(
                count=count_text(beyond), money=ink.money_ticks(kpis.currency)(edges[-1])
            ),
            (edges[-1] + width * 1.5, beyond), (0, 4), textcoords="offset points", ha="right",
            va="bottom", fontsize=lettering.SMALL, color=theme.second,
        )  # fmt: skip
    _mark_middle(axes, values, kpis.currency, theme, most)
    ink.dress(axes, theme)
    axes.set_xlim(min(0.0, edges[0]) - width * 0.2, edges[-1] + width * (1.7 if beyond else 0.2))
    axes.xaxis.set_major_formatter(ink.money_ticks(kpis.currency))
    axes.xaxis.set_major_locator(MaxNLocator(6))
    axes.yaxis.set_major_formatter(lambda count, _place: count_text(count))
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    ink.name_axis(axes, theme, x=_("order value"), y=_("orders"))


def cut_values(values: OrderValues) -> tuple[Floats, Counts, int]:
    """Edges of equal round bars, counts, and how many orders lie beyond the last edge."""
    ordered = values.values
    low = min(0.0, float(ordered[0]))
    high = max(0.0, float(ordered[max(0, int(SHOWN * len(ordered)) - 1)]))
    step = round_step((high - low) / BARS)
    edges = np.arange(np.floor(low / step), np.ceil(high / step) + 1) * step
    if len(edges) < 2:
        edges = np.array([0.0, step])
    counts = np.histogram(ordered, edges)[0].astype(np.int64)
    return edges, counts, int((ordered > edges[-1]).sum())


def round_step(size: float) -> float:
    """The next step of 1, 2, 2.5 or 5 times a power of ten; 1 for nothing."""
    if size <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(size))
    return float(next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= size * (1 - 1e-9)))


def _mark_middle(axes: Axes, values: OrderValues, currency: str, theme: Theme, most: int) -> None:
    """Median and mean as lines of unlike height, each labelled at its top."""
    axes.set_ylim(0, most * 1.3)
    for value, name, style, top in (
        (values.median, _("median {money}"), "-", 1.27),
        (values.mean, _("average {money}"), "--", 1.16),
    ):
        axes.plot([value, value], [0, most * top], color=theme.text, linewidth=1.1, linestyle=style)
        axes.annotate(
            name.format(money=format_money(value, currency)), (value, most * top), (5, 0),
            textcoords="offset points", ha="left", va="top", fontsize=lettering.TEXT,
            color=theme.text, bbox={"facecolor": theme.surface, "edgecolor": "none", "pad": 1.0},
        )  # fmt: skip


CHART = Chart(
    "order-values",
    lambda: _("Order values"),
    lambda: _("Orders by their net value; half of them lie below the median."),
    draw,
)
