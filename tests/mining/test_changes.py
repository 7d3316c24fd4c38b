"""Pairs that appeared, faded or reversed with the newest orders."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.change_words import change_sentence, changes_summary
from xsell_desktop.mining.changes import Changes, Turn, find_changes, without_orders
from xsell_desktop.mining.mine import mine
from xsell_desktop.sales.lines import Lines, ProductFacts

Orders = list[list[str]]
MakeLines = Callable[..., Lines]
MakeFacts = Callable[..., ProductFacts]
Compare = Callable[..., tuple[Analysis, Changes]]


@pytest.fixture(scope="module")
def compare(make_lines: MakeLines, make_facts: MakeFacts) -> Compare:
    """What the orders of `new` changed, with the analysis of all."""

    def run(
        before: Orders, new: Orders, dates: list[str] | None = None
    ) -> tuple[Analysis, Changes]:
        lines = make_lines([*before, *new], dates=dates)
        facts = make_facts(lines)
        flags = np.arange(len(lines.order_keys)) >= len(before)
        now = mine(lines, facts, Settings())
        earlier = mine(without_orders(lines, flags), facts, Settings())
        assert now.baskets is not None
        return now, find_changes(earlier, now, flags[now.baskets.order_code])

    return run


def turns(now: Analysis, changes: Changes) -> dict[tuple[str, str], Turn]:
    names = now.products.keys
    return {
        tuple(sorted((names[a], names[b]))): Turn(code)
        for a, b, code in zip(changes.a, changes.b, changes.turn.tolist(), strict=True)
    }


def filler(count: int) -> Orders:
    return [["tea"], ["milk"], ["jam"], ["rice"]] * (count // 4)


def test_a_pair_that_only_new_orders_hold_appeared(compare: Compare) -> None:
    now, changes = compare(filler(400), [*filler(100), *[["press", "filters"]] * 20])
    assert turns(now, changes) == {("filters", "press"): Turn.APPEARED}
    assert (changes.earlier[0], changes.together[0]) == (0, 20)
    assert (changes.earlier_orders, changes.new_orders) == (400, 120)
    assert changes.proven_now == changes.proven_before + 1


def test_a_pair_that_more_orders_of_the_same_kind_prove_did_not_appear(compare: Compare) -> None:
    quarter = [*filler(80), *[["press", "filters"]] * 4]
    now, changes = compare(quarter, quarter)
    assert (changes.proven_before, changes.proven_now) == (0, 1)
    assert turns(now, changes) == {}
    assert changes.made_sure == 1
    assert "1 other pair is proven only now" in changes_summary(changes)


def test_of_pairs_that_meet_more_often_than_before_those_not_proven_before_appeared(
    compare: Compare,
) -> None:
    others = [["press", "tea"], ["filters", "milk"], ["jam", "rice"], ["tea", "jam"]]
    before = [*others * 30, *[["press", "filters"]] * 2]
    now, changes = compare(before, [*others * 20, *[["press", "filters"]] * 40])
    assert turns(now, changes)[("filters", "press")] is Turn.APPEARED
    assert (changes.made_sure, changes.earlier[0], changes.together[0]) == (0, 2, 40)


def test_a_pair_that_new_orders_hold_no_more_than_chance_faded(compare: Compare) -> None:
    before = [*filler(400), *[["press", "filters"]] * 60]
    apart = [["press", "jam"], ["filters", "tea"]] * 30
    now, changes = compare(before, [*filler(100), *apart])
    found = turns(now, changes)
    assert found[("filters", "press")] in {Turn.FADED, Turn.REVERSED}
    assert changes.together[0] == 0
    assert changes.due[0] > 5
    assert changes.checked == 1


def test_a_pair_as_strong_as_before_is_no_change(compare: Compare) -> None:
    before = [*filler(400), *[["press", "filters"]] * 60]
    now, changes = compare(before, [*filler(100), *[["press", "filters"]] * 15])
    assert turns(now, changes) == {}
    assert changes.checked == 1


def test_too_few_new_orders_change_nothing(compare: Compare) -> None:
    before = [*filler(400), *[["press", "filters"]] * 60]
    now, changes = compare(before, [["press"], ["filters"], ["tea"]])
    assert turns(now, changes) == {}
    assert changes.checked == 0
    assert "None of them was due 5 times" in changes_summary(changes)


def test_two_that_were_apart_and_come_together_reversed(compare: Compare) -> None:
    before = [["red", "jam"], ["blue", "jam"], ["red", "tea"], ["blue", "tea"]] * 60
    now, changes = compare(before, [["red", "blue"], ["tea"], ["jam"], ["milk"]] * 90)
    assert turns(now, changes)[("blue", "red")] is Turn.REVERSED
    row = [*turns(now, changes)].index(("blue", "red"))
    assert change_sentence(changes, row, "Red", "Blue").startswith(
        "Red and Blue used to be bought apart. Now 90 of 360 new orders hold both, where chance"
    )


def test_two_that_were_together_and_go_apart_reversed(compare: Compare) -> None:
    before = [*[["red", "blue"]] * 60, *filler(120)]
    new = [["red", "jam"], ["blue", "jam"], ["red", "tea"], ["blue", "tea"]] * 60
    now, changes = compare(before, new)
    assert turns(now, changes)[("blue", "red")] is Turn.REVERSED
    assert "used to be bought together. Now only 0 of 240" in change_sentence(
        changes, [*turns(now, changes)].index(("blue", "red")), "Red", "Blue"
    )


def test_the_days_of_the_new_orders_are_said(compare: Compare) -> None:
    before, new = filler(40), [["press", "filters"]] * 4
    dates = [f"2026-01-{1 + n % 28:02d}" for n in range(40)] + [
        f"2026-03-0{n}" for n in range(2, 6)
    ]
    _now, changes = compare(before, new, dates)
    assert (changes.since, changes.until) == ("2026-03-02", "2026-03-05")


orders = st.lists(
    st.lists(st.sampled_from("abcde"), min_size=1, max_size=4, unique=True), min_size=1, max_size=60
)


@given(orders, orders)
def test_counts_are_those_of_the_orders(compare: Compare, before: Orders, new: Orders) -> None:
    now, changes = compare(before * 8, new * 8)
    for row in range(len(changes)):
        pair = {now.products.keys[changes.a[row]], now.products.keys[changes.b[row]]}
        assert changes.earlier[row] == sum(pair <= set(order) for order in before * 8)
        assert changes.together[row] == sum(pair <= set(order) for order in new * 8)
        assert change_sentence(changes, row, "A", "B")
    assert changes.turn.tolist() == sorted(changes.turn.tolist())


def test_no_new_orders_no_changes(compare: Compare) -> None:
    now, changes = compare(filler(80), [])
    assert len(changes) == 0
    assert (changes.new_orders, changes.since) == (0, "")
    assert turns(now, changes) == {}
