"""What customers brought."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from xsell_desktop.charts import ink, lettering
from xsell_desktop.charts.chart import Chart
from xsell_desktop.kpis.summary import Kpis
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _, count_text, percent_text
from xsell_desktop.tokens import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BARS = 9


def draw(axes: Axes, kpis: Kpis, theme: Theme) -> None:
    """Customers in bands of round amounts, each about twice as wide as the one before."""
    customers = kpis.customers
    gap = customers if isinstance(customers, Missing) else customers.revenue
    if isinstance(gap, Missing):
        ink.say(axes, theme, gap.text)
        return
    revenue = gap
    edges = band_edges(revenue)
    counts = np.bincount(np.searchsorted(edges, revenue, side="right"), minlength=len(edges) + 1)
    money = ink.money_ticks(kpis.currency)
    labels = [_("under\n{money}").format(money=money(edges[0]))]
    labels += [f"{money(low)}\n– {money(high)}" for low, high in pairwise(edges)]
    labels.append(_("{money}\nand over").format(money=money(edges[-1])))
    place = np.arange(len(counts))
    axes.bar(place, counts, width=0.78, color=theme.accent)
    for x, count in zip(place.tolist(), counts.tolist(), strict=True):
        axes.annotate(
            count_text(count), (x, count), (0, 3), textcoords="offset points", ha="center",
            va="bottom", fontsize=lettering.SMALL, color=theme.second,
        )  # fmt: skip
    ink.dress(axes, theme)
    width, _height = ink.size_inches(axes)
    parts = [part for text in labels for part in text.split("\n")]
    narrow = max(lettering.text_inches(part, lettering.SMALL) for part in parts) + 0.05
    step = 1 if narrow * len(labels) < width - 0.9 else 2
    axes.set_xticks(place[::step], labels[::step], fontsize=lettering.SMALL)
    axes.set_ylim(0, max(1, counts.max()) * 1.12)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.yaxis.set_major_formatter(lambda count, _place: count_text(count))
    ink.name_axis(axes, theme, x=_("revenue of the customer"), y=_("customers"))
    ink.find(axes, theme, _finding(revenue))


def _finding(revenue: Floats) -> str:
    tenth = max(1, round(len(revenue) / 10))
    total = float(revenue.sum())
    if total <= 0:
        return _("Customers sent back more than they kept.")
    return _("The best tenth, {count} of {all} customers, bring {share} of the revenue.").format(
        count=count_text(tenth), all=count_text(len(revenue)),
        share=percent_text(float(revenue[-tenth:].sum()) / total),
    )  # fmt: skip


def band_edges(revenue: Floats) -> list[float]:
    """Round amounts (1, 2 or 5 times a power of ten) that part the customers; at most 8."""
    gains = revenue[revenue > 0]
    if not len(gains):
        return [1.0]
    low, high = np.quantile(gains, (0.03, 0.98))
    steps = [f * 10.0**power for power in range(-2, 13) for f in (1, 2, 5)]
    edges = [step for step in steps if low <= step <= high]
    if len(edges) > BARS - 1:
        edges = edges[-(BARS - 1) :]
    return edges or [float(next(step for step in steps if step >= high))]


CHART = Chart(
    "customer-revenue",
    lambda: _("Revenue per customer"),
    lambda: _("Known customers by all they brought, their returns taken off."),
    draw,
)
