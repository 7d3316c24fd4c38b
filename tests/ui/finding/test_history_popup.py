"""The list of steps: what it says, and where a click on it leads."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from xsell_desktop.domain import edits
from xsell_desktop.domain.change import Change
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.ui.main_window import MainWindow

PAIRS = [pair_of("a", partner) for partner in "bcd"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def worked(window: MainWindow) -> MainWindow:
    for turn, pair in enumerate(PAIRS):
        plan = edits.accept_pairing(window.session.plan, pair)
        window.session.edit(f"Step {turn + 1}", plan)
    window.show()
    return window


def test_steps_are_listed_the_latest_first_with_their_time(worked: MainWindow) -> None:
    worked.commands["history"].trigger()
    popup = worked.history
    assert popup.lines == ["Step 3", "Step 2", "Step 1", "As it was opened"]
    assert popup.list.currentIndex().row() == 0
    assert re.fullmatch(r"\d\d:\d\d", worked.session.time_of(0))


def test_a_step_leads_there_in_one_change(worked: MainWindow) -> None:
    told: list[Change] = []
    worked.session.changed.connect(told.append)
    worked.commands["history"].trigger()
    popup = worked.history
    popup.list.setCurrentIndex(popup.list.model().index(2, 0))
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    assert set(worked.session.plan.pairings) == {PAIRS[0]}
    assert [change.parts for change in told] == [frozenset({"pairings"})]
    assert not popup.isVisible()
    popup.open(worked)
    assert popup.list.currentIndex().row() == 2
    assert popup.lines[0] == "Step 3", "what was undone can be done again"


def test_the_bottom_is_the_first_plan_and_the_top_the_last(worked: MainWindow) -> None:
    last = worked.session.plan
    worked.session.go_to(0)
    assert worked.session.plan == Plan()
    worked.session.go_to(3)
    assert worked.session.plan == last


def test_where_one_stands_changes_nothing(worked: MainWindow) -> None:
    told: list[Change] = []
    worked.session.changed.connect(told.append)
    worked.session.go_to(3)
    assert told == []
