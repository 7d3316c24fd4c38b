"""Keeps the analysis as new as the sales and the settings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from xsell_desktop import workflow
from xsell_desktop.domain.change import Change
from xsell_desktop.domain.product_edits import merges_of
from xsell_desktop.domain.progress import Progress
from xsell_desktop.domain.renames import rename_products
from xsell_desktop.sales.sales import Sales
from xsell_desktop.texts import _
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places.before import ANALYSIS_LANE
from xsell_desktop.ui.session import Session, State

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis


class MiningFlow(QObject):
    """Mines again when sales, settings or merges change; a newer run replaces the running one."""

    failed = Signal(object)  # UserError

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._asked: object = None  # what the last run is made with
        session.changed.connect(self._follow)

    def analyse(self) -> None:
        """Mine the open sales with the plan's settings; nothing without sales."""
        session = self._session
        if not session.sales:
            return
        sales = session.sales
        self._asked = _made_with(session)
        self._jobs.run(
            _("Analysing"),
            partial(_mine, session.analysed, session.state),
            done=lambda mined: session.set_analysis(mined[0], sales, mined[1]),
            failed=self.failed.emit,
            lane=ANALYSIS_LANE,
            replaces=True,
        )

    def _follow(self, change: Change) -> None:
        if not change.touches("sales", "settings", "products"):
            return
        session = self._session
        running = [job for job in self._jobs.unfinished if job.lane == ANALYSIS_LANE]
        if session.sales and session.is_stale:
            if not running or self._asked != _made_with(session):
                self.analyse()
            return
        for job in running:  # of other sales, or of settings or merges taken back
            self._jobs.cancel(job)
        if not session.sales and session.analysis is not None:
            session.set_analysis(None, session.sales)


def _made_with(session: Session) -> object:
    """What an analysis of the session as it is would be made with."""
    plan = session.plan
    return session.sales, plan.settings.mined_with, merges_of(plan)


def _mine(
    before: Sales | None, state: State, progress: Progress
) -> tuple[Analysis, dict[str, str]]:
    """The analysis, and the keys that products go by now."""
    sales, plan = state.sales, state.plan
    renames = workflow.find_renames(before, sales, plan.settings.roll_up_variants)
    places = {renames.get(key, key): place for key, place in state.places.items()}
    analysis = workflow.analyse(
        sales, plan.settings, progress, again=True, before=places,
        merges=merges_of(rename_products(plan, renames)),
    )  # fmt: skip
    return analysis, renames
