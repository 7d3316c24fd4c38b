"""How long the window stands still during single gestures and commands, Online Retail open.

Usage: QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_gestures.py [DATA] [--rounds N]
       [--only WORD ...] [--profile]

A 10 ms timer notes the gaps between its ticks, and how much of each the window's thread was at
work (on a machine with other work a gap is longer than that). Each gesture of
`window_commands.Hands` is made so many rounds; its figure is the median over the rounds of the
longest gap. The exit code is 1 when the window's thread was at work for over 100 ms in one of them.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pickle
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_run import find_data
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from window_commands import Hands, gestures_of
from window_fingers import Steps

from xsell_desktop import app, workflow
from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui import theme
from xsell_desktop.ui.actions import PLACE_KEYS
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.session import State
from xsell_desktop.ui.settings import AppSettings

TICK_MS, QUIET_MS, REST_MS = 10, 15.0, 120
AIM_MS = 100.0
Gap = tuple[float, float]  # ms by the clock, ms at work


class Gaps:
    """Remembers the longest gap between two ticks."""

    def __init__(self) -> None:
        self.longest: Gap = (0.0, 0.0)
        self._last = self._now()
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def take(self) -> Gap:
        """The gap in which most work was done; starts anew."""
        longest, self.longest = self.longest, (0.0, 0.0)
        return longest

    def _tick(self) -> None:
        now = self._now()
        gap = (now[0] - self._last[0]) * 1000, (now[1] - self._last[1]) * 1000
        self.longest = max(self.longest, gap, key=lambda one: one[1])
        self._last = now

    @staticmethod
    def _now() -> Gap:
        return time.perf_counter(), time.thread_time()


def wait(milliseconds: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def rest(window: MainWindow) -> None:
    """Wait until nothing is at work any more."""
    wait(REST_MS)
    while window.jobs.is_busy:
        wait(REST_MS)


def measure(window: MainWindow, gaps: Gaps, steps: Callable[[], Steps]) -> list[Gap]:
    """The longest gap after each step of a gesture."""
    found = []
    rest(window)
    gaps.take()
    turns = steps()
    while True:
        done = next(turns, turns)
        rest(window)
        found.append(gaps.take())
        if done is turns:
            return found


def open_window(application: QApplication, data: Path, kept: Path | None) -> MainWindow:
    """The window as `app.main` makes it, all places built, with the file mined."""
    if kept is not None and kept.is_file():
        sales, analysis = pickle.loads(kept.read_bytes())
    else:
        sales = workflow.import_files(Sales(), [data]).sales
        analysis = workflow.analyse(sales, Settings())
        if kept is not None:
            kept.write_bytes(pickle.dumps((sales, analysis)))
    settings = AppSettings(Path(tempfile.mkdtemp()) / "settings.ini")
    window = app.make_window(settings)
    app.keep_fluid(application, window)
    window.resize(1280, 800)
    window.show()
    app.begin(window, [])
    while window.jobs.is_busy or len(window.deck.places) < len(PLACE_KEYS):
        wait(50)
    window.session.open(State(sales=sales, plan=Plan(), analysis=analysis), saved=True)
    window.show_place("pairings")
    rest(window)
    return window


def tell(name: str, rounds: list[list[Gap]]) -> bool:
    """Print a gesture's longest gap and the step it followed; whether it is short enough."""
    worst = [max(gaps, key=lambda gap: gap[1]) for gaps in rounds]
    clock, work = (statistics.median(gap[part] for gap in worst) for part in (0, 1))
    by_step = [max(gap[1] for gap in turn) for turn in zip(*rounds, strict=False)]
    longest = max(gap[1] for gap in worst)
    good = longest <= AIM_MS
    steps = " ".join(f"{ms:.0f}" for ms in by_step)
    print(
        f"{name:26} {work:5.0f} {longest:5.0f} {clock:5.0f} {'' if good else 'OVER':5} {steps}",
        flush=True,
    )
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", nargs="?")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[], help="gestures with one of these words")
    parser.add_argument("--profile", action="store_true", help="say what took the time instead")
    parser.add_argument("--keep", type=Path, help="keep what was mined in this file for next time")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = home
        application = app.make_application()
        theme.apply_theme(application, "light")
        window = open_window(application, find_data(asked.data), asked.keep)
        hands, gaps, good = Hands(window, Plan()), Gaps(), True
        print(
            "ms at work (median, longest), by the clock (median), at work after each step (longest)"
        )
        for name, steps in gestures_of(hands).items():
            if asked.only and not any(word in name for word in asked.only):
                continue
            profile, rounds = cProfile.Profile(time.thread_time), []
            for _round in range(asked.rounds):
                hands.begin()
                rest(window)
                if asked.profile:
                    profile.enable()
                rounds.append(measure(window, gaps, steps))
                profile.disable()
            good = tell(name, rounds) and good
            if asked.profile:
                pstats.Stats(profile).sort_stats("cumulative").print_stats("xsell_desktop", 60)
        window.jobs.cancel_all()
        window.jobs.wait()
        sys.stdout.flush()
        os._exit(0 if good else 1)


if __name__ == "__main__":
    main()
