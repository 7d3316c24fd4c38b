"""Zoom, pan and fit as plain geometry."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.ui.canvas.painting.camera import Camera

places = st.floats(-1e4, 1e4)
pixels = st.floats(0, 1000)
cameras = st.builds(
    Camera,
    scale=st.floats(0.01, 100),
    x=places,
    y=places,
    width=st.floats(100, 2000),
    height=st.floats(100, 2000),
)


@given(cameras, st.floats(0.2, 5), pixels, pixels)
def test_zooming_keeps_the_place_under_the_pointer(
    camera: Camera, factor: float, px: float, py: float
) -> None:
    before = camera.to_place(px, py)
    assert camera.zoomed(factor, px, py).to_place(px, py) == pytest.approx(before, abs=1e-6)


@given(cameras, pixels, pixels)
def test_pixels_and_places_are_inverse(camera: Camera, px: float, py: float) -> None:
    back = camera.to_screen(np.array([camera.to_place(px, py)]))[0]
    assert back == pytest.approx([px, py], abs=1e-3)


@given(cameras, st.floats(-300, 300), st.floats(-300, 300))
def test_panning_moves_every_pixel_alike(camera: Camera, dx: float, dy: float) -> None:
    spots = np.array([[0.0, 0.0], [5.0, -7.0]])
    moved = camera.panned(dx, dy).to_screen(spots) - camera.to_screen(spots)
    assert moved == pytest.approx(np.array([[dx, dy]] * 2), abs=1e-3)


@given(cameras, st.lists(st.tuples(places, places), min_size=2, max_size=20, unique=True))
def test_fitting_brings_everything_inside_the_margins(
    camera: Camera, spots: list[tuple[float, float]]
) -> None:
    cloud = np.array(spots)
    if np.ptp(cloud, axis=0).max() < 1e-3:
        return
    shown = camera.fitted(cloud, 20, 10).to_screen(cloud)
    assert (shown >= np.array([20, 10]) - 1e-3).all()
    assert (shown <= np.array([camera.width - 20, camera.height - 10]) + 1e-3).all()


def test_fitting_one_or_no_place_keeps_the_zoom() -> None:
    camera = Camera(scale=3.0, width=100, height=100)
    assert camera.fitted(np.zeros((0, 2))) == camera
    alone = camera.fitted(np.array([[7.0, 9.0]]))
    assert (alone.scale, alone.x, alone.y) == (3.0, 7.0, 9.0)
