"""The committed sample files are what their script makes, and read as truth.json says."""

from __future__ import annotations

import csv
import importlib
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

FILES = (
    "trailhead-orders.csv", "trailhead-products-shopify.csv",
    "trailhead-products-woocommerce.csv", "truth.json",
)  # fmt: skip


def records(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def shopify(samples: Path) -> list[dict[str, str]]:
    return records(samples / FILES[1])


@pytest.fixture(scope="session")
def woocommerce(samples: Path) -> list[dict[str, str]]:
    return records(samples / FILES[2], "utf-8-sig")


def test_the_script_makes_the_committed_bytes(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(samples))
    importlib.import_module("make_samples").make(tmp_path)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (samples / name).read_bytes(), name


def test_another_seed_makes_another_shop(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(samples))
    importlib.import_module("make_samples").make(tmp_path, seed=1)
    assert (tmp_path / FILES[0]).read_bytes() != (samples / FILES[0]).read_bytes()


def test_orders_have_the_columns_of_a_genuine_export(samples: Path) -> None:
    with (samples / FILES[0]).open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert len(header) == 79 == len(set(header))
    assert header[:3] == ["Name", "Email", "Financial Status"]
    assert header[16:21] == [
        "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem compare at price",
        "Lineitem sku",
    ]  # fmt: skip
    assert header[-1] == "Payment References"


def test_every_row_has_its_reason(sorted_rows: dict[str, list[Any]], truth: dict[str, Any]) -> None:
    expected = truth["expected"]
    counts = {reason: len(found) for reason, found in sorted_rows.items()}
    assert counts.pop("kept") == expected["lines_kept"]
    for reason, count in expected["set_aside"].items():
        assert counts.pop(reason) == count, reason
    refused = Counter(entry["reason_class"] for entry in expected["refused"])
    assert counts == dict(refused)


def test_refused_rows_are_told_by_the_files_own_line_numbers(
    sorted_rows: dict[str, list[Any]], truth: dict[str, Any]
) -> None:
    told = {(entry["row"], entry["reason_class"]) for entry in truth["expected"]["refused"]}
    found = {
        (row.number, reason)
        for reason in ("bad_quantity", "blank_product", "bad_date")
        for row in sorted_rows[reason]
    }
    assert told == found


def test_line_breaks_in_notes_shift_the_line_numbers(rows: list[Any]) -> None:
    assert any("\n" in row.cells["Notes"] for row in rows[:500])
    assert rows[-1].number > len(rows) + 1


def test_counts_of_orders(orders: dict[str, Any], truth: dict[str, Any]) -> None:
    expected = truth["expected"]
    emails = {order.email for order in orders.values()}
    assert len(orders) == expected["orders"]
    assert len(emails - {""}) == expected["customers"]
    assert sum(not o.email for o in orders.values()) == expected["orders_without_customer"]
    assert sum(len(o.keys) == 1 for o in orders.values()) == expected["single_line_orders"]
    days = sorted(order.placed.date().isoformat() for order in orders.values())
    assert (days[0], days[-1]) == (expected["first_date"], expected["last_date"])
    statuses = Counter(order.head["Financial Status"] for order in orders.values())
    assert statuses["refunded"] == expected["refunded_orders"]
    assert statuses["partially_refunded"] == expected["partially_refunded_orders"]


def test_money_adds_up(orders: dict[str, Any], truth: dict[str, Any]) -> None:
    def pence(text: str) -> int:
        assert re.fullmatch(r"\d+\.\d\d", text)
        return int(text.replace(".", ""))

    expected = truth["expected"]
    lines = [cells for order in orders.values() for cells in order.rows]
    gross = sum(pence(c["Lineitem price"]) * int(c["Lineitem quantity"]) for c in lines)
    offers = sum(pence(c["Lineitem discount"]) for c in lines)
    taken_off = sum(pence(order.head["Discount Amount"]) for order in orders.values())
    refunds = sum(pence(order.head["Refunded Amount"]) for order in orders.values())
    assert gross == expected["gross_pence"]
    assert offers == expected["line_discount_pence"]
    assert taken_off - offers == expected["order_discount_pence"]
    assert refunds == expected["refunded_pence"]
    assert {order.head["Currency"] for order in orders.values()} == {truth["currency"]}


def test_size_and_shape_of_the_shop(orders: dict[str, Any], truth: dict[str, Any]) -> None:
    usual = [len(order.keys) for order in orders.values() if len(order.keys) < 50]
    assert 5800 <= len(orders) <= 6300
    assert 2.2 <= sum(usual) / len(usual) <= 2.7
    assert sum(size >= 6 for size in usual) > 100
    assert truth["expected"]["categories"] == 12
    assert 215 <= truth["expected"]["catalogue_products"] <= 235


def test_growth_seasons_and_a_partial_last_month(orders: dict[str, Any]) -> None:
    months = Counter(f"{order.placed:%Y-%m}" for order in orders.values())
    assert len(months) == 18
    assert months["2026-05"] > 1.1 * months["2025-05"]
    assert months["2025-12"] == max(months.values())
    assert months["2026-09"] < 0.8 * months["2026-08"]


def test_personal_columns_are_filled_and_fake(rows: list[Any]) -> None:
    for row in rows:
        email = row.cells["Email"]
        assert not email or email.endswith("example.com")
        assert not row.cells["Billing Phone"] or row.cells["Billing Phone"].startswith("01632 960")
    assert sum(bool(row.cells["Billing Name"]) for row in rows) > 5000


def test_both_catalogues_hold_the_same_articles(
    shopify: list[dict[str, str]], woocommerce: list[dict[str, str]], truth: dict[str, Any]
) -> None:
    variants = [row for row in shopify if row["Variant Price"]]
    sold = [row for row in woocommerce if row["Type"] in ("simple", "variation")]
    parents = [row for row in woocommerce if row["Type"] != "variation"]
    assert len(variants) == len(sold) == truth["expected"]["catalogue_articles"]
    assert len(parents) == truth["expected"]["catalogue_products"]
    same = {
        "Variant SKU": "SKU",
        "Variant Price": "Regular price",
        "Cost per item": "Cost of goods",
        "Variant Inventory Qty": "Stock",
    }
    for old, new in same.items():
        assert Counter(r[old] for r in variants) == Counter(r[new] for r in sold), old
    assert len(shopify) > len(variants)  # pictures have rows of their own


def test_every_order_line_is_in_the_catalogue(
    orders_with: dict[str, set[str]], shopify: list[dict[str, str]], truth: dict[str, Any]
) -> None:
    skus = {row["Variant SKU"] for row in shopify if row["Variant SKU"]}
    titles = {row["Title"] for row in shopify}
    without = set(orders_with) - skus
    assert without == {product["key"] for product in truth["without_sku"]}
    assert without <= titles
    assert len(orders_with) == truth["expected"]["articles_sold"]


def test_skus_keep_their_leading_zeros(orders_with: dict[str, set[str]]) -> None:
    assert sum(key.startswith("0") for key in orders_with) == 40


def test_variations_name_their_parent(
    woocommerce: list[dict[str, str]], truth: dict[str, Any]
) -> None:
    by_sku = {row["SKU"]: row for row in woocommerce if row["SKU"]}
    by_id = {f"id:{row['ID']}": row for row in woocommerce}
    children: dict[str, list[str]] = {}
    for row in woocommerce:
        if row["Type"] == "variation":
            parent = by_sku.get(row["Parent"]) or by_id[row["Parent"]]
            assert parent["Type"] == "variable"
            children.setdefault(parent["Name"], []).append(row["SKU"])
    assert children == {entry["name"]: entry["keys"] for entry in truth["variants"]}
    assert any(not row["SKU"] for row in woocommerce if row["Type"] == "variable")


def test_links_of_today_name_products_that_exist(
    shopify: list[dict[str, str]], woocommerce: list[dict[str, str]], truth: dict[str, Any]
) -> None:
    handles = {row["Handle"] for row in shopify}
    column = next(name for name in shopify[0] if "complementary_products" in name)
    linked = [row[column].split("; ") for row in shopify if row[column]]
    cross_sells = truth["links_today"]["cross_sells"]
    assert sorted(map(len, linked)) == sorted(map(len, cross_sells.values()))
    assert all(handle in handles for handles_of in linked for handle in handles_of)
    found = {r["SKU"]: r["Cross-sells"].split(", ") for r in woocommerce if r["Cross-sells"]}
    assert found == cross_sells
    dearer = {r["SKU"]: r["Upsells"].split(", ") for r in woocommerce if r["Upsells"]}
    assert dearer == truth["links_today"]["upsells"]


def test_drafts_are_marked_in_both_catalogues(
    shopify: list[dict[str, str]], woocommerce: list[dict[str, str]], truth: dict[str, Any]
) -> None:
    names = {entry["name"] for entry in truth["not_for_sale"]}
    assert {row["Title"] for row in shopify if row["Status"] == "draft"} == names
    assert {row["Name"] for row in woocommerce if row["Published"] == "-1"} == names
