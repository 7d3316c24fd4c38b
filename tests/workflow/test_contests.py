"""The back-test kept for the window, and what completes a basket."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow import complete_basket


@pytest.fixture(scope="module")
def shop() -> tuple[Sales, Analysis]:
    sales = workflow.import_files(Sales(), workflow.sample_files()).sales
    return sales, workflow.analyse(sales, Settings())


def test_counts_of_a_completed_basket_are_those_of_its_orders(
    shop: tuple[Sales, Analysis],
) -> None:
    analysis = shop[1]
    assert analysis.baskets is not None
    index, keys = analysis.products.index, analysis.products.keys[:2]
    held = {key: set(analysis.baskets.orders_with(index[key]).tolist()) for key in index}
    whole = held[keys[0]] & held[keys[1]]
    found = complete_basket(analysis, Settings(), keys)
    assert len(found) == 5
    assert not {one.key for one in found} & {*keys}
    for one in found:
        assert (one.with_it, one.orders) == (len(held[one.key] & whole), len(whole))
    assert complete_basket(analysis, Settings(), ("never sold", *keys)) == found


def test_nothing_completes_what_was_never_sold(shop: tuple[Sales, Analysis]) -> None:
    assert complete_basket(shop[1], Settings(), ("never sold",)) == []
    without_orders = replace(shop[1], baskets=None)
    assert complete_basket(without_orders, Settings(), shop[1].products.keys[:2]) == []


def test_a_contest_is_held_once_for_the_same_orders(shop: tuple[Sales, Analysis]) -> None:
    sales = shop[0]
    assert workflow.tried_rankings(sales, Plan(Settings())) is None
    contest = workflow.try_rankings(sales, Plan(Settings()))
    assert workflow.try_rankings(sales, Plan(Settings(top=9, ranking="confidence"))) is contest
    assert workflow.tried_rankings(sales, Plan(Settings(giant_order_lines=10))) is None
    assert workflow.ranking_in_use(Settings(), "pair", contest) == "size_weighted"
    assert workflow.ranking_in_use(Settings(ranking="jaccard"), "pair", contest) == "jaccard"


def test_what_was_tuned_is_still_told_from_what_is_discounted(
    shop: tuple[Sales, Analysis],
) -> None:
    contest = workflow.try_rankings(shop[0], Plan(Settings()))
    pair = contest.tasks["pair"]
    tuned = [
        replace(one, settings={**one.settings, "smoothing": 3.0})
        if one.name == "size_weighted"
        else one
        for one in pair.standings
    ]
    discounted = [one for one in tuned if one.name == "size_weighted_discounted"]
    first = (*discounted, *(one for one in tuned if one not in discounted))
    contest = replace(contest, tasks={**contest.tasks, "pair": replace(pair, standings=first)})
    assert workflow.ranking_in_use(Settings(), "pair", contest) == "size_weighted"
    settings = Settings(popularity_discount=0.2)
    assert workflow.ranking_in_use(settings, "pair", contest) == "size_weighted_discounted"
