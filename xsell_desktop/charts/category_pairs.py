"""Which categories are bought together more often than chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from xsell_desktop.charts import ink, lettering
from xsell_desktop.charts.chart import Chart
from xsell_desktop.kpis.categories import CategoryPairs
from xsell_desktop.kpis.summary import Kpis
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.texts import _, count_text, times_text
from xsell_desktop.tokens import Theme, contrast

if TYPE_CHECKING:
    from matplotlib.axes import Axes

REACH = 1.5  # powers of two from pale to full colour
STRONG = 1.25  # times chance from which the number is set bold, for grey print
ENOUGH = 5  # expected orders below which no ratio is shown
CELL = (0.44, 0.26)  # inches a cell needs at least
TALL = 0.42  # height of a cell with the count below the ratio


def draw(axes: Axes, kpis: Kpis, theme: Theme) -> None:
    """Half a matrix, each category's name at its corner; blue above chance, red below."""
    pairs = kpis.categories
    if isinstance(pairs, Missing):
        ink.say(axes, theme, pairs.text)
        return
    width, height = ink.size_inches(axes)
    shown = max(3, min(len(pairs.names), int((height - 0.5) / CELL[1])))
    shown, cell, names = _fit_names(pairs.names[:shown], width)
    colours = LinearSegmentedColormap.from_list(
        "chance", [theme.chance, ink.mix(theme.surface, theme.second, 0.06), theme.accent]
    )
    tall = (height - 0.5) / shown >= TALL
    for i in range(1, shown):
        for j in range(i):
            _draw_cell(axes, pairs, i, j, colours, theme, with_count=tall)
    for row, name in enumerate(names):
        axes.text(
            row - 0.42, row, name, ha="left", va="center", fontsize=lettering.TEXT, color=theme.text
        )
    axes.set_xlim(-0.5, width / cell - 0.5)
    axes.set_ylim(shown - 0.5, -0.5)
    axes.set_axis_off()
    _say_what(axes, pairs, shown, theme)


def _fit_names(names: tuple[str, ...], width: float) -> tuple[int, float, list[str]]:
    """How many categories fit with their names, the width of a cell, and the names as drawn."""
    for shown in range(len(names), 2, -1):
        short = [lettering.shorten(name, width * 0.3) for name in names[:shown]]
        rooms = [width - 0.1 - lettering.text_inches(name) for name in short]
        cell = min(room / (row + 0.2) for row, room in enumerate(rooms))
        if cell >= CELL[0] or shown == 3:
            return shown, min(cell, 1.3), short
    raise ValueError("at least three categories are needed")


def _draw_cell(
    axes: Axes, pairs: CategoryPairs, i: int, j: int, colours: LinearSegmentedColormap,
    theme: Theme, *, with_count: bool,
) -> None:  # fmt: skip
    together, expected = int(pairs.together[i, j]), float(pairs.expected[i, j])
    ground = theme.surface
    text, weight = "·", "normal"
    if expected >= ENOUGH:
        ratio = together / expected
        strength = np.clip(np.log2(max(ratio, 0.01)) / REACH, -1, 1)
        red, green, blue, _alpha = colours(0.5 + strength / 2)
        ground = "#" + "".join(f"{round(part * 255):02X}" for part in (red, green, blue))
        text = times_text(ratio)
        weight = "bold" if ratio >= STRONG else "normal"
        if with_count:
            text += f"\n{count_text(together)}"
    axes.fill_between(
        [j - 0.47, j + 0.47], i - 0.46, i + 0.46, facecolor=ground, edgecolor=theme.line,
        linewidth=0.5,
    )  # fmt: skip
    dark, light = sorted((theme.text, theme.surface), key=lambda c: contrast(c, "#FFFFFF"))[::-1]
    ink_colour = max(dark, light, key=lambda colour: contrast(colour, ground))
    axes.text(
        j, i, text, ha="center", va="center", fontsize=lettering.SMALL, color=ink_colour,
        linespacing=1.25, fontweight=weight,
    )  # fmt: skip


def _say_what(axes: Axes, pairs: CategoryPairs, shown: int, theme: Theme) -> None:
    kind = _("product families") if pairs.families else _("categories")
    listed = len(pairs.names) + pairs.others
    ink.find(
        axes, theme,
        _("The {shown} most bought of {all} {kind}. A dot: too few to tell.").format(
            shown=shown, all=count_text(listed), kind=kind
        )
        if shown < listed
        else _("All {all} {kind}. A dot: too few to tell.").format(all=listed, kind=kind),
    )  # fmt: skip


CHART = Chart(
    "category-pairs",
    lambda: _("Categories bought together"),
    lambda: _(
        "Orders with both ÷ those expected among orders as wide: 2× is twice as often as chance."
    ),
    draw,
)
