"""What comes later: products that the same customers come back for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import workflow
from xsell_desktop.domain.change import Change
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.kinds.later import HORIZON
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.insights.due_orders import DueOrders
from xsell_desktop.ui.insights.page import Page
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.widgets.choice import Choice
from xsell_desktop.ui.widgets.table import Column, DataTable

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.kinds.due import Due
    from xsell_desktop.mining.kinds.later import FollowUps

LANE = "follow_ups"
HORIZONS = (90, 180, 365)


class FollowUpsPage(Page):
    """A table of follow-ups, the sentence on the chosen one, and the orders that fall due."""

    key = "follow_ups"

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self.found: FollowUps | None = None
        self._shown_for: Analysis | None = None
        self.summary, self.sentence = QLabel(), QLabel()
        self.horizon = Choice(_("Longest gap"), letters=14)
        for days, words in zip(HORIZONS, _horizon_words(), strict=True):
            self.horizon.addItem(words, days)
        self.horizon.setCurrentIndex(HORIZONS.index(HORIZON))
        self.table = DataTable()
        self.show_pair = QPushButton(_("Show in Pairings"))
        self.due = DueOrders(jobs)
        self._lay_out()
        self._offer_again(LANE, self._find)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _row: self._ask_for_pair())
        self.show_pair.clicked.connect(self._ask_for_pair)
        self.due.asked.connect(self._find)
        self.horizon.currentIndexChanged.connect(lambda _index: self._find())

    @property
    def title(self) -> str:
        return _("What comes later?")

    def refresh(self, change: Change) -> None:
        if change.touches("analysis"):
            day = workflow.day_after(self._analysis())
            if day is not None:
                self.due.start_on(day)
            self.table.choose(())
            self._find()
        elif change.touches("products"):
            self._find()

    def _analysis(self) -> Analysis:
        analysis = self.session.analysis
        assert analysis is not None
        return analysis

    def _find(self) -> None:
        analysis, sales = self._analysis(), self.session.analysed or self.session.sales
        plan = self.session.plan
        if self._shown_for is not analysis:
            self.empty.say(
                _("Following customers"), _("Orders of the same customer are being compared.")
            )
            self._states.setCurrentIndex(0)
        horizon, on, days = int(self.horizon.currentData()), self.due.on, self.due.days.value()
        chosen = self.table.chosen_rows() if self.found is not None else []
        same = self.found is not None and self.found.horizon == horizon
        rows = chosen if same and self._shown_for is analysis else []

        def work(progress: Progress) -> tuple[FollowUps, list[Due]]:
            found = workflow.follow_ups(analysis, horizon, progress)
            return found, workflow.due_orders(sales, analysis, found, on, days, rows or None, plan)

        self.jobs.run(
            _("Following customers"), work, done=partial(self._show, analysis, rows),
            failed=self._say_failure, lane=LANE, replaces=True, reads=True,
        )  # fmt: skip

    def _show(
        self, analysis: Analysis, rows: list[int], result: tuple[FollowUps, list[Due]]
    ) -> None:
        if self.session.analysis is not analysis:
            return
        found, due = result
        if found is not self.found or self._shown_for is not analysis:
            self.found, self._shown_for = found, analysis
            self.table.set_columns(_columns(found, analysis))
        self.summary.setText(_summary(found))
        names = analysis.products.names
        self.due.show_due(due, analysis, names[found.later[rows[0]]] if len(rows) == 1 else "")
        self._tell_chosen()
        reason = _why_none(found, dated=bool(analysis.last_date))
        if reason is not None:
            self.empty.say(*reason)
        self._states.setCurrentIndex(0 if reason is not None and not len(found) else 1)

    def _choose(self, _rows: list[int]) -> None:
        self._tell_chosen()
        self._find()

    def _tell_chosen(self) -> None:
        rows = self.table.chosen_rows()
        self.show_pair.setEnabled(len(rows) == 1)
        if self.found is None or len(rows) != 1:
            self.sentence.setText(_("Choose a row to read what stands behind it."))
            return
        from xsell_desktop.tables.follow_ups import describe

        self.sentence.setText(describe(self.found, rows[0], self._analysis().products.names))

    def _ask_for_pair(self) -> None:
        rows = self.table.chosen_rows()
        if self.found is not None and len(rows) == 1:
            keys, row = self._analysis().products.keys, rows[0]
            self.pair_asked.emit(keys[self.found.first[row]], keys[self.found.later[row]])

    def _lay_out(self) -> None:
        for label in (self.summary, self.sentence):
            theme.set_role(label, "second")
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.set_role(self.table, "framed")
        self.table.setAccessibleName(_("Follow-ups"))
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.horizon)
        foot.addWidget(self.sentence, 1)
        foot.addWidget(self.show_pair, 0, Qt.AlignmentFlag.AlignTop)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        for part in (upper, self.due):
            split.addWidget(part)
        answer = QWidget()
        inner = QVBoxLayout(answer)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.summary)
        inner.addSpacing(4)
        inner.addWidget(split, 1)
        self._states.addWidget(answer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._states, 1)


def _horizon_words() -> tuple[str, ...]:
    return _("within 3 months"), _("within 6 months"), _("within a year")


def _summary(found: FollowUps) -> str:
    return _("{pairs} among {customers} known customers, {returning} of whom came back.").format(
        pairs=plural("{n} follow-up", "{n} follow-ups", len(found)),
        customers=count_text(found.known_customers),
        returning=count_text(found.returning),
    )


def _why_none(found: FollowUps, *, dated: bool) -> tuple[str, str] | None:
    if not dated:
        return _("These sales have no dates"), _("Without dates nothing can be said to come later.")
    if not found.known_customers:
        return (
            _("These sales name no customers"),
            _(
                "What comes later shows in the orders of one customer. Import an export with a "
                "column of customers: a number or an e-mail address, which is never stored."
            ),
        )
    if not len(found):
        return (
            _("Nothing stands out"),
            _(
                "Of {customers} known customers {returning} came back, but for no product more "
                "often than chance gives."
            ).format(
                customers=count_text(found.known_customers), returning=count_text(found.returning)
            ),
        )
    return None


def _columns(found: FollowUps, analysis: Analysis) -> list[Column]:
    names = np.array(analysis.products.names, dtype=object)
    return [
        Column(_("First"), list(names[found.first])),
        Column(_("Later"), list(names[found.later])),
        Column(
            _("Customers"),
            found.customers,
            "count",
            _("Customers with the first product who did not have the later one by then"),
        ),
        Column(
            _("Came back"),
            found.followed,
            "count",
            _("Those who bought the later one on another day"),
        ),
        Column(
            _("By chance"),
            found.expected,
            "expected",
            _("How many would have done so by chance"),
        ),
        Column(
            _("Days after"),
            found.gaps.median,
            "count",
            _("The median gap; half of the customers came back sooner"),
        ),
    ]
