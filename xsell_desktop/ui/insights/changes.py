"""What changed: pairs that appeared, faded or reversed since an import."""

from __future__ import annotations

from collections.abc import Sequence
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
from xsell_desktop.domain.plan import Decision, Plan
from xsell_desktop.domain.progress import Progress
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.insights.page import Page
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.widgets.choice import Choice
from xsell_desktop.ui.widgets.table import Column, DataTable

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.changes import Changes
    from xsell_desktop.sales.sales import Sales
    from xsell_desktop.workflow.changes import Comparison, ListChanges

    Found = tuple[Comparison, ListChanges] | None

LANE = "changes"
NEEDS = ("sales", "analysis", "pairings", "policies", "settings", "lists", "products")
TURNS = ("appeared", "faded", "reversed")


class ChangesPage(Page):
    """A choice of what to compare with, the pairs that turned, and what it did to the lists."""

    key = "changes"

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self._changes: Changes | None = None
        self._shown_for: Analysis | None = None
        self._rows: list[int] = []
        self.summary, self.lists, self.sentence = (QLabel() for _n in range(3))
        self.since = Choice(_("Compare with the orders before"), letters=30)
        self.turns = {name: QPushButton() for name in TURNS}
        self.table = DataTable()
        self.show_pair = QPushButton(_("Show in Pairings"))
        self._lay_out()
        self._offer_again(LANE, self._find)
        self.since.currentIndexChanged.connect(lambda _index: self._find())
        self.table.chosen.connect(lambda _rows: self._tell_chosen())
        self.table.opened.connect(lambda _row: self._ask_for_pair())
        self.show_pair.clicked.connect(self._ask_for_pair)

    @property
    def title(self) -> str:
        return _("What changed?")

    def refresh(self, change: Change) -> None:
        if change.touches("sales"):
            self._offer_imports()
        if change.touches(*NEEDS):
            self._find()

    def _offer_imports(self) -> None:
        sales = self.session.sales
        self.since.blockSignals(True)
        self.since.clear()
        for place in range(len(sales.imports) - 1, 0, -1):
            one = sales.imports[place]
            words = _("Since the import of {file}").format(file=one.source)
            self.since.addItem(words, place)
        self.since.addItem(_("The last fifth of the orders"), workflow.LATEST)
        self.since.setCurrentIndex(self.since.findData(workflow.last_import(sales)))
        self.since.blockSignals(False)

    def _find(self) -> None:
        session = self.session
        if session.analysis is None or session.is_stale:
            return
        analysis, sales, plan = session.analysis, session.sales, session.plan
        since = int(self.since.currentData())
        if self._changes is None:
            self.empty.say(_("Comparing"), _("Earlier orders are being analysed on their own."))
            self._states.setCurrentIndex(0)

        def work(progress: Progress) -> Found:
            found = workflow.compare(sales, analysis, since, progress.part(0.0, 0.9))
            if found is None:
                return None
            return found, workflow.compare_lists(found, analysis, plan, progress.part(0.9, 1.0))

        self.jobs.run(
            _("Comparing with earlier orders"), work, done=partial(self._show, analysis, plan),
            failed=self._say_failure, lane=LANE, replaces=True, reads=True,
        )  # fmt: skip

    def _show(self, analysis: Analysis, plan: Plan, found: Found) -> None:
        if self.session.analysis is not analysis:
            return
        if found is None:
            self._changes = None
            self.empty.say(*_nothing_new(self.session.sales, dated=bool(analysis.last_date)))
            self._states.setCurrentIndex(0)
            return
        from xsell_desktop.mining.change_words import changes_summary
        from xsell_desktop.mining.changes import Turn

        comparison, lists = found
        changes = self._changes = comparison.changes
        self._shown_for = analysis
        self.summary.setText(changes_summary(changes))
        self.lists.setText(_list_words(lists, _turned_decisions(changes, analysis, plan)))
        words = {
            "appeared": plural("{n} appeared", "{n} appeared", changes.count(Turn.APPEARED)),
            "faded": plural("{n} faded", "{n} faded", changes.count(Turn.FADED)),
            "reversed": plural("{n} reversed", "{n} reversed", changes.count(Turn.REVERSED)),
        }
        for name, button in self.turns.items():
            button.setText(words[name])
        checked = next(name for name, button in self.turns.items() if button.isChecked())
        if not changes.count(Turn[checked.upper()]) and len(changes):
            full = next(name for name in TURNS if changes.count(Turn[name.upper()]))
            self.turns[full].setChecked(True)
        self._fill()
        self._states.setCurrentIndex(1)

    def _fill(self) -> None:
        """The table of the turn that is chosen."""
        from xsell_desktop.mining.changes import Turn

        changes, analysis = self._changes, self._shown_for
        if changes is None or analysis is None:
            return
        name = next(name for name, button in self.turns.items() if button.isChecked())
        self._rows = [row for row, code in enumerate(changes.turn) if code == Turn[name.upper()]]
        self.table.set_columns(_columns(changes, analysis, self._rows))
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        rows, analysis = self.table.chosen_rows(), self._shown_for
        self.show_pair.setEnabled(len(rows) == 1)
        if len(rows) != 1 or self._changes is None or analysis is None:
            self.sentence.setText(_("Choose a row to read what stands behind it."))
            return
        from xsell_desktop.mining.change_words import change_sentence

        row, names = self._rows[rows[0]], analysis.products.names
        ends = names[self._changes.a[row]], names[self._changes.b[row]]
        self.sentence.setText(change_sentence(self._changes, row, *ends))

    def _ask_for_pair(self) -> None:
        rows, analysis = self.table.chosen_rows(), self._shown_for
        if len(rows) == 1 and self._changes is not None and analysis is not None:
            keys, row = analysis.products.keys, self._rows[rows[0]]
            self.pair_asked.emit(keys[self._changes.a[row]], keys[self._changes.b[row]])

    def _say_failure(self, error: UserError) -> None:
        self._changes = None
        super()._say_failure(error)

    def _lay_out(self) -> None:
        for label in (self.summary, self.lists, self.sentence):
            theme.set_role(label, "second")
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.set_role(self.table, "framed")
        self.table.setAccessibleName(_("Pairs that changed"))
        head, turns, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.since)
        group = QButtonGroup(self)
        for button in self.turns.values():
            button.setCheckable(True)
            theme.set_role(button, "segment")
            group.addButton(button)
            turns.addWidget(button)
            button.toggled.connect(lambda checked: self._fill() if checked else None)
        self.turns["appeared"].setChecked(True)
        turns.addStretch(1)
        foot.addWidget(self.sentence, 1)
        foot.addWidget(self.show_pair, 0, Qt.AlignmentFlag.AlignTop)
        answer = QWidget()
        inner = QVBoxLayout(answer)
        inner.setContentsMargins(0, 0, 0, 0)
        for part in (self.summary, self.lists):
            inner.addWidget(part)
        inner.addLayout(turns)
        inner.addWidget(self.table, 1)
        inner.addLayout(foot)
        self._states.addWidget(answer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._states, 1)


