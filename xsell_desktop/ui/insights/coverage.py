"""What has a list: rungs of the ladder, and the products that need a hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import workflow
from xsell_desktop.domain.change import Change
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import pair_of
from xsell_desktop.domain.progress import Progress
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.decisions import Decisions
from xsell_desktop.ui.insights.page import Page
from xsell_desktop.ui.insights.rung_bars import RungBars
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.widgets.table import DataTable

if TYPE_CHECKING:
    from xsell_desktop.kpis.coverage import Coverage
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.picks import Picks
    from xsell_desktop.ui.insights.coverage_rows import Row

LANE = "coverage"
NEEDS = ("sales", "analysis", "pairings", "policies", "settings", "lists", "products")
VIEWS = ("lonely", "hubs", "slow", "new")


class CoveragePage(Page):
    """Bars of the rungs; below them lonely products, hubs, slow movers, products never sold."""

    key = "coverage"

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self._decisions = Decisions(session)
        self.coverage: Coverage | None = None
        self._picks: Picks | None = None
        self._shown_for: Analysis | None = None
        self._rows: list[Row] = []
        self.summary, self.note, self.sentence = (QLabel() for _n in range(3))
        self.bars = RungBars()
        self.views = {name: QPushButton() for name in VIEWS}
        self.table = DataTable()
        self.show_pair = QPushButton(_("Show in Pairings"))
        self.accept_pairs = QPushButton(_("Accept pairing"))
        self._lay_out()
        self._offer_again(LANE, self._find)
        self.table.chosen.connect(lambda _rows: self._tell_chosen())
        self.table.opened.connect(lambda _row: self._ask_for_pair())
        self.show_pair.clicked.connect(self._ask_for_pair)
        self.accept_pairs.clicked.connect(self._accept)

    @property
    def title(self) -> str:
        return _("What has a list?")

    @property
    def view(self) -> str:
        """Which products the table lists."""
        return next(name for name, button in self.views.items() if button.isChecked())

    def refresh(self, change: Change) -> None:
        if change.touches(*NEEDS):
            self._find()

    def retheme(self) -> None:
        self.bars.update()

    def _find(self) -> None:
        session = self.session
        if session.analysis is None or session.is_stale:
            return
        analysis, sales, plan = session.analysis, session.sales, session.plan
        if self.coverage is None:
            self.empty.say(_("Making the lists"), _("Every product's list is being looked at."))
            self._states.setCurrentIndex(0)

        def work(progress: Progress) -> tuple[Coverage, Picks]:
            picks = workflow.pick_all(analysis, plan, progress.part(0.0, 0.6))
            return workflow.cover(sales, plan, analysis, progress.part(0.6, 1.0), picks), picks

        self.jobs.run(
            _("Looking where lists come from"), work, done=partial(self._show, analysis),
            failed=self._say_failure, lane=LANE, replaces=True, reads=True,
        )  # fmt: skip

    def _show(self, analysis: Analysis, found: tuple[Coverage, Picks]) -> None:
        if self.session.analysis is not analysis:
            return
        from xsell_desktop.ui.insights.coverage_rows import rung_bars, summary_text

        coverage, self._picks = found
        self.coverage, self._shown_for = coverage, analysis
        self.summary.setText(summary_text(coverage))
        self.bars.show_bars(rung_bars(coverage))
        counts = {
            "lonely": int(coverage.lonely.sum()),
            "hubs": int(coverage.hubs.sum()),
            "slow": int(coverage.slow.sum()),
            "new": len(coverage) - coverage.sold,
        }
        words = {
            "lonely": plural("{n} lonely", "{n} lonely", counts["lonely"]),
            "hubs": plural("{n} hub", "{n} hubs", counts["hubs"]),
            "slow": plural("{n} slow mover", "{n} slow movers", counts["slow"]),
            "new": plural("{n} never sold", "{n} never sold", counts["new"]),
        }
        for name, button in self.views.items():
            button.setText(words[name])
        self._fill()
        self._states.setCurrentIndex(1)

    def _fill(self) -> None:
        """The table of the view that is chosen."""
        analysis, coverage, picks = self._shown_for, self.coverage, self._picks
        if analysis is None or coverage is None or picks is None:
            return
        from xsell_desktop.ui.insights.coverage_rows import columns_of, list_rows, view_note

        self._rows = list_rows(self.view, coverage, picks)
        self.note.setText(view_note(self.view, coverage))
        self.table.set_columns(columns_of(self.view, self._rows, coverage, analysis))
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        analysis, coverage = self._shown_for, self.coverage
        chosen = [self._rows[row] for row in self.table.chosen_rows() if row < len(self._rows)]
        pairs = [row.pair for row in chosen if row.pair is not None]
        self.show_pair.setEnabled(len(chosen) == 1 and len(pairs) == 1)
        self.accept_pairs.setEnabled(bool(pairs) and self.view != "hubs")
        many = max(1, len(pairs))
        self.accept_pairs.setText(plural("Accept pairing", "Accept {n} pairings", many))
        if len(chosen) != 1 or analysis is None or coverage is None:
            self.sentence.setText(
                _("Choose a row to read what stands behind it.") if self._rows else ""
            )
            return
        from xsell_desktop.ui.insights.coverage_rows import row_sentence

        self.sentence.setText(row_sentence(self.view, chosen[0], coverage, analysis))

    def _accept(self) -> None:
        pairs = [self._rows[row].pair for row in self.table.chosen_rows()]
        self._decisions.accept_all(pair_of(*pair) for pair in pairs if pair is not None)

    def _ask_for_pair(self) -> None:
        rows = self.table.chosen_rows()
        pair = self._rows[rows[0]].pair if len(rows) == 1 else None
        if pair is not None:
            self.pair_asked.emit(*pair)

    def _say_failure(self, error: UserError) -> None:
        self.coverage = None
        super()._say_failure(error)

    def _lay_out(self) -> None:
        for label in (self.summary, self.note, self.sentence):
            theme.set_role(label, "second")
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.set_role(self.table, "framed")
        self.table.setAccessibleName(_("Products"))
        views, foot = QHBoxLayout(), QHBoxLayout()
        group = QButtonGroup(self)
        for button in self.views.values():
            button.setCheckable(True)
            theme.set_role(button, "segment")
            group.addButton(button)
            views.addWidget(button)
            button.toggled.connect(lambda checked: self._fill() if checked else None)
        self.views["lonely"].setChecked(True)
        views.addStretch(1)
        foot.addWidget(self.sentence, 1)
        for button in (self.show_pair, self.accept_pairs):
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        answer = QWidget()
        inner = QVBoxLayout(answer)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.summary)
        inner.addSpacing(4)
        inner.addWidget(self.bars)
        inner.addSpacing(8)
        inner.addLayout(views)
        inner.addWidget(self.note)
        inner.addWidget(self.table, 1)
        inner.addLayout(foot)
        self._states.addWidget(answer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(self._states, 1)
