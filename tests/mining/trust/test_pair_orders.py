"""The orders behind a pair, and what is written of them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from xsell_desktop import workflow
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting.baskets import fill_baskets
from xsell_desktop.mining.trust.pair_orders import PairOrders, list_pair_orders
from xsell_desktop.sales.lines import Lines
from xsell_desktop.sales.sales import Sales

ORDERS = [["a", "b"], ["a", "b", "c", "d"], ["a", "c"], ["b", "a", "c"], ["b"], ["a", "b", "e"]]
DATES = ["2026-01-03", "2026-01-09", "2026-01-05", "NaT", "2026-01-01", "2026-01-06"]
WHO = ["x", "y", "x", "", "y", "y"]


@pytest.fixture
def found(make_lines: Callable[..., Lines]) -> PairOrders:
    lines = make_lines(ORDERS, dates=DATES, customers=WHO, revenue=2.0)
    lines = replace(lines, order_discount=np.array([0.0, 1.0, 0, 0, 0, 0]))
    revenue = lines.line_revenue.copy()
    revenue[lines.line_order == 3] = np.nan
    lines = replace(lines, line_revenue=revenue)
    return list_pair_orders(fill_baskets(lines, Settings()), lines, 0, 1)


def test_they_are_listed_latest_first(found: PairOrders) -> None:
    assert found.keys == ("o1", "o5", "o0", "o3")
    assert found.size.tolist() == [4, 3, 2, 3]
    assert found.revenue[:3].tolist() == [7.0, 6.0, 4.0]
    assert np.isnan(found.revenue[3])
    assert found.currency == ("EUR",) * 4


def test_customers_are_numbers_by_how_many_of_the_orders_they_made(found: PairOrders) -> None:
    assert found.customer.tolist() == [1, 1, 2, 0]


def test_what_else_is_in_them_is_told(found: PairOrders) -> None:
    # rows of products: a b by key (five orders each), then c, then d and e
    assert [found.others_of(row).tolist() for row in range(4)] == [[2, 3], [4], [], [2]]


def test_the_sample_shop_s_orders_are_written_without_names(tmp_path: Path) -> None:
    sales = workflow.import_files(Sales(), workflow.sample_files()).sales
    analysis = workflow.analyse(sales, Settings())
    pairs, keys = analysis.pairs, analysis.products.keys
    one, other = keys[pairs.a[0]], keys[pairs.b[0]]
    orders = workflow.list_pair_orders(sales, analysis, one, other)
    assert orders is not None
    assert len(orders) == pairs.together[0]
    workflow.write_pair_orders(analysis, orders, tmp_path / "orders.csv")
    with (tmp_path / "orders.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["order"] for row in rows] == list(orders.keys)
    assert rows[0]["date"] == str(orders.date[0]).replace("T", " ")
    known = {row["customer"] for row in rows} - {""}
    assert known == {str(n + 1) for n in range(len(known))}
    lines, _facts = workflow.merged_lines(sales, roll_up_variants=True)
    text = (tmp_path / "orders.csv").read_text(encoding="utf-8")
    assert not any(key in text for key in lines.customer_keys)
    assert workflow.list_pair_orders(sales, analysis, one, "unheard of") is None


def test_a_folder_that_is_not_there_is_said(
    analyse: Callable[..., Analysis], found: PairOrders, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError):
        workflow.write_pair_orders(analyse(ORDERS), found, tmp_path / "file" / "orders.csv")
