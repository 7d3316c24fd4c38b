"""Has pairs counted by month and segment when somebody asks for one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from xsell_desktop import workflow
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.occasions import Occasions, occasions_of
from xsell_desktop.mining.passing import is_counted
from xsell_desktop.texts import _
from xsell_desktop.ui.jobs import Job
from xsell_desktop.ui.pairings.parts import Parts

LANE = "occasions"


class OccasionCounter(QObject):
    """`counted` follows every count. When the filter in force asks for a month or a segment, the
    count is made by itself, and the view shown again with it.
    """

    counted = Signal()

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._job: Job | None = None
        self._at_work: Analysis | None = None
        parts.jobs.ended.connect(self._forget)
        parts.viewing.changed.connect(lambda _before: self.ask_if_needed())
        parts.session.changed.connect(lambda _change: self.ask_if_needed())

    @property
    def found(self) -> Occasions | None:
        """What was counted for the analysis on show; None before."""
        analysis = self._parts.session.analysis
        return occasions_of(analysis) if analysis is not None else None

    @property
    def is_possible(self) -> bool:
        """Whether there are orders to count."""
        analysis = self._parts.session.analysis
        return analysis is not None and analysis.baskets is not None and len(analysis.pairs) > 0

    def ask_if_needed(self) -> None:
        """Count when the filter in force cannot be told without."""
        analysis = self._parts.session.analysis
        if analysis is not None and not is_counted(analysis, self._parts.viewing.view.filter):
            self.ask()

    def ask(self) -> None:
        """Count, unless that is done or under way."""
        session = self._parts.session
        analysis, sales = session.analysis, session.analysed or session.sales
        if analysis is None or not self.is_possible:
            return
        if occasions_of(analysis) is not None or self._at_work is analysis:
            return
        self._at_work = analysis
        self._job = self._parts.jobs.run(
            _("Counting pairs month by month"),
            lambda progress: workflow.count_occasions(sales, analysis, progress),
            done=lambda _found: self._tell(analysis),
            lane=LANE,
            replaces=True,
            reads=True,
        )

    def _forget(self, ended: Job) -> None:
        if ended is self._job:
            self._job = self._at_work = None

    def _tell(self, analysis: Analysis) -> None:
        if analysis is not self._parts.session.analysis:
            return
        view = self._parts.viewing.view
        if view.filter.month or view.filter.segment:
            self._parts.viewing.changed.emit(view)
        self.counted.emit()
