from __future__ import annotations

import pytest
from tiny_shop import Row, make_lines

from xsell_desktop.kpis.customers import Customers, measure_customers
from xsell_desktop.kpis.orders import Orders, count_orders
from xsell_desktop.kpis.tiles import Missing


def test_customers_by_hand(orders: Orders) -> None:
    customers = measure_customers(orders)
    assert isinstance(customers, Customers)
    assert (customers.count, customers.repeaters) == (3, 2)
    assert customers.unknown_lines == pytest.approx(1 / 10)
    # bob 0 + 5, ann 35 + 40 less the mug whose order is unknown; eve paid in euros
    assert not isinstance(customers.revenue, Missing)
    assert customers.revenue.tolist() == [5, 67]


def test_unknown_customers_are_never_one_customer() -> None:
    rows = [Row(f"{n}", "x", 10) for n in range(9)] + [Row("known", "x", 10)]
    customers = measure_customers(
        count_orders(make_lines(rows, {"known": {"customer": "ann"}}), "")
    )
    assert isinstance(customers, Customers)
    assert (customers.count, customers.repeaters) == (1, 0)
    assert customers.unknown_lines == pytest.approx(0.9)


def test_a_customer_who_only_sent_things_back_is_not_one() -> None:
    rows = [Row("o", "x", 10), Row("r", "x", -10, -1)]
    about = {"o": {"customer": "ann"}, "r": {"customer": "bob"}}
    customers = measure_customers(count_orders(make_lines(rows, about), ""))
    assert isinstance(customers, Customers)
    assert customers.count == 1
    assert not isinstance(customers.revenue, Missing)
    assert customers.revenue.tolist() == [10]


def test_no_customers_and_no_prices() -> None:
    assert isinstance(measure_customers(count_orders(make_lines([Row("a", "x", 1)]), "")), Missing)
    bare = count_orders(make_lines([Row("a", "x")], {"a": {"customer": "ann"}}), "")
    customers = measure_customers(bare)
    assert isinstance(customers, Customers)
    assert isinstance(customers.revenue, Missing)
