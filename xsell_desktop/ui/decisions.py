"""The user's rulings on pairs, lists, products and places, each one undoable step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from xsell_desktop.domain import edits, list_edits, product_edits
from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import (
    Decision,
    Direction,
    Pair,
    Pairing,
    Plan,
    ProductRuling,
)
from xsell_desktop.texts import _, plural
from xsell_desktop.ui.session import Session


class Decisions(QObject):
    """What canvas, panel, table and menus do to the plan.

    Verbs on many pairs take them in any number, are one undo step, and say how many they changed.
    `told` carries a sentence where something asked for was not done: the pairing is locked.
    """

    told = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def ruling(self, pair: Pair) -> Pairing:
        """What the user said of a pair; an empty ruling when nothing."""
        return self._session.plan.pairings.get(pair, Pairing(pair))

    def ruling_on(self, product: str) -> ProductRuling:
        """What the user said of a product; an empty ruling when nothing."""
        return self._session.plan.products.get(product, ProductRuling(product))

    def name_of(self, product: str) -> str:
        """A product's name, or its key while nothing is known of it."""
        analysis = self._session.analysis
        return analysis.name_of(product) if analysis is not None else product

    # one pair

    def accept(self, pair: Pair) -> None:
        """Accept a pair; accepting an accepted one takes the decision back."""
        if self.ruling(pair).decision is Decision.ACCEPTED:
            self.clear(pair)
        else:
            plan = edits.accept_pairing(self._session.plan, pair, _today())
            self._rule(_("Accept pairing"), plan, (pair,))

    def reject(self, pair: Pair) -> None:
        """Reject a pair; rejecting a rejected one takes the decision back."""
        if self.ruling(pair).decision is Decision.REJECTED:
            self.clear(pair)
        else:
            plan = edits.reject_pairing(self._session.plan, pair, _today())
            self._rule(_("Reject pairing"), plan, (pair,))

    def pin(self, pair: Pair) -> None:
        """Pin a pair, or take its pin off."""
        pinned = not self.ruling(pair).pinned
        plan = edits.pin_pairing(self._session.plan, pair, pinned, _today())
        self._rule(_("Pin pairing") if pinned else _("Unpin pairing"), plan, (pair,))

    def lock(self, pair: Pair) -> None:
        """Lock a pair, or unlock it."""
        locked = not self.ruling(pair).locked
        plan = edits.lock_pairings(self._session.plan, (pair,), locked)
        self._session.edit(_("Lock pairing") if locked else _("Unlock pairing"), plan)

    def set_kind(self, pair: Pair, kind: Kind | None) -> None:
        """Say what a pair is for; None leaves it to the sales."""
        plan = edits.set_kind(self._session.plan, (pair,), kind)
        self._rule(_("Change kind") if kind else _("Take kind back"), plan, (pair,))

    def clear(self, pair: Pair) -> None:
        """Take a decision back."""
        plan = edits.clear_decision(self._session.plan, pair)
        self._rule(_("Take decision back"), plan, (pair,))

    def draw(
        self, pair: Pair, direction: Direction = Direction.BOTH,
        places: Mapping[str, tuple[float, float]] | None = None,
    ) -> None:  # fmt: skip
        """Pair two products by hand, both ways or one way; `places` are where they are put."""
        plan = edits.draw_pairing(self._session.plan, pair, direction, _today())
        plan = edits.move_products(plan, places or {})
        self._rule(_("Draw pairing"), plan, (pair,))

    def write_message(self, pair: Pair, message: str) -> None:
        """The sentence customers read beside the recommendation."""
        plan = edits.write_message(self._session.plan, pair, message)
        self._rule(_("Write message"), plan, (pair,))

    def write_note(self, pair: Pair, note: str) -> None:
        """A private note on a pair."""
        self._session.edit(_("Write note"), edits.write_note(self._session.plan, pair, note))

    # many pairs

    def accept_all(self, pairs: Iterable[Pair]) -> None:
        """Accept many pairs in one step."""
        chosen = tuple(pairs)
        plan = edits.accept_pairings(self._session.plan, chosen, _today())
        count = partial(plural, "Accept {n} pairing", "Accept {n} pairings")
        self._rule(count(n=self._changed(plan)), plan, chosen)

    def reject_all(self, pairs: Iterable[Pair]) -> None:
        """Reject many pairs in one step."""
        chosen = tuple(pairs)
        plan = edits.reject_pairings(self._session.plan, chosen, _today())
        count = partial(plural, "Reject {n} pairing", "Reject {n} pairings")
        self._rule(count(n=self._changed(plan)), plan, chosen)

    def clear_all(self, pairs: Iterable[Pair]) -> None:
        """Take many decisions back in one step."""
        chosen = tuple(pairs)
        plan = edits.clear_decisions(self._session.plan, chosen)
        count = partial(plural, "Take {n} decision back", "Take {n} decisions back")
        self._rule(count(n=self._changed(plan)), plan, chosen)

    def pin_all(self, pairs: Iterable[Pair], pinned: bool = True) -> None:
        """Put many pairs first in their lists, or take the pins off."""
        chosen = tuple(pairs)
        plan = edits.pin_pairings(self._session.plan, chosen, pinned, _today())
        count = (
            partial(plural, "Pin {n} pairing", "Pin {n} pairings")
            if pinned
            else partial(plural, "Unpin {n} pairing", "Unpin {n} pairings")
        )
        self._rule(count(n=self._changed(plan)), plan, chosen)

    def lock_all(self, pairs: Iterable[Pair], locked: bool = True) -> None:
        """Keep many rulings as they are, or let them be edited again."""
        plan = edits.lock_pairings(self._session.plan, pairs, locked)
        count = (
            partial(plural, "Lock {n} pairing", "Lock {n} pairings")
            if locked
            else partial(plural, "Unlock {n} pairing", "Unlock {n} pairings")
        )
        self._session.edit(count(n=self._changed(plan)), plan)

    def set_kinds(self, pairs: Iterable[Pair], kind: Kind | None) -> None:
        """Say what many pairs are for; None leaves it to the sales."""
        chosen = tuple(pairs)
        plan = edits.set_kind(self._session.plan, chosen, kind)
        count = partial(plural, "Change kind of {n} pairing", "Change kind of {n} pairings")
        self._rule(count(n=self._changed(plan)), plan, chosen)

    def set_direction(self, pairs: Iterable[Pair], direction: Direction) -> None:
        """Say which product may recommend which; one way only accepts what was undecided."""
        chosen, plan = tuple(pairs), self._session.plan
        if direction is not Direction.BOTH:
            plan = self._accept_undecided(chosen)
        plan = edits.set_direction(plan, chosen, direction)
        count = partial(
            plural, "Change direction of {n} pairing", "Change direction of {n} pairings"
        )
        self._rule(count(n=self._changed(plan)), plan, chosen)

    def set_season(self, pairs: Iterable[Pair], season: tuple[str, str] | None) -> None:
        """Recommend pairings only from one day (MM-DD) to another, None all year; a season
        accepts what was undecided."""
        chosen, plan = tuple(pairs), self._session.plan
        if season is not None:
            plan = self._accept_undecided(chosen)
        plan = edits.set_season(plan, chosen, season)
        count = partial(plural, "Change season of {n} pairing", "Change season of {n} pairings")
        self._rule(count(n=self._changed(plan)), plan, chosen)

    def write_messages(self, pairs: Iterable[Pair], text: str) -> None:
        """Give many pairs one message."""
        chosen = tuple(pairs)
        plan = edits.write_messages(self._session.plan, chosen, text)
        count = partial(plural, "Write {n} message", "Write {n} messages")
        self._rule(count(n=self._changed(plan)), plan, chosen)

    # lists

    def arrange_list(self, anchor: str, partners: Sequence[str]) -> None:
        """Give the first places of a product's list to these partners; none frees the list."""
        plan = list_edits.arrange_list(self._session.plan, anchor, partners, _today())
        self._session.edit(_("Reorder list of {name}").format(name=self.name_of(anchor)), plan)

    def free_list(self, anchor: str) -> None:
        """Give a product's list back to the data."""
        plan = list_edits.free_lists(self._session.plan, (anchor,))
        text = _("Give list of {name} back to the data").format(name=self.name_of(anchor))
        self._session.edit(text, plan)

    def turn_dial(self, share: float) -> None:
        """Order lists from popular together (0) to surprising together (1)."""
        plan = self._session.plan
        settings = replace(plan.settings, popularity_discount=share)
        self._session.edit(_("Turn the dial of the lists"), edits.change_settings(plan, settings))

    # products

    def hide(self, products: Iterable[str], hidden: bool = True) -> None:
        """Leave products out of graph and matrix, or show them again."""
        keys = tuple(products)
        plan = product_edits.hide_products(self._session.plan, keys, hidden, _today())
        text = (
            plural("Hide {n} product", "Hide {n} products", len(keys))
            if hidden
            else plural("Show {n} product again", "Show {n} products again", len(keys))
        )
        self._session.edit(text, plan)

    def never_recommend(self, products: Iterable[str], never: bool = True) -> None:
        """Keep products out of every list, or let them in again."""
        keys = tuple(products)
        plan = product_edits.never_recommend(self._session.plan, keys, never, _today())
        text = (
            plural("Never recommend {n} product", "Never recommend {n} products", len(keys))
            if never
            else plural("Recommend {n} product again", "Recommend {n} products again", len(keys))
        )
        self._session.edit(text, plan)

    def merge(self, products: Iterable[str], into: str) -> None:
        """Count products as one with another.

        Raises ValueError when `into` is merged into another product itself.
        """
        keys = tuple(products)
        plan = product_edits.merge_products(self._session.plan, keys, into, _today())
        count = plural("Merge {n} product into", "Merge {n} products into", len(set(keys) - {into}))
        self._session.edit(f"{count} {self.name_of(into)}", plan)

    def split(self, products: Iterable[str]) -> None:
        """Count merged products by themselves again."""
        keys = tuple(products)
        plan = product_edits.split_products(self._session.plan, keys)
        text = plural("Count {n} product by itself", "Count {n} products by themselves", len(keys))
        self._session.edit(text, plan)

    def move_decisions(self, gone: str, to: str) -> None:
        """Let what was decided on a product that is gone be about another."""
        plan = product_edits.move_decisions(self._session.plan, gone, to)
        text = _("Move decisions on {gone} to {name}").format(gone=gone, name=self.name_of(to))
        self._session.edit(text, plan)

    def note_product(self, product: str, note: str) -> None:
        """A private note on a product."""
        self._session.edit(_("Write note"), edits.note_product(self._session.plan, product, note))

    def move(self, positions: Mapping[str, tuple[float, float]]) -> None:
        """Keep products at places chosen by hand."""
        text = plural("Move {n} product", "Move {n} products", len(positions))
        self._session.edit(text, edits.move_products(self._session.plan, positions))

    def release(self, products: Iterable[str]) -> None:
        """Give products back to the automatic layout."""
        plan = edits.release_products(self._session.plan, products)
        self._session.edit(_("Release to the layout"), plan)

    def _accept_undecided(self, pairs: Iterable[Pair]) -> Plan:
        undecided = [p for p in pairs if self.ruling(p).decision is Decision.NONE]
        return edits.accept_pairings(self._session.plan, undecided, _today())

    def _changed(self, plan: Plan) -> int:
        """How many pairings another plan rules on differently."""
        old, new = self._session.plan.pairings, plan.pairings
        return sum(old.get(pair) != new.get(pair) for pair in old.keys() | new.keys())

    def _rule(self, text: str, plan: Plan, asked: Iterable[Pair]) -> None:
        """Take a plan with rulings changed, and tell of those that are locked."""
        locked = sum(self.ruling(pair).locked for pair in set(asked))
        self._session.edit(text, plan)
        if locked:
            self.told.emit(
                plural(
                    "{n} locked pairing stays as it is. Unlock it to change it.",
                    "{n} locked pairings stay as they are. Unlock them to change them.",
                    locked,
                )
            )


def _today() -> str:
    return date.today().isoformat()
