"""How few products bring most of the revenue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from xsell_desktop.charts import ink, lettering
from xsell_desktop.charts.chart import Chart
from xsell_desktop.kpis.summary import Kpis
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.texts import _, count_text, percent_text
from xsell_desktop.tokens import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw(axes: Axes, kpis: Kpis, theme: Theme) -> None:
    """The running share, best seller first, with the 80 % point marked."""
    pareto = kpis.pareto
    if isinstance(pareto, Missing):
        ink.say(axes, theme, pareto.text)
        return
    number = len(pareto.shares)
    place = np.arange(number + 1)
    shares = np.append(0.0, pareto.shares)
    axes.fill_between(place, shares, color=ink.mix(theme.surface, theme.accent, 0.14), linewidth=0)
    axes.plot(
        place, shares, color=theme.accent, linewidth=1.8,
        marker="o" if number <= 20 else None, markersize=4,
    )  # fmt: skip
    reached = float(pareto.shares[pareto.for_80 - 1])
    axes.plot([pareto.for_80] * 2, [0, reached], color=theme.text, linewidth=1, linestyle="--")
    axes.plot(pareto.for_80, reached, "o", color=theme.text, markersize=6, zorder=4)
    right = pareto.for_80 > number * 0.55
    axes.annotate(
        _("{share} from {part} products").format(
            share=percent_text(reached, 0), part=count_text(pareto.for_80)
        ),
        (pareto.for_80, reached * 0.5), (-7 if right else 7, 0), textcoords="offset points",
        ha="right" if right else "left", va="center", fontsize=lettering.TEXT, color=theme.text,
    )  # fmt: skip
    ink.dress(axes, theme)
    axes.set_xlim(0, number * 1.01)
    axes.set_ylim(0, 1.03)
    axes.yaxis.set_major_formatter(ink.percent_ticks)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.xaxis.set_major_formatter(lambda count, _place: count_text(count))
    kind = _("running share of revenue") if pareto.of_revenue else _("running share of order lines")
    ink.name_axis(axes, theme, x=_("products, best seller first"), y=kind)
    width, _height = ink.size_inches(axes)
    ink.find(
        axes, theme,
        _("Best seller: {name}, {share}.").format(
            name=lettering.shorten(pareto.top_name, width * 0.6),
            share=percent_text(pareto.top_share),
        ),
    )  # fmt: skip


CHART = Chart(
    "pareto",
    lambda: _("How sales concentrate on products"),
    lambda: _("Products in falling order, their shares added up; by order lines without prices."),
    draw,
)
