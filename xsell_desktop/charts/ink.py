"""How every chart draws: quiet axes, sentences, legends, tick labels."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from matplotlib.layout_engine import ConstrainedLayoutEngine

from xsell_desktop.charts.lettering import TEXT, wrap
from xsell_desktop.domain.money import format_money
from xsell_desktop.tokens import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def size_inches(axes: Axes) -> tuple[float, float]:
    """Width and height of the room that the axes' figure has beside margins and heading."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    width, height = figure.get_size_inches()
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        across, up = engine.get()["rect"][2:]
        return float(width * across), float(height * up)
    return float(width), float(height)


def dress(axes: Axes, theme: Theme, grid: Literal["x", "y"] = "y") -> None:
    """Quiet axes in the theme's colours: a base line, faint lines along one axis."""
    axes.set_facecolor(theme.surface)
    for side, spine in axes.spines.items():
        spine.set_visible(side == ("bottom" if grid != "x" else "left"))
        spine.set_color(theme.line)
    axes.tick_params(length=0, colors=theme.second, labelsize=TEXT, pad=4)
    axes.grid(visible=True, axis=grid, color=theme.line, linewidth=0.6)
    axes.set_axisbelow(True)


def say(axes: Axes, theme: Theme, text: str) -> None:
    """Put a sentence where the picture would be."""
    axes.set_axis_off()
    width, _height = size_inches(axes)
    axes.text(
        0.5, 0.5, wrap(text, width * 0.75, TEXT + 1), transform=axes.transAxes,
        ha="center", va="center", fontsize=TEXT + 1, color=theme.second, linespacing=1.5,
    )  # fmt: skip


def find(axes: Axes, theme: Theme, text: str) -> None:
    """Write the finding in a sentence above the axes."""
    width, _height = size_inches(axes)
    axes.set_title(
        wrap(text, width - 0.9), loc="left", fontsize=TEXT, color=theme.text, pad=8, linespacing=1.4
    )


def name_axis(axes: Axes, theme: Theme, *, x: str = "", y: str = "") -> None:
    """Label the axes, units included."""
    if x:
        axes.set_xlabel(x, fontsize=TEXT, color=theme.second, labelpad=5)
    if y:
        axes.set_ylabel(y, fontsize=TEXT, color=theme.second, labelpad=5)


def explain_marks(axes: Axes, theme: Theme, handles: Sequence[Any], columns: int = 3) -> None:
    """A legend in one row above the axes, at the left, outside the data."""
    legend = axes.legend(
        handles=list(handles), loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns,
        frameon=False, fontsize=TEXT, borderaxespad=0.2, borderpad=0.2, handlelength=1.6,
        handletextpad=0.5, columnspacing=1.4, labelcolor=theme.second,
    )  # fmt: skip
    legend.set_zorder(5)


def money_ticks(currency: str) -> Callable[..., str]:
    """Tick labels of amounts: £200k."""

    def label(amount: float, _place: float = 0) -> str:
        text = format_money(amount, currency, short=True)
        return text.replace(".00", "").replace(".0k", "k").replace(".0m", "m").replace(".0bn", "bn")

    return label


def percent_ticks(share: float, _place: float = 0) -> str:
    """Tick labels of shares: 40 %."""
    return f"{share * 100:g} %"


def scale_shares(axes: Axes, highest: float, axis: str = "x") -> None:
    """A scale of shares from 0 to the next round tick above the highest, at most 100 %."""
    steps = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25)
    step = next((step for step in steps if highest <= 4 * step), 0.25)
    count = min(round(1 / step), max(1, math.ceil(highest / step - 1e-9)))
    ticks = [place * step for place in range(count + 1)]
    (axes.set_xticks if axis == "x" else axes.set_yticks)(ticks)
    (axes.set_xlim if axis == "x" else axes.set_ylim)(0, ticks[-1])
    (axes.xaxis if axis == "x" else axes.yaxis).set_major_formatter(percent_ticks)


def mix(one: str, other: str, share: float) -> str:
    """A hex colour between two: `share` of the other."""
    both = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in both)
