"""How good is this: every ranking asked about the shop's own later orders."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import workflow
from xsell_desktop.domain.change import Change
from xsell_desktop.domain.edits import change_settings
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.product_edits import merges_of
from xsell_desktop.domain.progress import Progress
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.insights.page import Page
from xsell_desktop.ui.insights.task_view import TaskView
from xsell_desktop.ui.jobs import Job, Jobs
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.ranking.contest_result import Contest
    from xsell_desktop.sales.sales import Sales

LANE = "contest"
STRONGEST = 1000


class GoodPage(Page):
    """Asks once for each set of sales, when the page is first looked at."""

    key = "good"

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self.contest: Contest | None = None
        self._asked: object = None
        self.asked_words, self.held, self.warnings = (QLabel() for _n in range(3))
        self.use = QPushButton(_("Use the rankings chosen"))
        self.use.hide()
        self.tasks = {"pair": TaskView(), "rest": TaskView()}
        self._lay_out()
        self.use.clicked.connect(self._use)
        self.empty.acted.connect(self._try)
        jobs.ended.connect(self._job_ended)

    @property
    def title(self) -> str:
        return _("How good is this?")

    def refresh(self, change: Change) -> None:
        if change.touches("analysis") and self.session.analysis is not None:
            self.held.setText(held_up_words(self.session.analysis))
        if not change.touches("sales", "analysis", "settings") or self.session.is_stale:
            return
        session = self.session
        contest = workflow.tried_rankings(session.sales, session.plan)
        if contest is not None:
            self._show(session.sales, contest)
        else:
            self._try()

    def retheme(self) -> None:
        for view in self.tasks.values():
            view.bars.update()

    def _try(self) -> None:
        sales, plan = self.session.sales, self.session.plan
        settings = plan.settings
        asked = (
            sales, settings.roll_up_variants, settings.giant_order_lines, merges_of(plan),
        )  # fmt: skip
        if self._asked == asked:
            return
        self._asked = asked
        self.use.hide()
        self.empty.say(
            _("Asking your later orders"),
            _(
                "Each ranking learns from the earlier orders and guesses what the later ones hold."
                " This takes up to a minute; go on working meanwhile."
            ),
        )
        self._states.setCurrentIndex(0)

        def work(progress: Progress) -> Contest:
            return workflow.try_rankings(sales, plan, progress)

        self.jobs.run(
            _("Trying the rankings"), work, done=partial(self._show, sales),
            failed=self._say_failure, lane=LANE, replaces=True, reads=True,
        )  # fmt: skip

    def _job_ended(self, job: Job) -> None:
        """Offer to start again what was stopped."""
        if job.lane != LANE or self._asked is None or self._states.currentIndex() == 1:
            return
        if any(other.lane == LANE for other in self.jobs.unfinished):
            return
        self._asked = None
        self.empty.say(
            _("Not tried yet"),
            _("Each ranking can be asked what your own later orders hold."),
            _("Try the rankings"),
        )

    def _show(self, sales: Sales, contest: Contest) -> None:
        if self.session.sales is not sales:
            return
        self._asked = None
        self.contest = contest
        settings = self.session.plan.settings
        chosen = workflow.use_contest(settings, contest)
        self.asked_words.setText(contest_words(contest))
        self.warnings.setText(" ".join(contest.warnings))
        self.warnings.setVisible(bool(contest.warnings))
        for name, view in self.tasks.items():
            result = contest.tasks.get(name)
            self._tabs.setTabVisible(self._tabs.indexOf(view), result is not None)
            if result is not None:
                view.show_result(result, workflow.ranking_in_use(settings, name, contest))
        same = chosen == settings
        self.use.setEnabled(not same)
        self.use.setText(
            _("The rankings chosen are in use") if same else _("Use the rankings chosen")
        )
        self.use.setToolTip("" if same else use_words(settings, chosen))
        self.use.show()
        self._states.setCurrentIndex(1)

    def _use(self) -> None:
        if self.contest is not None:
            plan = self.session.plan
            settings = workflow.use_contest(plan.settings, self.contest)
            self.session.edit(_("Use the rankings chosen"), change_settings(plan, settings))

    def _say_failure(self, error: UserError) -> None:
        self._asked = None
        super()._say_failure(error)

    def _lay_out(self) -> None:
        for label, role in (
            (self.asked_words, "second"), (self.held, "second"), (self.warnings, "caution"),
        ):  # fmt: skip
            theme.set_role(label, role)
            label.setWordWrap(True)
        self._tabs = QTabWidget()
        self._tabs.addTab(self.tasks["pair"], _("Goes with this product"))
        self._tabs.addTab(self.tasks["rest"], _("Completes this basket"))
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.use)
        answer = QWidget()
        inner = QVBoxLayout(answer)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        for part in (self.asked_words, self.warnings, self._tabs):
            inner.addWidget(part)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(answer)
        scroll.setAccessibleName(_("The answer"))
        self._states.addWidget(scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.held)
        layout.addWidget(self._states, 1)


def contest_words(contest: Contest) -> str:
    """What was asked, in the user's terms."""
    return _(
        "{learnt} earlier orders were learnt; in {asked} of the {test} later ones a product was"
        " hidden, {times} each, and every ranking had ten guesses. The numbers are how often,"
        " of 100, it was among them."
    ).format(
        learnt=count_text(contest.learn_orders),
        asked=count_text(contest.questions),
        test=count_text(contest.test_orders),
        times=plural("{n} time", "{n} times", contest.seeds),
    )


def use_words(settings: Settings, chosen: Settings) -> str:
    """What using the chosen rankings changes, the user's own dial among it."""
    said = _(
        "Ranks all lists by what did best on the later orders. This replaces the ranking,"
        " smoothing and half-life set until now, and can be undone."
    )
    now, then = settings.popularity_discount, chosen.popularity_discount
    if now == then:
        return said
    end = _("surprising together") if then > now else _("popular together")
    if then == 0:
        return f"{said} " + _("The dial goes back to “{end}”.").format(end=end)
    return f"{said} " + _("The dial moves towards “{end}”.").format(end=end)


def held_up_words(analysis: Analysis) -> str:
    """How many of the strongest proven pairs later orders bear out, beside random pairs.

    Those too early to tell count as not borne out: left out, they would flatter the share.
    """
    from xsell_desktop.mining.analysis import Evidence

    later, pairs = analysis.later, analysis.pairs
    proven = np.flatnonzero(pairs.evidence == Evidence.PROVEN)[:STRONGEST]
    verdict = pairs.held_up[proven]
    if later is None or not (verdict >= 0).any():
        return _("Whether pairs hold up cannot be told: too few later orders, or no dates.")
    rates = later.same_count_rate[proven]
    said = _(
        "Of the {n} strongest proven pairs {held} held up: the orders since {day} again hold them"
        " more often than chance gives."
    ).format(n=count_text(len(proven)), held=count_text(int((verdict > 0).sum())), day=later.since)
    if np.isnan(rates).all():
        return said
    return f"{said} " + _("Of random pairs seen as often, {n} of 100 do.").format(
        n=f"{100 * float(np.nanmean(rates)):.0f}"
    )
