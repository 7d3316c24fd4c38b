from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_shop import Row, make_lines, make_pick, make_picks

from xsell_desktop.domain.errors import Cancelled
from xsell_desktop.domain.progress import Progress
from xsell_desktop.kpis import attach
from xsell_desktop.kpis.attach import (
    Attached,
    MonthlyAttached,
    find_assisted,
    list_partners,
    measure_attached,
    measure_attached_months,
    surest,
)
from xsell_desktop.kpis.months import cover_months
from xsell_desktop.kpis.orders import Orders, count_orders
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.mining.picks import Picks

KETTLE_FILTER = {"kettle": ["filter"], "filter": ["kettle", "mug"]}


def measured(orders: Orders, picks: Picks) -> Attached | Missing:
    partners = list_partners(picks, orders.lines.product_keys)
    return measure_attached(orders, find_assisted(orders, partners, Progress()), picks)


def test_shares_by_hand(orders: Orders) -> None:
    picks = make_picks(orders.lines, KETTLE_FILTER)
    attached = measured(orders, picks)
    assert isinstance(attached, Attached)
    # assisted: kettle and filter of o1; kettle, filter, mug of o2; mug of o5 (sent back)
    assert attached.revenue_share == pytest.approx((35 + 43 + 0) / (35 + 43 + 0 + 16 + 5))
    assert attached.line_share == pytest.approx(6 / 10)
    assert (attached.orders_assisted, attached.orders) == (3, 6)
    # anchors: kettle of o1 o2 o3 o6, filter of o1 o2 o5; answered but for the kettles alone
    assert (attached.answered, attached.anchors) == (5, 7)
    # first picks: kettle → filter 2 of 4, filter → kettle 2 of 3
    assert attached.first == (4, 7)


def test_nothing_to_recommend_is_said(orders: Orders) -> None:
    assert isinstance(measured(orders, Picks({})), Missing)


def test_without_prices_lines_are_still_counted() -> None:
    lines = make_lines([Row("a", "x"), Row("a", "y"), Row("b", "x")])
    attached = measured(count_orders(lines, ""), make_picks(lines, {"x": ["y"]}))
    assert isinstance(attached, Attached)
    assert isinstance(attached.revenue_share, Missing)
    assert attached.line_share == pytest.approx(1 / 3)


def test_months_by_hand(orders: Orders) -> None:
    picks = make_picks(orders.lines, KETTLE_FILTER)
    partners = list_partners(picks, orders.lines.product_keys)
    assisted = find_assisted(orders, partners, Progress())
    months = cover_months(orders.lines.order_date, orders.sold)
    monthly = measure_attached_months(orders, assisted, months)
    assert isinstance(monthly, MonthlyAttached)
    assert monthly.of_revenue
    assert monthly.assisted.tolist() == [1.0, 0.0]  # the kettle of May's o3 came back whole
    assert monthly.anchors.tolist() == [5, 2]
    assert monthly.answered.tolist() == [4 / 5, 1 / 2]


def test_partners_that_never_sold_are_passed_over(orders: Orders) -> None:
    picks = Picks({"kettle": (make_pick("kettle", "grinder"), make_pick("kettle", "mug", 2))})
    table = list_partners(picks, orders.lines.product_keys)
    assert orders.lines.product_keys == ("filter", "kettle", "mug")
    assert table.tolist() == [[-1], [2], [-1]]


def test_surest_takes_the_better_direction_once_and_thin_pairs_last() -> None:
    lists = {
        "a": (make_pick("a", "b", 1, 30, 100), make_pick("a", "c", 2, 3, 3)),
        "b": (make_pick("b", "a", 1, 30, 40),),
        "c": (make_pick("c", "d", 1, 8, 20),),
    }
    assert [(p.anchor, p.partner) for p in surest(Picks(lists))] == [("b", "a"), ("c", "d")]
    thin = Picks({"a": lists["a"][1:]})
    assert [(p.anchor, p.partner) for p in surest(thin)] == [("a", "c")]


def test_a_stopped_job_stops(orders: Orders) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        find_assisted(orders, np.zeros((3, 1), dtype=np.int32), progress)


products = st.sampled_from("abcdef")


@given(
    st.lists(st.sets(products, min_size=1, max_size=5), min_size=1, max_size=25),
    st.dictionaries(products, st.lists(products, max_size=3, unique=True), max_size=6),
    st.sampled_from([1, 7, 1000]),
)
def test_assisted_agrees_with_a_plain_loop(
    baskets: list[set[str]], lists: dict[str, list[str]], cells: int
) -> None:
    lists = {a: [p for p in partners if p != a] for a, partners in lists.items()}
    rows = [Row(f"{n}", p, 1.0) for n, basket in enumerate(baskets) for p in sorted(basket)]
    lines = make_lines(rows)
    orders = count_orders(lines, "")
    before, attach.CELLS_AT_ONCE = attach.CELLS_AT_ONCE, cells
    try:
        table = list_partners(make_picks(lines, lists), lines.product_keys)
        found = find_assisted(orders, table, Progress())
    finally:
        attach.CELLS_AT_ONCE = before
    for order, product, partner, answered in zip(
        orders.entries.order.tolist(), orders.entries.product.tolist(),
        found.partner.tolist(), found.answered.tolist(), strict=True,
    ):  # fmt: skip
        basket, key = baskets[int(lines.order_keys[order])], lines.product_keys[product]
        assert partner == any(key in lists.get(other, []) for other in basket)
        assert answered == any(other in basket for other in lists.get(key, []))
