"""What a pair's relationship is for: the sales' word, or the user's."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from xsell_desktop import workflow
from xsell_desktop.domain.kinds import CROSS_SOLD, KINDS, Kind
from xsell_desktop.domain.plan import Pair, Plan
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.kinds.ruling import is_recommended, kind_of, recommended_kinds
from xsell_desktop.mining.kinds.sentences import (
    explain_kind,
    kind_meaning,
    kind_word,
    later_sentence,
    when_sentence,
)
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.widgets.choice import Choice
from xsell_desktop.ui.widgets.glossary import explain


class KindChooser(QWidget):
    """`chosen` carries a `Kind`, or None to leave it to the sales."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.label, self.sentence = QLabel(_("Kind")), QLabel()
        self.choice = Choice(_("Kind of relationship"), letters=8)
        self.label.setBuddy(self.choice)
        explain(self.label, "kind")
        theme.set_role(self.label, "hint")
        theme.set_role(self.sentence, "second")
        self.sentence.setWordWrap(True)
        self.choice.addItem("")
        self.choice.addItems([kind_word(kind) for kind in KINDS])
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.choice, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.sentence)
        self.choice.activated.connect(lambda row: self.chosen.emit(KINDS[row - 1] if row else None))

    def show_kind(self, analysis: Analysis, plan: Plan, pair: Pair) -> None:
        """Take another pair, or the same after a decision."""
        row = analysis.pair_row(*pair)
        told, why = _told_kind(analysis, pair, -1 if row is None else row)
        pairing = plan.pairings.get(pair)
        own = pairing.kind if pairing is not None else None
        kind = own or told
        self.choice.setItemText(0, _("{kind} (from the sales)").format(kind=kind_word(told)))
        self.choice.setCurrentIndex(0 if own is None else 1 + KINDS.index(own))
        said = [kind_meaning(kind) if own else why]
        if not is_recommended(kind, pairing, recommended_kinds(plan.settings)):
            said.append(_("Lists leave it out unless you accept it."))
        text = " ".join(filter(None, said))
        self.sentence.setText(text)
        self.sentence.setVisible(bool(text))
        self.setVisible(own is not None or row is not None or told not in CROSS_SOLD)


def _told_kind(analysis: Analysis, pair: Pair, row: int) -> tuple[Kind, str]:
    """The sales' word and why, also on pairs that hardly ever meet."""
    index = analysis.products.index
    why = explain_kind(analysis, *pair)
    if pair.a not in index or pair.b not in index:
        return kind_of(analysis, row, None), why
    one, other = index[pair.a], index[pair.b]
    kind = analysis.alternatives.kind_of(one, other) if row < 0 else kind_of(analysis, row, None)
    seldom = row < 0 or analysis.pairs.evidence[row] < Evidence.LIKELY
    found = workflow.found_follow_ups(analysis)
    if kind is Kind.CROSS_SELL and seldom and found is not None:
        for first, later in ((one, other), (other, one)):
            at = np.flatnonzero((found.first == first) & (found.later == later))
            if len(at):
                names = analysis.products.names
                said = later_sentence(found, int(at[0]), names[first], names[later])
                return Kind.FOLLOW_UP, f"{said} {when_sentence(found, int(at[0]))}"
    return kind, why
