"""The steps and files that the tests of the import dialog share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parent))

from import_steps import Steps

from xsell_desktop.ui.main_window import MainWindow

LINES = """alef;bet;gimel;dalet;he
1001;03.04.2025;Kaffee;1;12.90
1001;03.04.2025;Filter;2;3.10
1002;04.04.2025;Kaffee;1;12.90
1003;14.04.2025;Tasse;1;8.00
"""


@pytest.fixture
def steps(qtbot: QtBot, window: MainWindow) -> Steps:
    """The user's steps in the import dialog."""
    return Steps(qtbot, window)


@pytest.fixture
def lines_file(tmp_path: Path) -> Path:
    """Order lines whose columns only a person can name."""
    path = tmp_path / "kasse.csv"
    path.write_text(LINES, encoding="utf-8")
    return path
