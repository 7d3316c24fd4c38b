"""What rests on one customer or on giant orders, counted anew without them."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan

import numpy as np
import pytest
from scipy import stats

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting.baskets import fill_baskets
from xsell_desktop.mining.counting.chance import size_aware_chance
from xsell_desktop.mining.trust.influence import count_buyers, giant_size, leave_out
from xsell_desktop.mining.trust.periods import keep_orders
from xsell_desktop.sales.lines import Lines
from xsell_desktop.workflow import weigh_pair


def test_leaving_orders_out_is_counting_a_shop_without_them(
    make_lines: Callable[..., Lines],
) -> None:
    rng = np.random.default_rng(8)
    orders = [
        list(rng.choice(list("abcdef"), rng.integers(1, 6), replace=False)) for _ in range(1500)
    ]
    baskets = fill_baskets(make_lines(orders), Settings())
    gone = rng.random(1500) < 0.3
    rest = keep_orders(baskets, ~gone)
    chance = size_aware_chance(rest)
    for one, other in ((0, 1), (2, 5)):
        found = leave_out(baskets, one, other, gone)
        together = len(rest.orders_with_both(one, other))
        assert found.together == together
        assert found.left_out == len(baskets.orders_with_both(one, other)) - together
        assert found.expected == pytest.approx(chance.expected(one, other))
        assert found.p_value == pytest.approx(stats.poisson.sf(together - 1, found.expected))
        assert found.lift == pytest.approx(together / found.expected)


def test_nothing_remains_when_everything_is_left_out(make_lines: Callable[..., Lines]) -> None:
    baskets = fill_baskets(make_lines([["a", "b"]] * 4), Settings())
    found = leave_out(baskets, 0, 1, np.ones(4, bool))
    assert (found.left_out, found.together, found.expected, found.p_value) == (4, 0, 0.0, 1.0)
    assert isnan(found.lift)


def test_buyers_are_counted_and_the_unknown_stay_unknown(make_lines: Callable[..., Lines]) -> None:
    customers = ["ann", "bob", "", "ann", "", "ann", "eve"]
    baskets = fill_baskets(make_lines([["a", "b"]] * 6 + [["a"]], customers=customers), Settings())
    buyers = count_buyers(baskets, baskets.orders_with_both(0, 1))
    assert buyers.orders.tolist() == [3, 1]
    assert buyers.unknown == 2
    assert buyers.top_share == pytest.approx(0.5)
    nobody = count_buyers(baskets, np.zeros(0, np.int32))
    assert nobody.top == -1
    assert isnan(nobody.top_share)


def test_giants_are_at_most_one_in_a_hundred(make_lines: Callable[..., Lines]) -> None:
    small = [["a", "b"]] * 195
    large = [[f"p{n}" for n in range(size)] for size in (9, 12, 30, 40, 50)]
    baskets = fill_baskets(make_lines(small + large), Settings())
    assert giant_size(baskets) == 31
    alike = fill_baskets(make_lines(small), Settings())
    assert giant_size(alike) == 3


def test_a_wholesaler_s_pair_is_found_out(analyse: Callable[..., Analysis]) -> None:
    orders = [["lamp", "hook"]] * 12 + [["lamp", "tea"], ["hook", "mug"], ["tea", "mug"]] * 60
    customers = ["big"] * 12 + [f"c{n}" for n in range(180)]
    analysis = analyse(orders, customers=customers)
    trust = weigh_pair(analysis, "lamp", "hook")
    assert trust is not None
    assert trust.buyers.top_share == 1.0
    assert trust.without_top is not None
    assert trust.without_top.together == 0
    assert not trust.convinces(trust.without_top)
    assert trust.season is None
    assert trust.purchases is None
    assert weigh_pair(analysis, "lamp", "unheard of") is None


def test_a_pair_that_many_bought_stands_without_the_first(
    analyse: Callable[..., Analysis],
) -> None:
    orders = [["cup", "saucer"]] * 40 + [["mug", "bowl"], ["jam", "tea"], ["tea", "mug"]] * 200
    customers = [f"c{n % 31}" for n in range(640)]
    dates = [f"2026-{1 + n % 6:02}-{1 + n % 28:02}" for n in range(640)]
    trust = weigh_pair(analyse(orders, customers=customers, dates=dates), "cup", "saucer")
    assert trust is not None
    assert trust.without_top is not None
    assert trust.without_top.left_out == 2
    assert trust.convinces(trust.without_top)
    assert trust.later is not None
    assert trust.season is not None
    assert trust.season.together == 40
    assert trust.figures["jaccard"] == 1.0
