"""A PySide6 wheel that drops a reference to None kills the interpreter; name it at once."""

from __future__ import annotations

import subprocess
import sys

import PySide6

LOOP = """
from PySide6.QtCore import QTimer
timer = QTimer()
for _ in range(300_000):
    timer.stop()
print("alive")
"""


def test_calls_that_return_none_keep_the_interpreter_alive() -> None:
    done = subprocess.run([sys.executable, "-c", LOOP], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "alive", (
        f"PySide6 {PySide6.__version__} aborts on Python {sys.version.split()[0]}; "
        f"pin another one (docs/decisions/002-pyside-pin.md). {done.stderr[-300:]}"
    )