def _turned_decisions(changes: Changes, analysis: Analysis, plan: Plan) -> int:
    """Pairings the user accepted that faded or reversed."""
    from xsell_desktop.mining.changes import Turn

    keys = analysis.products.keys
    turned = [row for row, code in enumerate(changes.turn) if code != Turn.APPEARED]
    rulings = (plan.ruling(keys[changes.a[row]], keys[changes.b[row]]) for row in turned)
    return sum(r is not None and r.decision is Decision.ACCEPTED for r in rulings)


def _list_words(lists: ListChanges, accepted: int) -> str:
    said = _("{lists} of {all} lists differ from what the earlier orders gave.").format(
        lists=count_text(lists.lists), all=count_text(lists.of)
    )
    if not accepted:
        return said
    return "{} {}".format(
        said,
        plural(
            "{n} pairing that you accepted faded or reversed.",
            "{n} pairings that you accepted faded or reversed.",
            accepted,
        ),
    )


def _nothing_new(sales: Sales, *, dated: bool) -> tuple[str, str]:
    if not dated and len(sales.imports) < 2:
        return (
            _("There is nothing to compare yet"),
            _("These sales have no dates. Import a newer export on top to see what it changes."),
        )
    return (
        _("No new orders"),
        _("Every order of these imports was there before. Choose another import to compare with."),
    )


def _columns(changes: Changes, analysis: Analysis, rows: Sequence[int]) -> list[Column]:
    names = analysis.products.names
    at = list(rows)
    return [
        Column(_("Product"), [names[row] for row in changes.a[at].tolist()]),
        Column(_("Partner"), [names[row] for row in changes.b[at].tolist()]),
        Column(_("Before"), changes.earlier[at], "count", _("Earlier orders with both")),
        Column(_("New"), changes.together[at], "count", _("New orders with both")),
        Column(
            _("Due"),
            changes.due[at],
            "expected",
            _("New orders with both that the earlier ones led to expect"),
        ),
        Column(
            _("By chance"),
            changes.expected[at],
            "expected",
            _("What chance gives in new orders"),
        ),
    ]
