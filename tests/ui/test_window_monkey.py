"""Random mouse and key events over the whole window: nothing breaks, nothing is left behind, and
the window shows what one built afresh shows."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from test_afresh import afresh, everything, settle
from window_monkey import WindowMonkey, left_behind

from xsell_desktop import workflow
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.session import State

LONG, SHORT = 20_000, 160
# what does not hang on which rows, columns, pages and files the user chose to look at
EQUAL = ("canvas", "matrix", "palette", "policies", "kpis", "foot")
STEADY = {"running timer", "window on show", "thread", "CanvasMenu", "PartnerMenu"}
MOST_MORE = 400  # parts of longer lists, and of pages and panels opened for the first time
PATIENCE = 240  # seconds for all that was asked for to be worked out
TURN = 10  # events between two turns of the event loop
QUIET = ("This plugin does not support", "propagateSizeHints", "Mouse event at")


@pytest.fixture(scope="module")
def sample() -> State:
    """The sample shop, not analysed yet."""
    return State(workflow.import_files(Sales(), workflow.sample_files()).sales)


def rest(window: MainWindow, begin: State, monkey: WindowMonkey) -> Counter[str]:
    """Bring the window to where it began, and count what exists then."""
    monkey.settle()
    for name in ("theme_light", "usual_text"):
        window.commands[name].trigger()
    window.resize(1280, 800)
    window.projects.show_state(begin, saved=True)
    settle(window, PATIENCE)
    everything(window)
    window.show_place("pairings")
    monkey.settle()
    gc.collect()
    return left_behind(window)


def let_loose(
    window: MainWindow, sample: State, seed: int, halves: list[int], folder: Path,
    patch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkey = WindowMonkey(window, sample, seed, folder, patch)
    window.projects.show_state(sample, saved=True)
    settle(window, PATIENCE)
    window.show_place("pairings")
    counts: list[Counter[str]] = []
    for turns in halves:
        for turn in range(turns):
            monkey.act()
            if turn % TURN == 0:
                monkey.go_on()
        monkey.settle()
        window.projects.show_state(window.session.state, saved=True)  # what jobs were stopped in
        settle(window, PATIENCE)
        now, new = everything(window), afresh(window, folder)
        assert {key for key in EQUAL if now.get(key) != new.get(key)} == set()
        if len(halves) > 1:
            counts.append(rest(window, sample, monkey))
    monkey.retire()
    more = counts[-1] - counts[0] if counts else Counter[str]()
    assert not {what for what in more if what in STEADY}, more
    assert more.total() <= MOST_MORE, more.most_common(12)


@pytest.mark.qt_log_ignore(*QUIET)
@pytest.mark.timeout(300)
def test_random_hands_leave_the_window_as_if_built_afresh(
    window: MainWindow, sample: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_loose(window, sample, 1, [SHORT], tmp_path, monkeypatch)


@pytest.mark.long
@pytest.mark.qt_log_ignore(*QUIET)
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", range(5))
def test_a_great_many_events_on_the_whole_window(
    window: MainWindow, sample: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    let_loose(window, sample, 500 + seed, [LONG // 2] * 2, tmp_path, monkeypatch)
