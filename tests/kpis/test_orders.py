from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_shop import Row, make_lines

from xsell_desktop.kpis.orders import Orders, count_orders
from xsell_desktop.sales.lines import Lines


def by_order(orders: Orders, amounts: np.ndarray) -> dict[str, float]:
    return dict(zip(orders.lines.order_keys, amounts.tolist(), strict=True))


def test_values_are_net_of_discount_and_linked_returns(orders: Orders) -> None:
    value = by_order(orders, orders.value)
    assert value["o1"] == 35
    assert value["o2"] == 30 + 5 + 8 - 3
    assert value["o3"] == 0
    assert value["o4"] == 16
    assert value["o5"] == 5
    assert math.isnan(value["o6"])
    assert math.isnan(value["r1"])


def test_lone_returns_are_no_orders(orders: Orders) -> None:
    assert orders.count == 6
    assert orders.unlinked_returns == (1, -8.0)


def test_other_currencies_are_counted_and_left_out(lines: Lines) -> None:
    assert count_orders(lines, "GBP").other_currencies == {"EUR": 1}
    assert count_orders(lines, "GBP").values.tolist() == [0, 5, 16, 35, 40]
    euros = count_orders(lines, "EUR")
    assert euros.values.tolist() == [40]
    assert euros.other_currencies == {"GBP": 5}


def test_a_currency_nobody_used_has_no_money(lines: Lines) -> None:
    assert not len(count_orders(lines, "USD").values)


def test_orders_without_a_currency_count_as_the_main_one() -> None:
    lines = make_lines([Row("a", "x", 1), Row("b", "x", 2)], {"a": {"currency": "GBP"}})
    orders = count_orders(lines, "GBP")
    assert orders.values.tolist() == [1, 2]
    assert orders.without_currency == 1


def test_sizes_count_products_once_and_units_net(orders: Orders) -> None:
    assert by_order(orders, orders.sizes) == {
        "o1": 2, "o2": 3, "o3": 1, "o4": 1, "o5": 2, "o6": 1, "r1": 0,
    }  # fmt: skip
    assert by_order(orders, orders.units)["o3"] == 0
    assert by_order(orders, orders.units)["o4"] == 2


def test_an_unknown_price_leaves_the_whole_order_out() -> None:
    lines = make_lines([Row("a", "x", 5), Row("a", "y"), Row("b", "x", 5)])
    orders = count_orders(lines, "")
    assert orders.values.tolist() == [5]
    assert orders.without_price == 1


@pytest.mark.parametrize("price", [float("nan"), 0.0])
def test_no_prices_at_all_is_not_free(price: float) -> None:
    orders = count_orders(make_lines([Row("a", "x", price), Row("b", "x", price)]), "")
    assert not len(orders.values)


def test_no_lines_at_all() -> None:
    orders = count_orders(make_lines([]), "")
    assert orders.count == 0
    assert not len(orders.entries)


rows = st.lists(
    st.builds(
        Row,
        st.sampled_from("abcd"),
        st.sampled_from("wxyz"),
        st.integers(1, 50).map(float),
        st.sampled_from([1.0, 2.0, -1.0]),
    ).map(lambda row: row._replace(revenue=math.copysign(row.revenue, row.quantity))),
    max_size=30,
)


@given(rows)
def test_entries_agree_with_a_plain_loop(drawn: list[Row]) -> None:
    lines = make_lines(drawn)
    orders = count_orders(lines, "")
    bought: dict[tuple[str, str], float] = defaultdict(float)
    value: dict[str, float] = defaultdict(float)
    for row in drawn:
        value[row.order] += row.revenue
        if row.quantity > 0:
            bought[row.order, row.product] += row.revenue
    back = {(row.order, row.product) for row in drawn if row.quantity < 0}
    for row in drawn:
        if row.quantity < 0 and (row.order, row.product) in bought:
            bought[row.order, row.product] += row.revenue
    entries = orders.entries
    found = {
        (lines.order_keys[order], lines.product_keys[product]): (revenue, returned)
        for order, product, revenue, returned in zip(
            entries.order, entries.product, entries.revenue, entries.returned, strict=True
        )
    }
    assert found == {key: (amount, key in back) for key, amount in bought.items()}
    assert (np.diff(entries.order) >= 0).all()
    sold = {order for order, _product in bought}
    assert sorted(orders.values.tolist()) == sorted(value[order] for order in sold)
