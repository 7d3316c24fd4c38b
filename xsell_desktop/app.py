"""Where the window is put together, and what starts it."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from xsell_desktop import __version__
from xsell_desktop.domain.progress import Progress
from xsell_desktop.texts import use_language
from xsell_desktop.ui import theme
from xsell_desktop.ui.actions import PLACE_KEYS
from xsell_desktop.ui.collector import Collector
from xsell_desktop.ui.faults import Faults, start_log
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.settings import AppSettings

log = logging.getLogger(__name__)
AFTER_FIRST_PAINT_MS = 60
IDLE_CHECK_MS = 200
HEAVY = (
    "pandas",
    "scipy.sparse",
    "networkx",
    "matplotlib.figure",
    "xsell_desktop.mining.mine",
    "xsell_desktop.shops.targets",
    "xsell_desktop.charts",
)
SELF_TEST_MS = 60_000
SWITCH_SECONDS = 0.0005  # the window waits this long for its turn while a job computes


def main(arguments: Sequence[str]) -> int:
    """Open the window on a project, on export files, on the sample (`demo`), or on nothing."""
    start_log()
    log.info("version %s, Python %s", __version__, sys.version.split()[0])
    app = make_application()
    settings = AppSettings()
    use_language(settings.language)
    theme.apply_theme(app, settings.theme, settings.text_size)
    window = make_window(settings)
    keep_fluid(app, window)
    faults = Faults(window)
    faults.happened.connect(window.banner.show_error)
    faults.install()
    window.show()
    QTimer.singleShot(AFTER_FIRST_PAINT_MS, window, lambda: begin(window, arguments))
    return app.exec()


def make_application() -> QApplication:
    """The one QApplication, with the program's name."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("xsell-desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("xsell-desktop")
    return app


def make_window(settings: AppSettings) -> MainWindow:
    """A window with a session, jobs and selection of its own."""
    window = MainWindow(Session(), Jobs(), Selection(), settings)
    for part in (window.session, window.jobs, window.selection):
        part.setParent(window)
    return window


def keep_fluid(app: QApplication, window: MainWindow) -> None:
    """Let the window answer at once while jobs compute; lasts until the program ends."""
    sys.setswitchinterval(SWITCH_SECONDS)
    app.aboutToQuit.connect(Collector(window.jobs, window).stop)


def begin(window: MainWindow, arguments: Sequence[str]) -> None:
    """What happens once the window is on the screen."""
    window.deck.build("data")  # now, as widgets are made slowly while a job computes
    if list(arguments) == ["demo"]:
        window.imports.open_sample()
    else:
        window.open_files([Path(argument).absolute() for argument in arguments])
    window.recovery.offer()
    prepare_when_idle(window)


def prepare_when_idle(window: MainWindow) -> None:
    """Load the heavy libraries, then build the places, each once nothing else is at work."""
    timer = QTimer(window)
    warm = partial(window.jobs.run, "", warm_up, lane="warm up", replaces=True)
    steps: list[Callable[[], object]] = [warm]
    steps += [partial(window.deck.build, key) for key in PLACE_KEYS]

    def step_if_idle() -> None:
        if not window.jobs.is_busy:
            steps.pop(0)()
        if not steps:
            timer.stop()

    timer.timeout.connect(step_if_idle)
    timer.start(IDLE_CHECK_MS)
    step_if_idle()


def warm_up(progress: Progress) -> None:
    """Load what is heavy before somebody waits for it."""
    for name in HEAVY:
        progress.step("")
        import_module(name)


def self_test() -> int:
    """Open the window unseen on the sample shop and look at every place; 0 when all is well."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = make_application()
    theme.apply_theme(app, "light")
    with tempfile.TemporaryDirectory(prefix="xsell-") as folder:
        window = make_window(AppSettings(Path(folder) / "settings.ini"))
        faults = Faults(window)
        for failed in (faults.happened, window.mining.failed, window.imports.failed):
            failed.connect(lambda error: _fail(app, str(error)))
        faults.install()
        window.session.changed.connect(lambda change: _look_around(app, window))
        QTimer.singleShot(SELF_TEST_MS, window, lambda: _fail(app, "the window took too long"))
        window.show()
        QTimer.singleShot(0, window, window.imports.open_sample)
        code = app.exec()
        window.jobs.cancel_all()
        window.jobs.wait()
    return code


def _look_around(app: QApplication, window: MainWindow) -> None:
    if window.session.analysis is None or window.session.is_stale:
        return
    for key in PLACE_KEYS:
        window.show_place(key).grab()
    app.exit(0)


def _fail(app: QApplication, words: str) -> None:
    print(f"window: {words}", file=sys.stderr)  # noqa: T201
    app.exit(1)
