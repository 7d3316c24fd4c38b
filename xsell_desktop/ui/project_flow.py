"""New, open, save: what happens to the project file, and what is asked before work is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_state_path
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from xsell_desktop import workflow
from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.questions import ask_to_open_twice, ask_to_save, ask_to_stop
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
        self._shown = 0  # counts projects shown

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
        self._write(chosen if chosen.suffix else chosen.with_suffix(SUFFIX), then)

    def leave(self, then: Then) -> None:
        """Do something that gives up the open project: first ask about work that would be lost."""
        if self._session.is_saved:
            then()
            return
        name = project_name(self._session)
        ask_to_save(self._window, name, save=lambda: self.save(then), discard=then)

    def close(self, then: Then) -> None:
        """Leave for good; a running import, save or export is asked about first."""
        waited_for = [job for job in self._jobs.running if job.name and not job.replaces]
        if waited_for:
            ask_to_stop(
                self._window,
                waited_for[0].name,
                stop=lambda: self._stop_and_leave(then),
            )
            return
        self.leave(then)

    def _stop_and_leave(self, then: Then) -> None:
        self._jobs.cancel_all()
        self.leave(then)

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

    def _guarded_open(self, path: Path) -> None:
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
        def done(project: Project) -> None:
            state = State(project.sales, project.plan, None, str(path))
            self.show_state(state, saved=True, lock=lock)
            self._remember(path)

        def failed(error: UserError) -> None:
            if lock is not None and lock is not self._lock:
                lock.release()
            self.failed.emit(error)

        self._jobs.run(
            _("Opening {file}").format(file=path.name),
            partial(workflow.open_project, path),
            done=done,
            failed=failed,
        )

    def _write(self, path: Path, then: Then | None) -> None:
        state, shown = self._session.state, self._shown

        def done(_nothing: None) -> None:
            self._remember(path)
            if shown != self._shown:
                return  # another project was opened meanwhile
            if str(path) != state.path:
                self._lock_instead(path)
            self._session.mark_saved(state, str(path))
            if then is not None:
                self.leave(then)

        self._jobs.run(
            _("Saving {file}").format(file=path.name),
            lambda progress: workflow.save_project(path, state.sales, state.plan, progress),
            done=done,
            failed=self.failed.emit,
        )

    def _lock_instead(self, path: Path) -> None:
        self.release()
        try:
            self._lock = lock_of(path)
        except UserError as error:
            self.failed.emit(error)

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
