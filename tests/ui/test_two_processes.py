"""Real windows in processes of their own: killed ones, and two on one project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import pytest

from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import pair_of
from xsell_desktop.project.file import Project, save

WINDOW = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox, QPushButton
from xsell_desktop import app
from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import pair_of
from xsell_desktop.ui import recovery_flow
from xsell_desktop.ui.project_flow import state_folder

recovery_flow.EVERY_MS = 100
app.warm_up = lambda progress: None
story, *arguments = sys.argv[1:]
begin = app.begin

def tell(**said):
    print(json.dumps(said), flush=True)

def copies():
    return len(list((state_folder() / "recovery").glob("*.xsell")))

def pairs(window):
    return len(window.session.plan.pairings)

def press(window, words):
    button = next(b for b in window.findChildren(QPushButton) if b.text() == words)
    button.click()

def edit(window):
    plan = edits.accept_pairing(window.session.plan, pair_of("C", "D"))
    window.session.edit("accept", plan)

def decide(window):  # edits once what was asked for is open, then waits to be killed
    edit(window)
    yield lambda: copies() == 1
    tell(kept=pairs(window), path=window.session.path)
    yield lambda: False

def recover(window):
    yield lambda: window.banner.isVisible()
    title = window.banner.title.text()
    press(window, "Open the copy")
    yield lambda: pairs(window) > 0 and not window.jobs.is_busy
    tell(title=title, pairs=pairs(window), path=window.session.path,
         saved=window.session.is_saved, copies=copies())
    window.leave_unasked()

def delete(window):
    yield lambda: window.banner.isVisible()
    press(window, "Delete it")
    tell(copies=copies())
    window.close()

def look(window):
    tell(banner=window.banner.isVisible(), copies=copies())
    window.close()
    yield lambda: False

def hold(window):
    tell(path=window.session.path)
    yield lambda: False

def meet(window):
    boxes = lambda: [b for b in window.findChildren(QMessageBox) if b.isVisible()]
    yield lambda: boxes() or window.session.path
    tell(asked=[box.text() for box in boxes()], path=window.session.path)
    window.leave_unasked()

def start(window, arguments):
    begin(window, arguments)
    steps = globals()[story](window)
    ready = [lambda: story == "meet" or not arguments or window.session.path]
    def go_on():
        if ready[0]() and not (window.jobs.is_busy and story != "meet"):
            ready[0] = next(steps, lambda: False)
    timer = QTimer(window, interval=10)
    timer.timeout.connect(go_on)
    timer.start()

app.begin = start
sys.exit(app.main(arguments))
"""

Told = dict[str, object]


class Window:
    """A process with a window that acts a story and tells JSON lines."""

    def __init__(self, home: Path, story: str, *arguments: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WINDOW, story, *map(str, arguments)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def hear(self) -> Told:
        out: IO[str] | None = self.process.stdout
        assert out is not None
        line = out.readline()
        assert line, f"the window ended with {self.process.wait()} and said nothing"
        told: Told = json.loads(line)
        return told

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(20)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def ends(self) -> bool:
        return self.process.wait(30) == 0


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Window]]:
    home = tmp_path / "home"
    home.mkdir()
    with ExitStack() as stack:

        def make(story: str, *arguments: Path) -> Window:
            window = Window(home, story, *arguments)
            stack.callback(window.kill)
            return window

        yield make


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "spring.xsell"
    save(path, Project(plan=edits.accept_pairing(Project().plan, pair_of("A", "B"))))
    return path


def test_a_killed_windows_decisions_come_back(start: Callable[..., Window], project: Path) -> None:
    first = start("decide", project)
    assert first.hear() == {"kept": 2, "path": str(project)}
    first.kill()
    second = start("recover")
    assert second.hear() == {
        "title": "Unsaved work was found",
        "pairs": 2,
        "path": str(project),
        "saved": False,
        "copies": 1,
    }
    assert second.ends()
    assert start("look").hear() == {"banner": False, "copies": 0}


def test_a_killed_windows_copy_can_be_deleted(start: Callable[..., Window]) -> None:
    first = start("decide")
    assert first.hear() == {"kept": 1, "path": ""}
    first.kill()
    second = start("delete")
    assert second.hear() == {"copies": 0}
    assert second.ends()


def test_a_second_window_on_a_project_is_warned_until_the_first_is_gone(
    start: Callable[..., Window], project: Path
) -> None:
    first = start("hold", project)
    assert first.hear() == {"path": str(project)}
    second = start("meet", project)
    assert second.hear() == {"asked": ["spring.xsell is open in another window"], "path": ""}
    assert second.ends()
    first.kill()
    third = start("meet", project)
    assert third.hear() == {"asked": [], "path": str(project)}
    assert third.ends()
