"""The first paint comes before any heavy import; starting arguments do what they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from xsell_desktop import app
from xsell_desktop.project.file import Project, save
from xsell_desktop.ui.actions import PLACE_KEYS
from xsell_desktop.ui.main_window import MainWindow

HEAVY = ("pandas", "scipy", "networkx", "matplotlib")
FIRST_PAINT = """
import json, sys
from PySide6.QtCore import QTimer
from xsell_desktop import app
from xsell_desktop.ui.main_window import MainWindow

begin, seen = app.begin, {}
def watch(window, arguments):
    window.grab()
    seen["before"] = [m for m in HEAVY if m in sys.modules]
    seen["visible"] = window.isVisible()
    begin(window, arguments)
    def idle():
        if window.jobs.is_busy:
            return
        seen["after"] = [m for m in HEAVY if m in sys.modules]
        print(json.dumps(seen))
        window.close()
    timer = QTimer(window, interval=20)
    timer.timeout.connect(idle)
    timer.start()
HEAVY = ("pandas", "scipy", "networkx", "matplotlib")
app.begin = watch
sys.exit(app.main([]))
"""


def test_the_window_paints_before_any_heavy_import(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    seen = json.loads(told.stdout)
    assert seen["visible"]
    assert seen["before"] == []
    assert seen["after"] == list(HEAVY)  # warmed up while nobody waited


def test_a_project_given_at_the_start_is_opened(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "given.xsell"
    save(path, Project())
    app.begin(window, [str(path)])
    qtbot.waitUntil(lambda: window.session.path == str(path), timeout=20_000)
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=60_000)


def test_exports_given_at_the_start_are_offered(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("milk,bread\nmilk\nbread,butter,milk\n")
    app.begin(window, [str(path)])
    dialog = window.imports.dialog
    assert dialog is not None
    assert dialog.files[0].path == path
    dialog.reject()
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=60_000)


def test_demo_opens_the_sample(qtbot: QtBot, window: MainWindow) -> None:
    app.begin(window, ["demo"])
    qtbot.waitUntil(lambda: bool(window.session.sales), timeout=60_000)
    assert window.session.sales.imports[0].source == "trailhead-orders.csv"


def test_places_are_built_ahead_while_nothing_runs_and_know_the_session_when_shown(
    qtbot: QtBot, window: MainWindow
) -> None:
    app.begin(window, [])
    qtbot.waitUntil(lambda: set(window.deck.places) == set(PLACE_KEYS), timeout=60_000)
    assert window.deck.currentWidget() is window.deck.places["start"]
    with qtbot.waitSignal(window.imports.imported, timeout=60_000):
        window.imports.open_sample()
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=60_000)
    for key in ("bundles", "pairings"):
        assert not window.deck.places[key].isVisible()
    place = window.show_place("bundles")
    assert place.candidates.table.columns.rows > 0  # type: ignore[attr-defined]
