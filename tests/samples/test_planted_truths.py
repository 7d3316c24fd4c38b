"""What truth.json promises shows in the orders file, counted without the program."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

import pytest

OrdersWith = dict[str, set[str]]


def names_of(product: dict[str, Any], orders_with: OrdersWith) -> set[str]:
    """The orders with a product or any of its variants."""
    return set().union(*(orders_with.get(key, set()) for key in product["keys"]))


def customers(names: set[str], orders: dict[str, Any]) -> set[str]:
    return {orders[name].email for name in names} - {""}


def chance(a: set[str], b: set[str], among: dict[str, Any]) -> float:
    """Orders with both that chance gives when products fall into places of baskets."""
    sizes = [len(order.keys) for order in among.values()]
    meetings = sum(size * (size - 1) for size in sizes)
    return len(a & among.keys()) * len(b & among.keys()) * meetings / sum(sizes) ** 2


def test_complements_have_the_strength_that_was_planted(
    truth: dict[str, Any], orders: dict[str, Any], orders_with: OrdersWith
) -> None:
    assert len(truth["complements"]) >= 12
    for entry in truth["complements"]:
        anchor = names_of(entry["anchor"], orders_with)
        partner = names_of(entry["partner"], orders_with)
        both = anchor & partner
        label = f"{entry['anchor']['name']} → {entry['partner']['name']}"
        assert len(anchor) == entry["orders_anchor"], label
        assert len(partner) == entry["orders_partner"], label
        assert len(both) == entry["together"], label
        assert len(both) / len(anchor) == pytest.approx(entry["strength"], abs=0.05), label
        assert len(both) >= 40, label
        assert len(customers(both, orders)) >= 10, label
        usual = {name: order for name, order in orders.items() if len(order.keys) < 50}
        assert len(both) > 2 * chance(anchor, partner, usual), label


def test_minor_complements_lie_above_chance(
    truth: dict[str, Any], orders: dict[str, Any], orders_with: OrdersWith
) -> None:
    usual = {name: order for name, order in orders.items() if len(order.keys) < 50}
    above = 0
    for entry in truth["minor_complements"]:
        anchor = names_of(entry["anchor"], orders_with)
        partner = names_of(entry["partner"], orders_with)
        assert len(anchor & partner) == entry["together"]
        above += len(anchor & partner & usual.keys()) > 2 * chance(anchor, partner, usual)
    assert above >= 0.9 * len(truth["minor_complements"])


def test_substitutes_never_share_an_order(
    truth: dict[str, Any], orders: dict[str, Any], orders_with: OrdersWith
) -> None:
    usual = {name: order for name, order in orders.items() if len(order.keys) < 50}
    assert len(truth["substitutes"]) >= 4
    for entry in truth["substitutes"]:
        a, b = names_of(entry["a"], orders_with), names_of(entry["b"], orders_with)
        assert not a & b
        assert chance(a, b, usual) > 10
        assert entry["a"]["category"] == entry["b"]["category"]


def test_substitutes_share_a_partner(truth: dict[str, Any]) -> None:
    fits: dict[str, set[str]] = {}
    for entry in [*truth["complements"], *truth["minor_complements"]]:
        anchor, partner = entry["anchor"]["name"], entry["partner"]["name"]
        fits.setdefault(anchor, set()).add(partner)
        fits.setdefault(partner, set()).add(anchor)
    for entry in truth["substitutes"]:
        assert fits[entry["a"]["name"]] & fits[entry["b"]["name"]]


def test_the_up_sell_costs_about_twice_as_much(
    truth: dict[str, Any], orders: dict[str, Any], orders_with: OrdersWith
) -> None:
    entry = truth["up_sell"]
    basic, better = names_of(entry["a"], orders_with), names_of(entry["b"], orders_with)
    assert not basic & better
    assert 1.5 < entry["price_ratio"] < 2.5
    both = customers(basic, orders) & customers(better, orders)
    assert len(both) >= entry["upgraders"] >= 15


def test_christmas_is_a_season_and_not_a_relationship(
    truth: dict[str, Any], orders: dict[str, Any], orders_with: OrdersWith
) -> None:
    entry = truth["christmas"]
    first, last = entry["season"]
    season = {n: o for n, o in orders.items() if first <= f"{o.placed:%m-%d}" <= last}
    a, b = names_of(entry["a"], orders_with), names_of(entry["b"], orders_with)
    assert len(season) == entry["orders_in_season"]
    assert len(a & season.keys()) == entry["orders_a_in_season"] > 0.85 * len(a)
    assert len(b & season.keys()) == entry["orders_b_in_season"] > 0.85 * len(b)
    together = len(a & b)
    assert together == entry["together"] >= 15
    assert together > 3 * chance(a, b, orders)
    usual = {name: order for name, order in season.items() if len(order.keys) < 50}
    in_season = chance(a, b, usual)
    assert abs(together - in_season) < 2 * in_season**0.5


def test_the_wholesaler_orders_giants(truth: dict[str, Any], orders: dict[str, Any]) -> None:
    entry = truth["wholesaler"]
    theirs = [name for name, order in orders.items() if order.email == entry["email"]]
    assert sorted(theirs) == sorted(entry["orders"])
    assert [len(orders[name].keys) for name in entry["orders"]] == entry["lines"]
    assert all(60 <= lines <= 120 for lines in entry["lines"])
    others = [len(order.keys) for name, order in orders.items() if name not in theirs]
    assert max(others) < 30


def test_one_customer_carries_a_pair(
    truth: dict[str, Any], orders: dict[str, Any], orders_with: OrdersWith
) -> None:
    entry = truth["one_customer"]
    a, b = names_of(entry["a"], orders_with), names_of(entry["b"], orders_with)
    theirs = [name for name in a & b if orders[name].email == entry["email"]]
    assert len(a & b) == entry["together"] == 32
    assert len(theirs) == entry["together_by_customer"] == 30
    assert entry["share"] == pytest.approx(30 / 32, abs=1e-4)


def test_follow_ups_come_after_their_gap(
    truth: dict[str, Any], orders: dict[str, Any], orders_with: OrdersWith
) -> None:
    assert len(truth["follow_ups"]) >= 3
    for entry in truth["follow_ups"]:
        first = visits(entry["first"], orders, orders_with)
        later = visits(entry["later"], orders, orders_with)
        gaps = []
        for email, moments in first.items():
            for moment in moments:
                after = [m for m in later.get(email, []) if m > moment]
                if after:
                    gaps.append((min(after) - moment).total_seconds() / 86400)
        assert len(gaps) == entry["followed"] >= 40
        assert median(gaps) == pytest.approx(entry["days"], rel=0.15)
        assert median(gaps) == pytest.approx(entry["median_days"], abs=0.06)
        assert len(gaps) / sum(map(len, first.values())) > 0.6 * entry["share"]


def visits(
    product: dict[str, Any], orders: dict[str, Any], orders_with: OrdersWith
) -> dict[str, list[datetime]]:
    found: dict[str, list[datetime]] = {}
    for name in names_of(product, orders_with):
        if orders[name].email:
            found.setdefault(orders[name].email, []).append(orders[name].placed)
    return found


def test_only_slow_movers_have_stock_for_more_than_a_year(
    truth: dict[str, Any], orders: dict[str, Any], samples: Path
) -> None:
    units: dict[str, int] = {}
    for order in orders.values():
        for cells in order.rows:
            key = cells["Lineitem sku"] or cells["Lineitem name"]
            units[key] = units.get(key, 0) + int(cells["Lineitem quantity"])
    path = samples / "trailhead-products-shopify.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Variant Price"]]
    stock = {r["Variant SKU"] or r["Title"]: int(r["Variant Inventory Qty"]) for r in rows}
    days = (datetime(2026, 9, 17) - datetime(2025, 4, 1)).days + 1
    slow = {key for key in stock if stock[key] * days > 365 * units[key]}
    assert slow == {entry["key"] for entry in truth["slow_movers"]}
    for entry in truth["slow_movers"]:
        assert units[entry["key"]] == entry["units_sold"]
        assert stock[entry["key"]] == entry["stock"]
        assert entry["cover_days"] == round(entry["stock"] / entry["units_sold"] * days)


def test_two_sizes_of_one_product_meet_in_some_orders(
    truth: dict[str, Any], orders: dict[str, Any]
) -> None:
    for entry in truth["variants"]:
        several = sum(sum(k in entry["keys"] for k in o.keys) > 1 for o in orders.values())
        assert several == entry["orders_with_several"]
    assert max(entry["orders_with_several"] for entry in truth["variants"]) >= 10
