"""Every chart, for every kind of shop and size: drawn, legible, inside its frame, repeatable."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from xsell_desktop.charts import CHARTS, Chart
from xsell_desktop.charts.figure import make_figure, render
from xsell_desktop.kpis.summary import Kpis
from xsell_desktop.tokens import DARK, LIGHT, contrast

charts = pytest.mark.parametrize("chart", CHARTS.values(), ids=list(CHARTS))
sizes = pytest.mark.parametrize("size", [(480, 320), (1400, 900)], ids=str)
GAP = 0.5  # pixels by which two texts may touch


@pytest.fixture(autouse=True)
def no_warnings() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from font")
        yield


def drawn(chart: Chart, kpis: Kpis, size: tuple[int, int]) -> Figure:
    figure = make_figure(chart, kpis, LIGHT, size[0] / 96, size[1] / 96, 96)
    figure.draw_without_rendering()
    return figure


def all_axes(figure: Figure) -> Iterator[Axes]:
    for axes in figure.axes:
        yield axes
        yield from axes.child_axes


def texts_of(figure: Figure) -> Iterator[Text]:
    """Every text that is really drawn."""
    yield from figure.texts
    for axes in all_axes(figure):
        yield from axes.texts
        if axes.get_legend() is not None:
            yield from axes.get_legend().get_texts()
        yield axes.title
        yield axes._left_title
        if not axes.axison:
            continue
        for axis in (axes.xaxis, axes.yaxis):
            yield axis.label
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                if low - 1e-9 <= tick.get_loc() <= high + 1e-9 and tick.label1.get_visible():
                    yield tick.label1


def boxes_of(figure: Figure) -> list[tuple[str, Bbox]]:
    return [
        (text.get_text(), text.get_window_extent())
        for text in texts_of(figure)
        if text.get_text().strip() and text.get_visible()
    ]


def faults_of(figure: Figure) -> list[str]:
    """Texts that leave the picture, and pairs of texts that overlap."""
    boxes, (width, height) = boxes_of(figure), figure.bbox.size
    faults = [
        f"{text!r} leaves the picture: {box}"
        for text, box in boxes
        if min(box.x0, box.y0) < -GAP or box.x1 > width + GAP or box.y1 > height + GAP
    ]
    for (one, first), (other, second) in combinations(boxes, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        if wide > GAP and high > GAP:
            faults.append(f"{one!r} and {other!r} overlap by {wide:.0f}×{high:.0f}")
    return faults


@charts
@sizes
def test_texts_stay_inside_and_apart(chart: Chart, kpis: Kpis, size: tuple[int, int]) -> None:
    figure = drawn(chart, kpis, size)
    assert len(boxes_of(figure)) >= 3  # heading and at least something below
    assert not faults_of(figure)


def test_the_check_sees_texts_that_leave_or_overlap(full: Kpis) -> None:
    figure = drawn(CHARTS["pareto"], full, (640, 420))
    left, low = (figure.axes[0].texts[0].get_window_extent().p0 / (640, 420)).tolist()
    figure.text(left, low, "upon another")
    figure.text(0.9, 0.5, "out of the picture")
    figure.draw_without_rendering()
    assert len(faults_of(figure)) == 2


@charts
def test_the_picture_has_ink_and_the_right_size(chart: Chart, kpis: Kpis) -> None:
    picture = render(chart, kpis, DARK, 500, 340, 1.5)
    assert (picture.width, picture.height) == (750, 510)
    pixels = np.frombuffer(picture.rgba, dtype=np.uint8).reshape(510, 750, 4)
    assert (pixels[..., 3] == 255).all()
    ground = [int(DARK.surface[i : i + 2], 16) for i in (1, 3, 5)]
    assert pixels[0, 0, :3].tolist() == ground
    assert (pixels[120:, :, :3] != ground).any()


@charts
def test_the_same_figures_give_the_same_pixels(chart: Chart, full: Kpis) -> None:
    assert render(chart, full, LIGHT, 480, 320) == render(chart, full, LIGHT, 480, 320)


@charts
def test_themes_differ_and_texts_keep_their_contrast(chart: Chart, full: Kpis) -> None:
    for theme in (LIGHT, DARK):
        figure = make_figure(chart, full, theme, 6, 4, 96)
        figure.draw_without_rendering()
        for text in texts_of(figure):
            if text.get_text().strip() and text.get_text()[-1] not in "×0123456789":
                colour = to_hex(text.get_color())
                assert contrast(colour, theme.surface) >= 4.5, text.get_text()


@charts
def test_the_heading_can_be_left_to_the_window(chart: Chart, full: Kpis) -> None:
    assert drawn(chart, full, (900, 500)).texts[0].get_text() == chart.title()
    bare = make_figure(chart, full, LIGHT, 6, 4, 96, heading=False)
    assert not bare.texts


def test_names_are_distinct_and_fit_file_names() -> None:
    assert len(CHARTS) >= 8
    for name, chart in CHARTS.items():
        assert name == chart.id
        assert name.replace("-", "").isalpha()
        assert not chart.title().endswith(".")
        assert chart.subtitle().endswith(".")
    assert len({chart.title() for chart in CHARTS.values()}) == len(CHARTS)
