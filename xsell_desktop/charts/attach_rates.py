"""The surest pairings with their attach rates and intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.lines import Line2D

from xsell_desktop.charts import ink, lettering
from xsell_desktop.charts.chart import Chart
from xsell_desktop.kpis.summary import Kpis
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _, count_text, percent_text
from xsell_desktop.tokens import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from xsell_desktop.mining.picks import Pick

ROW = 0.40  # inches a pairing needs
MOST = 12


def draw(axes: Axes, kpis: Kpis, theme: Theme) -> None:
    """A dot and whisker a pairing, the counts beside it, a tick where chance alone would be."""
    attached = kpis.attached
    if isinstance(attached, Missing):
        ink.say(axes, theme, attached.text)
        return
    width, height = ink.size_inches(axes)
    picks = attached.top[: max(1, min(MOST, int((height - 0.75) / ROW)))]
    if not picks:
        ink.say(axes, theme, _("No two products of a pairing were bought together yet."))
        return
    rows = np.arange(len(picks))[::-1]
    rate = np.array([pick.attach_rate for pick in picks])
    low = np.array([pick.attach_low for pick in picks])
    high = np.array([pick.attach_high for pick in picks])
    chance = np.array([pick.expected / pick.anchor_orders for pick in picks])
    axes.hlines(rows, low, high, color=theme.accent, linewidth=2)
    axes.plot(rate, rows, "o", color=theme.accent, markersize=6.5)
    axes.plot(chance, rows, "|", color=theme.caution, markersize=10, markeredgewidth=2)
    for row, pick in zip(rows.tolist(), picks, strict=True):
        axes.annotate(
            _rate(pick), (pick.attach_high, row), (7, 0), textcoords="offset points", va="center",
            fontsize=lettering.SMALL, color=theme.text, annotation_clip=False,
        )  # fmt: skip
    ink.dress(axes, theme, grid="x")
    axes.set_yticks(rows, [_name(pick, width * 0.36) for pick in picks], linespacing=1.25)
    axes.tick_params(axis="y", labelcolor=theme.text, labelsize=lettering.SMALL)
    axes.set_ylim(-0.6, len(picks) - 0.4)
    ink.scale_shares(axes, float(max(high.max(), chance.max())))
    _leave_room(axes, picks, high, width)
    ink.name_axis(axes, theme, x=_("orders with both ÷ orders with the second product"))
    ink.explain_marks(
        axes,
        theme,
        [
            Line2D([], [], color=theme.accent, marker="o", markersize=6.5, linewidth=2,
                   label=_("attach rate, 95 % interval")),
            Line2D([], [], color=theme.caution, marker="|", markersize=10, markeredgewidth=2,
                   linewidth=0, label=_("chance alone")),
        ],
    )  # fmt: skip


def _name(pick: Pick, inches: float) -> str:
    """Partner above, anchor below."""
    lead = _("with {product}").format(product="")
    room = inches - lettering.text_inches(lead, lettering.SMALL)
    anchor = lettering.shorten(pick.anchor_name or pick.anchor, room, lettering.SMALL)
    partner = lettering.shorten(pick.partner_name or pick.partner, inches, lettering.SMALL)
    return f"{partner}\n{lead}{anchor}"


def _leave_room(axes: Axes, picks: tuple[Pick, ...], high: Floats, width: float) -> None:
    """Widen the scale until the counts at the right of each whisker stay inside."""
    plot = width * 0.6 - 0.3
    end = axes.get_xlim()[1]
    for pick, edge in zip(picks, high.tolist(), strict=True):
        label = 0.15 + lettering.text_inches(_rate(pick), lettering.SMALL)
        end = max(end, edge / (1 - min(0.8, label / plot)))
    axes.set_xlim(0, end)


def _rate(pick: Pick) -> str:
    counts = _("{part} of {whole}").format(
        part=count_text(pick.together), whole=count_text(pick.anchor_orders)
    )
    return f"{percent_text(pick.attach_rate)}  {counts}"


CHART = Chart(
    "attach-rates",
    lambda: _("Attach rate of the surest pairings"),
    lambda: _("How often an order with a product also holds its recommended partner."),
    draw,
)
