"""The back-test kept for the window, and what completes a basket."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Settings
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
    assert workflow.tried_rankings(sales, Settings()) is None
    contest = workflow.try_rankings(sales, Settings())
    assert workflow.try_rankings(sales, Settings(top=9, ranking="confidence")) is contest
    assert workflow.tried_rankings(sales, Settings(giant_order_lines=10)) is None
    assert workflow.ranking_in_use(Settings(), "pair", contest) == "size_weighted"
    assert workflow.ranking_in_use(Settings(ranking="jaccard"), "pair", contest) == "jaccard"
