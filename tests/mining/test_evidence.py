"""The words of evidence: each rule on its own, and none on pure noise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.counting.baskets import fill_baskets
from xsell_desktop.mining.counting.chance import class_weights
from xsell_desktop.mining.counting.evidence import Checks, check_pairs, judge, month_strata
from xsell_desktop.mining.counting.pairs import KeptPairs
from xsell_desktop.sales.lines import Lines

Analyse = Callable[..., Analysis]
NAN = float("nan")


def one_pair(
    together: int, expected: float, more_q: float = 1.0, fewer_q: float = 1.0
) -> KeptPairs:
    return KeptPairs(
        np.array([0], np.int32), np.array([1], np.int32), np.array([together]),
        np.array([expected]), np.array([1.0]), np.array([more_q]), np.array([fewer_q]), 1,
    )  # fmt: skip


def checked(like: float = NAN, top: float = NAN, customers: float = NAN) -> Checks:
    return Checks(np.array([like]), np.array([top]), np.array([customers]))


@pytest.mark.parametrize(
    ("kept", "checks", "word"),
    [
        (one_pair(20, 5.0, more_q=0.01), checked(), Evidence.PROVEN),
        (one_pair(20, 5.0, more_q=0.01), checked(4.0, 0.5, 3), Evidence.PROVEN),
        (one_pair(20, 5.0, more_q=0.01), checked(4.0, NAN, 0), Evidence.PROVEN),
        (one_pair(20, 5.0, more_q=0.06), checked(4.0, 0.1, 9), Evidence.LIKELY),
        (one_pair(20, 5.0, more_q=0.01), checked(1.2, 0.1, 9), Evidence.LIKELY),
        (one_pair(20, 5.0, more_q=0.01), checked(4.0, 0.51, 9), Evidence.LIKELY),
        (one_pair(20, 5.0, more_q=0.01), checked(4.0, 0.5, 2), Evidence.LIKELY),
        (one_pair(4, 0.1, more_q=0.01), checked(), Evidence.THIN),
        (one_pair(5, 5.0), checked(), Evidence.CHANCE),
        (one_pair(3, 9.0, fewer_q=0.2), checked(), Evidence.CHANCE),
        (one_pair(3, 19.0, fewer_q=0.01), checked(), Evidence.APART),
    ],
)
def test_each_rule(kept: KeptPairs, checks: Checks, word: Evidence) -> None:
    assert judge(kept, checks).tolist() == [word]


def test_checks_equal_a_naive_count(make_lines: Callable[..., Lines]) -> None:
    rng = np.random.default_rng(8)
    orders = [list({f"p{x}" for x in rng.integers(0, 12, 5)}) for _number in range(400)]
    dates = [f"2024-{1 + number % 7:02d}-03" for number in range(400)]
    customers = [f"c{x}" if x else "" for x in rng.integers(0, 9, 400)]
    lines = make_lines(orders, dates=dates, customers=customers)
    baskets = fill_baskets(lines, Settings())
    a, b = np.triu_indices(baskets.product_count, 1)
    together = np.array([len(baskets.orders_with_both(i, j)) for i, j in zip(a, b, strict=True)])
    kept = KeptPairs(
        a.astype(np.int32), b.astype(np.int32), together, np.ones(len(a)), np.ones(len(a)),
        np.zeros(len(a)), np.ones(len(a)), len(a),
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xsell_desktop.mining.counting.evidence.ROWS_AT_ONCE", 700)
        checks = check_pairs(kept, baskets, Progress())
    strata = month_strata(baskets)
    weights = class_weights(baskets.size, strata)
    for row, (i, j) in enumerate(zip(a, b, strict=True)):
        in_a = np.bincount(strata[baskets.orders_with(i)], minlength=len(weights))
        in_b = np.bincount(strata[baskets.orders_with(j)], minlength=len(weights))
        assert checks.like_for_like[row] == pytest.approx(
            together[row] / float((weights * in_a * in_b).sum())
        )
        who = baskets.customer[baskets.orders_with_both(i, j)]
        most = max(np.bincount(who[who >= 0]))
        assert checks.customers[row] == len(set(who[who >= 0].tolist()))
        assert checks.top_customer[row] == pytest.approx(most / together[row])


def test_months_and_sizes_make_the_strata(make_lines: Callable[..., Lines]) -> None:
    lines = make_lines(
        [["a"], ["a"], ["b"], ["a"]], dates=["2024-01-30", "2024-02-01", "2024-01-02", "NaT"]
    )
    strata = month_strata(fill_baskets(lines, Settings()))
    assert strata[0] == strata[2] != strata[1]


def word_of(analysis: Analysis, one: str, other: str) -> Evidence:
    row = analysis.pair_row(one, other)
    assert row is not None
    return Evidence(int(analysis.pairs.evidence[row]))


def test_planted_partners_are_proven_and_others_are_not(
    cafe: list[list[str]], analyse: Analyse
) -> None:
    analysis = analyse(cafe)
    assert word_of(analysis, "press", "filters") is Evidence.PROVEN
    assert word_of(analysis, "cup", "saucer") is Evidence.PROVEN
    assert word_of(analysis, "tea", "mug") in {Evidence.CHANCE, Evidence.LIKELY}


def test_a_season_is_not_proven(analyse: Analyse) -> None:
    """Wreath and candle both sell in December only, and there independently."""
    rng = np.random.default_rng(4)
    orders, dates = [], []
    for number in range(3600):
        december = number % 12 == 11
        order = [f"p{x}" for x in rng.choice(8, 2, replace=False)]
        if december and rng.random() < 0.4:
            order.append("wreath")
        if december and rng.random() < 0.4:
            order.append("candle")
        orders.append(order)
        dates.append(f"2024-{number % 12 + 1:02d}-{1 + number % 27:02d}")
    with_dates = analyse(orders, dates=dates)
    row = with_dates.pair_row("wreath", "candle")
    assert row is not None
    assert with_dates.pairs.lift[row] > 2
    assert with_dates.pairs.like_for_like[row] == pytest.approx(1.0, abs=0.25)
    assert word_of(with_dates, "wreath", "candle") is Evidence.LIKELY
    assert word_of(analyse(orders), "wreath", "candle") is Evidence.PROVEN


def test_one_customer_makes_no_proof(cafe: list[list[str]], analyse: Analyse) -> None:
    spread = [f"c{number % 97}" for number in range(len(cafe))]
    assert word_of(analyse(cafe, customers=spread), "cup", "saucer") is Evidence.PROVEN
    one = ["wholesaler" if "cup" in order else c for order, c in zip(cafe, spread, strict=True)]
    analysis = analyse(cafe, customers=one)
    assert word_of(analysis, "cup", "saucer") is Evidence.LIKELY
    row = analysis.pair_row("cup", "saucer")
    assert analysis.pairs.top_customer[row] == 1.0
    two = [f"w{place % 2}" if "cup" in order else "" for place, order in enumerate(cafe)]
    assert word_of(analyse(cafe, customers=two), "cup", "saucer") is Evidence.LIKELY


def test_substitutes_stand_apart(analyse: Analyse) -> None:
    rng = np.random.default_rng(6)
    orders = [
        ["red" if rng.random() < 0.5 else "blue", *rng.choice(list("abcdefgh"), 3, replace=False)]
        for _number in range(600)
    ]
    orders += [["red", "blue", "a"]] * 4
    assert word_of(analyse(orders), "red", "blue") is Evidence.APART


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_shuffle_proves_almost_nothing(seed: int, analyse: Analyse) -> None:
    """Products dealt into orders of very different sizes by popularity alone."""
    rng = np.random.default_rng(seed)
    share = 1 / np.arange(1, 121)
    sizes = np.minimum(rng.geometric(0.2, 2500), 40)
    orders = [
        [f"p{x}" for x in rng.choice(120, size, replace=False, p=share / share.sum())]
        for size in sizes
    ]
    evidence = analyse(orders).pairs.evidence
    assert len(evidence) > 1500
    assert (evidence == Evidence.PROVEN).sum() <= 5


@pytest.mark.real
def test_groceries_have_proven_pairs_and_their_shuffle_has_not(
    shared_data: Callable[[str], Path],
    read_groceries: Callable[[Path], list[list[str]]],
    analyse: Analyse,
) -> None:
    orders = read_groceries(shared_data("groceries.csv"))
    proven = (analyse(orders).pairs.evidence == Evidence.PROVEN).sum()
    assert proven > 50
    everything = [product for order in orders for product in order]
    np.random.default_rng(0).shuffle(everything)
    ends = np.cumsum([len(order) for order in orders])
    shuffled = [list(part) for part in np.split(np.array(everything, object), ends[:-1])]
    assert (analyse(shuffled).pairs.evidence == Evidence.PROVEN).sum() <= proven / 50
