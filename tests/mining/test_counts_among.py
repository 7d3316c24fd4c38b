"""Counts of a few products against counting order by order."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from xsell_desktop.mining.counting.among import count_among, entries_of
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import size_aware_chance

orders = st.lists(st.sets(st.integers(0, 7), min_size=1, max_size=5), min_size=1, max_size=30)


def baskets_of(orders: list[set[int]]) -> Baskets:
    """Baskets of orders with products 0 … 7, as they are numbered."""
    held = [[n for n, order in enumerate(orders) if product in order] for product in range(8)]
    start = np.concatenate(([0], np.cumsum([len(h) for h in held]))).astype(np.int64)
    count = len(orders)
    return Baskets(
        start=start,
        orders=np.array([n for h in held for n in h], dtype=np.int32),
        size=np.array([len(order) for order in orders], dtype=np.int32),
        date=np.full(count, np.datetime64("NaT"), dtype="datetime64[s]"),
        customer=np.full(count, -1, dtype=np.int32),
        order_code=np.arange(count, dtype=np.int32),
        product_code=np.arange(8, dtype=np.int32),
    )


@settings(max_examples=60, deadline=None)
@given(orders, st.lists(st.integers(0, 7), unique=True, max_size=8))
def test_counts_are_those_of_plain_loops(orders: list[set[int]], chosen: list[int]) -> None:
    baskets = baskets_of(orders)
    chance = size_aware_chance(baskets)
    rows = np.array(chosen, dtype=np.int32)
    together, expected = count_among(baskets, chance, rows)
    assert together.shape == expected.shape == (len(chosen), len(chosen))
    for i, one in enumerate(chosen):
        for j, other in enumerate(chosen):
            assert together[i, j] == sum(one in order and other in order for order in orders)
            if i != j:
                assert np.isclose(expected[i, j], chance.expected(one, other))
            else:
                assert expected[i, j] == 0
    assert entries_of(baskets, rows) == sum(len(order & set(chosen)) for order in orders)
