"""Collects garbage in the window's thread, in small helpings.

Python's own collector runs in whatever thread allocates next. In a job's thread it could take
widgets apart there, and it holds the window for as long as it looks at every library's objects.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer

from xsell_desktop.ui.jobs import Jobs

EVERY_MS = 200  # what a job makes in two seconds takes long to look at
LAST_LIBRARY = "matplotlib"  # the last to be warmed up


class Collector(QObject):
    """Replaces automatic collection while it lives."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._thresholds = gc.get_threshold()
        self._settled = False
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(EVERY_MS)

    def collect(self) -> None:
        """Collect the youngest generations due; the oldest only while nothing runs."""
        idle = not self._jobs.is_busy
        if idle and not self._settled and LAST_LIBRARY in sys.modules:
            gc.freeze()  # the libraries' objects live as long as the program
            self._settled = True
        counts = gc.get_count()
        due = [age for age in (0, 1, 2) if counts[age] > self._thresholds[age]]
        if due:
            gc.collect(max(due) if idle else min(max(due), 1))

    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.enable()
