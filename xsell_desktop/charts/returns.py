"""Whether cross-sold products come back more often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xsell_desktop.charts import ink, lettering
from xsell_desktop.charts.chart import Chart
from xsell_desktop.kpis.summary import Kpis
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.texts import _, count_text, percent_text
from xsell_desktop.tokens import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw(axes: Axes, kpis: Kpis, theme: Theme) -> None:
    """Two return rates with their intervals."""
    returns = kpis.returns
    if isinstance(returns, Missing):
        ink.say(axes, theme, returns.text)
        return
    rows = (
        (1, returns.cross_sold, _("beside a product\nthat recommends it"), theme.accent, "o"),
        (0, returns.alone, _("the same products\nwithout one"), theme.second, "s"),
    )
    for row, rate, _name, colour, shape in rows:
        axes.hlines(row, rate.low, rate.high, color=colour, linewidth=2)
        axes.plot(rate.share, row, shape, color=colour, markersize=8)
        axes.annotate(
            _("{share} of {count} lines").format(
                share=percent_text(rate.share), count=count_text(rate.count)
            ),
            (rate.share, row), (0, 11), textcoords="offset points", ha="center", va="bottom",
            fontsize=lettering.TEXT, color=theme.text,
        )  # fmt: skip
    ink.dress(axes, theme, grid="x")
    axes.set_yticks([row for row, *_rest in rows], [name for _r, _rate, name, *_rest in rows])
    axes.tick_params(axis="y", labelcolor=theme.text)
    axes.set_ylim(-0.6, 1.7)
    ink.scale_shares(axes, max(returns.cross_sold.high, returns.alone.high))
    ink.name_axis(axes, theme, x=_("lines returned ÷ lines sold, with 95 % interval"))


CHART = Chart(
    "returns",
    lambda: _("Returns of cross-sold products"),
    lambda: _("Only returns on the order they belong to; both rates for the same product mix."),
    draw,
)
