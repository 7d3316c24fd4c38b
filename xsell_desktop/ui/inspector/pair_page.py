"""One pair: both directions in plain words, why, and the user's ruling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.plan import Decision, Pair, Pairing, Plan
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.counting.intervals import wilson
from xsell_desktop.mining.reasons import evidence_word, pair_sentence
from xsell_desktop.mining.reasons import explain as explain_pair
from xsell_desktop.mining.trust.held_up import UNKNOWN
from xsell_desktop.mining.trust.pair_trust import PairTrust
from xsell_desktop.mining.trust.sentences import (
    held_up_sentences,
    held_up_word,
    textbook_lines,
    warnings_of,
)
from xsell_desktop.texts import _, percent_text, plural, times_text
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.evidence_words import EVIDENCE_CHIPS, EVIDENCE_TERMS, HELD_UP_CHIPS
from xsell_desktop.ui.inspector.pair_rulings import PairRulings
from xsell_desktop.ui.inspector.rate_bar import RateBar
from xsell_desktop.ui.inspector.trust_section import Fold, TrustSection
from xsell_desktop.ui.policies.why import tell_against
from xsell_desktop.ui.tables.figure_columns import pair_figures
from xsell_desktop.ui.widgets.chips import Chip
from xsell_desktop.ui.widgets.flow import Flow
from xsell_desktop.ui.widgets.glossary import explain, wrapped

if TYPE_CHECKING:
    from xsell_desktop.ui.decisions import Decisions


class PairPage(QWidget):
    """`product_asked` carries the key of a product to go back to, `orders_asked` the Pair whose
    orders are to be listed."""

    product_asked = Signal(str)
    orders_asked = Signal(object)

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        self._pair = Pair("", "")
        self._anchor = ""
        self.back, self.partner = QPushButton(), QPushButton()
        self.heading, self.reasons = QLabel(), QLabel()
        self.evidence, self.state = Chip(""), Chip("", "you")
        self.lift, self.held = Chip("", "plain"), Chip("", "held_up")
        self.warnings, self.orders = QLabel(), QPushButton()
        self.against = QLabel()
        self.trust = TrustSection()
        self.more = Fold(_("More figures"))
        self.sentences = (QLabel(), QLabel())
        self.bars = (RateBar(), RateBar())
        self.rates = (QLabel(), QLabel())
        self.rulings = PairRulings(decisions)
        self.accept, self.reject = self.rulings.accept, self.rulings.reject
        self.pin, self.lock, self.kind = self.rulings.pin, self.rulings.lock, self.rulings.kind
        self.message, self.note = self.rulings.message.line, self.rulings.note
        self.back.clicked.connect(lambda: self.product_asked.emit(self._anchor))
        self.partner.clicked.connect(lambda: self.product_asked.emit(self._other()))
        self.orders.clicked.connect(lambda: self.orders_asked.emit(self._pair))
        self._lay_out()

    def show_pair(self, analysis: Analysis, plan: Plan, pair: Pair, anchor: str) -> None:
        """Take another pair, seen from its anchor, or the same after a decision."""
        if pair != self._pair:
            self.show_trust(analysis, None)
        self._pair, self._anchor = pair, anchor if anchor in pair else pair.a
        one, other = (analysis.name_of(key) for key in (self._anchor, self._other()))
        self.back.setText(one)
        self.partner.setText(_("Go to {name}").format(name=other))
        self.heading.setText(_("{one} + {other}").format(one=one, other=other))
        row = analysis.pair_row(*pair)
        self._show_directions(analysis)
        self._show_evidence(analysis, row)
        self.rulings.show_ruling(analysis, plan, pair, self._anchor)
        self._show_state(plan.pairings.get(pair, Pairing(pair)))
        ends = self._anchor, self._other()
        told = [tell_against(analysis, plan, *way) for way in (ends, ends[::-1])]
        self.against.setText("\n".join(filter(None, told)))
        self.against.setVisible(any(told))

    def show_trust(self, analysis: Analysis, trust: PairTrust | None) -> None:
        """Take what was found about the pair on show; None while nothing is."""
        one, other = (analysis.name_of(key) for key in (self._anchor, self._other()))
        if trust is not None and trust.one != self._anchor:
            one, other = other, one
        self.trust.show_trust(trust, one, other)
        said = self.reasons.text().splitlines()
        warned = [w for w in warnings_of(trust) if w not in said] if trust is not None else []
        self.warnings.setText("\n".join(warned))
        self.warnings.setVisible(bool(warned))
        self.more.say(_figure_lines(analysis, trust, one, other) if trust is not None else ())

    def _other(self) -> str:
        return self._pair.b if self._pair.a == self._anchor else self._pair.a

    def _show_directions(self, analysis: Analysis) -> None:
        ends = self._anchor, self._other()
        figures = [_orders(analysis, key) for key in ends]
        together, expected = analysis.count_together(*ends)
        known = min(figures) > 0 and (together > 0 or expected > 0)
        lows, highs = wilson([together, together], figures)
        top = float(highs.max())
        for turn, (anchor, partner) in enumerate((ends, ends[::-1])):
            orders, low, high = figures[turn], lows[turn], highs[turn]
            for widget in (self.bars[turn], self.rates[turn]):
                widget.setVisible(known)
            self.sentences[turn].setVisible(known or turn == 0)
            if not known:
                self.sentences[turn].setText(_("The sales do not show these two together."))
                continue
            self.sentences[turn].setText(
                pair_sentence(
                    analysis.name_of(partner), analysis.name_of(anchor), together, orders, expected
                )
            )
            rate = together / orders
            self.rates[turn].setText(percent_text(rate))
            self.bars[turn].show_rate(rate, float(low), float(high), expected / orders, top)

    def _show_evidence(self, analysis: Analysis, row: int | None) -> None:
        self.evidence.setVisible(row is not None)
        self.lift.setVisible(row is not None)
        if row is not None:
            code = Evidence(int(analysis.pairs.evidence[row]))
            self.evidence.show_as(evidence_word(code), EVIDENCE_CHIPS[code])
            explain(self.evidence, EVIDENCE_TERMS[code])
            factor = times_text(float(analysis.pairs.lift[row]))
            self.lift.setText(_("{times} chance").format(times=factor))
            explain(self.lift, "lift")
        self._show_held_up(analysis, row)
        lines = explain_pair(analysis, self._anchor, self._other())
        self.reasons.setText("\n".join(lines))
        self.reasons.setVisible(bool(lines))

    def _show_held_up(self, analysis: Analysis, row: int | None) -> None:
        later = analysis.later
        verdict = int(later.verdict[row]) if later is not None and row is not None else UNKNOWN
        self.held.setVisible(verdict != UNKNOWN)
        if verdict != UNKNOWN and later is not None and row is not None:
            self.held.show_as(held_up_word(verdict), HELD_UP_CHIPS[verdict])
            self.held.setToolTip(wrapped(" ".join(held_up_sentences(later, row))))
        both, _chance = analysis.count_together(self._anchor, self._other())
        self.orders.setVisible(both > 0)
        self.orders.setText(
            plural("Show the {n} order with both", "Show the {n} orders with both", both)
        )

    def _show_state(self, pairing: Pairing) -> None:
        accepted = pairing.decision is Decision.ACCEPTED
        rejected = pairing.decision is Decision.REJECTED
        text = _("rejected") if rejected else _("accepted") if accepted else ""
        if pairing.by_hand and not rejected:
            text = _("drawn by you")
        self.state.show_as(text, "chance" if rejected else "you")
        day = pairing.decided_on
        self.state.setToolTip(_("Decided on {day}").format(day=day) if day else "")
        self.state.setVisible(bool(text))

    def _lay_out(self) -> None:
        icons.dress(self.back, "chevron-left", "accent")
        theme.set_role(self.back, "link")
        theme.set_role(self.partner, "link")
        theme.set_role(self.heading, "heading")
        theme.set_role(self.reasons, "second")
        theme.set_role(self.warnings, "caution")
        theme.set_role(self.against, "caution")
        theme.set_role(self.orders, "link")
        for label in (self.heading, self.reasons, self.warnings, self.against, *self.sentences):
            label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(self.back)
        layout.addWidget(self.heading)
        chips = Flow(6)
        for chip in (self.evidence, self.held, self.lift, self.state):
            chips.addWidget(chip)
        layout.addLayout(chips)
        for sentence, bar, rate in zip(self.sentences, self.bars, self.rates, strict=True):
            theme.set_role(rate, "hint")
            line = QHBoxLayout()
            line.addWidget(bar, 1)
            line.addWidget(rate)
            layout.addWidget(sentence)
            layout.addLayout(line)
        layout.addWidget(self.reasons)
        layout.addWidget(self.warnings)
        layout.addWidget(self.against)
        layout.addWidget(self.orders)
        layout.addWidget(self.rulings)
        layout.addWidget(self.partner)
        layout.addWidget(self.trust)
        layout.addWidget(self.more)
        layout.addStretch(1)


def _orders(analysis: Analysis, key: str) -> int:
    row = analysis.products.index.get(key)
    return int(analysis.products.orders[row]) if row is not None else 0


def _figure_lines(analysis: Analysis, trust: PairTrust, one: str, other: str) -> tuple[str, ...]:
    figures = pair_figures(analysis, trust.one, trust.other)
    sure = (f"{figure.label}: {figure.text}" for figure in figures)
    caveat = _("Textbook (assumes independent orders):")
    return (*sure, caveat, *textbook_lines(trust, one, other))
