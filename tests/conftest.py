"""What every test stands on: no screen, quiet logs, Hypothesis profiles, the real data."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XSELL_MOTION", "0")  # nobody watches

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from xsell_desktop.ui.main_window import MainWindow

settings.register_profile(
    "suite", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", max_examples=5000, deadline=None)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run fuzzing, monkeys and soak")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--long"):
        settings.load_profile("long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    for item in items:
        if "long" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="runs with --long"))


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, logs and recovery files of a test never reach the user's folders."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))


@pytest.fixture(autouse=True)
def no_stray_log_lines(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or error that a test did not ask for fails it; `caplog.clear()` says it did."""
    caplog.set_level(logging.WARNING, logger="xsell_desktop")
    yield
    stray = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.name.startswith("xsell_desktop") and record.levelno >= logging.WARNING
    ]
    assert not stray, f"stray log lines: {stray}"


@pytest.fixture
def shared_data() -> Callable[[str], Path]:
    """Path of a real data set beside the checkout; the test is skipped where it is absent."""
    folder = Path(os.environ.get("XSELL_DATA", Path(__file__).parents[2] / "shared" / "data"))

    def find(name: str) -> Path:
        path = folder / name
        if not path.is_file():
            pytest.skip(f"{name} is not beside this checkout")
        return path

    return find


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A shown window of the light theme with settings of its own and nothing open."""
    from PySide6.QtCore import QEvent

    from xsell_desktop.app import make_window
    from xsell_desktop.ui import theme
    from xsell_desktop.ui.settings import AppSettings

    if theme.current().name != "light" or not qapp.styleSheet():
        theme.apply_theme(qapp, "light")
    made = make_window(AppSettings(tmp_path / "settings.ini"))
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.jobs.cancel_all()
    made.jobs.wait()
    made.leave_unasked()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
