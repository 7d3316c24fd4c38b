"""Windows for tests: own settings, closed without questions at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xsell_desktop.app import make_window
from xsell_desktop.ui import theme
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.settings import AppSettings

# what Qt's offscreen platform says of every window that has a smallest size
OFFSCREEN_NOISE = "This plugin does not support propagateSizeHints"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_NOISE, extend=True))


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A shown window of the light theme, with nothing open."""
    theme.apply_theme(qapp, "light")
    made = make_window(AppSettings(tmp_path / "settings.ini"))
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.jobs.cancel_all()
    made.jobs.wait()
    made._leaving = True
    made.close()
    made.deleteLater()
    theme.apply_theme(qapp, "light")
