"""A project opens in another window the way it was looked at last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from xsell_desktop.app import make_window
from xsell_desktop.domain.view_edits import put_view
from xsell_desktop.domain.views import Arrangement, Filter, View
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.settings import AppSettings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def pairings(window: MainWindow, qtbot: QtBot) -> PairingsPlace:
    qtbot.waitUntil(
        lambda: window.session.analysis is not None and not window.jobs.is_busy, timeout=60_000
    )
    place = window.show_place("pairings")
    assert isinstance(place, PairingsPlace)
    qtbot.waitUntil(lambda: not window.jobs.is_busy)
    return place


def test_filter_focus_and_limit_come_back(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.imports.open_sample()
    place = pairings(window, qtbot)
    analysis = window.session.analysis
    assert analysis is not None
    looked = View(
        focus=analysis.products.keys[3:5],
        depth=2,
        limit=120,
        filter=Filter(evidence=frozenset({"proven", "likely"}), month=analysis.last_date[:7]),
        arrangement=Arrangement.CIRCLE,
    )
    place.viewing.show(looked)
    window.session.edit("Save view", put_view(window.session.plan, "Mine", looked))
    path = tmp_path / "shop.xsell"
    window.projects._write(path, None)
    qtbot.waitUntil(lambda: window.session.is_saved and not window.jobs.is_busy, timeout=30_000)
    qtbot.wait(500)
    shown = place.snapshot()
    window.projects.release()

    other = make_window(AppSettings(tmp_path / "settings.ini"))
    try:
        other.resize(1280, 800)
        other.show()
        other.projects.open(path)
        again = pairings(other, qtbot)
        assert again.viewing.view == looked == other.session.plan.views["Mine"]
        assert again.bar.limit == 120 and again.snapshot() == shown
        assert again.selection.products == looked.focus
        again.graph.trail.crumbs[0].click()  # behind it is the overview
        assert again.viewing.view == replace(looked, focus=(), depth=1)
    finally:
        other.jobs.cancel_all()
        other.jobs.wait()
        other.leave_unasked()
        other.deleteLater()
