"""The dial: where it ends, and that turning it never mines again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picks import partners_of
from xsell_desktop.mining.ranking.dial import turn_dial
from xsell_desktop.mining.ranking.discounts import best_seller_factor
from xsell_desktop.mining.ranking.order_lists import history_of_lists
from xsell_desktop.mining.ranking.scorers import fit_engine

Analyse = Callable[..., Analysis]


@given(
    score=st.floats(0, 1), together=st.integers(0, 500), expected=st.floats(0, 500),
    discount=st.floats(0, 1),
)  # fmt: skip
def test_the_dial_goes_from_score_to_shrunken_lift(
    score: float, together: int, expected: float, discount: float
) -> None:
    one = [np.array([float(x)]) for x in (score, together, expected)]
    lift = (together + 10) / (expected + 10)
    assert turn_dial(*one, 0.0)[0] == score
    assert turn_dial(*one, 1.0)[0] == pytest.approx(lift)
    between = turn_dial(*one, discount)[0]
    assert min(score, lift) - 1e-9 <= between <= max(score, lift) + 1e-9


def test_turning_it_brings_closer_partners_up(analyse: Analyse) -> None:
    rng = np.random.default_rng(8)
    orders = []
    for _number in range(2000):
        order = ["milk"] if rng.random() < 0.6 else []
        order += [name for name in ("jam", "bread", "salt") if rng.random() < 0.4]
        if rng.random() < 0.1:
            order += ["pen"] + (["ink"] if rng.random() < 0.35 else [])
            order += ["milk"] if "milk" not in order and rng.random() < 0.6 else []
        orders.append(order or ["salt"])
    analysis = analyse(orders, settings=Settings())
    keys, pen = analysis.products.keys, analysis.products.index["pen"]

    def first(discount: float) -> str:
        rules = analysis.rules_at(discount)
        return keys[rules.partner[rules.start[pen]]]

    def listed_first(discount: float) -> str:
        settings = replace(analysis.settings, popularity_discount=discount)
        return partners_of(analysis, Plan(settings), "pen")[0].partner

    assert listed_first(0.0) == "milk"
    assert listed_first(1.0) == "ink"
    assert first(0.0) == "milk"
    assert first(1.0) == "ink"
    assert analysis.rules_at(0.5) is analysis.rules_at(0.5)
    assert analysis.rules_at(0.0) is analysis.rules
    for discount in np.linspace(0.1, 1, 10):
        rules = analysis.rules_at(float(discount))
        assert sorted(rules.pair.tolist()) == sorted(analysis.rules.pair.tolist())


def test_the_dial_of_all_pairs_at_once_is_the_same(analyse: Analyse) -> None:
    orders = [["a", "b"], ["a", "b", "c"], ["b", "c"], ["a"], ["c", "d"], ["d"]] * 20
    analysis = analyse(orders, settings=Settings(min_together=1))
    history, keys = history_of_lists(orders)
    options = {"smoothing": 10.0, "popularity_discount": 0.4}
    scores = fit_engine("size_weighted", history, options, Progress())
    assert keys == analysis.products.keys
    pairs = analysis.pairs
    wanted = turn_dial(pairs.score_ab, pairs.together.astype(float), pairs.expected, 0.4)
    assert scores.of_pairs(pairs.a, pairs.b) == pytest.approx(wanted, rel=1e-4)


def test_best_sellers_are_discounted_by_their_orders() -> None:
    factor = best_seller_factor(np.array([40.0, 10.0, 10.0]), 0.5)
    assert factor == pytest.approx([0.5**0.5, 2**0.5, 2**0.5])
    history, keys = history_of_lists([["a", "b"], ["a", "c"], ["a"], ["b", "c"]])
    plain = fit_engine("confidence", history, {})
    less = fit_engine("confidence", history, {"best_seller_discount": 1.0})
    every = np.arange(len(keys))
    mean = history.orders_of.mean()
    wanted = plain.of_products(every) * (mean / history.orders_of)
    assert less.of_products(every) == pytest.approx(wanted)
