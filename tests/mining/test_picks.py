"""The recommendation lists under rulings, catalogue and settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.edits import (
    accept_pairing,
    change_settings,
    draw_pairing,
    pin_pairing,
    reject_pairing,
    write_message,
)
from xsell_desktop.domain.errors import Cancelled
from xsell_desktop.domain.plan import Decision, Direction, Plan, Settings, pair_of
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.picks import Pick, all_picks, partners_of

Analyse = Callable[..., Analysis]
NAMES = "abcdefgh"


@pytest.fixture(scope="module")
def shop(analyse: Analyse) -> Analysis:
    """Eight products in two sets of four that keep to themselves, 600 orders."""
    rng = np.random.default_rng(2)
    orders = []
    for number in range(600):
        half = NAMES[:4] if number % 2 else NAMES[4:]
        order = rng.choice(list(half), rng.integers(1, 4), replace=False).tolist()
        if rng.random() < 0.1:
            order.append(str(rng.choice(list(NAMES))))
        orders.append(order)
    return analyse(orders)


def partners(picks: tuple[Pick, ...]) -> list[str]:
    return [pick.partner for pick in picks]


def test_data_alone_lists_by_score(shop: Analysis) -> None:
    picks = partners_of(shop, Plan(), "a")
    assert set(partners(picks)) == {"b", "c", "d"}
    assert [pick.rank for pick in picks] == [1, 2, 3]
    assert [pick.score for pick in picks] == sorted((p.score for p in picks), reverse=True)
    assert all(pick.source == "data" and pick.kind == "cross_sell" for pick in picks)
    assert all(pick.evidence in {Evidence.LIKELY, Evidence.PROVEN} for pick in picks)


def test_a_pick_says_its_numbers(shop: Analysis) -> None:
    pick = partners_of(shop, Plan(), "a")[0]
    row = shop.products.index["a"]
    assert pick.anchor_orders == shop.products.orders[row]
    assert pick.attach_rate == pytest.approx(pick.together / pick.anchor_orders)
    assert pick.attach_low < pick.attach_rate < pick.attach_high
    assert pick.reason.startswith(f"Name {pick.partner} is in {pick.together} of the ")
    assert pick.partner_name == f"Name {pick.partner}"


def test_rejected_goes_and_pinned_comes_first(shop: Analysis) -> None:
    first, second, third = partners(partners_of(shop, Plan(), "a"))
    plan = reject_pairing(Plan(), pair_of("a", first))
    plan = accept_pairing(plan, pair_of("a", third))
    assert partners(partners_of(shop, plan, "a")) == [third, second]
    plan = pin_pairing(plan, pair_of("a", second))
    picks = partners_of(shop, plan, "a")
    assert partners(picks) == [second, third]
    assert [pick.source for pick in picks] == ["both", "both"]


def test_drawn_pairings_appear_without_support(shop: Analysis) -> None:
    plan = draw_pairing(Plan(), pair_of("a", "h"))
    plan = write_message(plan, pair_of("a", "h"), "Made for each other")
    pick = partners_of(shop, plan, "a")[0]
    assert (pick.partner, pick.source, pick.message) == ("h", "you", "Made for each other")
    assert pick.together == shop.count_together("a", "h")[0] > 0
    assert partners_of(shop, plan, "h")[0].partner == "a"


def test_direction_is_respected(shop: Analysis) -> None:
    plan = draw_pairing(Plan(), pair_of("a", "h"), Direction.FROM_A)
    assert partners(partners_of(shop, plan, "a"))[0] == "h"
    assert "a" not in partners(partners_of(shop, plan, "h", 0))
    plan = draw_pairing(Plan(), pair_of("a", "b"), Direction.FROM_B)
    assert "b" not in partners(partners_of(shop, plan, "a", 0))
    assert partners(partners_of(shop, plan, "b"))[0] == "a"
    plan = reject_pairing(plan, pair_of("a", "b"))
    assert "a" not in partners(partners_of(shop, plan, "b", 0))


def test_products_the_sales_do_not_know(shop: Analysis) -> None:
    plan = draw_pairing(Plan(), pair_of("a", "brand-new"))
    (mine,) = [p for p in partners_of(shop, plan, "a") if p.partner == "brand-new"]
    assert (mine.partner_name, mine.evidence, mine.together) == ("brand-new", None, 0)
    assert mine.reason == (
        "You paired brand-new with Name a. The sales hold no order with both yet."
    )
    lists = all_picks(shop, plan).by_anchor
    assert partners(lists["brand-new"]) == ["a"]
    assert list(lists)[-1] == "brand-new"


def test_hidden_partners_are_left_out(analyse: Analyse, cafe: list[list[str]]) -> None:
    assert "filters" in partners(partners_of(analyse(cafe), Plan(), "press"))
    analysis = analyse(cafe, hidden=["filters"])
    plan = pin_pairing(Plan(), pair_of("press", "filters"))
    assert "filters" not in partners(partners_of(analysis, Plan(), "press"))
    assert "filters" not in partners(partners_of(analysis, plan, "press"))
    assert partners(partners_of(analysis, plan, "filters"))[0] == "press"


def test_thin_pairs_follow_and_need_enough_orders(analyse: Analyse) -> None:
    orders = [["a", "b"]] * 8 + [["a", "c"]] * 3 + [["a", "d"]] * 2 + [["e"]] * 60
    orders += [["b"]] * 4
    picks = partners_of(analyse(orders), Plan(), "a")
    assert partners(picks) == ["b", "c", "d"]
    assert [pick.evidence for pick in picks[1:]] == [Evidence.THIN, Evidence.THIN]
    strict = analyse(orders, settings=Settings(min_together=3))
    assert partners(partners_of(strict, Plan(), "a")) == ["b", "c"]


def test_lengths(shop: Analysis) -> None:
    plan = change_settings(Plan(), Settings(top=1))
    assert len(partners_of(shop, plan, "a")) == 1
    assert len(partners_of(shop, plan, "a", 2)) == 2
    assert len(partners_of(shop, plan, "a", 0)) == 3
    assert partners_of(shop, Plan(), "nobody") == ()


rulings = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from([*NAMES, "new"]),
        st.sampled_from(["accept", "reject", "pin", "draw", "from_a"]),
    ).filter(lambda r: r[0] != r[1]),
    max_size=12,
)  # fmt: skip


def rule(plan: Plan, one: str, other: str, how: str) -> Plan:
    pair = pair_of(one, other)
    edits = {
        "accept": accept_pairing,
        "reject": reject_pairing,
        "pin": pin_pairing,
        "draw": draw_pairing,
        "from_a": lambda p, q: draw_pairing(p, q, Direction.FROM_A),
    }
    return edits[how](plan, pair)


@given(some=rulings, top=st.integers(1, 6))
def test_lists_keep_their_promises_under_any_rulings(
    some: list[tuple[str, str, str]], top: int, shop: Analysis
) -> None:
    plan = replace(Plan(), settings=Settings(top=top))
    for one, other, how in some:
        plan = rule(plan, one, other, how)
    lists = all_picks(shop, plan)
    assert len(lists) == sum(1 for _pick in lists)
    for anchor, picks in lists.by_anchor.items():
        assert picks == partners_of(shop, plan, anchor)
        assert len(picks) <= top
        assert len(set(partners(picks))) == len(picks)
        assert [pick.rank for pick in picks] == list(range(1, len(picks) + 1))
        groups = []
        for pick in picks:
            assert pick.partner != anchor
            ruling = plan.ruling(anchor, pick.partner)
            if ruling is not None:
                assert ruling.decision is not Decision.REJECTED
                assert ruling.allows(anchor)
            accepted = ruling is not None and ruling.decision is Decision.ACCEPTED
            groups.append(0 if accepted and ruling and ruling.pinned else 1 if accepted else 2)
            assert (pick.source == "data") == (not accepted)
        assert groups == sorted(groups)


def test_all_lists_can_be_stopped(shop: Analysis) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        all_picks(shop, Plan(), progress)
