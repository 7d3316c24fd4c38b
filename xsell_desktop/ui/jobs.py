"""Runs plain functions in threads and brings their results back to the window's thread."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from xsell_desktop.domain.errors import Cancelled, UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.texts import _
from xsell_desktop.ui.pace import Pace

log = logging.getLogger(__name__)
REPORT_EVERY = 0.05  # seconds between two progress reports of a job
TURN = 0.01  # seconds after which a job lets the window go first
GIVE_WAY = 0.0002
PATIENCE = 300  # milliseconds a stopped job that only reads has until nobody waits for it


@dataclass(eq=False)
class Job:
    """One piece of work. `lane` groups jobs: a lane runs one at a time.

    In a lane that replaces, a new job stops the running one; otherwise jobs queue. What a job
    that `adds` brings belongs to the open project, which must not be given up meanwhile. Work
    that only `reads` counts as ended soon after it is stopped, wherever it is then.
    """

    name: str
    work: Callable[[Progress], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[UserError], None] | None
    lane: str
    replaces: bool
    adds: bool
    reads: bool
    progress: Progress
    label: str = ""
    share: float = -1.0
    pace: Pace = field(default_factory=Pace)


class Jobs(QObject):
    """`started`, `moved` and `ended` carry the `Job`; `refused` an unhandled UserError.

    `ended` comes before `done` or `failed` are called, and for a job dropped while it waited.
    """

    started = Signal(object)
    moved = Signal(object)
    ended = Signal(object)
    refused = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: dict[str, Job] = {}
        self._waiting: dict[str, deque[Job]] = {}
        self._threads: set[threading.Thread] = set()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs at work now."""
        return tuple(self._running.values())

    @property
    def unfinished(self) -> tuple[Job, ...]:
        """The jobs at work or waiting that nobody has stopped."""
        waiting = (job for jobs in self._waiting.values() for job in jobs)
        return tuple(j for j in (*self.running, *waiting) if not j.progress.stopped.is_set())

    @property
    def is_busy(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._running) or any(self._waiting.values())

    def run(
        self,
        name: str,
        work: Callable[[Progress], Any],
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        lane: str = "files",
        replaces: bool = False,
        adds: bool = False,
        reads: bool = False,
    ) -> Job:
        """Run `work(progress)` in a thread, then `done(result)` or `failed(error)` here.

        `work` gets and returns frozen values and never sees a widget. Cancelled or replaced
        work calls neither. Without `failed`, the error goes out by `refused`.
        """
        job = Job(name, work, done, failed, lane, replaces, adds, reads, Progress())
        job.progress.report = self._reporter(job)
        if replaces:
            self._stop_lane(lane)
        self._waiting.setdefault(lane, deque()).append(job)
        self._start_next(lane)
        return job

    def cancel(self, job: Job) -> None:
        """Stop a job at its next step, or drop it while it waits."""
        job.progress.cancel()
        waiting = self._waiting.get(job.lane, deque())
        if job in waiting:
            waiting.remove(job)
            self.ended.emit(job)
        elif job.reads:
            QTimer.singleShot(PATIENCE, self, lambda: self._let_go(job))

    def _let_go(self, job: Job) -> None:
        """Go on without a stopped job that has not ended by itself; what it brings is dropped."""
        if self._running.get(job.lane) is job:
            del self._running[job.lane]
            self.ended.emit(job)
            self._start_next(job.lane)

    def cancel_all(self) -> None:
        """Stop everything."""
        for lane in tuple(self._waiting):
            self._stop_lane(lane)

    def wait(self, seconds: float = 10.0) -> bool:
        """Wait for the threads to end (for closing); False when some still run."""
        end = time.monotonic() + seconds
        for thread in tuple(self._threads):
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in tuple(self._threads))

    def _stop_lane(self, lane: str) -> None:
        running = (self._running[lane],) if lane in self._running else ()
        for job in (*self._waiting.get(lane, ()), *running):
            self.cancel(job)

    def _start_next(self, lane: str) -> None:
        waiting = self._waiting.get(lane)
        if lane in self._running or not waiting:
            return
        job = waiting.popleft()
        self._running[lane] = job
        thread = threading.Thread(target=self._work, args=(job,), name=f"job {lane}", daemon=True)
        self._threads.add(thread)
        self.started.emit(job)
        thread.start()

    def _reporter(self, job: Job) -> Callable[[str, float], None]:
        last = turn = 0.0

        def report(label: str, share: float) -> None:
            nonlocal last, turn
            now = time.monotonic()
            if now - turn >= TURN:
                # many short numpy calls hand the interpreter's lock back before the window
                # can take it, so that it would wait for as long as they go on
                time.sleep(GIVE_WAY)
                turn = now
            if now - last >= REPORT_EVERY:
                last = now
                self._arrived.emit((job, "moved", (label, share)))

        return report

    def _work(self, job: Job) -> None:
        try:
            message = (job, "done", job.work(job.progress))
        except Cancelled:
            message = (job, "cancelled", None)
        except UserError as error:
            message = (job, "failed", error)
        except Exception as error:
            log.exception("job %s failed", job.name)
            message = (job, "failed", _unforeseen(error))
        try:
            self._arrived.emit(message)
        except RuntimeError:  # the window is gone
            log.debug("job %s ended after the window", job.name)
        self._threads.discard(threading.current_thread())

    def _deliver(self, message: tuple[Job, str, Any]) -> None:
        job, what, value = message
        if what == "moved":
            if self._running.get(job.lane) is job:
                job.label, job.share = value
                job.pace.note(job.share, time.monotonic())
                self.moved.emit(job)
            return
        if self._running.get(job.lane) is not job:
            return
        del self._running[job.lane]
        self.ended.emit(job)
        stopped = job.progress.stopped.is_set()
        try:
            if what == "done" and not stopped and job.done is not None:
                job.done(value)
            elif what == "failed" and not stopped:
                (job.failed or self.refused.emit)(value)
        finally:
            self._start_next(job.lane)


def _unforeseen(error: Exception) -> UserError:
    return UserError(
        _("Something went wrong that nobody foresaw"),
        f"{type(error).__name__}: {error}",
        _("Nothing was changed. The log (Help › Show log file) has the details."),
    )
