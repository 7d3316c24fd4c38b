from __future__ import annotations

import math
import statistics
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_shop import Row, make_lines

from xsell_desktop.kpis.basket import (
    Baskets,
    MonthlySales,
    OrderValues,
    measure_baskets,
    measure_months,
    measure_values,
)
from xsell_desktop.kpis.months import cover_months
from xsell_desktop.kpis.orders import Orders, count_orders
from xsell_desktop.kpis.tiles import Missing


def test_sizes_by_hand(orders: Orders) -> None:
    baskets = measure_baskets(orders)
    assert isinstance(baskets, Baskets)
    assert baskets.orders == 6
    assert baskets.size_counts.tolist() == [0, 3, 2, 1]
    assert baskets.products == pytest.approx(10 / 6)
    assert baskets.single_share == pytest.approx(3 / 6)
    assert baskets.units == pytest.approx((2 + 3 + 0 + 2 + 1 + 1) / 6)


def test_values_by_hand(orders: Orders) -> None:
    values = measure_values(orders)
    assert isinstance(values, OrderValues)
    assert values.total == 96
    assert values.mean == pytest.approx(19.2)
    assert values.median == 16
    assert values.trimmed == pytest.approx(19.2)  # 5 % of five orders is none


def test_the_trimmed_mean_leaves_out_one_order_in_twenty_at_each_end() -> None:
    rows = [Row(f"{n}", "x", float(n)) for n in range(1, 20)] + [Row("giant", "x", 1e6)]
    values = measure_values(count_orders(make_lines(rows), ""))
    assert isinstance(values, OrderValues)
    assert values.trimmed == pytest.approx(statistics.fmean(range(2, 20)))


def test_months_by_hand(orders: Orders) -> None:
    months = cover_months(orders.lines.order_date, orders.sold)
    sales = measure_months(orders, months)
    assert isinstance(sales, MonthlySales)
    assert sales.months.names == ("2025-05", "2025-06")
    assert sales.months.partial.tolist() == [False, True]
    assert sales.orders.tolist() == [3, 2]
    assert sales.revenue.tolist() == [75, 21]
    assert sales.mean.tolist() == [25, 10.5]
    assert sales.median.tolist() == [35, 10.5]


def test_what_is_missing_is_said() -> None:
    bare = count_orders(make_lines([Row("a", "x"), Row("b", "x")]), "")
    assert isinstance(measure_values(bare), Missing)
    undated = cover_months(bare.lines.order_date, bare.sold)
    assert isinstance(undated, Missing)
    assert measure_months(bare, undated) is undated
    nothing = count_orders(make_lines([]), "")
    assert isinstance(measure_baskets(nothing), Missing)
    assert isinstance(measure_values(nothing), Missing)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 900)), min_size=1, max_size=40))
def test_monthly_means_and_medians_agree_with_the_standard_library(
    drawn: list[tuple[int, int]],
) -> None:
    lines = make_lines(
        [Row(f"o{n}", "x", float(amount)) for n, (_month, amount) in enumerate(drawn)],
        {f"o{n}": {"date": f"2025-0{month}-10"} for n, (month, _amount) in enumerate(drawn)},
    )
    orders = count_orders(lines, "")
    sales = measure_months(orders, cover_months(lines.order_date, orders.sold))
    assert isinstance(sales, MonthlySales)
    by_month = defaultdict(list)
    for month, amount in drawn:
        by_month[f"2025-0{month}"].append(amount)
    for row, name in enumerate(sales.months.names):
        if by_month[name]:
            assert sales.median[row] == statistics.median(by_month[name])
            assert sales.mean[row] == pytest.approx(statistics.fmean(by_month[name]))
            assert sales.revenue[row] == sum(by_month[name])
        else:
            assert math.isnan(sales.median[row])
            assert math.isnan(sales.mean[row])
