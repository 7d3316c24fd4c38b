"""The program, given the sample shop, finds what was planted and nothing that was not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.sales import Sales

REASON_CLASSES = {
    "no product": "blank_product",
    "quantity is not a number": "bad_quantity",
    "date cannot be read": "bad_date",
}


@pytest.fixture(scope="module", params=["shopify", "woocommerce"])
def sales(samples: Path, request: pytest.FixtureRequest) -> Sales:
    files = [
        samples / "trailhead-orders.csv",
        samples / f"trailhead-products-{request.param}.csv",
    ]
    return workflow.import_files(Sales(), files).sales


@pytest.fixture(scope="module")
def report(sales: Sales) -> Report:
    return sales.imports[0].report


@pytest.fixture(scope="module")
def analysis(sales: Sales) -> Analysis:
    return workflow.analyse(sales, Settings())


def evidence(analysis: Analysis, a: dict[str, Any], b: dict[str, Any]) -> Evidence | None:
    """The verdict on two products of the truth, found by name; None when they are not kept."""
    rows = {name: row for row, name in enumerate(analysis.products.names)}
    one, other = sorted((rows[a["name"]], rows[b["name"]]))
    row = analysis.pairs.row.get((one, other))
    return None if row is None else Evidence(int(analysis.pairs.evidence[row]))


def together(analysis: Analysis, a: dict[str, Any], b: dict[str, Any]) -> int:
    rows = {name: row for row, name in enumerate(analysis.products.names)}
    row = analysis.pairs.row.get(tuple(sorted((rows[a["name"]], rows[b["name"]]))))
    return 0 if row is None else int(analysis.pairs.together[row])


def test_the_import_counts_what_the_truth_says(report: Report, truth: dict[str, Any]) -> None:
    expected = truth["expected"]
    assert report.format == "shopify-orders"
    assert report.rows_read == expected["rows_read"]
    assert report.lines_kept == expected["lines_kept"]
    assert sorted(report.set_aside.values()) == sorted(expected["set_aside"].values())
    assert report.orders == expected["orders"]
    assert report.products == expected["articles_sold"]
    assert report.customers == expected["customers"]
    assert report.first_date == expected["first_date"]
    assert report.last_date == expected["last_date"]
    assert report.balanced()


def test_the_import_refuses_the_planted_rows(report: Report, truth: dict[str, Any]) -> None:
    refused = [(row, REASON_CLASSES[reason]) for row, reason in report.rows_refused]
    planted = [(entry["row"], entry["reason_class"]) for entry in truth["expected"]["refused"]]
    assert sorted(refused) == planted


def test_the_import_keeps_the_money(sales: Sales, truth: dict[str, Any]) -> None:
    lines, expected = sales.imports[0].lines, truth["expected"]
    revenue = expected["gross_pence"] - expected["line_discount_pence"]
    assert float(lines.line_revenue.sum()) * 100 == pytest.approx(revenue, abs=1)
    taken_off = float(lines.order_discount.sum()) * 100
    assert taken_off == pytest.approx(expected["order_discount_pence"], abs=1)
    assert float(lines.line_quantity.sum()) == expected["units"]
    assert lines.main_currency == truth["currency"]


def test_no_customer_can_be_read_in_the_lines(sales: Sales, rows: list[Any]) -> None:
    emails = {row.cells["Email"] for row in rows} - {""}
    keys = sales.imports[0].lines.customer_keys
    assert len(keys) <= len(emails)
    assert not any("@" in key or key in emails for key in keys)


def test_variants_are_rolled_up(analysis: Analysis, truth: dict[str, Any]) -> None:
    names = set(analysis.products.names)
    assert len(names) == len(analysis.products) == truth["expected"]["products_sold"]
    for entry in truth["variants"]:
        assert entry["name"] in names


def test_catalogue_facts_reach_the_products(analysis: Analysis, truth: dict[str, Any]) -> None:
    products = analysis.products
    assert not np.isnan(products.price).any()
    assert not np.isnan(products.cost).any()
    assert (products.cost < products.price).all()
    hidden = {n for n, v in zip(products.names, products.visible, strict=True) if not v}
    assert hidden == {entry["name"] for entry in truth["not_for_sale"]}
    stock = dict(zip(products.names, products.stock, strict=True))
    for entry in truth["slow_movers"]:
        assert stock[entry["name"]] == entry["stock"]


def test_every_complement_is_proven(analysis: Analysis, truth: dict[str, Any]) -> None:
    for entry in truth["complements"]:
        pair = entry["anchor"], entry["partner"]
        assert together(analysis, *pair) == entry["together"]
        assert evidence(analysis, *pair) is Evidence.PROVEN, entry["anchor"]["name"]


def test_most_minor_complements_are_proven(analysis: Analysis, truth: dict[str, Any]) -> None:
    verdicts = [evidence(analysis, e["anchor"], e["partner"]) for e in truth["minor_complements"]]
    assert sum(v is Evidence.PROVEN for v in verdicts) >= 0.75 * len(verdicts)


def test_no_trap_is_proven(analysis: Analysis, truth: dict[str, Any]) -> None:
    traps = [truth["christmas"], truth["one_customer"], truth["up_sell"], *truth["substitutes"]]
    for trap in traps:
        assert evidence(analysis, trap["a"], trap["b"]) is not Evidence.PROVEN, trap["a"]["name"]
    assert together(analysis, truth["christmas"]["a"], truth["christmas"]["b"]) > 0
    for pair in truth["substitutes"]:
        assert together(analysis, pair["a"], pair["b"]) == 0


def test_almost_nothing_else_is_proven(analysis: Analysis, truth: dict[str, Any]) -> None:
    planted = {
        frozenset((entry["anchor"]["name"], entry["partner"]["name"]))
        for entry in [*truth["complements"], *truth["minor_complements"]]
    }
    names, pairs = analysis.products.names, analysis.pairs
    proven = {
        frozenset((names[a], names[b]))
        for a, b, e in zip(pairs.a, pairs.b, pairs.evidence, strict=True)
        if e == Evidence.PROVEN
    }
    assert len(proven - planted) <= 0.05 * len(proven)


def test_partners_stand_first_in_their_anchors_list(
    analysis: Analysis, truth: dict[str, Any]
) -> None:
    picks = workflow.pick_all(analysis, Plan())
    by_name = {lists[0].anchor_name: lists for lists in picks.by_anchor.values() if lists}
    for entry in truth["complements"]:
        partners = [pick.partner_name for pick in by_name[entry["anchor"]["name"]]]
        assert entry["partner"]["name"] in partners[:2], entry["anchor"]["name"]
