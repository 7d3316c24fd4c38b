from __future__ import annotations

import pytest
from tiny_shop import Row, make_lines, make_picks

from xsell_desktop.domain.progress import Progress
from xsell_desktop.kpis.attach import find_assisted, list_partners
from xsell_desktop.kpis.orders import count_orders
from xsell_desktop.kpis.returns import Returns, measure_returns
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.mining.counting.intervals import wilson


def sell(product: str, times: int, back: int, beside: str = "") -> list[Row]:
    rows = []
    for n in range(times):
        order = f"{product}{beside}{n}"
        rows.append(Row(order, product, 10))
        if beside:
            rows.append(Row(order, beside, 5))
        if n < back:
            rows.append(Row(order, product, -10, -1))
    return rows


def compare(rows: list[Row]) -> Returns | Missing:
    lines = make_lines(rows)
    orders = count_orders(lines, "")
    partners = list_partners(make_picks(lines, {"kettle": ["mug", "tea"]}), lines.product_keys)
    return measure_returns(orders, find_assisted(orders, partners, Progress()))


def test_rates_by_hand_for_the_same_mix() -> None:
    # beside a kettle: 10 mugs (2 back) and 30 tea (0 back); alone: 20 mugs (2) and 10 tea (4)
    rows = sell("mug", 10, 2, "kettle") + sell("tea", 30, 0, "kettle")
    rows += sell("mug", 20, 2) + sell("tea", 10, 4)
    returns = compare(rows)
    assert isinstance(returns, Returns)
    assert returns.products == 2
    assert (returns.cross_sold.share, returns.cross_sold.count) == (2 / 40, 40)
    low, high = wilson(2, 40)
    assert (returns.cross_sold.low, returns.cross_sold.high) == (float(low), float(high))
    # 10 of 40 lines at 10 % and 30 of 40 at 40 %
    assert returns.alone.share == pytest.approx(0.25 * 0.1 + 0.75 * 0.4)
    assert returns.alone.count == 30
    worth = 1 / (0.25**2 / 20 + 0.75**2 / 10)
    low, high = wilson(returns.alone.share * worth, worth)
    assert (returns.alone.low, returns.alone.high) == (float(low), float(high))


def test_products_never_sold_alone_are_left_out() -> None:
    rows = sell("mug", 4, 1, "kettle") + sell("mug", 2, 0) + sell("tea", 3, 3, "kettle")
    returns = compare(rows)
    assert isinstance(returns, Returns)
    assert (returns.products, returns.cross_sold.count) == (1, 4)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (sell("mug", 3, 0, "kettle"), "no returns"),
        ([*sell("mug", 3, 0), Row("r", "mug", -10, -1)], "which order"),
        (sell("mug", 3, 1, "kettle"), "both beside"),
    ],
)
def test_what_is_missing_is_said(rows: list[Row], words: str) -> None:
    returns = compare(rows)
    assert isinstance(returns, Missing)
    assert words in returns.text
