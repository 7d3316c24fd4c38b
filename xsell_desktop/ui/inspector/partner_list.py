"""The partners of one product: those shown to customers, those next in line, the rejected."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.money import format_money
from xsell_desktop.domain.plan import Decision, Pair, Pairing, Plan, pair_of
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.ladder.groups import are_named
from xsell_desktop.mining.picks import Pick, partners_of
from xsell_desktop.mining.trust.held_up import HELD
from xsell_desktop.mining.trust.influence import count_buyers
from xsell_desktop.mining.trust.sentences import (
    held_up_sentences,
    held_up_word,
    one_customer_sentence,
)
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.evidence_words import HELD_UP_CHIPS
from xsell_desktop.ui.inspector.partner_card import PartnerCard, TrustSign

if TYPE_CHECKING:
    from xsell_desktop.ui.decisions import Decisions

MOST_BY_ONE = 0.5  # share of the orders together from which on one customer is named
NEXT = 5  # candidates listed after those shown, before "Show more"
MORE = 40


@dataclass(frozen=True)
class Partners:
    """`shown` go to customers, `waiting` are candidates beyond them, `rejected` never go."""

    shown: tuple[Pick, ...] = ()
    waiting: tuple[Pick, ...] = ()
    rejected: tuple[Pick, ...] = ()


def partners_for(analysis: Analysis, plan: Plan, key: str) -> Partners:
    """The partners of a product by what becomes of them."""
    everything = partners_of(analysis, plan, key, 0)
    top = plan.settings.top
    rejected = [
        _rejected_pick(analysis, pairing, key)
        for pair, pairing in plan.pairings.items()
        if key in pair and pairing.decision is Decision.REJECTED
    ]
    rejected.sort(key=lambda pick: (-pick.together, pick.partner))
    return Partners(everything[:top], everything[top:], tuple(rejected))


class PartnerList(QWidget):
    """Keeps its cards and fills them anew, so that the keyboard's place is not lost."""

    chosen = Signal(object)

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        self._decisions = decisions
        self.show_more = False
        self.cards: list[PartnerCard] = []
        self._spare: list[PartnerCard] = []
        self._drawn: tuple[Analysis, Plan, Partners] | None = None
        self.next_title = QLabel(_("Next in line"), self)
        self.rejected_title = QLabel(_("Rejected"), self)
        self.nothing = QLabel(_("No partner yet. Drag from this product's rim to another product "
                                "to pair them by hand."), self)  # fmt: skip
        self.more = QPushButton(_("Show more candidates"), self)
        self.more.clicked.connect(self._show_more)
        theme.set_role(self.more, "link")
        self.more.setStyleSheet("margin-left: 14px")
        for label in (self.next_title, self.rejected_title, self.nothing):
            theme.set_role(label, "hint")
            label.setWordWrap(True)
            label.setContentsMargins(14, 8, 14, 2)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_partners(self, analysis: Analysis, plan: Plan, found: Partners) -> None:
        """Fill the cards. The focused button stays with its pair, wherever that moves."""
        self._drawn = analysis, plan, found
        kept = self._focused()
        waiting = found.waiting[: MORE if self.show_more else NEXT]
        listed = (*found.shown, *waiting, *found.rejected)
        top = max((p.attach_high for p in listed if p.evidence is not None), default=1.0)
        self._take_out()
        self._put(found.shown, analysis, top)
        self.nothing.setVisible(not found.shown and not waiting)
        self._layout.addWidget(self.nothing)
        self._head(self.next_title, bool(waiting))
        self._put(waiting, analysis, top)
        self.more.setVisible(len(found.waiting) > len(waiting) and not self.show_more)
        self._layout.addWidget(self.more)
        self._head(self.rejected_title, bool(found.rejected))
        self._put(found.rejected, analysis, top)
        for card in self._spare:
            card.hide()
        self._restore(kept)

    def card_of(self, pair: Pair) -> PartnerCard | None:
        """The card of a pair, if it is listed."""
        return next((card for card in self.cards if card.pair == pair), None)

    def _head(self, label: QLabel, visible: bool) -> None:
        label.setVisible(visible)
        self._layout.addWidget(label)

    def _put(self, picks: tuple[Pick, ...], analysis: Analysis, top: float) -> None:
        by_category = are_named(analysis.products.categories)
        for pick in picks:
            card = self._spare.pop(0) if self._spare else self._new_card()
            row = analysis.products.index.get(pick.partner, -1)
            price = float(analysis.products.price[row]) if row >= 0 else math.nan
            pairing = self._decisions.ruling(pair_of(pick.anchor, pick.partner))
            text = "" if math.isnan(price) else format_money(price, analysis.currency)
            card.show_pick(
                pick, pairing, text, top, _sign_of(analysis, pick), by_category=by_category
            )
            self.cards.append(card)
            self._layout.addWidget(card)
            card.show()

    def _new_card(self) -> PartnerCard:
        card = PartnerCard(self)
        card.ruled.connect(self._rule)
        card.written.connect(self._decisions.write_message)
        card.chosen.connect(self.chosen)
        return card

    def _rule(self, pair: Pair, what: str) -> None:
        {
            "accept": self._decisions.accept,
            "reject": self._decisions.reject,
            "pin": self._decisions.pin,
        }[what](pair)

    def _take_out(self) -> None:
        while self._layout.count():
            self._layout.takeAt(0)
        self._spare = [*self.cards, *self._spare]
        self.cards = []

    def _focused(self) -> tuple[Pair, str] | None:
        """The pair and the button that have the keyboard."""
        widget = QApplication.focusWidget()
        for card in self.cards:
            if widget is not None and (widget is card or card.isAncestorOf(widget)):
                return card.pair, str(widget.property("rules") or "")
        return None

    def _restore(self, kept: tuple[Pair, str] | None) -> None:
        card = self.card_of(kept[0]) if kept is not None else None
        if card is None or kept is None:
            return
        button = next((b for b in card.buttons.buttons if b.property("rules") == kept[1]), None)
        (button or card).setFocus()

    def _show_more(self) -> None:
        self.show_more = True
        if self._drawn is not None:
            self.show_partners(*self._drawn)


