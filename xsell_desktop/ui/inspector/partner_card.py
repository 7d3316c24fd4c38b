"""One partner of the product in focus: why, how sure, and the user's ruling."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.plan import Decision, Pair, Pairing, pair_of
from xsell_desktop.mining.analysis import Evidence
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.ladder.words import rung_meaning, rung_word
from xsell_desktop.mining.reasons import evidence_word, expected_text
from xsell_desktop.texts import _, count_text, percent_text
from xsell_desktop.ui import theme
from xsell_desktop.ui.evidence_words import EVIDENCE_CHIPS, EVIDENCE_TERMS
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.inspector.line_edit import LineEdit
from xsell_desktop.ui.inspector.rate_bar import RateBar
from xsell_desktop.ui.inspector.rulings import RulingButtons
from xsell_desktop.ui.widgets.chips import Chip
from xsell_desktop.ui.widgets.glossary import explain, wrapped

if TYPE_CHECKING:
    from xsell_desktop.mining.picks import Pick

ROOM = 266  # pixels of a card beside its rank, where the panel is narrowest


class TrustSign(NamedTuple):
    """A word beside the evidence, the kind of its `Chip`, and what it means here."""

    word: str
    chip: str
    meaning: str


class PartnerCard(QFrame):
    """`ruled` carries a Pair and accept, reject or pin; `written` a Pair and its message;
    `chosen` the Pair that was clicked."""

    ruled = Signal(object, str)
    written = Signal(object, str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.pair = Pair("", "")
        self.rank, self.name, self.price = QLabel(), ElidedLabel(), QLabel()
        self.sentence, self.bar, self.rate = QLabel(), RateBar(), QLabel()
        self.evidence, self.source = Chip(""), Chip("", "you")
        self.sign = Chip("")
        self.buttons = RulingButtons()
        self.message = LineEdit(_("Message that customers read"), _("Message that customers read"))
        self.quote = ElidedLabel()
        self._lay_out()
        self.buttons.ruled.connect(self._rule)
        self.message.written.connect(lambda text: self.written.emit(self.pair, text))
        self.message.left.connect(self.close_message)

    def show_pick(
        self, pick: Pick, pairing: Pairing, price: str, top: float,
        sign: TrustSign | None = None, *, by_category: bool = True,
    ) -> None:  # fmt: skip
        """Take another partner; `top` is the rate at the right end of the bar.

        `by_category` tells whether partners that only fill a list come from categories, or from
        families.
        """
        self.pair = pair_of(pick.anchor, pick.partner)
        rejected = pairing.decision is Decision.REJECTED
        self.rank.setText("–" if rejected or pick.rank <= 0 else str(pick.rank))
        self.name.setText(pick.partner_name)
        self.name.set_struck(rejected)
        self.price.setText(price)
        self._show_figures(pick, top, rejected)
        self._show_chips(pick, pairing, by_category=by_category)
        self.sign.setVisible(sign is not None)
        if sign is not None:
            self.sign.show_as(sign.word, sign.chip)
            self.sign.setToolTip(wrapped(sign.meaning))
        self.buttons.show_ruling(pairing, pick.partner_name)
        self._make_room()
        self.message.show_text(pairing.message)
        self.close_message()
        self.setAccessibleName(f"{self.rank.text()} {pick.partner_name}: {self.sentence.text()}")

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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.chosen.emit(self.pair)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.pair)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour("line"))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def _show_figures(self, pick: Pick, top: float, rejected: bool) -> None:
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
            widget.setVisible(known and not rejected and not _fills(pick))

    def _show_chips(self, pick: Pick, pairing: Pairing, *, by_category: bool) -> None:
        if _fills(pick):
            self.evidence.show_as(rung_word(pick.rung, by_category=by_category, thin=False), "thin")
            self.evidence.setToolTip(wrapped(rung_meaning(pick.rung)))
            self.evidence.show()
        elif pick.evidence is None:
            self.evidence.hide()
        else:
            self.evidence.show_as(evidence_word(pick.evidence), EVIDENCE_CHIPS[pick.evidence])
            explain(self.evidence, EVIDENCE_TERMS[pick.evidence])
            self.evidence.show()
        words = []
        if pairing.by_hand:
            words.append(_("drawn by you"))
        elif pairing.decision is Decision.ACCEPTED:
            words.append(_("you"))
        if pairing.pinned:
            words.append(_("pinned"))
        self.source.setText(" · ".join(words))
        self.source.setVisible(bool(words))

    def _make_room(self) -> None:
        """Put the buttons below the chips where both do not fit beside each other."""
        chips = [chip for chip in (self.evidence, self.sign, self.source) if not chip.isHidden()]
        need = sum(chip.sizeHint().width() + 4 for chip in chips)
        fits = need + self.buttons.sizeHint().width() <= ROOM
        way = QBoxLayout.Direction
        self._foot.setDirection(way.LeftToRight if fits else way.TopToBottom)

    def _rule(self, what: str) -> None:
        if what == "message":
            self.open_message()
        else:
            self.ruled.emit(self.pair, what)

    def _lay_out(self) -> None:
        theme.set_role(self.rank, "second")
        self.rank.setFixedWidth(18)
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
        marks = QHBoxLayout()
        marks.setSpacing(4)
        for chip in (self.evidence, self.sign, self.source):
            marks.addWidget(chip)
        marks.addStretch(1)
        foot = self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.setSpacing(4)
        foot.addLayout(marks, 1)
        foot.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignRight)
        body = QVBoxLayout()
        body.setSpacing(1)
        for part in (title, rate, foot):
            part.setContentsMargins(0, 0, 0, 0)
        body.addLayout(title)
        body.addWidget(self.sentence)
        body.addLayout(rate)
        body.addWidget(self.quote)
        body.addWidget(self.message)
        body.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 7, 10, 5)
        row.setSpacing(8)
        row.addWidget(self.rank)
        row.addLayout(body, 1)


def _fills(pick: Pick) -> bool:
    """Whether a pick only fills a list: no pair that was counted speaks for it."""
    return pick.rung >= Rung.CATEGORY and pick.evidence is not Evidence.THIN
