"""Garbage is collected in the window's thread, never by a job."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from xsell_desktop.domain.progress import Progress
from xsell_desktop.ui.collector import Collector
from xsell_desktop.ui.jobs import Jobs


class Knot:
    """Something only the cyclic collector frees."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.cancel_all()
    made.wait()


@pytest.fixture
def collector(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """A collector whose libraries are not all loaded yet, whatever other tests have loaded, and
    that waits to be asked, however slow the machine is."""
    monkeypatch.setattr("xsell_desktop.ui.collector.LAST_LIBRARY", "still.to.come")
    gc.collect()
    made = Collector(jobs)
    made._timer.stop()
    yield made
    made.stop()
    assert gc.isenabled()
    gc.unfreeze()


def test_jobs_collect_nothing_and_the_window_does(
    qtbot: QtBot, jobs: Jobs, collector: Collector
) -> None:
    seen: list[weakref.ref[Knot]] = []

    def work(_progress: Progress) -> None:
        seen.extend(weakref.ref(Knot()) for _number in range(5000))

    jobs.run("tangle", work)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert all(knot() is not None for knot in seen)
    collector.collect()
    assert all(knot() is None for knot in seen)


def test_little_garbage_waits(collector: Collector) -> None:
    collector.collect()
    knot = weakref.ref(Knot())
    collector.collect()
    assert knot() is not None


def test_it_collects_unasked(qtbot: QtBot, collector: Collector) -> None:
    collector._timer.start()
    knots = [weakref.ref(Knot()) for _number in range(5000)]
    qtbot.waitUntil(lambda: all(knot() is None for knot in knots))