def _sign_of(analysis: Analysis, pick: Pick) -> TrustSign | None:
    """What a partner's card carries beside its evidence, the warning before the praise."""
    row, later = analysis.pair_row(pick.anchor, pick.partner), analysis.later
    if row is None:
        return None
    share = _share_of_one(analysis, row)
    if share > MOST_BY_ONE:
        told = one_customer_sentence(round(share * pick.together), pick.together)
        return TrustSign(_("one customer"), "caution", told)
    if later is None or later.verdict[row] != HELD:
        return None
    told = " ".join(held_up_sentences(later, row))
    return TrustSign(held_up_word(HELD), HELD_UP_CHIPS[HELD], told)


def _share_of_one(analysis: Analysis, row: int) -> float:
    """The share of the orders together that one customer made; NaN unknown or too few orders."""
    pairs, baskets = analysis.pairs, analysis.baskets
    share = float(pairs.top_customer[row])
    if not math.isnan(share) or baskets is None or pairs.evidence[row] != Evidence.LIKELY:
        return share
    both = baskets.orders_with_both(int(pairs.a[row]), int(pairs.b[row]))
    return count_buyers(baskets, both).top_share


def _rejected_pick(analysis: Analysis, pairing: Pairing, key: str) -> Pick:
    """A pick for a pair that no list offers any more."""
    partner = pairing.pair.b if pairing.pair.a == key else pairing.pair.a
    anchor = analysis.products.index.get(key)
    row = analysis.pair_row(key, partner)
    orders = int(analysis.products.orders[anchor]) if anchor is not None else 0
    together, expected = analysis.count_together(key, partner)
    return Pick(
        anchor=key,
        anchor_name=analysis.name_of(key),
        partner=partner,
        partner_name=analysis.name_of(partner),
        rank=0,
        kind="cross_sell",
        together=together,
        anchor_orders=orders,
        attach_rate=together / orders if orders else 0.0,
        attach_low=0.0,
        attach_high=0.0,
        expected=expected,
        score=0.0,
        evidence=Evidence(int(analysis.pairs.evidence[row])) if row is not None else None,
        reason="",
        source="you",
        message=pairing.message,
    )
