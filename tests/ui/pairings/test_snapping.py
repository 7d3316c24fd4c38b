"""What is dragged lines up with what is nearly in line."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.ui.canvas.hand.snapping import REACH, snap_to_others

pixels = st.integers(0, 400).map(float)
places = st.lists(st.tuples(pixels, pixels), min_size=1, max_size=8)


def test_it_lines_up_both_ways_by_hand() -> None:
    moved = np.array([[103.0, 50.0]])
    others = np.array([[100.0, 300.0], [250.0, 54.0], [109.5, 60.0]])
    dx, dy, guides = snap_to_others(moved, others)
    assert (dx, dy) == (-3.0, 4.0)
    upright, level = guides
    assert upright.x1() == upright.x2() == 100.0
    assert (upright.y1(), upright.y2()) == (54.0 - 12, 300.0 + 12)
    assert level.y1() == level.y2() == 54.0
    assert (level.x1(), level.x2()) == (100.0 - 12, 250.0 + 12)


def test_far_from_every_line_nothing_moves() -> None:
    assert snap_to_others(np.array([[0.0, 0.0]]), np.array([[50.0, 90.0]])) == (0.0, 0.0, ())
    assert snap_to_others(np.zeros((0, 2)), np.zeros((3, 2))) == (0.0, 0.0, ())
    assert snap_to_others(np.zeros((3, 2)), np.zeros((0, 2))) == (0.0, 0.0, ())


@given(places, places)
def test_each_axis_takes_the_least_shift_there_is(
    moved: list[tuple[float, float]], others: list[tuple[float, float]]
) -> None:
    *shift, guides = snap_to_others(np.array(moved), np.array(others))
    for axis in (0, 1):
        offs = [other[axis] - one[axis] for one in moved for other in others]
        near = [off for off in offs if abs(off) <= REACH]
        assert abs(shift[axis]) == min(map(abs, near), default=0.0)
        if near:
            assert any(one[axis] + shift[axis] == pytest.approx(other[axis])
                       for one in moved for other in others)  # fmt: skip
    assert len(guides) <= 2
