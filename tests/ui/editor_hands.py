"""Rules of a state machine that edits, looks around, saves and opens as a user of the editor."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from xsell_desktop import workflow
from xsell_desktop.domain import edits
from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.list_edits import arrange_list, free_lists
from xsell_desktop.domain.plan import Direction, Plan, pair_of
from xsell_desktop.domain.product_edits import (
    hide_products,
    merge_products,
    merges_of,
    move_decisions,
    never_recommend,
    split_products,
)
from xsell_desktop.domain.renames import rename_products
from xsell_desktop.domain.view_edits import put_view, remove_view, rename_view
from xsell_desktop.domain.views import (
    Arrangement,
    Band,
    ColourBy,
    Filter,
    MatrixOrder,
    Mode,
    SizeBy,
)
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.session import State
from xsell_desktop.ui.viewing import Viewing

GOODS = ("tea", "cup", "jam", "oat", "rye", "fig")
STRANGER = "never sold"
SEASONS = (None, ("01-01", "02-20"), ("06-01", "08-31"), ("11-15", "01-06"))
FILTERS = (
    Filter(),
    Filter(strength=0.3),
    Filter(evidence=frozenset({"proven", "likely", "thin"})),
    Filter(decisions=frozenset({"undecided"})),
    Filter(decisions=frozenset({"accepted", "locked"}), kinds=frozenset({Kind.CROSS_SELL})),
    Filter(price=Band(2.0, 6.0)),
    Filter(stock=frozenset({"in", "unknown"})),
    Filter(month="2025-01"),
)

products = st.sampled_from([*GOODS, STRANGER])
pairs = st.lists(products, min_size=2, max_size=2, unique=True).map(lambda two: pair_of(*two))
few = st.lists(products, min_size=1, max_size=3, unique=True)


class EditorHands(RuleBasedStateMachine):
    """What can be done in the Pairings place. `first` is the plan that undo leads back to."""

    window: MainWindow
    folder: TemporaryDirectory[str]
    first: Plan

    @property
    def viewing(self) -> Viewing:
        return self.window.deck.build("pairings").viewing  # type: ignore[attr-defined, no-any-return]

    def take(self, words: str, plan: Plan) -> None:
        self.window.session.edit(words, plan)

    @rule(anchor=products, partners=st.lists(products, max_size=4, unique=True))
    def order_list(self, anchor: str, partners: list[str]) -> None:
        plan = self.window.session.plan
        places = [key for key in partners if key != anchor]
        new = (
            arrange_list(plan, anchor, places, "2026-05-01")
            if partners
            else free_lists(plan, GOODS)
        )
        self.take("list", new)

    @rule(chosen=few, what=st.sampled_from(("hide", "show", "never", "ever")))
    def rule_on_products(self, chosen: list[str], what: str) -> None:
        plan = self.window.session.plan
        if what in {"hide", "show"}:
            self.take(what, hide_products(plan, chosen, what == "hide", "2026-05-02"))
        else:
            self.take(what, never_recommend(plan, chosen, what == "never", "2026-05-02"))

    @rule(chosen=few, into=products, what=st.sampled_from(("merge", "merge", "split", "move")))
    def join(self, chosen: list[str], into: str, what: str) -> None:
        plan = self.window.session.plan
        if what == "split":
            self.take(what, split_products(plan, chosen))
        elif into in merges_of(plan):
            return
        elif what == "merge":
            self.take(what, merge_products(plan, chosen, into, "2026-05-03"))
        else:
            self.take(what, move_decisions(plan, chosen[0], into))

    @rule(
        chosen=st.lists(pairs, min_size=1, max_size=3),
        what=st.sampled_from(("season", "lock", "unlock", "kind", "direction")),
        season=st.sampled_from(SEASONS),
        kind=st.none() | st.sampled_from(Kind),
        direction=st.sampled_from(Direction),
    )
    def shape_pairings(
        self, chosen: list[tuple[str, str]], what: str, season: tuple[str, str] | None,
        kind: Kind | None, direction: Direction,
    ) -> None:  # fmt: skip
        plan, ends = self.window.session.plan, [pair_of(*pair) for pair in chosen]
        if what == "season":
            self.take(what, edits.set_season(plan, ends, season))
        elif what == "kind":
            self.take(what, edits.set_kind(plan, ends, kind))
        elif what == "direction":
            self.take(what, edits.set_direction(plan, ends, direction))
        else:
            self.take(what, edits.lock_pairings(plan, ends, what == "lock"))

    @rule(name=st.sampled_from(("Tea", "Winter")), what=st.sampled_from(("put", "rename", "drop")))
    def name_view(self, name: str, what: str) -> None:
        plan = self.window.session.plan
        if what == "put":
            self.take(what, put_view(plan, name, self.viewing.view))
        elif what == "rename":
            self.take(what, rename_view(plan, name, f"{name} 2"))
        else:
            self.take(what, remove_view(plan, name))

    @rule(
        focus=st.lists(st.sampled_from(GOODS), max_size=2, unique=True),
        depth=st.integers(1, 3),
        mode=st.sampled_from([Mode.GRAPH, Mode.GRAPH, Mode.MATRIX]),
        order=st.sampled_from(MatrixOrder),
    )
    def focus(self, focus: list[str], depth: int, mode: Mode, order: MatrixOrder) -> None:
        analysis = self.window.session.analysis
        known = [key for key in focus if analysis and key in analysis.products.index]
        self.viewing.change(focus=tuple(known), depth=depth, mode=mode, matrix_order=order)

    @rule(
        size=st.sampled_from(SizeBy),
        colour=st.sampled_from(ColourBy),
        arrangement=st.sampled_from(Arrangement),
    )
    def dress(self, size: SizeBy, colour: ColourBy, arrangement: Arrangement) -> None:
        self.viewing.change(size_by=size, colour_by=colour, arrangement=arrangement)

    @rule(asked=st.sampled_from(FILTERS))
    def filter(self, asked: Filter) -> None:
        self.viewing.change(filter=asked)

    @rule(forward=st.booleans())
    def step(self, forward: bool) -> None:
        (self.viewing.forward if forward else self.viewing.back)()

    @rule()
    def save_and_open(self) -> None:
        session, path = self.window.session, Path(self.folder.name) / "shop.xsell"
        workflow.save_project(path, session.sales, session.plan)
        project = workflow.open_project(path)
        assert project.plan == session.plan
        self.first = project.plan
        state = State(project.sales, project.plan, None, str(path))
        self.window.projects.show_state(state, saved=True)

    def expected_bottom(self) -> Plan:
        """The first plan in the keys of today."""
        plan = self.first
        for renames in self.window.session._renames:
            plan = rename_products(plan, renames)
        return plan

    def undo_all(self) -> None:
        stack = self.window.session.undo_stack
        while stack.canUndo():
            stack.undo()
