"""Where cells and names lie: back and forth, in sight, never one over another."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import MatrixOrder, View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.ui.matrix.frame import SIZES, Frame, step_size
from xsell_desktop.ui.matrix.grid import build_grid
from xsell_desktop.ui.matrix.headers import group_spans, header_sizes, place_labels

frames = st.builds(
    Frame,
    count=st.integers(1, 200),
    cell=st.sampled_from(SIZES),
    left=st.integers(0, 250),
    top=st.integers(0, 150),
    width=st.integers(300, 1500),
    height=st.integers(200, 900),
).flatmap(
    lambda frame: st.tuples(st.integers(0, 9000), st.integers(0, 9000)).map(
        lambda by: frame.scrolled(*by)
    )
)


@settings(max_examples=100, deadline=None)
@given(frames, st.integers(0, 199), st.integers(0, 199))
def test_a_pixel_of_a_cell_leads_back_to_it(frame: Frame, row: int, column: int) -> None:
    row, column = row % frame.count, column % frame.count
    seen = frame.showing(row, column)
    middle = seen.rect(row, column).center()
    assert seen.row_at(middle.y()) == row
    assert seen.column_at(middle.x()) == column
    assert row in seen.rows() and column in seen.columns()
    assert 0 <= seen.x <= seen.furthest[0] and 0 <= seen.y <= seen.furthest[1]
    if frame.cells.contains(frame.rect(row, column).toRect()):
        assert (seen.x, seen.y) == (frame.x, frame.y)


@settings(max_examples=100, deadline=None)
@given(frames, st.sampled_from(SIZES), st.integers(0, 199))
def test_zoom_keeps_the_cell_under_the_pointer(frame: Frame, cell: int, place: int) -> None:
    place %= frame.count
    spot = frame.showing(place, place)
    at = spot.rect(place, place).center()
    larger = spot.sized(cell, spot.left, spot.top, (at.x(), at.y()))
    inside = larger.rect(place, place)
    if larger.x not in (0, larger.furthest[0]) and larger.y not in (0, larger.furthest[1]):
        assert inside.adjusted(-1, -1, 1, 1).contains(at)


def test_columns_are_broad_where_there_is_room_and_never_shrink_when_zooming_in() -> None:
    for count in (3, 29, 60, 125, 600):
        frames = [Frame(count, cell, left=140, width=850, height=340) for cell in SIZES]
        for frame in frames:
            assert frame.cell <= frame.wide <= 2 * frame.cell
            assert frame.wide == frame.cell or frame.wide * count <= 850 - 140
        assert all(one.wide <= other.wide for one, other in pairwise(frames))
    assert Frame(125, 2, left=140, width=850).wide == 4
    assert Frame(125, 2, left=140, width=400).wide == 2


def test_sizes_step_up_and_down_and_stop_at_the_ends() -> None:
    assert step_size(SIZES[0], -3) == SIZES[0]
    assert step_size(SIZES[-1], 2) == SIZES[-1]
    for smaller, larger in pairwise(SIZES):
        assert step_size(smaller, 1) == larger and step_size(larger, -1) == smaller


def test_names_never_meet_at_any_size_order_and_place(
    qapp: QApplication, analysis: Analysis
) -> None:
    font = qapp.font()
    for pixels in (12, 23):
        font.setPixelSize(pixels)
        metrics = QFontMetricsF(font)
        for order in MatrixOrder:
            grid = build_grid(analysis, Plan(), View(matrix_order=order))
            for cell in SIZES:
                named = max(14, -(-int(metrics.height() * 2) // 2))
                frame = Frame(len(grid), cell, width=700, height=400, named=named)
                left, top = header_sizes(grid, frame, metrics)
                assert left < 400 and top < 300
                for by in (0, 37, 10_000):
                    seen = Frame(
                        len(grid), cell, left, top, width=700, height=400, named=named
                    ).scrolled(by, by)
                    for across in (False, True):
                        labels = place_labels(grid, seen, metrics, across=across)
                        assert labels or cell * len(grid) < metrics.height()
                        middles = sorted(label.middle for label in labels)
                        gaps = [b - a for a, b in pairwise(middles)]
                        assert all(gap >= metrics.height() - 1 for gap in gaps), (cell, order)
                        for start, end, number in group_spans(grid, seen, across=across):
                            assert start < end and grid.groups[number]
