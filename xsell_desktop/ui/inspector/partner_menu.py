"""The context menu of a partner in a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from xsell_desktop.domain.plan import Decision, Pair
from xsell_desktop.texts import _
from xsell_desktop.ui.widgets.popups import Menu

if TYPE_CHECKING:
    from xsell_desktop.ui.decisions import Decisions
    from xsell_desktop.ui.inspector.partner_card import PartnerCard


@dataclass(frozen=True)
class ListVerbs:
    """What can be done with a partner's place in its list: `order` as listed, the first `own` of
    it by hand; places count from 0."""

    order: tuple[str, ...]
    own: int
    place: Callable[[str, int], None]
    give_back: Callable[[str], None]
    go_to: Callable[[str], None]
    open_pair: Callable[[Pair], None]


class PartnerMenu(Menu):
    """What can be done with the partner of one card."""

    def __init__(
        self, parent: QWidget, decisions: Decisions, card: PartnerCard, verbs: ListVerbs
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pair, partner, ruling = card.pair, card.partner, decisions.ruling(card.pair)
        self._offer(_("Open this pairing"), "Return", lambda: verbs.open_pair(pair))
        self._offer(
            _("Go to {name}").format(name=card.name.text()),
            "",
            lambda: verbs.go_to(partner),
        )
        self.addSeparator()
        open_for_edits = not ruling.locked
        if ruling.decision is Decision.NONE:
            self._offer(_("Accept pairing"), "A", lambda: decisions.accept(pair), open_for_edits)
            text = _("Remove from list (reject)")
            self._offer(text, "R", lambda: decisions.reject(pair), open_for_edits)
        else:
            self._offer(
                _("Take decision back"), "Del", lambda: decisions.clear(pair), open_for_edits
            )
            if ruling.decision is Decision.ACCEPTED:
                text = _("Remove from list (reject)")
                self._offer(text, "R", lambda: decisions.reject(pair), open_for_edits)
        text = _("Unpin") if ruling.pinned else _("Pin first in both lists")
        self._offer(text, "P", lambda: decisions.pin(pair), open_for_edits)
        text = _("Unlock pairing") if ruling.locked else _("Lock pairing")
        self._offer(text, "L", lambda: decisions.lock(pair))
        self._offer(_("Write message…"), "M", card.open_message, open_for_edits)
        if card.can_lift:
            self._offer_places(verbs, partner)

    def _offer_places(self, verbs: ListVerbs, partner: str) -> None:
        at, own = verbs.order.index(partner), verbs.own
        last = len(verbs.order) - 1
        self.addSeparator()
        self._offer(_("Move up"), "Alt+Up", lambda: verbs.place(partner, at - 1), at > 0)
        self._offer(_("Move down"), "Alt+Down", lambda: verbs.place(partner, at + 1), at < last)
        self._offer(_("Move to the top"), "", lambda: verbs.place(partner, 0), at > 0)
        if at < own:
            text = _("Give its place back to the data")
            self._offer(text, "", lambda: verbs.give_back(partner))
        else:
            text = _("Keep it at this place")
            self._offer(text, "", lambda: verbs.place(partner, at))

    def _offer(self, text: str, keys: str, act: Callable[[], object], enabled: bool = True) -> None:
        shown = f"{text.replace('&', '&&')}\t{keys}" if keys else text.replace("&", "&&")
        action = self.addAction(shown)
        action.triggered.connect(lambda _checked=False: act())
        action.setEnabled(enabled)
