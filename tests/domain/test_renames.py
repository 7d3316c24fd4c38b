"""Decisions follow products to their new keys, and nothing is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Bundle, Decision, Direction, Pairing, Part, Plan, pair_of
from xsell_desktop.domain.product_edits import hide_products, merge_products, merges_of
from xsell_desktop.domain.renames import rename_products

KEYS = st.sampled_from(["a", "b", "c", "007", "7"])


def full_plan() -> Plan:
    plan = edits.draw_pairing(Plan(), pair_of("123", "b"), Direction.FROM_A, "2026-01-05")
    plan = edits.write_message(plan, pair_of("123", "b"), "Goes well")
    plan = edits.note_product(plan, "123", "heavy")
    plan = edits.move_products(plan, {"123": (1.0, 2.0), "b": (3.0, 4.0)})
    bundle = Bundle("x", "Set", (Part("123", 2), Part("b")), unit_costs={"123": 3.0})
    return edits.put_bundle(plan, bundle)


@pytest.mark.parametrize("new", ["00123", "zzz"])
def test_everything_said_of_a_product_moves_with_it(new: str) -> None:
    plan = rename_products(full_plan(), {"123": new, "gone": "b"})
    (pairing,) = plan.pairings.values()
    assert pairing.pair == pair_of(new, "b") == next(iter(plan.pairings))
    assert pairing.allows(new)
    assert not pairing.allows("b")
    assert pairing.message == "Goes well"
    assert plan.notes == {new: "heavy"}
    assert plan.positions == {new: (1.0, 2.0), "b": (3.0, 4.0)}
    assert plan.bundles["x"].parts == (Part(new, 2), Part("b"))
    assert plan.bundles["x"].unit_costs == {new: 3.0}
    assert rename_products(plan, {new: "123"}) == full_plan()


def test_what_nothing_changes_in_stays_the_very_same() -> None:
    plan = full_plan()
    assert rename_products(plan, {}) is plan
    assert rename_products(plan, {"other": "b"}) is plan
    noted = edits.note_product(plan, "q", "square")
    renamed = rename_products(noted, {"q": "Q"})
    assert renamed.pairings is noted.pairings
    assert renamed.bundles is noted.bundles
    assert renamed.notes == {"123": "heavy", "Q": "square"}


def test_of_two_rulings_on_a_pair_the_latest_decision_stays() -> None:
    red, blue = pair_of("red", "mug"), pair_of("blue", "mug")
    plan = edits.accept_pairing(Plan(), red, "2026-01-05")
    plan = edits.write_note(edits.reject_pairing(plan, blue, "2026-02-06"), red, "ask Ann")
    plan = edits.write_message(plan, pair_of("tee", "mug"), "New")
    tee = pair_of("tee", "mug")
    assert rename_products(plan, {"red": "tee", "blue": "tee"}).pairings == {
        tee: Pairing(tee, Decision.REJECTED, message="New", note="ask Ann", decided_on="2026-02-06")
    }


def test_what_would_become_senseless_keeps_its_keys() -> None:
    pair = pair_of("red", "blue")
    plan = edits.put_bundle(
        edits.accept_pairing(Plan(), pair), Bundle("x", "Both", (Part("red"), Part("blue")))
    )
    assert rename_products(plan, {"red": "tee", "blue": "tee"}) is plan
    three = Bundle("x", "All", (Part("red", 600), Part("mug"), Part("blue", 600)))
    renamed = rename_products(edits.put_bundle(plan, three), {"red": "tee", "blue": "tee"})
    assert renamed.bundles["x"].parts == (Part("tee", 1000), Part("mug"))


def test_what_comes_to_be_a_merged_product_counts_as_the_one_that_stays() -> None:
    plan = merge_products(Plan(), ["blue"], "mug")
    plan = edits.accept_pairing(hide_products(plan, ["red"]), pair_of("red", "tea"), "2026-01-05")
    plan = rename_products(edits.note_product(plan, "red", "dear"), {"red": "blue"})
    assert merges_of(plan) == {"blue": "mug"}
    assert list(plan.pairings) == [pair_of("mug", "tea")]
    assert plan.notes == {"mug": "dear"}


def test_notes_are_joined_and_a_place_that_is_there_stays() -> None:
    plan = edits.note_product(edits.note_product(Plan(), "old", "one"), "new", "two")
    plan = edits.move_products(plan, {"old": (1.0, 1.0), "new": (2.0, 2.0)})
    renamed = rename_products(plan, {"old": "new"})
    assert renamed.notes == {"new": "two\none"}
    assert renamed.positions == {"new": (2.0, 2.0)}


@given(
    st.lists(st.tuples(KEYS, KEYS).filter(lambda two: two[0] != two[1]), max_size=5),
    st.dictionaries(KEYS, KEYS, max_size=4),
)
def test_a_decision_is_never_lost(pairs: list[tuple[str, str]], names: dict[str, str]) -> None:
    plan = edits.accept_pairings(Plan(), {pair_of(*two) for two in pairs}, "2026-01-05")
    renamed = rename_products(plan, names)
    for pair in plan.pairings:
        a, b = (names.get(key, key) for key in pair)
        assert renamed.pairings[pair_of(a, b) if a != b else pair].decision is Decision.ACCEPTED
    for pair, pairing in renamed.pairings.items():
        assert pairing.pair == pair
        assert pair.a < pair.b
