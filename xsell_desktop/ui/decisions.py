"""The user's rulings on pairs and places, each one undoable step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from xsell_desktop.domain import edits
from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import Decision, Pair, Pairing
from xsell_desktop.texts import _, plural
from xsell_desktop.ui.session import Session


class Decisions:
    """What canvas, inspector and table do to the plan."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ruling(self, pair: Pair) -> Pairing:
        """What the user said of a pair; an empty ruling when nothing."""
        return self._session.plan.pairings.get(pair, Pairing(pair))

    def accept(self, pair: Pair) -> None:
        """Accept a pair; accepting an accepted one takes the decision back."""
        if self.ruling(pair).decision is Decision.ACCEPTED:
            self.clear(pair)
        else:
            plan = edits.accept_pairing(self._session.plan, pair, _today())
            self._session.edit(_("Accept pairing"), plan)

    def reject(self, pair: Pair) -> None:
        """Reject a pair; rejecting a rejected one takes the decision back."""
        if self.ruling(pair).decision is Decision.REJECTED:
            self.clear(pair)
        else:
            plan = edits.reject_pairing(self._session.plan, pair, _today())
            self._session.edit(_("Reject pairing"), plan)

    def pin(self, pair: Pair) -> None:
        """Pin a pair, or take its pin off."""
        pinned = not self.ruling(pair).pinned
        plan = edits.pin_pairing(self._session.plan, pair, pinned, _today())
        self._session.edit(_("Pin pairing") if pinned else _("Unpin pairing"), plan)

    def set_kind(self, pair: Pair, kind: Kind | None) -> None:
        """Say what a pair is for; None leaves it to the sales."""
        plan = edits.set_kind(self._session.plan, (pair,), kind)
        self._session.edit(_("Change kind") if kind else _("Take kind back"), plan)

    def clear(self, pair: Pair) -> None:
        """Take a decision back."""
        plan = edits.clear_decision(self._session.plan, pair)
        self._session.edit(_("Take decision back"), plan)

    def draw(self, pair: Pair) -> None:
        """Pair two products by hand."""
        plan = edits.draw_pairing(self._session.plan, pair, on=_today())
        self._session.edit(_("Draw pairing"), plan)

    def accept_all(self, pairs: Iterable[Pair]) -> None:
        """Accept many pairs in one step."""
        chosen = tuple(pairs)
        plan = edits.accept_pairings(self._session.plan, chosen, _today())
        text = plural("Accept {n} pairing", "Accept {n} pairings", len(chosen))
        self._session.edit(text, plan)

    def reject_all(self, pairs: Iterable[Pair]) -> None:
        """Reject many pairs in one step."""
        chosen = tuple(pairs)
        plan = edits.reject_pairings(self._session.plan, chosen, _today())
        text = plural("Reject {n} pairing", "Reject {n} pairings", len(chosen))
        self._session.edit(text, plan)

    def write_message(self, pair: Pair, message: str) -> None:
        """The sentence customers read beside the recommendation."""
        plan = edits.write_message(self._session.plan, pair, message)
        self._session.edit(_("Write message"), plan)

    def write_note(self, pair: Pair, note: str) -> None:
        """A private note on a pair."""
        self._session.edit(_("Write note"), edits.write_note(self._session.plan, pair, note))

    def note_product(self, product: str, note: str) -> None:
        """A private note on a product."""
        self._session.edit(_("Write note"), edits.note_product(self._session.plan, product, note))

    def turn_dial(self, share: float) -> None:
        """Order lists from popular together (0) to surprising together (1)."""
        plan = self._session.plan
        settings = replace(plan.settings, popularity_discount=share)
        self._session.edit(_("Turn the dial of the lists"), edits.change_settings(plan, settings))

    def move(self, positions: Mapping[str, tuple[float, float]]) -> None:
        """Keep products at places chosen by hand."""
        text = plural("Move {n} product", "Move {n} products", len(positions))
        self._session.edit(text, edits.move_products(self._session.plan, positions))

    def release(self, products: Iterable[str]) -> None:
        """Give products back to the automatic layout."""
        plan = edits.release_products(self._session.plan, products)
        self._session.edit(_("Release to the layout"), plan)


def _today() -> str:
    return date.today().isoformat()
