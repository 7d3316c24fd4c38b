"""One question of the back-test: why a ranking was chosen, bars, and all figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from xsell_desktop import tokens
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.insights.standing_bars import StandingBars
from xsell_desktop.ui.widgets.table import Column, DataTable

if TYPE_CHECKING:
    from xsell_desktop.mining.ranking.contest_result import TaskResult


class TaskView(QWidget):
    """`show_result` fills it."""

    def __init__(self) -> None:
        super().__init__()
        self.why = QLabel()
        self.why.setWordWrap(True)
        self.why.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        theme.set_role(self.why, "second")
        self.bars = StandingBars()
        self.table = DataTable()
        self.table.setAccessibleName(_("All figures of the rankings"))
        theme.set_role(self.table, "framed")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 8, 0)
        layout.setSpacing(10)
        layout.addWidget(self.why)
        layout.addWidget(self.bars)
        layout.addWidget(self.table)
        layout.addStretch(1)

    def show_result(self, result: TaskResult, used: str) -> None:
        """Take one task of a contest; `used` is the name of the ranking in use."""
        self.why.setText(result.why)
        self.bars.show_standings(result.standings, used)
        self.table.set_columns(_columns(result, used))
        self.table.fit_columns()
        rows = len(result.standings) + 1
        self.table.setFixedHeight((tokens.ROW_HEIGHT + 1) * rows + 8)


def _columns(result: TaskResult, used: str) -> list[Column]:
    standings = result.standings
    marks = [
        " · ".join(
            word
            for word, told in (
                (_("in use"), one.name == used), (_("chosen"), one.name == result.chosen),
            )
            if told
        )
        for one in standings
    ]  # fmt: skip
    return [
        Column(_("Ranking"), [one.title for one in standings]),
        Column(_("Role"), marks),
        Column(
            _("Found in ten"),
            [one.hr10.mean for one in standings],
            "percent",
            _("HR@10: hidden products that were among the ten guesses"),
        ),
        Column(
            "NDCG@10",
            [round(one.ndcg10.mean, 4) for one in standings],
            "figure",
            _("The same, weighing the place: 1 when every hidden product came first"),
        ),
        Column(
            "MRR",
            [round(one.mrr.mean, 4) for one in standings],
            "figure",
            _("Mean of 1 ÷ place of the hidden product in the whole list"),
        ),
        Column(
            _("Reach"),
            [one.reach.mean for one in standings],
            "percent",
            _("Products that were in any list of ten"),
        ),
        Column(
            _("Ten most shown"),
            [one.top10_share.mean for one in standings],
            "percent",
            _("Share of all places that the ten most recommended products took"),
        ),
    ]
