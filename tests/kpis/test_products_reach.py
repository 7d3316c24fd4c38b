from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_shop import Row, make_facts, make_lines

from xsell_desktop.kpis.orders import Orders, count_orders
from xsell_desktop.kpis.products import (
    Pareto,
    Reach,
    find_active,
    measure_pareto,
    measure_reach,
)
from xsell_desktop.kpis.tiles import Missing


def test_pareto_by_hand(orders: Orders) -> None:
    pareto = measure_pareto(orders)
    assert isinstance(pareto, Pareto)
    # kettle 60 (the third came back), mug 24, filter 15; the euro kettle is left out
    assert pareto.of_revenue
    assert pareto.shares.tolist() == pytest.approx([60 / 99, 84 / 99, 1.0])
    assert pareto.for_80 == 2
    assert (pareto.top_name, pareto.top_share) == ("The kettle", pytest.approx(60 / 99))


def test_pareto_without_prices_counts_lines() -> None:
    lines = make_lines([Row("a", "x"), Row("a", "y"), Row("b", "x"), Row("c", "x")])
    pareto = measure_pareto(count_orders(lines, ""))
    assert isinstance(pareto, Pareto)
    assert not pareto.of_revenue
    assert pareto.shares.tolist() == [0.75, 1.0]


def test_exactly_80_per_cent_counts() -> None:
    rows = [Row("a", "x", 80), Row("b", "y", 20)]
    pareto = measure_pareto(count_orders(make_lines(rows), ""))
    assert isinstance(pareto, Pareto)
    assert pareto.for_80 == 1


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=30))
def test_pareto_rises_to_one(amounts: list[int]) -> None:
    rows = [Row("o", f"p{n}", float(amount)) for n, amount in enumerate(amounts)]
    pareto = measure_pareto(count_orders(make_lines(rows), ""))
    assert isinstance(pareto, Pareto)
    steps = np.diff(pareto.shares, prepend=0.0)
    assert (np.diff(steps) <= 1e-12).all()
    assert pareto.shares[-1] == pytest.approx(1.0)
    assert pareto.shares[pareto.for_80 - 1] >= 0.8 - 1e-9
    assert pareto.for_80 == 1 or pareto.shares[pareto.for_80 - 2] < 0.8


def test_active_products() -> None:
    rows = [Row("old", "gone", 1), Row("old", "stocked", 1), Row("new", "fresh", 1)]
    rows += [Row("new", "hidden", 1), Row("edge", "edge", 1)]
    lines = make_lines(
        rows,
        {
            "old": {"date": "2025-01-01"},
            "edge": {"date": "2025-03-03"},
            "new": {"date": "2025-06-01"},
        },
    )
    assert lines.product_keys == ("edge", "fresh", "gone", "hidden", "stocked")
    facts = make_facts(lines, stock=[0, np.nan, 0, 5, 3], visible=[True, True, True, False, True])
    active = find_active(count_orders(lines, ""), facts)
    assert active.tolist() == [True, True, False, False, True]


def test_reach_by_hand(orders: Orders) -> None:
    facts = make_facts(orders.lines)
    anchors = {"kettle", "mug", "unknown"}
    reach = measure_reach(orders, facts, anchors, {"kettle"}, ["mug", "filter", "mug"])
    assert isinstance(reach, Reach)
    assert (reach.active, reach.covered, reach.sure, reach.lonely) == (3, 2, 1, 2)
    assert reach.picks == 3
    assert reach.top_ten == 1.0


def test_ten_products_take_their_share(orders: Orders) -> None:
    partners = [f"p{n}" for n in range(20)] + ["p0"] * 10
    reach = measure_reach(orders, make_facts(orders.lines), set(), set(), partners)
    assert isinstance(reach, Reach)
    assert reach.top_ten == pytest.approx((11 + 9) / 30)


def test_nothing_active(orders: Orders) -> None:
    facts = make_facts(orders.lines, visible=[False] * 3)
    assert isinstance(measure_reach(orders, facts, set(), set(), []), Missing)
