"""Pair counts against a naive count."""

from __future__ import annotations

import lzma
import math
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from efficient_apriori import itemsets_from_transactions
from hypothesis import given
from hypothesis import strategies as st
from mlxtend.frequent_patterns import fpgrowth
from mlxtend.preprocessing import TransactionEncoder

from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.counting.baskets import fill_baskets
from xsell_desktop.mining.counting.chance import size_aware_chance
from xsell_desktop.mining.counting.pairs import KeptPairs, count_pairs
from xsell_desktop.mining.ranking.size_weighted import make_ranking
from xsell_desktop.sales.lines import Lines

ALL = Settings(min_together=1, max_partners=10**6)
Counts = dict[tuple[str, str], int]
MakeLines = Callable[..., Lines]
some_orders = st.lists(st.lists(st.sampled_from("abcdefghij"), max_size=8), min_size=1, max_size=60)


def count_by_hand(orders: Iterable[Iterable[str]]) -> Counts:
    """Every pair of every order, one by one."""
    counts: Counter[tuple[str, str]] = Counter()
    for order in orders:
        counts.update(combinations(sorted(set(order)), 2))
    return dict(counts)


def count_by_program(lines: Lines, settings: Settings = ALL) -> tuple[Counts, KeptPairs]:
    baskets = fill_baskets(lines, settings)
    keys = [lines.product_keys[code] for code in baskets.product_code]
    ranking = make_ranking(baskets, settings.smoothing, settings.half_life_days)
    kept = count_pairs(baskets, size_aware_chance(baskets), ranking, settings, Progress())
    counts = {
        (min(keys[a], keys[b]), max(keys[a], keys[b])): n
        for a, b, n in zip(kept.a.tolist(), kept.b.tolist(), kept.together.tolist(), strict=True)
    }
    return counts, kept


@given(orders=some_orders)
def test_every_pair_is_counted_as_by_hand(orders: list[list[str]], make_lines: MakeLines) -> None:
    counts, kept = count_by_program(make_lines(orders))
    assert counts == count_by_hand(orders)
    assert kept.pairs_counted == len(counts)


@given(orders=some_orders)
def test_shared_weight_is_one_over_the_other_products(
    orders: list[list[str]], make_lines: MakeLines
) -> None:
    lines = make_lines(orders)
    baskets = fill_baskets(lines, ALL)
    keys = [lines.product_keys[code] for code in baskets.product_code]
    _counts, kept = count_by_program(lines)
    for a, b, shared in zip(kept.a, kept.b, kept.shared, strict=True):
        wanted = math.fsum(
            1 / (len(set(order)) - 1) for order in orders if {keys[a], keys[b]} <= set(order)
        )
        assert shared == pytest.approx(wanted)


@given(orders=some_orders)
def test_rows_run_from_popular_to_rare_and_then_by_key(
    orders: list[list[str]], make_lines: MakeLines
) -> None:
    lines = make_lines(orders)
    baskets = fill_baskets(lines, ALL)
    sold = Counter(product for order in orders for product in set(order))
    wanted = sorted(sold, key=lambda key: (-sold[key], key))
    assert [lines.product_keys[code] for code in baskets.product_code] == wanted
    assert np.diff(baskets.start).tolist() == [sold[key] for key in wanted]
    assert len(baskets) == sum(1 for order in orders if order)


@given(orders=some_orders, block=st.integers(1, 7))
def test_blocks_add_up(orders: list[list[str]], block: int, make_lines: MakeLines) -> None:
    whole, _kept = count_by_program(make_lines(orders))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xsell_desktop.mining.counting.square.ROWS_A_BLOCK", block)
        pieces, _kept = count_by_program(make_lines(orders))
    assert pieces == whole


def test_returned_lines_join_no_basket(make_lines: MakeLines) -> None:
    lines = make_lines([["a", "b"], ["a", "b"], ["c"]])
    lines.line_returned[3] = True  # b of the second order
    counts, _kept = count_by_program(lines)
    assert counts == {("a", "b"): 1}


def test_giant_orders_stay_out(make_lines: MakeLines) -> None:
    orders = [["a", "b"], ["a", "b", "c", "d"], ["c", "d"]]
    counts, _kept = count_by_program(
        make_lines(orders), Settings(min_together=1, giant_order_lines=3)
    )
    assert counts == {("a", "b"): 1, ("c", "d"): 1}


def test_each_product_keeps_its_best_partners(make_lines: MakeLines) -> None:
    rng = np.random.default_rng(1)
    orders = [rng.choice(list("abcdefghijklmnop"), 5).tolist() for _number in range(300)]
    everything, _kept = count_by_program(make_lines(orders), Settings(max_partners=100))
    few, kept = count_by_program(make_lines(orders), Settings(max_partners=3))
    assert few.items() < everything.items()
    assert kept.pairs_counted == len(everything)
    assert 16 * 3 / 2 <= len(few) <= 16 * 3


def test_pairs_seen_less_than_asked_are_left_out(make_lines: MakeLines) -> None:
    counts, kept = count_by_program(
        make_lines([["a", "b"], ["a", "b"], ["a", "c"]]), Settings(min_together=2)
    )
    assert counts == {("a", "b"): 2}
    assert kept.pairs_counted == 2


@pytest.mark.real
def test_groceries_equal_three_other_counts(
    shared_data: Callable[[str], Path],
    read_groceries: Callable[[Path], list[list[str]]],
    make_lines: MakeLines,
) -> None:
    orders = read_groceries(shared_data("groceries.csv"))
    counts, _kept = count_by_program(make_lines(orders))
    assert counts == count_by_hand(orders)

    found, total = itemsets_from_transactions(
        [tuple(order) for order in orders], min_support=0.01, max_length=2
    )
    assert {tuple(sorted(pair)): n for pair, n in found[2].items()} == {
        pair: n for pair, n in counts.items() if n >= 0.01 * total
    }

    encoder = TransactionEncoder().fit(orders)
    table = pd.DataFrame(encoder.transform(orders), columns=encoder.columns_)
    frequent = fpgrowth(table, min_support=0.005, use_colnames=True, max_len=2)
    second = {
        tuple(sorted(items)): round(support * len(orders))
        for items, support in zip(frequent["itemsets"], frequent["support"], strict=True)
        if len(items) == 2
    }
    assert second == {pair: n for pair, n in counts.items() if n >= 0.005 * len(orders)}


@pytest.mark.real
def test_a_slice_of_online_retail_equals_a_naive_count(
    shared_data: Callable[[str], Path], make_lines: MakeLines
) -> None:
    with lzma.open(shared_data("online_retail.csv.xz"), "rt", encoding="utf-8") as file:
        frame = pd.read_csv(file, dtype=str, nrows=40_000, keep_default_na=False)
    frame = frame[~frame["InvoiceNo"].str.startswith("C")]
    orders = [list(group) for _key, group in frame.groupby("InvoiceNo")["StockCode"]]
    counts, kept = count_by_program(make_lines(orders))
    assert counts == count_by_hand(orders)
    assert kept.pairs_counted > 500_000
