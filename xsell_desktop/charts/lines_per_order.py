"""How many different products an order holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xsell_desktop.charts import ink, lettering
from xsell_desktop.charts.chart import Chart
from xsell_desktop.kpis.summary import Kpis
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.mining.analysis import Counts
from xsell_desktop.texts import _, count_text, percent_text
from xsell_desktop.tokens import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SINGLE_STEPS = 12  # orders reach further than this: sizes are drawn in ranges
EDGES = (1, 2, 3, 4, 6, 11, 21, 51, 101)


def draw(axes: Axes, kpis: Kpis, theme: Theme) -> None:
    """Bars of orders by size; the orders of one product, the prize, stand out."""
    baskets = kpis.baskets
    if isinstance(baskets, Missing):
        ink.say(axes, theme, baskets.text)
        return
    labels, counts = group_sizes(baskets.size_counts)
    shares = counts / counts.sum()
    place = np.arange(len(counts))
    bars = axes.bar(place, shares, width=0.78, color=ink.mix(theme.surface, theme.accent, 0.45))
    bars[0].set_facecolor(theme.accent)
    width, _height = ink.size_inches(axes)
    room = (width - 0.9) / len(counts)
    for x, share, count in zip(place.tolist(), shares.tolist(), counts.tolist(), strict=True):
        text = percent_text(share)
        if lettering.text_inches(count_text(count), lettering.SMALL) < room:
            text += f"\n{count_text(count)}"
        if count and lettering.text_inches("9.9 %", lettering.SMALL) < room:
            axes.annotate(
                text, (x, share), (0, 3), textcoords="offset points", ha="center", va="bottom",
                fontsize=lettering.SMALL, color=theme.second, linespacing=1.25,
            )  # fmt: skip
    ink.dress(axes, theme)
    axes.set_xticks(place, labels)
    axes.set_ylim(0, shares.max() * 1.22)
    axes.yaxis.set_major_formatter(ink.percent_ticks)
    ink.name_axis(axes, theme, x=_("different products in the order"), y=_("share of orders"))
    ink.find(
        axes, theme,
        _("{share} of {orders} orders hold one product only; the average holds {mean}.").format(
            share=percent_text(baskets.single_share), orders=count_text(baskets.orders),
            mean=f"{baskets.products:.1f}",
        ),
    )  # fmt: skip


def group_sizes(size_counts: Counts) -> tuple[list[str], Counts]:
    """Bars' labels and counts: each size alone, or ranges where orders grow large."""
    total = np.cumsum(size_counts)
    largest = len(size_counts) - 1
    usual = int(np.searchsorted(total, 0.95 * total[-1]))
    if usual <= SINGLE_STEPS:
        edges = list(range(1, min(largest, SINGLE_STEPS) + 1))
    else:
        edges = [edge for edge in EDGES if edge <= largest]
    labels = []
    for low, after in zip(edges, [*edges[1:], largest + 1], strict=True):
        last = low == edges[-1]
        labels.append(f"{low}" if after == low + 1 else f"{low}+" if last else f"{low}–{after - 1}")
    return labels, np.add.reduceat(size_counts, edges)


CHART = Chart(
    "lines-per-order",
    lambda: _("Lines per order"),
    lambda: _("Orders by the number of different products they hold."),
    draw,
)
