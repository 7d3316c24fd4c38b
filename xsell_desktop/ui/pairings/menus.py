"""Context menus of the Pairings place, and the products they ask for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QToolTip

from xsell_desktop.domain.plan import Pair, pair_of
from xsell_desktop.domain.product_edits import merges_of
from xsell_desktop.texts import _, plural
from xsell_desktop.ui.canvas.hand.choosing import announce
from xsell_desktop.ui.canvas.hand.drawing import direction_from
from xsell_desktop.ui.canvas.hand.menu import CanvasMenu, Doings
from xsell_desktop.ui.canvas.hand.product_popup import ProductPopup
from xsell_desktop.ui.pairings.graph_side import GraphSide
from xsell_desktop.ui.pairings.parts import Parts


class Menus(QObject):
    """`focus_asked` and `matrix_asked` carry a tuple of keys, `bundle_requested` a list of keys;
    `message_asked`, `note_asked` and `season_asked` are about the selected pair, `drawn` carries
    a Pair."""

    focus_asked = Signal(object)
    matrix_asked = Signal(object)
    bundle_requested = Signal(list)
    message_asked = Signal()
    note_asked = Signal()
    season_asked = Signal()
    drawn = Signal(object)

    def __init__(self, parts: Parts, graph: GraphSide) -> None:
        canvas = graph.canvas
        super().__init__(canvas)
        self.parts, self.canvas, self.graph = parts, canvas, graph
        self.popup = ProductPopup(canvas)
        canvas.partner_asked.connect(self._dropped)
        canvas.step_asked.connect(self._step)
        parts.decisions.told.connect(self._tell)

    def make(self, thing: object) -> CanvasMenu:
        """The menu of a Pair, several Pairs, a product key, or (None) of the canvas."""
        doings = Doings(
            focus=self.focus_asked.emit,
            expand=self.graph.expand,
            pair_with=self.pair_with,
            merge=self.merge,
            bundle=self.bundle_requested.emit,
            matrix=self.matrix_asked.emit,
            partners=self.canvas.choose_partners,
            message=self.message_asked.emit,
            note=self.note_asked.emit,
            season=self.season_asked.emit,
        )
        menu = CanvasMenu(self.canvas, self.parts.decisions, doings)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        plan, selection = self.parts.session.plan, self.parts.selection
        if isinstance(thing, Pair):
            menu.fill_for_pair(thing)
        elif isinstance(thing, list) and thing:
            menu.fill_for_pairs(thing)
        elif isinstance(thing, str) and thing:
            keys = selection.products if thing in selection.products else (thing,)
            expanded = self.graph.is_expanded(thing)
            menu.fill_for_products(keys, plan, self.pairs_among(keys), expanded=expanded)
        else:
            back: Callable[[], object] | None = None
            if self.parts.viewing.view.focus:
                back = partial(self.focus_asked.emit, ())
            canvas = self.canvas
            everything = partial(canvas.choose_nodes, range(len(canvas.scene)))
            menu.fill_for_canvas(plan, canvas.show_all, back, everything)
        return menu

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the keys of the place do, by the names of its commands."""
        decisions, viewing = self.parts.decisions, self.parts.viewing
        return {
            "accept": partial(self._rule, decisions.accept, decisions.accept_all),
            "reject": partial(self._rule, decisions.reject, decisions.reject_all),
            "pin": partial(self._rule, decisions.pin, self._pin),
            "lock": partial(self._rule, decisions.lock, self._lock),
            "clear": partial(self._rule, decisions.clear, decisions.clear_all),
            "kind": self._choose_kind,
            "pair_with": self._pair_selected,
            "back": viewing.back,
            "forward": viewing.forward,
        }

    def open_kinds(self, pair: Pair) -> None:
        """The kinds to choose from for a pair, beside it."""
        menu = self.make(None)
        menu.clear()
        kinds = menu.add_kinds((pair,))
        kinds.aboutToHide.connect(menu.deleteLater)
        kinds.popup(self._spot_of(pair.a))

    def pairs_among(self, keys: tuple[str, ...]) -> list[Pair]:
        """The pairs on show whose products are both among these; of one product, all with it."""
        chosen = set(keys)
        if len(chosen) == 1:
            return [pair for pair in self.canvas.scene.pairs if not chosen.isdisjoint(pair)]
        return [pair for pair in self.canvas.scene.pairs if chosen.issuperset(pair)]

    def pair_with(self, key: str) -> None:
        """Ask for a partner of a product where it stands."""
        self._ask_partner(key, self._spot_of(key), None, False)

    def merge(self, keys: tuple[str, ...]) -> None:
        """Ask which product others are counted as."""
        analysis, decisions = self.parts.session.analysis, self.parts.decisions
        if analysis is None or not keys:
            return

        title = (
            _("Count {name} as…").format(name=decisions.name_of(keys[0]))
            if len(keys) == 1
            else plural("Count this product as…", "Count these {n} products as…", len(keys))
        )
        gone = merges_of(self.parts.session.plan)
        self.popup.ask(
            title, analysis, self._spot_of(keys[0]), partial(decisions.merge, keys), {*keys, *gone}
        )

    def _rule(self, one: Callable[[Pair], None], all_of: Callable[[list[Pair]], None]) -> None:
        """Rule on the selected pair, or on those on show among several selected products."""
        pair, chosen = self.parts.selection.pair, self.parts.selection.products
        if pair is not None:
            one(pair)
        elif len(chosen) > 1 and (among := self.pairs_among(chosen)):
            all_of(among)

    def _pin(self, pairs: list[Pair]) -> None:
        decisions = self.parts.decisions
        decisions.pin_all(pairs, not all(decisions.ruling(pair).pinned for pair in pairs))

    def _lock(self, pairs: list[Pair]) -> None:
        decisions = self.parts.decisions
        decisions.lock_all(pairs, not all(decisions.ruling(pair).locked for pair in pairs))

    def _choose_kind(self) -> None:
        pair = self.parts.selection.pair
        if pair is not None and self.parts.decisions.ruling(pair).locked:
            self.parts.decisions.set_kinds((pair,), None)  # says that it is locked
        elif pair is not None:
            self.open_kinds(pair)

    def _pair_selected(self) -> None:
        if self.parts.selection.product:
            self.pair_with(self.parts.selection.product)

    def _tell(self, text: str) -> None:
        """Say why something was not done where the user is looking."""
        spot = self._spot_of(self.parts.selection.product)
        QToolTip.showText(spot, text, self.canvas.window())
        announce(self.canvas, text)

    def _step(self, step: int) -> None:
        if step < 0:
            self.parts.viewing.back()
        else:
            self.parts.viewing.forward()

    def _dropped(self, key: str, at: QPointF, one_way: bool) -> None:
        camera = self.canvas.camera
        place = camera.to_place(at.x(), at.y())
        spot = self.canvas.mapToGlobal(at.toPoint())
        self._ask_partner(key, spot, place, one_way)

    def _ask_partner(
        self, key: str, spot: QPoint, place: tuple[float, float] | None, one_way: bool
    ) -> None:
        analysis, decisions = self.parts.session.analysis, self.parts.decisions
        if analysis is None:
            return

        def take(partner: str) -> None:
            pair = pair_of(key, partner)
            is_new = self.canvas.scene.node(partner) < 0 and self.canvas.scene.anchor < 0
            moved = {partner: place} if place is not None and is_new else {}
            self.canvas.set_camera(self.canvas.camera)  # the view stays where it is
            decisions.draw(pair, direction_from(key, pair, one_way=one_way), moved)
            self.drawn.emit(pair)

        text = _("{name} recommends…") if one_way else _("Pair {name} with…")
        title = text.format(name=decisions.name_of(key))
        self.popup.ask(title, analysis, spot, take, {key})

    def _spot_of(self, key: str) -> QPoint:
        canvas = self.canvas
        node = canvas.scene.node(key)
        if node < 0 or not canvas.sees([node]) or not canvas.isVisible():
            owner = canvas.window()
            return owner.mapToGlobal(owner.rect().center() - QPoint(150, 140))
        return canvas.mapToGlobal(QPointF(*canvas.points[node]).toPoint())
