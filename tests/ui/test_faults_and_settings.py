"""The last resorts: log, hooks, settings."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QtMsgType, qInstallMessageHandler
from pytestqt.qtbot import QtBot

from xsell_desktop.ui import faults
from xsell_desktop.ui.settings import RECENT_KEPT, AppSettings


@pytest.fixture
def hooks() -> Iterator[faults.Faults]:
    before = sys.excepthook, threading.excepthook
    made = faults.Faults()
    made.install()
    yield made
    sys.excepthook, threading.excepthook = before
    qInstallMessageHandler(None)


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "logs" / "x.log"
    logger = logging.getLogger("xsell_desktop")
    level = logger.level
    handler = faults.start_log(path)
    yield path
    logger.removeHandler(handler)
    logger.setLevel(level)
    handler.close()


def test_an_uncaught_error_is_told_calmly_and_logged_without_its_words(
    hooks: faults.Faults, log_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cell = "@".join(("alice", "example.com"))
    heard: list[object] = []
    hooks.happened.connect(heard.append)
    try:
        raise KeyError(cell)
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert len(heard) == 1
    assert "alice" not in str(heard[0])
    written = log_file.read_text()
    assert "KeyError" in written
    assert "test_faults_and_settings" in written
    assert "alice" not in written
    caplog.clear()


def test_an_error_in_a_thread_arrives_too(
    qtbot: QtBot, hooks: faults.Faults, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("x")

    with qtbot.waitSignal(hooks.happened):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    caplog.clear()


def test_qt_messages_reach_the_log(log_file: Path, caplog: pytest.LogCaptureFixture) -> None:
    faults._log_qt(QtMsgType.QtWarningMsg, None, "a slot is missing")  # type: ignore[arg-type]
    assert "WARNING xsell_desktop.qt: a slot is missing" in log_file.read_text()
    caplog.clear()


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    handler = faults.start_log(tmp_path / "file" / "below" / "x.log")
    assert isinstance(handler, logging.NullHandler)
    logging.getLogger("xsell_desktop").removeHandler(handler)


def test_settings_come_back_in_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    first = AppSettings(path)
    assert (first.theme, first.autosave, first.language, first.recent) == ("system", True, "", [])
    first.theme, first.autosave, first.language = "dark", False, "de"
    first.folder, first.geometry = "/somewhere", QByteArray(b"abc")
    first._store.sync()
    again = AppSettings(path)
    assert (again.theme, again.autosave, again.language) == ("dark", False, "de")
    assert again.folder == "/somewhere"
    assert again.geometry == QByteArray(b"abc")


def test_a_nonsense_theme_falls_back(tmp_path: Path) -> None:
    settings = AppSettings(tmp_path / "settings.ini")
    settings.theme = "purple"
    assert settings.theme == "system"


def test_recent_projects_are_newest_first_few_and_existing(tmp_path: Path) -> None:
    settings = AppSettings(tmp_path / "settings.ini")
    files = [tmp_path / f"{n}.xsell" for n in range(RECENT_KEPT + 3)]
    for file in files:
        file.touch()
        settings.remember_project(str(file))
    assert settings.recent == [str(f) for f in reversed(files)][:RECENT_KEPT]
    settings.remember_project(str(files[5]))
    assert settings.recent[0] == str(files[5])
    assert len(set(settings.recent)) == RECENT_KEPT
    files[5].unlink()
    assert str(files[5]) not in settings.recent
