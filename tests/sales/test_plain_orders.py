"""Orders that a script holds as lists."""

from __future__ import annotations

import numpy as np

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.counting.baskets import fill_baskets
from xsell_desktop.sales.plain_orders import lines_of_orders


def test_lists_become_lines() -> None:
    lines = lines_of_orders(
        (order for order in (["tea", "jam", "tea"], [], ["jam"])),
        dates=["2024-01-05", "NaT", "2024-02-01T10:00"],
        customers=["ann", "", "ann"],
    )
    others = lines_of_orders([["tea"]] * 4, customers=["bob", "", "ann", "bob"])
    assert [others.customer_keys[code] for code in others.order_customer[[0, 2, 3]]] == [
        "bob", "ann", "bob",
    ]  # fmt: skip
    assert others.order_customer[1] == -1
    assert lines.order_keys == ("0", "1", "2")
    assert lines.product_keys == lines.product_names == ("tea", "jam")
    assert lines.line_order.tolist() == [0, 0, 0, 2]
    assert lines.line_product.tolist() == [0, 1, 0, 1]
    assert lines.order_customer.tolist() == [0, -1, 0]
    assert lines.customer_keys == ("ann",)
    assert np.isnat(lines.order_date).tolist() == [False, True, False]
    assert not lines.line_returned.any()
    baskets = fill_baskets(lines, Settings())
    assert [lines.product_keys[code] for code in baskets.product_code] == ["jam", "tea"]
    assert baskets.size.tolist() == [2, 1]


def test_nothing_known_but_the_products() -> None:
    lines = lines_of_orders([["a"], ["b", "a"]])
    assert lines.order_customer.tolist() == [-1, -1]
    assert not lines.has_dates
    assert len(lines_of_orders([])) == 0
