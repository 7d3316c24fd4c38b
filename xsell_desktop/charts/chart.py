"""What a chart is: a name, two sentences and one function that draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xsell_desktop.kpis.summary import Kpis
from xsell_desktop.tokens import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Draw = Callable[["Axes", Kpis, Theme], None]


@dataclass(frozen=True, slots=True)
class Chart:
    """`id` names files; `title` is the subject, `subtitle` the definition, in today's language.

    `draw` puts everything on the axes it gets; where a figure is missing, the sentence why.
    """

    id: str
    title: Callable[[], str]
    subtitle: Callable[[], str]
    draw: Draw
