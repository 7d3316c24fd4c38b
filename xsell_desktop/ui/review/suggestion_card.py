"""A suggestion to be decided on, large enough to be read at a glance."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from xsell_desktop.domain.plan import Pair, Plan
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.counting.intervals import wilson
from xsell_desktop.mining.reasons import evidence_word, pair_sentence
from xsell_desktop.mining.reasons import explain as explain_pair
from xsell_desktop.mining.trust.held_up import UNKNOWN
from xsell_desktop.mining.trust.sentences import held_up_sentences, held_up_word
from xsell_desktop.texts import _, times_text
from xsell_desktop.ui import theme
from xsell_desktop.ui.evidence_words import EVIDENCE_CHIPS, EVIDENCE_TERMS, HELD_UP_CHIPS
from xsell_desktop.ui.inspector.partner_list import price_of
from xsell_desktop.ui.inspector.rate_bar import RateBar
from xsell_desktop.ui.policies.why import tell_against
from xsell_desktop.ui.review.suggestions import Place
from xsell_desktop.ui.widgets.chips import Chip
from xsell_desktop.ui.widgets.flow import Flow
from xsell_desktop.ui.widgets.glossary import explain, wrapped


class SuggestionCard(QFrame):
    """Both products, the counts, how sure, why, where it would be listed, and what is against."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "card")
        self.anchor, self.partner = QLabel(), QLabel()
        self.sentence, self.reasons = QLabel(), QLabel()
        self.places, self.against = QLabel(), QLabel()
        self.bar = RateBar()
        self.evidence, self.held, self.lift = Chip(""), Chip("", "held_up"), Chip("", "plain")
        for label in (self.anchor, self.partner):
            theme.set_role(label, "heading")
        for label in (self.reasons, self.places):
            theme.set_role(label, "second")
        theme.set_role(self.against, "caution")
        chips = Flow(6)
        for chip in (self.evidence, self.held, self.lift):
            chips.addWidget(chip)
        plus = QLabel("+")
        theme.set_role(plus, "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(6)
        for widget in (self.anchor, plus, self.partner):
            layout.addWidget(widget)
        layout.addLayout(chips)
        for below in (self.sentence, self.bar, self.reasons, self.places, self.against):
            layout.addWidget(below)
        for label in (self.anchor, self.partner, self.sentence, self.reasons, self.places,
                      self.against):  # fmt: skip
            label.setWordWrap(True)

    def show_pair(self, analysis: Analysis, plan: Plan, pair: Pair, anchor: str) -> None:
        """Take another suggestion, read from its anchor."""
        partner = pair.b if anchor == pair.a else pair.a
        for label, key in ((self.anchor, anchor), (self.partner, partner)):
            price = price_of(analysis, key)
            name = analysis.name_of(key)
            label.setText(f"{name} · {price}" if price else name)
        self._show_counts(analysis, anchor, partner)
        self._show_chips(analysis, pair)
        lines = explain_pair(analysis, anchor, partner)
        self.reasons.setText("\n".join(lines))
        self.reasons.setVisible(bool(lines))
        self.places.setText(_("Looking up its places…"))
        told = [
            tell_against(analysis, plan, *way) for way in ((anchor, partner), (partner, anchor))
        ]
        self.against.setText("\n".join(filter(None, told)))
        self.against.setVisible(any(told))
        self.setAccessibleName(
            f"{self.anchor.text()} + {self.partner.text()}: {self.sentence.text()}"
        )

    def show_places(self, analysis: Analysis, places: tuple[Place, Place]) -> None:
        """Take where it would be listed."""
        self.places.setText("\n".join(_place_words(analysis, place) for place in places))

    def _show_counts(self, analysis: Analysis, anchor: str, partner: str) -> None:
        products = analysis.products
        orders = int(products.orders[products.index[anchor]])
        together, expected = analysis.count_together(anchor, partner)
        names = analysis.name_of(partner), analysis.name_of(anchor)
        self.sentence.setText(pair_sentence(*names, together, orders, expected))
        low, high = wilson([together], [orders])
        rate, chance = together / max(orders, 1), expected / max(orders, 1)
        self.bar.show_rate(rate, float(low[0]), float(high[0]), chance, float(high[0]))

    def _show_chips(self, analysis: Analysis, pair: Pair) -> None:
        row, later = analysis.pair_row(*pair), analysis.later
        for chip in (self.evidence, self.lift):
            chip.setVisible(row is not None)
        self.held.hide()
        if row is None:
            return
        code = Evidence(int(analysis.pairs.evidence[row]))
        self.evidence.show_as(evidence_word(code), EVIDENCE_CHIPS[code])
        explain(self.evidence, EVIDENCE_TERMS[code])
        factor = times_text(float(analysis.pairs.lift[row]))
        self.lift.setText(_("{times} chance").format(times=factor))
        explain(self.lift, "lift")
        verdict = int(later.verdict[row]) if later is not None else UNKNOWN
        if later is not None and verdict != UNKNOWN:
            self.held.show_as(held_up_word(verdict), HELD_UP_CHIPS[verdict])
            self.held.setToolTip(wrapped(" ".join(held_up_sentences(later, row))))
            self.held.show()


def _place_words(analysis: Analysis, place: Place) -> str:
    """`Place 2 in the list of Aeropress; 1 once accepted.`"""
    name = analysis.name_of(place.anchor)
    if not place.now and not place.accepted:
        return _("Not in the list of {name}.").format(name=name)
    if not place.now:
        return _("Place {then} in the list of {name} once accepted.").format(
            name=name, then=place.accepted
        )
    if place.now == place.accepted:
        return _("Place {now} in the list of {name}.").format(name=name, now=place.now)
    return _("Place {now} in the list of {name}; {then} once accepted.").format(
        name=name, now=place.now, then=place.accepted or _("nowhere")
    )
