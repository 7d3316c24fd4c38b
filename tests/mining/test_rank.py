"""The functions for scripts: what goes with a product, what completes a basket."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import numpy as np
import pytest

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining import rank
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.ranking import rescoring
from xsell_desktop.mining.ranking.order_lists import history_of_lists

Analyse = Callable[..., Analysis]
ORDERS = [["tea", "pot"], ["tea", "cup"], ["tea", "cup", "jam"], ["jam"], ["tea", "cup", "pot"]]


def test_partners_by_hand() -> None:
    """Tea in four orders, cups in three of them: (1 + 1/2 + 1/2 + m·v·π) / (4 + m), m = 10."""
    found = rank.partners(ORDERS, "tea")
    assert [entry.key for entry in found] == ["cup", "pot", "jam"]
    company = {"tea": 4, "cup": 3, "pot": 2, "jam": 1}
    v = (4 / 4 + 3 / 3 + 2 / 2 + 1 / 2) / 4
    wanted = (2 + 10 * v * company["cup"] / 10) / 14
    assert found[0].score == pytest.approx(wanted)
    assert rank.partners(ORDERS, "tea", top=1) == found[:1]
    assert rank.partners(ORDERS, "tea", top=0) == []


def test_unknown_products() -> None:
    with pytest.raises(KeyError, match="wine"):
        rank.partners(ORDERS, "wine")
    assert rank.complete_basket(ORDERS, ["tea", "wine"]) == rank.complete_basket(ORDERS, ["tea"])
    for nothing in ([], ["wine"]):
        with pytest.raises(KeyError):
            rank.complete_basket(ORDERS, nothing)


def test_a_basket_is_completed_by_what_it_lacks() -> None:
    rng = np.random.default_rng(1)
    orders = []
    for _number in range(400):
        set_ = ["press", "filter", "beans"] if rng.random() < 0.5 else ["pot", "tea", "cup"]
        order = [key for key in set_ if rng.random() < 0.8]
        orders.append(order + ["milk"] * bool(not order or rng.random() < 0.3))
    ranker = rank.learn(orders)
    assert ranker.complete_basket(["press", "filter"], 1)[0].key == "beans"
    assert ranker.complete_basket(["pot", "cup", "cup"], 1)[0].key == "tea"
    listed = {entry.key for entry in ranker.complete_basket(["pot", "cup"])}
    assert not listed & {"pot", "cup"}
    assert len(listed) == 5


def test_ties_go_to_the_more_popular_then_the_key() -> None:
    orders = [["a", "z"], ["a", "b"], ["z"], ["z"], ["b"], ["b"], ["c", "a"], ["c"], ["c"], ["c"]]
    found = rank.partners(orders, "a", settings=Settings(ranking="confidence"))
    assert [entry.key for entry in found] == ["c", "b", "z"]
    assert len({entry.score for entry in found}) == 1


def test_an_analysis_ranks_as_it_was_mined(analyse: Analyse, cafe: list[list[str]]) -> None:
    analysis = analyse(cafe)
    found = rank.partners(analysis, "press", 3)
    assert found[0].key == "filters"
    row = analysis.pair_row("press", "filters")
    assert row is not None
    first = analysis.products.keys[analysis.pairs.a[row]] == "press"
    score = (analysis.pairs.score_ab if first else analysis.pairs.score_ba)[row]
    assert found[0].score == pytest.approx(float(score), rel=1e-5)
    assert [e.key for e in rank.partners(cafe, "press", 3)] == [e.key for e in found]


@pytest.mark.parametrize("ranking", ["confidence", "g_squared", "shrunken_lift", "ease penalty=9"])
def test_mining_scores_pairs_by_the_ranking_that_was_chosen(
    ranking: str, analyse: Analyse, cafe: list[list[str]]
) -> None:
    analysis = analyse(cafe, settings=Settings(ranking=ranking))
    ranker, keys = rank.learn(analysis), analysis.products.keys
    score = {entry.key: entry.score for entry in ranker.partners("press", 99)}
    pairs, press = analysis.pairs, analysis.products.index["press"]
    for row in np.flatnonzero(pairs.a == press).tolist():
        assert pairs.score_ab[row] == pytest.approx(score[keys[pairs.b[row]]], rel=1e-4)
    for row in np.flatnonzero(pairs.b == press).tolist():
        assert pairs.score_ba[row] == pytest.approx(score[keys[pairs.a[row]]], rel=1e-4)


def test_recent_orders_count_more_with_a_half_life() -> None:
    orders = [["a", "old"]] * 6 + [["a", "new"]] * 5
    days = [date(2024, 1, 1)] * 6 + [datetime(2024, 12, 1, 10, 30)] * 5
    fading = Settings(half_life_days=30)
    assert rank.partners(orders, "a", 1, dates=days)[0].key == "old"
    assert rank.partners(orders, "a", 1, dates=days, settings=fading)[0].key == "new"
    texts = [str(day) for day in days]
    assert rank.partners(orders, "a", 1, dates=texts, settings=fading)[0].key == "new"


def test_dates_and_customers_are_one_an_order() -> None:
    with pytest.raises(ValueError, match="1 dates for 5 orders"):
        rank.learn(ORDERS, ["2024-01-01"])
    with pytest.raises(ValueError, match="customers"):
        rank.learn(ORDERS, customers=["x"])
    history, _keys = history_of_lists(
        [["a"], [], ["b", "b"]], ["2024-01-01", None, ""], {"a": "Ale"}, ["x", "y", None]
    )
    assert len(history) == 2
    assert np.isnat(history.date).tolist() == [False, True]
    assert history.customer.tolist() == [0, -1]
    assert history.size.tolist() == [1, 1]
    assert history.product_names == ("Ale", "")


def test_orders_that_changed_are_learnt_anew() -> None:
    orders = [["a", "b"]] * 3
    assert rank.partners(orders, "a", 1)[0].key == "b"
    orders += [["a", "c"]] * 9
    assert rank.partners(orders, "a", 1)[0].key == "c"


def test_too_many_products_for_one_model_fall_back(
    monkeypatch: pytest.MonkeyPatch, cafe: list[list[str]]
) -> None:
    """Beyond what EASE can hold, rare products go first; then pairs do the work."""
    orders = [*cafe, ["once", "tea"], ["twice", "mug"]]
    count = len({key for order in orders for key in order})
    for least, most in ((count - 2, "rare ones left out"), (3, "pairs only")):
        for module in (rank, rescoring):
            monkeypatch.setattr(module, "MOST_DENSE", least)
        found = rank.learn(orders).complete_basket(["press"], 3)
        assert found[0].key == "filters", most
        rare = rank.learn(orders).complete_basket(["once"], 3)
        assert rare[0].key == "tea", most


def test_a_back_test_chooses_and_learning_follows() -> None:
    rng = np.random.default_rng(6)
    orders = [
        [f"{side}{twin}" for twin in rng.choice(30, 2, replace=False) for side in "ab"]
        for _number in range(500)
    ]
    contest = rank.backtest(orders, seeds=2)
    assert contest.orders == 500
    ranker = rank.learn(orders, contest=contest)
    assert ranker.partners("a7", 1)[0].key == "b7"
    assert ranker.complete_basket(["a3", "b3", "b9"], 1)[0].key == "a9"
