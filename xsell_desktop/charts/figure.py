"""A chart as a figure: heading, room, fonts; as pixels for the window or as a file."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from xsell_desktop.charts.chart import Chart
from xsell_desktop.charts.lettering import LINE, TEXT, TITLE, wrap
from xsell_desktop.domain.errors import UserError
from xsell_desktop.kpis.summary import Kpis
from xsell_desktop.tables.atomic import atomic_path
from xsell_desktop.texts import _
from xsell_desktop.tokens import LIGHT, Theme

SAVED_INCHES = (8.0, 5.0)
SAVED_DPI = 144
LARGEST = 1.6  # times nominal size
MARGIN = 0.16  # inches
FORMATS = ("png", "svg", "pdf")
NO_DATES: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def make_figure(
    chart: Chart,
    kpis: Kpis,
    theme: Theme,
    width_inches: float,
    height_inches: float,
    dpi: float,
    *,
    heading: bool = True,
) -> Figure:
    """The drawn figure. Text has its nominal size at 96 dpi: 960 × 600 pixels are 10 × 6.25."""
    figure = Figure(figsize=(width_inches, height_inches), dpi=dpi, facecolor=theme.surface)
    FigureCanvasAgg(figure)
    used = _write_heading(figure, chart, theme) if heading else 0.0
    edge_x, edge_y = MARGIN / width_inches, MARGIN / height_inches
    room = 1 - used / height_inches
    place = (edge_x, edge_y, 1 - 2 * edge_x, room - 1.6 * edge_y)
    figure.set_layout_engine(ConstrainedLayoutEngine(w_pad=0.0, h_pad=0.0, rect=place))
    chart.draw(figure.add_subplot(), kpis, theme)
    return figure


def _write_heading(figure: Figure, chart: Chart, theme: Theme) -> float:
    """Write title and subtitle; returns the inches they take from the top."""
    width, height = figure.get_size_inches()
    room = width - 2 * MARGIN
    title = wrap(chart.title(), room, TITLE, bold=True)
    subtitle = wrap(chart.subtitle(), room)
    x, top = MARGIN / width, 0.12
    style: dict[str, Any] = {"va": "top", "linespacing": LINE}
    figure.text(
        x, 1 - top / height, title, fontsize=TITLE, fontweight="bold", color=theme.text, **style
    )
    top += (title.count("\n") + 1) * TITLE * LINE / 72 + 0.03
    figure.text(x, 1 - top / height, subtitle, fontsize=TEXT, color=theme.second, **style)
    return float(top + (subtitle.count("\n") + 1) * TEXT * LINE / 72 + 0.02)


@dataclass(frozen=True, slots=True)
class Pixels:
    """An opaque picture: rows of RGBA bytes."""

    width: int
    height: int
    rgba: bytes


def render(
    chart: Chart, kpis: Kpis, theme: Theme, width: int, height: int, ratio: float = 1.0,
    *, heading: bool = True,
) -> Pixels:  # fmt: skip
    """The chart for a place of width × height device-independent pixels on a screen of `ratio`.

    From 760 × 520 pixels on text and lines grow with the picture.
    """
    scale = 96 * min(LARGEST, max(1.0, min(width / 760, height / 520)))
    figure = make_figure(
        chart, kpis, theme, width / scale, height / scale, scale * ratio, heading=heading
    )
    pixels = BytesIO()
    figure.savefig(pixels, format="rgba")
    columns, rows = figure.canvas.get_width_height(physical=True)
    return Pixels(columns, rows, pixels.getvalue())


def save_chart(chart: Chart, kpis: Kpis, path: Path, theme: Theme = LIGHT) -> None:
    """Write PNG, SVG or PDF by the path's suffix; the same figures give the same bytes.

    Raises UserError for another suffix or when the file cannot be written.
    """
    form = path.suffix.lower().lstrip(".")
    if form not in FORMATS:
        raise UserError(
            _("Charts are saved as PNG, SVG or PDF"),
            _("{file} has another ending.").format(file=path.name),
            _("Choose a name that ends in .png, .svg or .pdf."),
        )
    figure = make_figure(chart, kpis, theme, *SAVED_INCHES, SAVED_DPI)
    with atomic_path(path) as temporary:
        quickly: dict[str, Any] = {"pil_kwargs": {"compress_level": 3}} if form == "png" else {}
        figure.savefig(
            temporary, format=form, metadata=NO_DATES[form], facecolor=theme.surface, **quickly
        )
