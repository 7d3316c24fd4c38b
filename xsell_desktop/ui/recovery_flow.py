"""Keeps copies of unsaved work, and offers them after a crash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from xsell_desktop import workflow
from xsell_desktop.domain.progress import Progress
from xsell_desktop.texts import _
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.project_flow import ProjectFlow, state_folder
from xsell_desktop.ui.session import Session, State
from xsell_desktop.ui.settings import AppSettings
from xsell_desktop.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from xsell_desktop.project.file import Project
    from xsell_desktop.project.recovery import Recovered, Recovery

EVERY_MS = 60_000
LANE = "recovery"


class RecoveryFlow(QObject):
    """Every minute, in a job, what is not saved yet is written aside."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        settings: AppSettings,
        projects: ProjectFlow,
        banner: Banner,
    ) -> None:
        super().__init__(projects)
        self._session, self._jobs, self._settings = session, jobs, settings
        self._projects, self._banner = projects, banner
        self._kept: State | None = None
        self._own: Recovery | None = None
        self._inherited: Path | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.keep)
        self._timer.start(EVERY_MS)
        session.saved_state_changed.connect(self._forget_when_saved)

    def keep(self) -> None:
        """Write the unsaved state aside, if it is new and the user wants it."""
        from xsell_desktop.project.file import Project
        from xsell_desktop.project.recovery import Recovery

        session = self._session
        state = session.state
        if session.is_saved or not self._settings.autosave or self._is_kept(state):
            return
        own = self._own = self._own or Recovery(state_folder() / "recovery")
        original = Path(state.path) if state.path else None

        def work(progress: Progress) -> State:
            own.write(Project(state.sales, state.plan, state.places), original, progress)
            return state

        self._jobs.run(
            _("Keeping a copy of unsaved work"),
            work,
            done=self._remember,
            failed=self._banner.show_error,
            lane=LANE,
            replaces=True,
        )

    def offer(self) -> None:
        """Show what a crashed window left, if anything; nothing is opened or deleted by itself."""
        from xsell_desktop.project.recovery import discard, find_recovered

        found = find_recovered(state_folder() / "recovery")
        if not found:
            return
        newest = found[0]
        name = Path(newest.original).name if newest.original else _("a project never saved")
        when = newest.saved_at.astimezone().strftime("%Y-%m-%d %H:%M")
        self._banner.say(
            _("Unsaved work was found"),
            _("The program ended without closing {name}. A copy from {when} was kept.").format(
                name=name, when=when
            ),
            tone="caution",
            buttons=[
                (_("Open the copy"), lambda: self._projects.leave(lambda: self._open(newest))),
                (_("Delete it"), lambda: discard(newest.copy)),
            ],
        )

    def close(self) -> None:
        """The window closes as it should, no job runs any more: drop this window's copy."""
        self._timer.stop()
        self._drop()

    def _open(self, found: Recovered) -> None:
        def show(project: Project) -> None:
            self._projects.show_recovered(project, found.original)
            self._inherited = found.copy
            self.keep()

        self._projects.exchange(
            _("Opening the copy"),
            lambda progress: workflow.open_project(found.copy, progress),
            show,
            failed=self._banner.show_error,
        )

    def _remember(self, state: State) -> None:
        self._kept = state
        self._drop_inherited()
        self._forget_when_saved(self._session.is_saved)

    def _is_kept(self, state: State) -> bool:
        kept = self._kept
        return kept is not None and kept.sales is state.sales and kept.plan is state.plan

    def _forget_when_saved(self, saved: bool) -> None:
        if saved and not self._is_writing():
            self._drop()  # otherwise once it is written

    def _is_writing(self) -> bool:
        return any(job.lane == LANE for job in self._jobs.running)

    def _drop(self) -> None:
        self._kept = None
        self._drop_inherited()
        if self._own is not None:
            self._own.clear()

    def _drop_inherited(self) -> None:
        if self._inherited is not None:
            from xsell_desktop.project.recovery import discard

            discard(self._inherited)
            self._inherited = None
