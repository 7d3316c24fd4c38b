"""Every edit is pure, says nothing where nothing changes, and can be taken back."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import (
    Bundle,
    Decision,
    Direction,
    Pair,
    Pairing,
    Part,
    Plan,
    Settings,
    pair_of,
)

AB = Pair("a", "b")
KEYS = st.sampled_from(["a", "b", "c", "Ä-7", "007", ""])
PAIRS = st.lists(KEYS, min_size=2, max_size=2, unique=True).map(lambda keys: pair_of(*keys))
DAYS = st.sampled_from(["", "2026-01-05", "2026-02-06"])
TEXTS = st.sampled_from(["", "  ", "goes well", " with spaces ", "日本"])


def test_a_pair_has_one_spelling() -> None:
    assert pair_of("b", "a") == pair_of("a", "b") == AB
    with pytest.raises(ValueError, match="itself"):
        pair_of("a", "a")


def test_accept_then_reject_leaves_one_rejected_ruling() -> None:
    plan = edits.reject_pairing(edits.accept_pairing(Plan(), AB, "2026-01-05"), AB, "2026-02-06")
    assert plan.pairings == {AB: Pairing(AB, Decision.REJECTED, decided_on="2026-02-06")}


def test_rejecting_takes_the_pin_and_pinning_accepts() -> None:
    pinned = edits.pin_pairing(Plan(), AB, on="2026-01-05")
    assert pinned.pairings[AB].pinned
    assert pinned.pairings[AB].decision is Decision.ACCEPTED
    assert not edits.reject_pairing(pinned, AB).pairings[AB].pinned
    back = edits.pin_pairing(edits.reject_pairing(pinned, AB), AB)
    assert back.pairings[AB].decision is Decision.ACCEPTED


def test_unpinning_keeps_the_decision() -> None:
    plan = edits.pin_pairing(edits.pin_pairing(Plan(), AB), AB, False)
    assert plan.pairings[AB] == Pairing(AB, Decision.ACCEPTED)


def test_clearing_drops_a_ruling_that_says_nothing_more() -> None:
    plan = edits.draw_pairing(Plan(), AB, Direction.FROM_B, "2026-01-05")
    assert edits.clear_decision(plan, AB).pairings == {}


def test_clearing_keeps_what_was_written() -> None:
    plan = edits.write_message(edits.pin_pairing(Plan(), AB), AB, " Try both ")
    assert edits.clear_decision(plan, AB).pairings == {AB: Pairing(AB, message="Try both")}
    assert edits.write_message(edits.clear_decision(plan, AB), AB, "").pairings == {}


def test_deciding_the_same_again_keeps_the_day() -> None:
    plan = edits.accept_pairing(Plan(), AB, "2026-01-05")
    assert edits.accept_pairing(plan, AB, "2026-02-06") is plan


def test_many_pairs_are_one_edit() -> None:
    pairs = [pair_of("a", "b"), pair_of("a", "c"), pair_of("b", "c")]
    one_by_one = Plan()
    for pair in pairs:
        one_by_one = edits.accept_pairing(one_by_one, pair, "2026-01-05")
    assert edits.accept_pairings(Plan(), pairs, "2026-01-05") == one_by_one
    assert all(
        ruling.decision is Decision.REJECTED
        for ruling in edits.reject_pairings(one_by_one, pairs).pairings.values()
    )


def test_an_unsorted_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        edits.accept_pairing(Plan(), Pair("b", "a"))


@pytest.mark.parametrize(
    ("direction", "from_a", "from_b"),
    [
        (Direction.BOTH, True, True),
        (Direction.FROM_A, True, False),
        (Direction.FROM_B, False, True),
    ],
)
def test_a_drawn_pairing_speaks_in_its_direction(
    direction: Direction, from_a: bool, from_b: bool
) -> None:
    ruling = edits.draw_pairing(Plan(), AB, direction).ruling("b", "a")
    assert ruling is not None
    assert ruling.by_hand
    assert (ruling.allows("a"), ruling.allows("b")) == (from_a, from_b)


def test_notes_come_and_go() -> None:
    plan = edits.note_product(Plan(), "a", " sells out at Easter ")
    assert plan.notes == {"a": "sells out at Easter"}
    assert edits.note_product(plan, "a", "   ").notes == {}


def test_products_move_and_are_released() -> None:
    plan = edits.move_products(Plan(), {"a": (1.0, 2.0), "b": (3.0, 4.0)})
    assert edits.move_products(plan, {"a": (5.0, 6.0)}).positions == {"a": (5, 6), "b": (3, 4)}
    assert edits.release_products(plan, ["a", "never seen"]).positions == {"b": (3.0, 4.0)}
    for nowhere in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="coordinates"):
            edits.move_products(plan, {"a": (0.0, nowhere)})


KIT = Bundle("k", "Kit", (Part("a"), Part("b", 2)), 0.1, {"a": 1.5})


def test_bundles_are_put_replaced_and_removed() -> None:
    plan = edits.put_bundle(Plan(), KIT)
    cheaper = replace(KIT, discount=0.2)
    assert edits.put_bundle(plan, cheaper).bundles == {"k": cheaper}
    assert edits.remove_bundle(plan, "k") == Plan()


@pytest.mark.parametrize(
    "changes",
    [
        {"parts": (Part("a"),)},
        {"parts": (Part("a"), Part("a", 2))},
        {"parts": (Part("a"), Part("b"), Part("a"))},
        {"parts": (Part("a"), Part("b", 0))},
        {"parts": (Part("a"), Part("b", 1001))},
        {"discount": -0.1},
        {"discount": 1.1},
        {"discount": float("nan")},
        {"unit_costs": {"a": -1.0}},
        {"unit_costs": {"a": float("nan")}},
    ],
)
def test_a_bundle_nobody_can_sell_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"bundle|quantity|discount|cost"):
        edits.put_bundle(Plan(), replace(KIT, **changes))  # type: ignore[arg-type]


@given(PAIRS, DAYS)
def test_edits_that_change_nothing_give_back_the_same_plan(pair: Pair, day: str) -> None:
    plan = edits.put_bundle(edits.note_product(Plan(), "a", "n"), KIT)
    assert edits.clear_decision(plan, pair) is plan
    assert edits.pin_pairing(plan, pair, False) is plan
    assert edits.write_message(plan, pair, " ") is plan
    assert edits.write_note(plan, pair, "") is plan
    assert edits.note_product(plan, "a", "n ") is plan
    assert edits.move_products(plan, {}) is plan
    assert edits.release_products(plan, pair) is plan
    assert edits.put_bundle(plan, replace(KIT)) is plan
    assert edits.remove_bundle(plan, "unknown") is plan
    assert edits.change_settings(plan, Settings()) is plan
    assert edits.accept_pairings(plan, (), day) is plan


class Editing(RuleBasedStateMachine):
    """Random edits against a plain model; every plan met stays as it was when it was met."""

    @initialize()
    def start(self) -> None:
        self.plan = Plan()
        self.met: list[tuple[Plan, Plan]] = []
        self.decisions: dict[Pair, Decision] = {}
        self.messages: dict[Pair, str] = {}
        self.pins: set[Pair] = set()

    def take(self, plan: Plan) -> None:
        if plan is not self.plan:
            assert plan != self.plan
        self.met.append((self.plan, copy.deepcopy(self.plan)))
        self.plan = plan

    @rule(pair=PAIRS, day=DAYS)
    def accept(self, pair: Pair, day: str) -> None:
        self.take(edits.accept_pairing(self.plan, pair, day))
        self.decisions[pair] = Decision.ACCEPTED

    @rule(pair=PAIRS, day=DAYS)
    def reject(self, pair: Pair, day: str) -> None:
        self.take(edits.reject_pairing(self.plan, pair, day))
        self.decisions[pair] = Decision.REJECTED
        self.pins.discard(pair)

    @rule(pair=PAIRS, pinned=st.booleans())
    def pin(self, pair: Pair, pinned: bool) -> None:
        self.take(edits.pin_pairing(self.plan, pair, pinned))
        if pinned:
            self.decisions[pair] = Decision.ACCEPTED
            self.pins.add(pair)
        self.pins -= set() if pinned else {pair}

    @rule(pair=PAIRS, direction=st.sampled_from(Direction))
    def draw(self, pair: Pair, direction: Direction) -> None:
        self.take(edits.draw_pairing(self.plan, pair, direction))
        self.decisions[pair] = Decision.ACCEPTED

    @rule(pair=PAIRS)
    def clear(self, pair: Pair) -> None:
        self.take(edits.clear_decision(self.plan, pair))
        self.decisions.pop(pair, None)
        self.pins.discard(pair)

    @rule(pair=PAIRS, text=TEXTS)
    def write(self, pair: Pair, text: str) -> None:
        self.take(edits.write_message(self.plan, pair, text))
        self.messages[pair] = text.strip()

    @rule(back=st.integers(1, 5))
    def undo(self, back: int) -> None:
        """Undo is an old plan taken again: what it said then it says now."""
        if len(self.met) >= back:
            self.plan = self.met[-back][0]
            rulings = self.plan.pairings
            self.decisions = {p: r.decision for p, r in rulings.items()}
            self.messages = {p: r.message for p, r in rulings.items()}
            self.pins = {p for p, r in rulings.items() if r.pinned}

    @invariant()
    def the_plan_says_what_the_model_says(self) -> None:
        rulings = self.plan.pairings
        assert {p for p, r in rulings.items() if r.pinned} == self.pins
        for pair in self.decisions.keys() | self.messages.keys() | rulings.keys():
            ruling = rulings.get(pair, Pairing(pair))
            assert ruling.pair == pair
            assert ruling.decision == self.decisions.get(pair, Decision.NONE)
            assert ruling.message == self.messages.get(pair, "")

    @invariant()
    def no_ruling_is_empty(self) -> None:
        assert all(ruling != Pairing(pair) for pair, ruling in self.plan.pairings.items())

    @invariant()
    def no_plan_met_before_has_changed(self) -> None:
        assert all(plan == as_it_was for plan, as_it_was in self.met[-6:])


TestEditing = Editing.TestCase
