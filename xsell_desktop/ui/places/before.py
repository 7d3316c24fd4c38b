"""What a place shows while there is no analysis: import, wait, or analyse again."""

from __future__ import annotations

from xsell_desktop.texts import _
from xsell_desktop.ui.jobs import Job
from xsell_desktop.ui.places.place import Place
from xsell_desktop.ui.widgets.empty import EmptyState

ANALYSIS_LANE = "analysis"


class BeforeAnalysis(EmptyState):
    """Says `nothing` (title, text, button) without sales and `waiting` while they are analysed.

    Its button asks for an import, or for the analysis that was stopped or failed.
    """

    def __init__(
        self, place: Place, nothing: tuple[str, str, str], waiting: tuple[str, str]
    ) -> None:
        super().__init__(*nothing)
        self._place, self._nothing, self._waiting = place, nothing, waiting
        self.acted.connect(self._act)
        place.jobs.started.connect(self._follow)
        place.jobs.ended.connect(self._follow)

    @property
    def is_analysing(self) -> bool:
        """Whether the sales are being analysed right now."""
        return any(job.lane == ANALYSIS_LANE for job in self._place.jobs.running)

    def tell(self) -> None:
        """Say why there is no analysis yet."""
        if not self._place.session.sales:
            self.say(*self._nothing)
        elif self.is_analysing:
            self.say(*self._waiting)
        else:
            self.say(
                _("The sales are not analysed"),
                _("The analysis was stopped or failed. Your sales and decisions are safe."),
                _("Analyse again"),
            )

    def _act(self) -> None:
        session = self._place.session
        stopped = bool(session.sales) and session.analysis is None
        self._place.asked.emit("analyse" if stopped else "import")

    def _follow(self, job: Job) -> None:
        if job.lane == ANALYSIS_LANE and self._place.session.analysis is None:
            self.tell()
