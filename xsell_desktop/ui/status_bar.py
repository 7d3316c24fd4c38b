"""The line at the foot: decisions, how fresh the analysis is, the running job."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.plan import Decision, Plan
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import icons
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.jobs import Job, Jobs
from xsell_desktop.ui.session import Session


class StatusBar(QStatusBar):
    """Redraws on `refresh` and on the jobs' signals; its cross cancels the job on show."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        super().__init__()
        self._session, self._jobs = session, jobs
        self._job: Job | None = None
        self.setSizeGripEnabled(False)
        self.decisions, self.analysis = QLabel(), QLabel()
        self.job = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle)
        self.job.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(140)
        self.bar.setTextVisible(False)
        self.cancel = QToolButton()
        icons.dress(self.cancel, "close")
        self.cancel.setToolTip(_("Stop this"))
        self.cancel.setAccessibleName(_("Stop the running job"))
        self.cancel.clicked.connect(self._cancel)
        for label in (self.decisions, self.job):
            label.setContentsMargins(12, 0, 12, 0)
        self.addWidget(self.decisions)
        self.addWidget(self.analysis)
        self.addPermanentWidget(self.job, 1)
        for widget in (self.bar, self.cancel):
            self.addPermanentWidget(widget)
        for signal in (jobs.started, jobs.moved, jobs.ended):
            signal.connect(self._show_job)
        self._show_job()

    def refresh(self, change: Change) -> None:
        """Recount what the change touches."""
        if change.touches("pairings", "bundles", "policies", "lists", "products"):
            self.decisions.setText(decisions_text(self._session.plan))
        self.analysis.setText(self._analysis_words())

    def _analysis_words(self) -> str:
        session = self._session
        if any(job.lane == "analysis" for job in self._jobs.running):
            return _("Analysing…")
        if not session.sales:
            return ""
        if session.analysis is None:
            return _("Not analysed yet")
        orders = plural("{n} order", "{n} orders", session.analysis.orders)
        if session.is_stale:
            return _("Analysis out of date · {orders}").format(orders=orders)
        return _("Analysis up to date · {orders}").format(orders=orders)

    def _show_job(self, _job: Job | None = None) -> None:
        named = [job for job in self._jobs.running if job.name]
        self._job = named[-1] if named else None
        busy = self._job is not None
        self.bar.setVisible(busy)
        self.cancel.setVisible(busy)
        self.analysis.setText(self._analysis_words())
        if self._job is None:
            self.job.setText(_("Ready"))
            return
        job = self._job
        words = (job.name, job.label if job.label != job.name else "", job.pace.words())
        self.job.setText(" · ".join(word for word in words if word))
        if self._job.share < 0:
            self.bar.setRange(0, 0)
        else:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(self._job.share * 1000))

    def _cancel(self) -> None:
        if self._job is not None:
            self._jobs.cancel(self._job)


def decisions_text(plan: Plan) -> str:
    """How many decisions a plan holds, in words."""
    counts = Counter(pairing.decision for pairing in plan.pairings.values())
    parts = []
    if accepted := counts[Decision.ACCEPTED]:
        parts.append(plural("{n} pairing accepted", "{n} pairings accepted", accepted))
    if rejected := counts[Decision.REJECTED]:
        parts.append(plural("{n} rejected", "{n} rejected", rejected))
    if plan.bundles:
        parts.append(plural("{n} bundle", "{n} bundles", len(plan.bundles)))
    if plan.policies:
        parts.append(plural("{n} policy", "{n} policies", len(plan.policies)))
    if plan.lists:
        parts.append(plural("{n} list ordered", "{n} lists ordered", len(plan.lists)))
    if plan.products:
        parts.append(plural("{n} product ruled on", "{n} products ruled on", len(plan.products)))
    return " · ".join(parts) or _("No decisions yet")
