"""Relationships in later orders, against a count by hand and a naive one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.counting.baskets import fill_baskets
from xsell_desktop.mining.counting.chance import size_aware_chance
from xsell_desktop.mining.trust import later
from xsell_desktop.mining.trust.held_up import FAILED, HELD, UNKNOWN, nothing_later
from xsell_desktop.mining.trust.periods import keep_orders, later_orders
from xsell_desktop.sales.lines import Lines
from xsell_desktop.sales.sales import Sales

NAMES = "abcdefgh"


def days(count: int) -> list[str]:
    """One order a day."""
    first = np.datetime64("2026-01-01")
    return [str(first + np.timedelta64(n, "D")) for n in range(count)]


def fading(tail: list[list[str]], head: int = 80) -> list[list[str]]:
    """Pot and lid together in a quarter of the earlier orders; the later ones are given."""
    cycle = [["pot", "lid"], ["pot", "tea"], ["lid", "mug"], ["tea", "mug"]]
    return [cycle[n % 4] for n in range(head)] + tail


@given(st.floats(0, 3000, allow_nan=False))
def test_the_needed_count_is_the_first_that_chance_gives_one_time_in_twenty(chance: float) -> None:
    needed = int(later.needed_count(np.array([chance]))[0])
    assert stats.poisson.sf(needed - 1, chance) <= 0.05 + 1e-9
    assert needed == 1 or stats.poisson.sf(needed - 2, chance) > 0.05 - 1e-9


def test_the_last_fifth_in_time_is_later_whatever_the_file_s_order(
    make_lines: Callable[..., Lines],
) -> None:
    dates = days(10)[::-1]
    baskets = fill_baskets(make_lines([["a", "b"]] * 10, dates=dates), Settings())
    assert np.flatnonzero(later_orders(baskets)).tolist() == [0, 1]


def test_mostly_undated_orders_have_no_later_ones(make_lines: Callable[..., Lines]) -> None:
    dates = [*days(4), *["NaT"] * 6]
    baskets = fill_baskets(make_lines([["a", "b"]] * 10, dates=dates), Settings())
    assert not later_orders(baskets).any()


def test_orders_of_one_instant_have_no_later_ones(make_lines: Callable[..., Lines]) -> None:
    baskets = fill_baskets(make_lines([["a", "b"]] * 10, dates=["2026-01-01"] * 10), Settings())
    assert not later_orders(baskets).any()


def test_the_baskets_of_some_orders_keep_the_rows_of_products(
    make_lines: Callable[..., Lines],
) -> None:
    lines = make_lines([["a"], ["a", "b"], ["b", "c"], ["c"]], dates=days(4))
    whole = fill_baskets(lines, Settings())
    part = keep_orders(whole, np.array([False, True, True, False]))
    assert len(part) == 2
    assert part.size.tolist() == [2, 2]
    assert part.product_code.tolist() == whole.product_code.tolist()
    for row in range(whole.product_count):
        kept = whole.orders_with(row)
        kept = kept[(kept == 1) | (kept == 2)] - 1
        assert part.orders_with(row).tolist() == kept.tolist()


def test_a_pair_that_goes_on_held_up_and_one_that_ends_did_not(
    analyse: Callable[..., Analysis],
) -> None:
    goes_on = analyse(fading([["pot", "lid"]] * 12 + [["tea", "mug"]] * 8), dates=days(100))
    row = goes_on.pair_row("pot", "lid")
    assert goes_on.pairs.held_up[row] == HELD
    assert goes_on.later is not None
    assert (goes_on.later.earlier[row], goes_on.later.together[row]) == (20, 12)
    assert goes_on.later.since == "2026-03-22"
    # later: one size, so chance is kappa · 12 · 12 / 20 with kappa = 20 · 40 / 40² = 1/2
    assert goes_on.later.expected[row] == pytest.approx(3.6)
    ends = analyse(fading([["pot", "tea"]] * 40 + [["lid", "mug"]] * 40, head=320), dates=days(400))
    row = ends.pair_row("pot", "lid")
    assert ends.pairs.held_up[row] == FAILED
    assert ends.later is not None
    # twice chance before: 20 would be due, P(Poisson(10) ≥ 16) = .049 and of 15 or more .083
    assert ends.later.expected[row] == pytest.approx(10)
    assert ends.later.needed[row] == 16


def test_what_cannot_be_told_is_neither(analyse: Callable[..., Analysis]) -> None:
    gone = analyse(fading([["tea", "mug"]] * 20), dates=days(100))
    assert gone.pairs.held_up[gone.pair_row("pot", "lid")] == UNKNOWN
    new = analyse([["tea", "mug"]] * 80 + [["pot", "lid"]] * 20, dates=days(100))
    row = new.pair_row("pot", "lid")
    assert new.pairs.held_up[row] == UNKNOWN
    assert new.later is not None
    assert new.later.earlier[row] == 0
    timeless = analyse(fading([["pot", "lid"]] * 20))
    assert set(timeless.pairs.held_up.tolist()) == {UNKNOWN}
    assert timeless.later is not None
    assert timeless.later.orders == 0


def naive(dates: list[str], orders: list[list[str]], one: str, other: str) -> tuple[int, int, int]:
    """Earlier and later orders with both, and the verdict, by plain loops."""
    by_time = [order for _day, order in sorted(zip(dates, orders, strict=True))]
    cut = int(0.8 * len(by_time))
    parts = by_time[:cut], by_time[cut:]
    counts, chances = [], []
    for part in parts:  # fewer than 1,000 orders: one size class
        slots = sum(map(len, part))
        meetings = sum(len(order) * (len(order) - 1) for order in part)
        sold = Counter(product for order in part for product in order)
        counts.append(sum(one in order and other in order for order in part))
        chances.append(sold[one] * sold[other] * meetings / slots**2 if slots else 0.0)
    needed = next(n for n in range(1, 99) if stats.poisson.sf(n - 1, chances[1]) <= 0.05)
    if counts[0] < 2 or counts[0] <= chances[0]:
        return *counts, UNKNOWN
    if counts[1] >= needed:
        return *counts, HELD
    told = chances[1] * counts[0] / chances[0] >= needed
    return *counts, FAILED if told else UNKNOWN


@given(
    st.lists(
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True),
        min_size=20,
        max_size=60,
    ),
    st.randoms(use_true_random=False),
)
def test_it_agrees_with_a_naive_count(
    make_lines: Callable[..., Lines], orders: list[list[str]], random: Random
) -> None:
    dates = days(len(orders))
    random.shuffle(dates)
    lines = make_lines(orders, dates=dates)
    baskets = fill_baskets(lines, Settings())
    a, b = np.triu_indices(baskets.product_count, 1)
    both = [len(baskets.orders_with_both(i, j)) for i, j in zip(a, b, strict=True)]
    found = later.hold_up(baskets, a.astype(np.int32), b.astype(np.int32), np.array(both, int))
    keys = [lines.product_keys[code] for code in baskets.product_code]
    for row, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        known = found.earlier[row], found.together[row], found.verdict[row]
        assert known == naive(dates, orders, keys[i], keys[j])


def test_the_same_count_rate_is_that_of_the_nearest_counts() -> None:
    counts = np.repeat([2, 3, 9], [300, 120, 30])
    passes = np.zeros(450, bool)
    passes[:30] = passes[300:360] = passes[420:] = True
    rates = later.same_count_rates(counts, passes, np.array([2, 3, 9, 500]))
    # a hundred are needed: 30 of count 9, and the last 70 of count 3, of which 10 pass
    assert rates.tolist() == [0.1, 0.5, 0.4, 0.4]
    assert np.isnan(later.same_count_rates(counts[:99], passes[:99], np.array([2]))).all()


def test_the_sample_of_random_pairs_is_every_pair_of_a_small_shop(
    make_lines: Callable[..., Lines],
) -> None:
    rng = np.random.default_rng(3)
    orders = [list(rng.choice(list(NAMES), 3, replace=False)) for _order in range(200)]
    baskets = fill_baskets(make_lines(orders, dates=days(200)), Settings())
    late = later_orders(baskets)
    before, after = keep_orders(baskets, ~late), keep_orders(baskets, late)
    rates = size_aware_chance(after).rates
    counts, passes = later._sample_pairs(before, after, rates, Progress())
    wanted = []
    for i, j in combinations(range(8), 2):
        count = len(before.orders_with_both(i, j))
        again, chance = len(after.orders_with_both(i, j)), float(rates[i] @ rates[j])
        passed = again > chance and stats.poisson.sf(again - 1, chance) <= 0.05
        wanted += [(count, passed)] * 2 if count >= 2 else []
    assert sorted(zip(counts.tolist(), passes.tolist(), strict=True)) == sorted(wanted)


def test_nothing_is_said_of_no_pairs_and_rows_can_be_taken() -> None:
    none = nothing_later(3)
    assert len(none) == 3
    assert none.take(np.array([2])).verdict.tolist() == [UNKNOWN]


def test_planted_pairs_of_the_sample_shop_hold_up_more_often_than_others() -> None:
    sales = workflow.import_files(Sales(), workflow.sample_files()).sales
    analysis = workflow.analyse(sales, Settings())
    proven = analysis.pairs.evidence == Evidence.PROVEN
    held, later_orders_said = analysis.pairs.held_up, analysis.later
    assert later_orders_said is not None
    assert (held[proven] == HELD).mean() > 0.6
    others = analysis.pairs.evidence == Evidence.LIKELY
    assert (held[others] == HELD).mean() < 0.2


def test_the_strongest_pairs_of_a_real_shop_hold_up(shared_data: Callable[[str], Path]) -> None:
    sales = workflow.import_files(Sales(), [shared_data("online_retail.csv.xz")]).sales
    analysis = workflow.analyse(sales, Settings())
    assert analysis.later is not None
    strongest = analysis.later.take(np.arange(1000))
    held = (strongest.verdict == HELD).mean()
    assert held >= 0.85
    assert held >= 2 * np.nanmean(strongest.same_count_rate)
