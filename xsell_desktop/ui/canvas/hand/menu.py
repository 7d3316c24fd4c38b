"""The context menu of products, pairs, or the empty canvas; graph, matrix and table open it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.domain.plan import Decision, Direction, Pair, Plan, pair_of
from xsell_desktop.domain.product_edits import merges_of
from xsell_desktop.mining.kinds.sentences import kind_word
from xsell_desktop.texts import _, plural
from xsell_desktop.ui.decisions import Decisions
from xsell_desktop.ui.pairing_words import direction_text, season_text, usual_seasons
from xsell_desktop.ui.widgets.popups import Menu


class Doings(NamedTuple):
    """What a menu leaves to the place it is opened in. `bundle` takes a list of keys."""

    focus: Callable[[tuple[str, ...]], object]
    expand: Callable[[str], object]
    pair_with: Callable[[str], object]
    merge: Callable[[tuple[str, ...]], object]
    bundle: Callable[[list[str]], object]
    matrix: Callable[[tuple[str, ...]], object]
    partners: Callable[[], object]
    message: Callable[[], object]
    note: Callable[[], object]
    season: Callable[[], object]


class CanvasMenu(Menu):
    """Filled for one thing: pairs, products, or the empty canvas."""

    def __init__(self, parent: QWidget, decisions: Decisions, doings: Doings) -> None:
        super().__init__(parent)
        self._decisions, self._doings = decisions, doings
        self.setToolTipsVisible(True)

    def fill_for_pair(self, pair: Pair) -> None:
        """What can be said of one pair; nothing but its note while it is locked."""
        decisions = self._decisions
        ruling = decisions.ruling(pair)
        if not ruling.locked:
            if ruling.decision is not Decision.ACCEPTED:
                _add(self, _("Accept pairing"), lambda: decisions.accept(pair))
            if ruling.decision is not Decision.REJECTED:
                _add(self, _("Reject pairing"), lambda: decisions.reject(pair))
            if ruling.decision is not Decision.NONE:
                _add(self, _("Take decision back"), lambda: decisions.clear(pair))
        text = _("Unlock pairing") if ruling.locked else _("Lock pairing")
        _add(self, text, lambda: decisions.lock(pair))
        if not ruling.locked:
            if ruling.decision is not Decision.REJECTED:
                text = _("Unpin") if ruling.pinned else _("Pin first in both lists")
                _add(self, text, lambda: decisions.pin(pair))
            self.addSeparator()
            self.add_kinds((pair,))
            self._add_directions((pair,))
            _add(self._add_seasons((pair,)), _("Other days…"), self._doings.season)
            self.addSeparator()
            _add(self, _("Write message…"), self._doings.message)
        _add(self, _("Write note…"), self._doings.note)
        self.addSeparator()
        _add(self, _("Focus on both products"), lambda: self._doings.focus(tuple(pair)))

    def fill_for_pairs(self, pairs: Sequence[Pair], menu: Menu | None = None) -> None:
        """What can be said of several pairs at once, each one undo step."""
        decisions, into = self._decisions, menu or self
        free = [pair for pair in pairs if not decisions.ruling(pair).locked]
        decided = [p for p in free if decisions.ruling(p).decision is not Decision.NONE]
        for text, chosen, act in (
            (plural("Accept {n} pairing", "Accept {n} pairings", len(free)),
             free, decisions.accept_all),
            (plural("Reject {n} pairing", "Reject {n} pairings", len(free)),
             free, decisions.reject_all),
            (plural("Take {n} decision back", "Take {n} decisions back", len(decided)),
             decided, decisions.clear_all),
            (plural("Lock {n} pairing", "Lock {n} pairings", len(free)),
             free, decisions.lock_all),
        ):  # fmt: skip
            _add(into, text, partial(act, chosen)).setEnabled(bool(chosen))
        locked = [pair for pair in pairs if decisions.ruling(pair).locked]
        if locked:
            text = plural("Unlock {n} pairing", "Unlock {n} pairings", len(locked))
            _add(into, text, lambda: decisions.lock_all(locked, False))
        if free:
            self.add_kinds(free, into)
            self._add_seasons(free, into)

    def fill_for_products(
        self, keys: tuple[str, ...], plan: Plan, pairs: Sequence[Pair], *, expanded: bool
    ) -> None:
        """What can be done with the selected products, and with the `pairs` among them."""
        doings, decisions = self._doings, self._decisions
        one = keys[0]
        if len(keys) == 1:
            _add(self, _("Focus on this product"), lambda: doings.focus(keys))
            text = _("Show fewer partners again") if expanded else _("Show its other partners")
            _add(self, text, lambda: doings.expand(one))
            _add(self, _("Select its partners too"), doings.partners)
            _add(self, _("Show in the matrix"), lambda: doings.matrix(keys))
            self.addSeparator()
            _add(self, _("Pair with…"), lambda: doings.pair_with(one))
        else:
            _add(self, _("Focus on these products"), lambda: doings.focus(keys))
            _add(self, _("Select their partners too"), doings.partners)
            _add(self, _("Show in the matrix"), lambda: doings.matrix(keys))
            self.addSeparator()
        if len(keys) == 2:
            pair = pair_of(keys[0], keys[1])
            _add(self, _("Pair these two by hand"), lambda: decisions.draw(pair))
        if len(keys) > 1:
            _add(self, _("Make a bundle of these"), lambda: doings.bundle(list(keys)))
        if pairs:
            text = (
                plural("Its {n} pair on show", "Its {n} pairs on show", len(pairs))
                if len(keys) == 1
                else plural("Their {n} pair on show", "Their {n} pairs on show", len(pairs))
            )
            self.fill_for_pairs(pairs, self.add_menu(text))
        self.addSeparator()
        self._rule_on(keys, plan)

    def fill_for_canvas(
        self, plan: Plan, fit: Callable[[], object], overview: Callable[[], object] | None,
        everything: Callable[[], object],
    ) -> None:  # fmt: skip
        """What concerns the whole canvas; `overview` leads back from a focus, `everything`
        selects what is on show."""
        _add(self, _("See everything"), fit)
        _add(self, _("Select all on show"), everything)
        if overview is not None:
            _add(self, _("Back to overview"), overview)
        count = len(plan.positions)
        if count:
            text = plural(
                "Release {n} moved product to the layout",
                "Release {n} moved products to the layout",
                count,
            )
            _add(self, text, lambda: self._decisions.release(tuple(plan.positions)))
        hidden = tuple(key for key, own in plan.products.items() if own.hidden)
        if hidden:
            text = plural(
                "Show {n} hidden product again", "Show {n} hidden products again", len(hidden)
            )
            _add(self, text, lambda: self._decisions.hide(hidden, False))

    def add_kinds(self, pairs: Sequence[Pair], into: Menu | None = None) -> Menu:
        """A submenu of kinds, that of a single pair ticked."""
        decisions = self._decisions
        menu = (into or self).add_menu(_("Kind"))
        ticked = {decisions.ruling(pair).kind for pair in pairs}
        for kind in (None, *KINDS):
            text = kind_word(kind) if kind is not None else _("As the sales say")
            action = _add(menu, text, partial(decisions.set_kinds, pairs, kind))
            action.setCheckable(True)
            action.setChecked(ticked == {kind})
        return menu

    def _add_directions(self, pairs: tuple[Pair]) -> None:
        decisions, pair = self._decisions, pairs[0]
        menu = self.add_menu(_("Direction"))
        for way in Direction:
            text = direction_text(way, pair, decisions.name_of).replace("&", "&&")
            action = _add(menu, text, partial(decisions.set_direction, pairs, way))
            action.setCheckable(True)
            action.setChecked(decisions.ruling(pair).direction is way)

    def _add_seasons(self, pairs: Sequence[Pair], into: Menu | None = None) -> Menu:
        decisions = self._decisions
        menu = (into or self).add_menu(_("Season"))
        now = {decisions.ruling(pair).season for pair in pairs}
        offered = [(_("All year"), None), *usual_seasons()]
        known = {season for _name, season in offered}
        offered += [(_("Own days"), season) for season in now - known]
        for name, season in offered:
            text = f"{name} ({season_text(season)})" if season is not None else name
            action = _add(menu, text, partial(decisions.set_season, pairs, season))
            action.setCheckable(True)
            action.setChecked(now == {season})
        return menu

    def _rule_on(self, keys: tuple[str, ...], plan: Plan) -> None:
        decisions = self._decisions
        rulings = [decisions.ruling_on(key) for key in keys]
        never = all(own.never for own in rulings)
        text = _("Recommend again") if never else _("Never recommend")
        _add(self, text, lambda: decisions.never_recommend(keys, not never))
        hidden = all(own.hidden for own in rulings)
        text = _("Show on canvas again") if hidden else _("Hide from the canvas")
        _add(self, text, lambda: decisions.hide(keys, not hidden))
        _add(self, _("Merge into…"), lambda: self._doings.merge(keys))
        merged = tuple(key for key, into in merges_of(plan).items() if into in keys)
        if merged:
            text = plural(
                "Count {n} merged product by itself again",
                "Count {n} merged products by themselves again",
                len(merged),
            )
            _add(self, text, lambda: decisions.split(merged))
        moved = [key for key in keys if key in plan.positions]
        release = _add(self, _("Release to the layout"), lambda: decisions.release(moved))
        release.setEnabled(bool(moved))


def _add(menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda *_checked: act())
    return action
