"""The map in the corner: there when something is out of view, and a way to get to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from xsell_desktop.ui.places.pairings import PairingsPlace


def test_it_shows_only_while_something_is_out_of_view(place: PairingsPlace) -> None:
    canvas = place.canvas
    assert not canvas.overview_map.isVisible()
    canvas.zoom_by(3.0)
    assert canvas.overview_map.isVisible()
    corner = canvas.overview_map.geometry().bottomRight()
    assert canvas.rect().contains(corner)
    canvas.show_all()
    assert not canvas.overview_map.isVisible()


def test_a_click_looks_there(place: PairingsPlace) -> None:
    canvas = place.canvas
    canvas.zoom_by(4.0)
    scale = canvas.camera.scale
    own = canvas.overview_map
    spot = QPoint(30, 30)
    assert not own.frame.contains(QPointF(spot))
    QTest.mouseClick(own, Qt.MouseButton.LeftButton, pos=spot)
    assert canvas.camera.scale == scale
    assert own.frame.center().x() == pytest.approx(30.0, abs=1.0)
    assert own.frame.center().y() == pytest.approx(30.0, abs=1.0)


def test_dragging_the_frame_moves_it_by_as_much(place: PairingsPlace) -> None:
    canvas = place.canvas
    canvas.zoom_by(3.0)
    own = canvas.overview_map
    before = own.frame.center()
    start = before.toPoint() + QPoint(4, 2)
    QTest.mousePress(own, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(own, start + QPoint(12, -6))
    QTest.mouseRelease(own, Qt.MouseButton.LeftButton, pos=start + QPoint(12, -6))
    moved = own.frame.center() - before
    assert (moved.x(), moved.y()) == pytest.approx((12.0, -6.0), abs=0.5)
    QTest.mouseMove(own, start)
    assert (own.frame.center() - before - moved).manhattanLength() < 0.5


def test_the_frame_is_what_the_canvas_sees(place: PairingsPlace) -> None:
    canvas = place.canvas
    canvas.zoom_by(2.0)
    frame = canvas.overview_map.frame
    assert frame.width() / frame.height() == pytest.approx(canvas.width() / canvas.height())
    wide = frame.width()
    canvas.zoom_by(2.0)
    assert canvas.overview_map.frame.width() == pytest.approx(wide / 2)


def test_zoom_to_selection_brings_it_near(place: PairingsPlace) -> None:
    canvas = place.canvas
    canvas.show_close([0])
    middle = canvas.points[0]
    assert middle.tolist() == pytest.approx([canvas.width() / 2, canvas.height() / 2])
    near = canvas.camera.scale
    canvas.show_close([0, len(canvas.scene) - 1])
    assert canvas.sees([0, len(canvas.scene) - 1])
    assert canvas.camera.scale < near
    before = canvas.camera
    canvas.show_close([])
    assert canvas.camera == before
