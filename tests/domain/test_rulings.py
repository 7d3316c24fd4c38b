"""Own lists, rulings on products, seasons, locks and views: each edit by hand and all together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain import edits
from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.list_edits import MOST_PLACES, arrange_list, free_lists
from xsell_desktop.domain.plan import (
    Bundle,
    Decision,
    Direction,
    OwnList,
    Part,
    Plan,
    ProductRuling,
    pair_of,
)
from xsell_desktop.domain.product_edits import (
    follow_merges,
    hide_products,
    merge_products,
    merges_of,
    move_decisions,
    never_recommend,
    split_products,
)
from xsell_desktop.domain.renames import rename_products
from xsell_desktop.domain.view_edits import MOST_VIEWS, put_view, remove_view, rename_view
from xsell_desktop.domain.views import View

AB, BC = pair_of("a", "b"), pair_of("b", "c")
KEYS = st.sampled_from("abcdef")


def test_lists_are_given_and_given_back() -> None:
    plan = arrange_list(Plan(), "a", ["c", "b"], "2026-04-01")
    assert plan.lists == {"a": OwnList("a", ("c", "b"), "2026-04-01")}
    assert arrange_list(plan, "a", ("c", "b"), "2026-04-02") is plan
    assert arrange_list(plan, "a", ()).lists == free_lists(plan, ["a"]).lists == {}
    assert free_lists(plan, ["b"]) is plan
    for wrong in (["a"], ["b", "b"], [str(n) for n in range(MOST_PLACES + 1)]):
        with pytest.raises(ValueError):
            arrange_list(plan, "a", wrong)


def test_seasons_are_days_of_the_year() -> None:
    plan = edits.set_season(Plan(), [AB], ("11-15", "01-06"))
    assert plan.pairings[AB].season == ("11-15", "01-06")
    assert edits.set_season(plan, [AB], None).pairings == {}
    assert edits.clear_decision(edits.pin_pairing(plan, AB), AB).pairings == {}
    with pytest.raises(ValueError):
        edits.set_season(plan, [AB], ("02-30", "03-01"))


LOCKED_OUT: list[Callable[[Plan], Plan]] = [
    lambda plan: edits.reject_pairings(plan, [AB]),
    lambda plan: edits.accept_pairings(plan, [AB], "2027-01-01"),
    lambda plan: edits.clear_decision(plan, AB),
    lambda plan: edits.pin_pairing(plan, AB),
    lambda plan: edits.draw_pairing(plan, AB, Direction.FROM_A),
    lambda plan: edits.set_kind(plan, [AB], Kind.VARIANT),
    lambda plan: edits.set_direction(plan, [AB], Direction.FROM_B),
    lambda plan: edits.set_season(plan, [AB], ("01-01", "02-01")),
    lambda plan: edits.write_message(plan, AB, "other"),
]


@pytest.mark.parametrize("edit", LOCKED_OUT)
def test_what_is_locked_stays_until_it_is_unlocked(edit: Callable[[Plan], Plan]) -> None:
    plan = edits.lock_pairings(edits.accept_pairing(Plan(), AB, "2026-04-01"), [AB])
    assert edit(plan) is plan
    both = edits.reject_pairings(plan, [AB, BC])
    assert both.pairings[AB] is plan.pairings[AB]
    assert both.pairings[BC].decision is Decision.REJECTED
    unlocked = edits.lock_pairings(plan, [AB], locked=False)
    assert unlocked == edits.accept_pairing(Plan(), AB, "2026-04-01")
    assert edits.write_note(plan, AB, "why").pairings[AB].note == "why"


def test_products_are_ruled_on_and_freed() -> None:
    plan = hide_products(never_recommend(Plan(), ["a"], on="2026-04-01"), ["a", "b"])
    assert plan.products["a"] == ProductRuling(
        "a", hidden=True, never=True, decided_on="2026-04-01"
    )
    assert hide_products(plan, ["a", "b"]) is plan
    freed = never_recommend(hide_products(plan, ["a", "b"], hidden=False), ["a"], never=False)
    assert freed == Plan()


def test_merging_takes_decisions_along_and_splitting_leaves_them() -> None:
    plan = edits.accept_pairing(Plan(), BC, "2026-04-01")
    plan = never_recommend(arrange_list(plan, "b", ("c", "a")), ["b"])
    plan = edits.put_bundle(plan, Bundle("k", "Kit", (Part("b", 2), Part("c"))))
    merged = merge_products(plan, ["b"], "a", "2026-05-01")
    assert [*merged.pairings] == [pair_of("a", "c")]
    assert merged.lists["a"].partners == ("c",)
    assert merged.bundles["k"].parts == (Part("a", 2), Part("c"))
    assert merged.products == {"b": ProductRuling("b", same_as="a", decided_on="2026-05-01")}
    assert merge_products(merged, ["b"], "a", "2026-06-01") is merged
    split = split_products(merged, ["b"])
    assert split.products == {}
    assert split.pairings == merged.pairings
    with pytest.raises(ValueError):
        merge_products(merged, ["c"], "b")
    chain = merge_products(merged, ["a"], "c")
    assert merges_of(chain) == {"a": "c", "b": "c"}


def test_what_is_said_of_a_merged_product_is_said_of_the_one_that_stays() -> None:
    merged = merge_products(hide_products(Plan(), ["a"]), ["b"], "a")
    assert follow_merges(merged) is merged
    late = arrange_list(edits.accept_pairing(merged, BC), "c", ("b",))
    followed = follow_merges(late)
    assert [*followed.pairings] == [pair_of("a", "c")]
    assert followed.lists["c"].partners == ("a",)
    assert followed.products is merged.products
    assert follow_merges(Plan()) == Plan()


def test_decisions_on_a_product_that_is_gone_can_be_moved() -> None:
    plan = arrange_list(edits.accept_pairing(Plan(), AB), "a", ("b",))
    plan = put_view(plan, "Mine", View(focus=("a", "c"), extra=("c", "a")))
    moved = move_decisions(plan, "a", "c")
    assert [*moved.pairings] == [BC]
    assert [*moved.lists] == ["c"]
    assert moved.views["Mine"] == View(focus=("c",), extra=("c",))
    assert move_decisions(plan, "a", "a") is plan


def test_a_locked_ruling_wins_over_a_later_one_when_keys_meet() -> None:
    plan = edits.lock_pairings(edits.accept_pairing(Plan(), AB, "2026-01-01"), [AB])
    plan = edits.reject_pairing(plan, BC, "2026-03-01")
    assert rename_products(plan, {"c": "a"}).pairings[AB].decision is Decision.ACCEPTED


def test_views_are_named_renamed_and_dropped() -> None:
    plan = put_view(Plan(), " Tea ", View(limit=10))
    assert plan.views == {"Tea": View(limit=10)}
    assert put_view(plan, "Tea", View(limit=10)) is plan
    assert [*rename_view(plan, "Tea", "Cups").views] == ["Cups"]
    assert rename_view(plan, "Nobody", "Cups") is plan
    assert remove_view(plan, "Tea") == Plan()
    for name in ("  ", "x" * 61):
        with pytest.raises(ValueError):
            put_view(plan, name, View())
    full = plan
    for number in range(MOST_VIEWS - 1):
        full = put_view(full, str(number), View())
    with pytest.raises(ValueError):
        put_view(full, "One more", View())


steps = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), KEYS, KEYS),
        st.tuples(st.just("rename"), KEYS, KEYS),
        st.tuples(st.just("split"), KEYS, KEYS),
        st.tuples(st.just("never"), KEYS, KEYS),
        st.tuples(st.just("list"), KEYS, KEYS),
    ),
    max_size=12,
)


@given(steps)
def test_merges_never_chain_and_lists_never_name_their_own_product(
    told: list[tuple[str, str, str]],
) -> None:
    plan = Plan()
    for what, one, other in told:
        if what == "merge" and other not in merges_of(plan):
            plan = merge_products(plan, [one], other)
        elif what == "rename":
            plan = rename_products(plan, {one: other})
        elif what == "split":
            plan = split_products(plan, [one])
        elif what == "never":
            plan = never_recommend(plan, [one])
        elif what == "list" and one != other:
            plan = arrange_list(plan, one, (other,))
        merges = merges_of(plan)
        assert not merges.keys() & set(merges.values())
        assert all(key == own.product != own.same_as for key, own in plan.products.items())
        assert all(own.hidden or own.never or own.same_as for own in plan.products.values())
        for anchor, own_list in plan.lists.items():
            assert own_list.partners
            assert anchor == own_list.anchor not in own_list.partners


@given(st.dictionaries(KEYS, KEYS, min_size=2, max_size=6), st.dictionaries(KEYS, KEYS))
def test_no_rename_closes_a_circle(merges: dict[str, str], names: dict[str, str]) -> None:
    plan = Plan()
    for one, other in merges.items():
        if other not in merges_of(plan):
            plan = merge_products(plan, [one], other)
    after = merges_of(rename_products(plan, names))
    assert not after.keys() & set(after.values())
