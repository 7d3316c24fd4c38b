"""The partners of one product: those shown to customers, those next in line, the rejected."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.money import format_money
from xsell_desktop.domain.plan import Pair, Plan, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.ladder.groups import are_named
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.inspector.own_order import move_partner
from xsell_desktop.ui.inspector.partner_card import PartnerCard
from xsell_desktop.ui.inspector.partner_menu import ListVerbs, PartnerMenu
from xsell_desktop.ui.inspector.partners import Entry, Partners
from xsell_desktop.ui.inspector.placing import Placing
from xsell_desktop.ui.inspector.trust_sign import sign_of

if TYPE_CHECKING:
    from xsell_desktop.ui.decisions import Decisions

NEXT = 5  # candidates listed after those shown, before "Show more"
MORE = 40
USUAL = 10  # cards of a list of usual length
AHEAD_MS = 25


class PartnerList(QWidget):
    """Keeps its cards and fills them anew, so that the keyboard's place is not lost.

    `chosen` carries the Pair that was clicked, `product_asked` a partner's key, `policy_asked`
    the id of a policy.
    """

    chosen = Signal(object)
    product_asked = Signal(str)
    policy_asked = Signal(str)

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        self._decisions = decisions
        self.show_more = False
        self.cards: list[PartnerCard] = []
        self._spare: list[PartnerCard] = []
        self._drawn: tuple[Analysis, Plan, str, Partners] | None = None
        self._order: tuple[str, ...] = ()
        self._placing = Placing(self)
        self.own_title = QLabel(self)
        self.data_title = QLabel(_("From here on, as the data has it"), self)
        self.next_title = QLabel(_("Next in line"), self)
        self.rejected_title = QLabel(_("Rejected"), self)
        self.nothing = QLabel(_("No partner yet. Drag from this product's rim to another product "
                                "to pair them by hand, or add a partner below."), self)  # fmt: skip
        self.more = QPushButton(_("Show more candidates"), self)
        self.more.clicked.connect(self._show_more)
        theme.set_role(self.more, "link")
        self.more.setStyleSheet("margin-left: 14px")
        titles = (self.own_title, self.data_title, self.next_title, self.rejected_title)
        for label in (*titles, self.nothing):
            theme.set_role(label, "hint")
            label.setWordWrap(True)
            label.setContentsMargins(14, 8, 14, 2)
        theme.set_role(self.own_title, "yours")
        self._ahead = QTimer(self, interval=AHEAD_MS)
        self._ahead.timeout.connect(self._build_ahead)
        self._ahead.start()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    @property
    def order(self) -> tuple[str, ...]:
        """The partners that have a place, as listed; the first `own` of them by hand."""
        return self._order

    def _build_ahead(self) -> None:
        """Build one more card of a usual list while there is time, so that the first product
        comes at once."""
        if len(self.cards) + len(self._spare) < USUAL:
            self._spare.append(self._new_card())
            self._spare[-1].hide()
        else:
            self._ahead.stop()

    def show_partners(self, analysis: Analysis, plan: Plan, key: str, found: Partners) -> None:
        """Fill the cards. The focused button stays with its pair, wherever that moves."""
        self._drawn = analysis, plan, key, found
        kept = self._focused()
        waiting = found.waiting[: MORE if self.show_more else NEXT]
        picks = (*(entry.pick for entry in found.listed), *waiting, *found.rejected)
        top = max((p.attach_high for p in picks if p.evidence is not None), default=1.0)
        placed = [e for e in found.listed if e.own or not e.against]
        self._order = (*(e.pick.partner for e in placed), *(pick.partner for pick in waiting))
        self._take_out()
        own = found.own
        self._head(self.own_title, own > 0)
        self.own_title.setText(plural("Your first place", "Your first {n} places", own))
        self._put(found.listed[:own], analysis, top)
        self._head(self.data_title, 0 < own < len(found.listed))
        self._put(found.listed[own:], analysis, top)
        self.nothing.setVisible(not found.listed and not waiting)
        self._layout.addWidget(self.nothing)
        self._head(self.next_title, bool(waiting))
        self._put(tuple(map(Entry, waiting)), analysis, top)
        self.more.setVisible(len(found.waiting) > len(waiting) and not self.show_more)
        self._layout.addWidget(self.more)
        self._head(self.rejected_title, bool(found.rejected))
        self._put(tuple(map(Entry, found.rejected)), analysis, top)
        for card in self._spare:
            card.hide()
        self._restore(kept)

    def card_of(self, pair: Pair) -> PartnerCard | None:
        """The card of a pair, if it is listed."""
        return next((card for card in self.cards if card.pair == pair), None)

    def place(self, partner: str, to: int) -> None:
        """Put a partner at a place (from 0); all places down to it become the user's."""
        if self._drawn is None or partner not in self._order:
            return
        at, to = self._order.index(partner), min(max(to, 0), len(self._order) - 1)
        if at != to or to >= self.own:
            own = move_partner(self._order, self.own, at, to)
            self._decisions.arrange_list(self._drawn[2], own)

    @property
    def own(self) -> int:
        """How many places are ordered by hand."""
        return self._drawn[3].own if self._drawn is not None else 0

    def give_back(self, partner: str) -> None:
        """Leave a partner's place to the data again."""
        if self._drawn is not None:
            left = [one for one in self._order[: self.own] if one != partner]
            self._decisions.arrange_list(self._drawn[2], left)

    def _head(self, label: QLabel, visible: bool) -> None:
        label.setVisible(visible)
        self._layout.addWidget(label)

    def _put(self, entries: tuple[Entry, ...], analysis: Analysis, top: float) -> None:
        by_category = are_named(analysis.products.categories)
        for entry in entries:
            pick = entry.pick
            card = self._spare.pop(0) if self._spare else self._new_card()
            pairing = self._decisions.ruling(pair_of(pick.anchor, pick.partner))
            price, sign = price_of(analysis, pick.partner), sign_of(analysis, pick)
            card.can_lift = pick.partner in self._order
            card.show_entry(entry, pairing, price, top, sign, by_category=by_category)
            self.cards.append(card)
            self._layout.addWidget(card)
            card.show()

    def _new_card(self) -> PartnerCard:
        card = PartnerCard(self)
        card.ruled.connect(self._rule)
        card.written.connect(self._decisions.write_message)
        card.chosen.connect(self.chosen)
        card.policy_asked.connect(self.policy_asked)
        card.menu_asked.connect(lambda spot: self._open_menu(card, spot))
        card.stepped.connect(lambda step: self._step(card, step))
        card.walked.connect(lambda step: self._walk(card, step))
        card.dragged.connect(lambda spot: self._drag(card, spot))
        card.dropped.connect(lambda kept: self._drop(card, kept))
        return card

    def _rule(self, pair: Pair, what: str) -> None:
        {
            "accept": self._decisions.accept,
            "reject": self._decisions.reject,
            "pin": self._decisions.pin,
            "lock": self._decisions.lock,
            "clear": self._decisions.clear,
        }[what](pair)

    def _step(self, card: PartnerCard, step: int) -> None:
        if card.partner in self._order:
            self.place(card.partner, self._order.index(card.partner) + step)

    def _walk(self, card: PartnerCard, step: int) -> None:
        at = self.cards.index(card) + step
        if 0 <= at < len(self.cards):
            self.cards[at].setFocus()

    def _drag(self, lifted: PartnerCard, spot: QPoint) -> None:
        others = [card for card in self.cards if card.can_lift and card is not lifted]
        self._placing.follow(others, spot)

    def _drop(self, card: PartnerCard, kept: bool) -> None:
        to = self._placing.end()
        if kept and to is not None:
            self.place(card.partner, to)

    def _open_menu(self, card: PartnerCard, spot: QPoint) -> None:
        verbs = ListVerbs(
            self._order, self.own, self.place, self.give_back,
            self.product_asked.emit, self.chosen.emit,
        )  # fmt: skip
        PartnerMenu(self, self._decisions, card, verbs).popup(spot)

    def _take_out(self) -> None:
        self._placing.end()
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
        widget = QApplication.focusWidget()
        if widget is not None and card.isAncestorOf(widget):
            return
        button = next((b for b in card.buttons.buttons if b.property("rules") == kept[1]), None)
        (button or card).setFocus()

    def _show_more(self) -> None:
        self.show_more = True
        if self._drawn is not None:
            self.show_partners(*self._drawn)


def price_of(analysis: Analysis, key: str) -> str:
    """A product's price as text, '' unknown."""
    row, place = analysis.products.index.get(key), analysis.unsold.index.get(key)
    price = math.nan
    if row is not None:
        price = float(analysis.products.price[row])
    elif place is not None:
        price = float(analysis.unsold.price[place])
    return "" if math.isnan(price) else format_money(price, analysis.currency)
