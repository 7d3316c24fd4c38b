"""Products glide to where they are; whoever asks gets the place they go to."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.ui.canvas.painting.motion import SWITCH
from xsell_desktop.ui.canvas.painting.view import GraphView
from xsell_desktop.ui.canvas.scene.scene import build_scene


@pytest.fixture
def view(qtbot: QtBot, analysis: Analysis, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphView]:
    """A graph on the screen, with motion on."""
    monkeypatch.setenv(SWITCH, "1")
    view = GraphView()
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    qtbot.waitExposed(view)
    view.set_scene(build_scene(analysis, Plan(), View()))
    view.grab()
    yield view


def moved(analysis: Analysis, view: GraphView, by: float) -> Plan:
    key = view.scene.keys[0]
    x, y = view.scene.position[0]
    return Plan(positions={key: (float(x) + by, float(y) + by)})


def test_products_glide_there_and_arrive(qtbot: QtBot, analysis: Analysis, view: GraphView) -> None:
    view.set_camera(view.camera)
    before = view.points.copy()
    view.set_scene(build_scene(analysis, moved(analysis, view, 90.0), View()))
    assert view.motion.is_on
    seen = view.motion.between(view.picture)
    assert np.allclose(seen.points, before, atol=1.0)
    assert np.hypot(*(view.points[0] - before[0])) > 20.0
    assert view.node_under(QPointF(*view.points[0])) == 0
    qtbot.waitUntil(lambda: not view.motion.is_on, timeout=3000)
    assert view.motion.between(view.picture).points is view.points


def test_an_interrupted_motion_goes_on_from_where_it_is(
    qtbot: QtBot, analysis: Analysis, view: GraphView
) -> None:
    view.set_camera(view.camera)
    plain = view.scene
    view.set_scene(build_scene(analysis, moved(analysis, view, 90.0), View()))
    qtbot.wait(90)
    halfway = view.motion.between(view.picture).points.copy()
    view.set_scene(plain)
    again = view.motion.between(view.picture).points
    assert np.allclose(again, halfway, atol=3.0)


def test_looking_elsewhere_and_dragging_are_never_late(analysis: Analysis, view: GraphView) -> None:
    view.set_scene(build_scene(analysis, moved(analysis, view, 90.0), View()))
    view.set_camera(view.camera.zoomed(1.3, 10.0, 10.0))
    assert not view.motion.is_on
    view.show_all()
    assert view.motion.is_on
    view.set_positions(view.positions.copy())
    assert not view.motion.is_on


def test_names_go_with_their_products(analysis: Analysis, view: GraphView) -> None:
    view.set_scene(build_scene(analysis, Plan(), View(focus=(view.scene.keys[0],))))
    view.show_all()
    seen, goal = view.motion.between(view.picture), view.picture
    assert len(seen.names.labels) == len(goal.names.labels) > 0
    for now, then in zip(seen.names.labels, goal.names.labels, strict=True):
        off = seen.points[now.node] - goal.points[now.node]
        assert (now.left - then.left, now.top - then.top) == pytest.approx(tuple(off))
    appeared = [n for n, key in enumerate(goal.scene.keys) if not seen.radius[n]]
    assert all(np.allclose(seen.points[n], goal.points[n]) for n in appeared)


def test_no_motion_where_nobody_wants_any(
    analysis: Analysis, view: GraphView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, "0")
    view.set_scene(build_scene(analysis, moved(analysis, view, 90.0), View()))
    assert not view.motion.is_on
    assert view.motion.between(view.picture) is view.picture


def test_nothing_runs_when_nothing_moves(analysis: Analysis, view: GraphView) -> None:
    view.set_scene(build_scene(analysis, Plan(), View()))
    view.grab()
    assert not view.motion.is_on
