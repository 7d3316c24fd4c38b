"""One partner of the product in focus: why, how sure, and the user's ruling."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.plan import Decision, Direction, Pair, Pairing, pair_of
from xsell_desktop.mining.analysis import Evidence
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.ladder.words import rung_meaning, rung_word
from xsell_desktop.mining.reasons import evidence_word, expected_text
from xsell_desktop.texts import _, count_text, percent_text
from xsell_desktop.ui import theme
from xsell_desktop.ui.evidence_words import EVIDENCE_CHIPS, EVIDENCE_TERMS
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.inspector.liftable import GRIP, Liftable
from xsell_desktop.ui.inspector.line_edit import LineEdit
from xsell_desktop.ui.inspector.partners import Entry
from xsell_desktop.ui.inspector.rate_bar import RateBar
from xsell_desktop.ui.inspector.rulings import RulingButtons
from xsell_desktop.ui.inspector.trust_sign import TrustSign
from xsell_desktop.ui.pairing_words import season_text
from xsell_desktop.ui.widgets.chips import Chip
from xsell_desktop.ui.widgets.flow import Flow
from xsell_desktop.ui.widgets.glossary import explain, wrapped

if TYPE_CHECKING:
    from xsell_desktop.mining.picks import Pick

BESIDE = 62  # pixels of a card's width that its rank and margins take
NARROWEST = 320


class PartnerCard(Liftable):
    """`ruled` carries a Pair and accept, reject, pin, lock or clear; `written` a Pair and its
    message; `chosen` the Pair that was clicked; `policy_asked` the id of a policy."""

    ruled = Signal(object, str)
    written = Signal(object, str)
    chosen = Signal(object)
    policy_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.pair = Pair("", "")
        self.partner, self._policy = "", ""
        self.rank, self.price = QLabel(), QLabel()
        self.name = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle)
        self.sentence, self.bar, self.rate = QLabel(), RateBar(), QLabel()
        self.evidence, self.source = Chip(""), Chip("", "you")
        self.sign = Chip("")
        self.against, self.to_policy = QLabel(), QPushButton(_("See this policy"))
        self.states = tuple(Chip("", "you") for _turn in range(4))
        self.buttons = RulingButtons()
        self.message = LineEdit(_("Message that customers read"), _("Message that customers read"))
        self.quote = ElidedLabel()
        self._lay_out()
        self.clicked.connect(lambda: self.chosen.emit(self.pair))
        self.pressed.connect(self._rule)
        self.buttons.ruled.connect(self._rule)
        self.to_policy.clicked.connect(lambda: self.policy_asked.emit(self._policy))
        self.message.written.connect(lambda text: self.written.emit(self.pair, text))
        self.message.left.connect(self.close_message)

    def show_entry(
        self, entry: Entry, pairing: Pairing, price: str, top: float,
        sign: TrustSign | None = None, *, by_category: bool = True,
    ) -> None:  # fmt: skip
        """Take another partner; `top` is the rate at the right end of the bar.

        `by_category` tells whether partners that only fill a list come from categories, or from
        families.
        """
        pick = entry.pick
        self.pair, self.partner = pair_of(pick.anchor, pick.partner), pick.partner
        self._policy = entry.policy
        rejected = pairing.decision is Decision.REJECTED
        out = rejected or bool(entry.against)
        self.rank.setText("–" if out or pick.rank <= 0 else str(pick.rank))
        _set_role(self.rank, "yours" if entry.own else "second")
        self.name.setText(pick.partner_name)
        self.name.set_struck(out)
        self.price.setText(price)
        self._show_figures(pick, top, out)
        self._show_chips(entry, pairing, by_category=by_category)
        self.sign.setVisible(sign is not None)
        if sign is not None:
            self.sign.show_as(sign.word, sign.chip)
            self.sign.setToolTip(wrapped(sign.meaning))
        said = entry.against or entry.despite
        self.against.setText(said)
        self.against.setVisible(bool(said))
        self.to_policy.setVisible(bool(entry.policy))
        self.to_policy.setAccessibleName(f"{self.to_policy.text()}: {said}")
        self.buttons.show_ruling(pairing, pick.partner_name)
        self._make_room()
        self.message.show_text(pairing.message, self.pair)
        self.message.setReadOnly(pairing.locked)
        if not self.message.is_being_typed:
            self.close_message()
        self.setToolTip(wrapped(pick.reason) if pick.reason else "")
        self.setAccessibleName(self._describe(pick))

    def open_message(self) -> None:
        """Let the user write the message here."""
        self.quote.hide()
        self.message.show()
        self.message.setFocus()

    def close_message(self) -> None:
        """Show the message as it is saved."""
        text = self.message.text().strip()
        self.message.hide()
        self.quote.setText(f"“{text}”")
        self.quote.setVisible(bool(text))

    @property
    def _chips(self) -> tuple[Chip, ...]:
        return self.evidence, self.sign, self.source, *self.states

    def _describe(self, pick: Pick) -> str:
        """What is read aloud when the keyboard comes here."""
        said = [self.sentence.text(), *(c.text() for c in self._chips if not c.isHidden())]
        if self.against.text():
            said.append(self.against.text())
        return f"{self.rank.text()} {pick.partner_name}: {', '.join(said)}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._make_room()

    def _show_figures(self, pick: Pick, top: float, out: bool) -> None:
        known = pick.anchor_orders > 0 and (pick.together > 0 or pick.expected > 0)
        self.sentence.setText(
            _("in {together} of its {orders} orders; chance gives {chance}").format(
                together=count_text(pick.together),
                orders=count_text(pick.anchor_orders),
                chance=expected_text(pick.expected),
            )
            if known and not _fills(pick)
            else pick.reason
            if _fills(pick)
            else _("not seen together in the sales")
        )
        self.rate.setText(percent_text(pick.attach_rate) if known else "")
        chance = pick.expected / pick.anchor_orders if known else math.nan
        self.bar.show_rate(pick.attach_rate, pick.attach_low, pick.attach_high, chance, top)
        for widget in (self.bar, self.rate):
            widget.setVisible(known and not out and not _fills(pick))

    def _show_chips(self, entry: Entry, pairing: Pairing, *, by_category: bool) -> None:
        pick = entry.pick
        self.evidence.setVisible(_fills(pick) or pick.evidence is not None)
        if _fills(pick):
            self.evidence.show_as(rung_word(pick.rung, by_category=by_category, thin=False), "thin")
            self.evidence.setToolTip(wrapped(rung_meaning(pick.rung)))
        elif pick.evidence is not None:
            self.evidence.show_as(evidence_word(pick.evidence), EVIDENCE_CHIPS[pick.evidence])
            explain(self.evidence, EVIDENCE_TERMS[pick.evidence])
        word, meaning = source_words(entry, pairing)
        self.source.show_as(word, "plain" if word == _("data") else "you")
        self.source.setToolTip(wrapped(meaning))
        self.source.setVisible(bool(word))
        told = state_words(pairing)
        for place, chip in enumerate(self.states):
            chip.setVisible(place < len(told))
            if place < len(told):
                chip.setText(told[place])

    def _make_room(self) -> None:
        """Put the buttons below the chips where both do not fit beside each other."""
        chips = [chip for chip in self._chips if not chip.isHidden()]
        need = sum(chip.sizeHint().width() + 4 for chip in chips)
        room = max(self.width(), NARROWEST) - BESIDE
        fits = need + self.buttons.sizeHint().width() <= room
        way = QBoxLayout.Direction
        self._foot.setDirection(way.LeftToRight if fits else way.TopToBottom)
        for layout in (self._foot, self._body, self.layout()):
            if layout is not None:
                layout.invalidate()
        self.updateGeometry()

    def _rule(self, what: str) -> None:
        if what == "message":
            if not self.message.isReadOnly():
                self.open_message()
        else:
            self.ruled.emit(self.pair, what)

    def _lay_out(self) -> None:
        _set_role(self.rank, "second")
        self.rank.setMinimumWidth(18)
        theme.set_role(self.against, "caution")
        self.against.setWordWrap(True)
        theme.set_role(self.to_policy, "link")
        self.rank.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        for label in (self.price, self.sentence, self.rate, self.quote):
            theme.set_role(label, "hint")
        self.sentence.setWordWrap(True)
        title = QHBoxLayout()
        title.addWidget(self.name, 1)
        title.addWidget(self.price)
        rate = QHBoxLayout()
        rate.setSpacing(8)
        rate.addWidget(self.bar, 1)
        rate.addWidget(self.rate)
        marks = Flow()
        for chip in self._chips:
            marks.addWidget(chip)
        foot = self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.setSpacing(4)
        foot.addLayout(marks, 1)
        foot.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignRight)
        body = self._body = QVBoxLayout()
        body.setSpacing(1)
        for part in (title, rate, foot):
            part.setContentsMargins(0, 0, 0, 0)
        body.addLayout(title)
        body.addWidget(self.sentence)
        body.addLayout(rate)
        body.addWidget(self.against)
        body.addWidget(self.to_policy)
        body.addWidget(self.quote)
        body.addWidget(self.message)
        body.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRIP, 7, 10, 5)
        row.setSpacing(8)
        row.addWidget(self.rank)
        row.addLayout(body, 1)


def _fills(pick: Pick) -> bool:
    """Whether a pick only fills a list: no pair that was counted speaks for it."""
    return pick.rung >= Rung.CATEGORY and pick.evidence is not Evidence.THIN


def source_words(entry: Entry, pairing: Pairing) -> tuple[str, str]:
    """Who put a partner into the list, and what that means here; '' where nobody did."""
    accepted = pairing.decision is Decision.ACCEPTED
    if pairing.decision is Decision.REJECTED:
        return _("you"), _("You rejected this pairing.")
    if not accepted and not entry.own:
        if entry.pick.source == "you":
            return _("you"), _("Your policies put it here.")
        return _("data"), _("The sales suggest it; you have not decided yet.")
    place = _("You gave it this place.") if entry.own else ""
    if pairing.by_hand:
        done = _("You drew this pairing.")
    else:
        done = _("You accepted it.") if accepted else ""
    told = " ".join(filter(None, (place, done)))
    if entry.pick.source == "you":
        return _("you"), told
    return _("both"), _("{told} The sales suggest it too.").format(told=told)


def state_words(pairing: Pairing) -> list[str]:
    """What else the user said of a pairing, a word or two each."""
    told = [_("pinned")] if pairing.pinned else []
    told += [_("locked")] if pairing.locked else []
    told += [_("one way")] if pairing.direction is not Direction.BOTH else []
    return told + ([season_text(pairing.season)] if pairing.season is not None else [])


def _set_role(label: QLabel, role: str) -> None:
    """Give a label its colour, and spare the style sheet where it has it already."""
    if label.property("role") != role:
        theme.set_role(label, role)
