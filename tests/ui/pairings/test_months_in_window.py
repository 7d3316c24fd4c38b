"""Months and segments in the real window: counted in a job, shown everywhere at once."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from xsell_desktop.domain.views import Filter
from xsell_desktop.mining.occasions import occasions_of, segment_id
from xsell_desktop.mining.passing import is_counted, passing_pairs
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.places.pairings import PairingsPlace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def sample(window: MainWindow, qtbot: QtBot) -> PairingsPlace:
    """The Pairings place with the sample shop analysed."""
    window.imports.open_sample()
    qtbot.waitUntil(
        lambda: window.session.analysis is not None and not window.jobs.is_busy, timeout=60_000
    )
    place = window.show_place("pairings")
    assert isinstance(place, PairingsPlace)
    return place


def test_a_month_asked_for_is_counted_and_then_holds(
    sample: PairingsPlace, window: MainWindow, qtbot: QtBot
) -> None:
    analysis, plan = window.session.analysis, window.session.plan
    assert analysis is not None and occasions_of(analysis) is None
    everything = sample.snapshot()
    asked = Filter(month=analysis.last_date[:7])
    sample.viewing.change(filter=asked)  # as a saved view does
    assert not is_counted(analysis, asked)
    assert sample.filtering.chips.count.text() == "being counted…"
    qtbot.waitUntil(lambda: is_counted(analysis, asked), timeout=30_000)
    qtbot.waitUntil(lambda: not window.jobs.is_busy)
    passing = passing_pairs(analysis, plan, asked)
    assert passing is not None and 0 < passing.sum() < len(analysis.pairs)
    rows = sample.canvas.whole.rows
    assert len(rows) and passing[rows].all()
    assert sample.filtering.chips.count.text() == f"{int(passing.sum()):,} pairs pass"
    listed = [analysis.pair_row(*pair) for pair in sample.panel.shown_pairs]
    assert listed and all(row is not None and passing[row] for row in listed)
    found = occasions_of(analysis)
    assert found is not None
    cut = found.cuts[0]
    for place, segment in enumerate(cut.segments):
        both = Filter(month=asked.month, segment=segment_id(cut.key, segment.key))
        held = passing_pairs(analysis, plan, both)
        assert held is not None and not (held & ~passing).any()
        alone = passing_pairs(analysis, plan, Filter(segment=both.segment))
        table = found.by_segment[0][:, place]
        assert alone is not None and np.array_equal(alone, table >= analysis.settings.min_together)
    sample.viewing.change(filter=Filter())
    assert sample.snapshot() == everything
