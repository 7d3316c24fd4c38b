"""Who bought the one first and the other later, by hand."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan

import pytest

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.counting.baskets import Baskets, fill_baskets
from xsell_desktop.mining.trust.purchases import time_purchases
from xsell_desktop.sales.lines import Lines

BOUGHT = (
    ("ann", "2026-01-01", ["pot"]), ("ann", "2026-01-21", ["lid"]), ("ann", "2026-03-01", ["lid"]),
    ("bob", "2026-01-05", ["pot"]), ("bob", "2026-02-04", ["pot", "lid"]),
    ("eve", "2026-02-01", ["pot", "lid"]), ("eve", "2026-05-01", ["lid"]),
    ("joe", "2026-02-11", ["lid"]), ("joe", "2026-02-01", ["tea"]), ("joe", "2026-02-14", ["pot"]),
    ("kim", "2026-02-01", ["pot"]),
    ("", "2026-02-01", ["pot"]), ("", "2026-03-01", ["lid"]),
    ("zoe", "NaT", ["pot"]), ("zoe", "2026-03-01", ["lid"]),
)  # fmt: skip


@pytest.fixture
def baskets(make_lines: Callable[..., Lines]) -> Baskets:
    who, dates, orders = zip(*BOUGHT, strict=True)
    return fill_baskets(make_lines(orders, dates=dates, customers=who), Settings())


def test_first_orders_are_compared(baskets: Baskets) -> None:
    lid, pot = 0, 1  # eight orders each, so by key
    found = time_purchases(baskets, lid, pot)
    assert found.customers == 4
    assert found.together == 1  # eve
    assert (found.after.customers, found.after.median) == (1, 3.0)  # joe
    assert found.before.customers == 2  # ann after 20 days, bob after 30
    assert (found.before.low, found.before.median, found.before.high) == (22.5, 25.0, 27.5)
    turned = time_purchases(baskets, pot, lid)
    assert turned.after.customers + turned.before.customers == 3


def test_looking_from_the_other_product_turns_it_round(baskets: Baskets) -> None:
    there, back = time_purchases(baskets, 0, 1), time_purchases(baskets, 1, 0)
    assert there.together == back.together
    assert there.after.median == back.before.median
    assert there.before.customers == back.after.customers


def test_a_product_that_nobody_known_bought_has_no_gap(make_lines: Callable[..., Lines]) -> None:
    lines = make_lines([["a"], ["b"], ["a", "b"]], dates=["2026-01-01"] * 3)
    found = time_purchases(fill_baskets(lines, Settings()), 0, 1)
    assert found.customers == 0
    assert isnan(found.after.median)
