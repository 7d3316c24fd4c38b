"""Who differs: the orders cut into segments, and the pairs in each of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import tokens, workflow
from xsell_desktop.domain.change import Change
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.insights.page import Page
from xsell_desktop.ui.insights.segment_columns import (
    PairList,
    list_pairs,
    missing_words,
    pair_columns,
    segment_columns,
    summary_words,
)
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.widgets.choice import Choice
from xsell_desktop.ui.widgets.table import DataTable

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.segments.pairs import SegmentPairs
    from xsell_desktop.mining.segments.study import SegmentStudy

LANE = "segments"
MOST_SEGMENTS = 7  # in sight at once
SAVED, LEAST_NAME = 7, 120  # pixels


class SegmentsPage(Page):
    """The way to cut at the top, its segments below, and the chosen one's pairs."""

    key = "segments"

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self.study: SegmentStudy | None = None
        self._shown_for: Analysis | None = None
        self._listed: PairList | None = None
        self.summary, self.missing = QLabel(), QLabel()
        self.way = Choice(_("Cut orders by"), letters=16)
        self.by = QLabel(_("Cut orders by"))
        self.segments, self.pairs = DataTable(), NamesTable()
        self.rule, self.sentence = QLabel(), QLabel()
        self.show_pair = QPushButton(_("Show in Pairings"))
        self._lay_out()
        self._offer_again(LANE, self._find)
        self.way.currentIndexChanged.connect(lambda _index: self._show_way())
        self.segments.chosen.connect(lambda _rows: self._show_segment())
        self.pairs.chosen.connect(lambda _rows: self._tell_pair())
        self.pairs.opened.connect(lambda _row: self._ask_for_pair())
        self.show_pair.clicked.connect(self._ask_for_pair)

    @property
    def title(self) -> str:
        return _("Who differs?")

    def refresh(self, change: Change) -> None:
        if change.touches("analysis") and self.session.analysis is not self._shown_for:
            self._find()

    def _find(self) -> None:
        analysis = self.session.analysis
        assert analysis is not None
        sales = self.session.analysed or self.session.sales
        self.study = None
        self.empty.say(
            _("Comparing segments"),
            _("Orders of each kind of customer, day and place are counted."),
        )
        self._states.setCurrentIndex(0)
        self.jobs.run(
            _("Comparing segments"), lambda progress: workflow.study_segments(
                sales, analysis, progress), done=partial(self._show, analysis),
            failed=self._say_failure, lane=LANE, replaces=True, reads=True,
        )  # fmt: skip

    def _show(self, analysis: Analysis, study: SegmentStudy) -> None:
        if self.session.analysis is not analysis:
            return
        self.study, self._shown_for = study, analysis
        before = self.way.currentData()
        self.way.blockSignals(True)
        self.way.clear()
        for measured in study.measured:
            self.way.addItem(measured.segmentation.name, measured.segmentation.key)
        self.way.setCurrentIndex(max(0, self.way.findData(before)))
        self.way.blockSignals(False)
        self.summary.setText(summary_words(study))
        self.missing.setText(missing_words(study))
        self.missing.setVisible(bool(study.segmentations.missing))
        for widget in (self.by, self.way):
            widget.setVisible(bool(study.measured))
        if study.measured:
            self._states.setCurrentIndex(1)
            self._show_way()
            return
        advice = _("Import an export with dates, customers, countries or sales channels.")
        self.empty.say(_("All orders are alike"), f"{missing_words(study)} {advice}")

    @property
    def measured(self) -> SegmentPairs | None:
        """The segmentation on show, with its pairs."""
        return self.study.of(str(self.way.currentData())) if self.study is not None else None

    def _show_way(self) -> None:
        measured, analysis = self.measured, self._shown_for
        if measured is None or self.study is None or analysis is None:
            return
        self.segments.set_columns(segment_columns(self.study, measured, analysis.currency))
        rows = min(MOST_SEGMENTS, self.segments.columns.rows)
        self.segments.setFixedHeight((rows + 1) * tokens.ROW_HEIGHT + 6)
        self.segments.choose([0])
        self._show_segment()

    def _show_segment(self) -> None:
        measured, analysis = self.measured, self._shown_for
        if measured is None or self.study is None or analysis is None:
            return
        chosen = self.segments.chosen_rows()
        place = chosen[0] if len(chosen) == 1 else 0
        segmentation = measured.segmentation
        rule = segmentation.segments[place].rule
        self.rule.setText(" ".join(filter(None, (rule, segmentation.note))))
        self.rule.setVisible(bool(self.rule.text()))
        self._listed = list_pairs(self.study, measured, place)
        self.pairs.set_columns(pair_columns(self._listed, analysis))
        self.pairs.choose(())
        self._tell_pair()

    def _tell_pair(self) -> None:
        rows = self.pairs.chosen_rows()
        self.show_pair.setEnabled(len(rows) == 1)
        if self._listed is None or self._shown_for is None:
            return
        if not len(self._listed):
            self.sentence.setText(_("No pair stands out in these orders."))
        elif len(rows) == 1:
            self.sentence.setText(self._listed.sentence(rows[0], self._shown_for))
        else:
            self.sentence.setText(_("Choose a row to read it beside everyone else's."))

    def _ask_for_pair(self) -> None:
        rows = self.pairs.chosen_rows()
        if self._listed is not None and self._shown_for is not None and len(rows) == 1:
            keys = self._shown_for.products.keys
            anchor, partner = self._listed.told(rows[0])
            self.pair_asked.emit(keys[anchor], keys[partner])

    def _lay_out(self) -> None:
        for label, role in ((self.summary, "second"), (self.rule, "second"),
                            (self.sentence, "second"), (self.missing, "hint")):  # fmt: skip
            theme.set_role(label, role)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for table, name in ((self.segments, _("Segments")), (self.pairs, _("Pairs of a segment"))):
            theme.set_role(table, "framed")
            table.setAccessibleName(name)
            table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        theme.set_role(self.by, "second")
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.by)
        head.addWidget(self.way)
        foot.addWidget(self.sentence, 1)
        foot.addWidget(self.show_pair, 0, Qt.AlignmentFlag.AlignTop)
        answer = QWidget()
        inner = QVBoxLayout(answer)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        for widget in (self.summary, self.segments, self.rule):
            inner.addWidget(widget)
        inner.addSpacing(8)
        inner.addWidget(self.pairs, 1)
        inner.addLayout(foot)
        inner.addWidget(self.missing)
        self._states.addWidget(answer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._states, 1)


class NamesTable(DataTable):
    """Numbers as narrow as they may be; the columns of names, the first two, share the rest."""

    def _fill(self) -> None:
        spare = self.viewport().width() - sum(self._natural[2:]) + SAVED * len(self._natural[2:])
        self._quiet = True
        for number, width in enumerate(self._natural):
            self.setColumnWidth(
                number, max(LEAST_NAME, spare // 2) if number < 2 else width - SAVED
            )
        self._quiet = False
