"""New, open, save: what happens to the project file, and what is asked before work is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_state_path
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from xsell_desktop import workflow
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.texts import _
from xsell_desktop.ui.jobs import Job, Jobs
from xsell_desktop.ui.questions import (
    ask_to_open_twice,
    ask_to_replace,
    ask_to_replace_open,
    ask_to_save,
    ask_to_stop,
)
from xsell_desktop.ui.session import Session, State
from xsell_desktop.ui.settings import AppSettings
from xsell_desktop.ui.top_bar import project_name

if TYPE_CHECKING:
    from xsell_desktop.project.file import Project
    from xsell_desktop.project.lock import Lock

SUFFIX = ".xsell"
Then = Callable[[], object]


class ProjectFlow(QObject):
    """The project's life. `opened` follows every switch to another project."""

    opened = Signal()
    failed = Signal(object)  # UserError

    def __init__(
        self, window: QWidget, session: Session, jobs: Jobs, settings: AppSettings
    ) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._jobs, self._settings = jobs, settings
        self._lock: Lock | None = None
        self._locked_for: dict[Job, tuple[Path, Lock | None]] = {}  # of files not open yet
        self._shown = 0  # counts projects shown
        jobs.ended.connect(self._job_ended)

    def new(self) -> None:
        """Start an empty project."""
        self.leave(lambda: self.show_state(State(), saved=True))

    def open_dialog(self) -> None:
        """Choose a project and open it."""
        path, __ = QFileDialog.getOpenFileName(
            self._window, _("Open project"), self._folder(), self._filter()
        )
        if path:
            self.open(Path(path))

    def open(self, path: Path) -> None:
        """Open a project, after the open one is safe."""
        self.leave(lambda: self._guarded_open(path))

    def save(self, then: Then | None = None) -> None:
        """Write to the project's file, or ask for one; `then` runs once it is on disk."""
        if self._session.path:
            self._write(Path(self._session.path), then)
        else:
            self.save_as(then)

    def save_as(self, then: Then | None = None) -> None:
        """Choose a file and write to it."""
        name = Path(project_name(self._session)).stem + SUFFIX
        path, __ = QFileDialog.getSaveFileName(
            self._window, _("Save project"), str(Path(self._folder()) / name), self._filter()
        )
        if not path:
            return
        chosen = Path(path)
        if chosen.suffix.lower() == SUFFIX:
            self._write_elsewhere(chosen, then)
            return
        full = chosen.with_name(chosen.name + SUFFIX)
        if full.exists():  # the dialog asked about the shorter name only
            ask_to_replace(self._window, full.name, go_on=lambda: self._write_elsewhere(full, then))
        else:
            self._write_elsewhere(full, then)

    def leave(self, then: Then) -> None:
        """Do something that gives up the open project: first ask about work that would be lost."""
        adding = [job for job in self._jobs.unfinished if job.adds]
        self._leave(adding, _("Stop and go on"), then)

    def close(self, then: Then) -> None:
        """Leave for good; a running import, save or export is asked about first."""
        waited_for = [job for job in self._jobs.unfinished if job.name and not job.replaces]
        self._leave(waited_for, _("Stop and close"), then)

    def _leave(self, waited_for: Sequence[Job], words: str, then: Then) -> None:
        def stop() -> None:
            for job in waited_for:
                self._jobs.cancel(job)
            self.leave(then)

        if waited_for:
            ask_to_stop(self._window, waited_for[0].name, words, stop=stop)
        elif self._session.is_saved:
            then()
        else:
            name = project_name(self._session)
            ask_to_save(self._window, name, save=lambda: self.save(then), discard=then)

    def exchange(
        self,
        name: str,
        work: Callable[[Progress], Any],
        show: Callable[[Any], object],
        *,
        failed: Callable[[UserError], None] | None = None,
        adds: bool = False,
        reads: bool = False,
    ) -> Job:
        """Make another project in a job and show it; call it from `leave`.

        What was decided or imported while the job ran is asked about, not given up.
        """
        before = self._session.state

        def done(result: object) -> None:
            now = self._session.state
            same = now.sales is before.sales and now.plan is before.plan
            if same and not any(job.adds for job in self._jobs.unfinished):
                show(result)
            else:
                self.leave(lambda: show(result))

        failed = failed or self.failed.emit
        return self._jobs.run(name, work, done=done, failed=failed, adds=adds, reads=reads)

    def release(self) -> None:
        """Let other windows open this project's file."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def show_state(self, state: State, *, saved: bool, lock: Lock | None = None) -> None:
        """Show another project, whatever was open; `lock` is the one on its file."""
        if lock is not self._lock:
            self.release()
        self._lock = lock
        self._shown += 1
        self._session.open(state, saved=saved)
        self.opened.emit()

    def show_recovered(self, project: Project, original: str) -> None:
        """Show a copy of unsaved work; it keeps its file unless another window has that open."""
        lock = None
        if original:
            try:
                lock = lock_of(Path(original))
            except UserError as error:
                self.failed.emit(error)
        path = original if lock is not None else ""
        state = State(project.sales, project.plan, None, path, project.places)
        self.show_state(state, saved=False, lock=lock)

    def _guarded_open(self, path: Path) -> None:
        if any(path == opening for opening, __ in self._locked_for.values()):
            return  # a second click
        if self._lock is not None and Path(self._session.path) == path:
            self._load(path, self._lock)
            return
        try:
            lock = lock_of(path)
        except UserError as error:
            self.failed.emit(error)
            self._load(path, None)
            return
        if lock is not None:
            self._load(path, lock)
            return
        ask_to_open_twice(self._window, path.name, go_on=lambda: self._load(path, None))

    def _load(self, path: Path, lock: Lock | None) -> None:
        def show(project: Project) -> None:
            state = State(project.sales, project.plan, None, str(path), project.places)
            self.show_state(state, saved=True, lock=lock)
            self._remember(path)

        def failed(error: UserError) -> None:
            self._drop(lock)
            self.failed.emit(error)

        job = self.exchange(
            _("Opening {file}").format(file=path.name),
            partial(workflow.open_project, path),
            show,
            failed=failed,
        )
        self._locked_for[job] = path, lock

    def _write_elsewhere(self, path: Path, then: Then | None) -> None:
        """Write to another file, unless that is a project some other window has open."""
        if self._session.path and Path(self._session.path).resolve() == path.resolve():
            self._write(Path(self._session.path), then)
            return
        lock = None
        try:
            lock = lock_of(path)
        except UserError as error:
            self.failed.emit(error)
        else:
            if lock is None:
                ask_to_replace_open(self._window, path.name, go_on=lambda: self._write(path, then))
                return
        self._write(path, then, lock)

    def _write(self, path: Path, then: Then | None, lock: Lock | None = None) -> None:
        """Write in a job; `lock` is the one on a file that is not the open project's yet."""
        state, shown = self._session.state, self._shown

        def done(_nothing: None) -> None:
            self._remember(path)
            if shown != self._shown:
                self._drop(lock)
                return  # another project was opened meanwhile
            if str(path) != self._session.path:
                self.release()
                self._lock = lock
            self._session.mark_saved(state, str(path))
            if then is not None:
                self.leave(then)

        def failed(error: UserError) -> None:
            self._drop(lock)
            self.failed.emit(error)

        job = self._jobs.run(
            _("Saving {file}").format(file=path.name),
            lambda progress: workflow.save_project(
                path, state.sales, state.plan, progress, state.places
            ),
            done=done,
            failed=failed,
        )
        if lock is not None:
            self._locked_for[job] = path, lock

    def _drop(self, lock: Lock | None) -> None:
        if lock is not None and lock is not self._lock:
            lock.release()

    def _job_ended(self, job: Job) -> None:
        __, lock = self._locked_for.pop(job, (None, None))
        if job.progress.stopped.is_set():
            self._drop(lock)

    def _remember(self, path: Path) -> None:
        self._settings.remember_project(str(path))
        self._settings.folder = str(path.parent)

    def _folder(self) -> str:
        return self._settings.folder or str(Path.home())

    def _filter(self) -> str:
        return _("xsell projects (*{suffix})").format(suffix=SUFFIX)


def lock_of(path: Path) -> Lock | None:
    """The lock on a project's file; None when another window has it. Raises UserError."""
    from xsell_desktop.project.lock import lock_project

    return lock_project(state_folder() / "locks", path)


def state_folder() -> Path:
    """Where the program keeps locks and copies of unsaved work."""
    return user_state_path("xsell-desktop", appauthor=False)
