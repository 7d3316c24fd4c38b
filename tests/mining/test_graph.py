"""What the canvas and graph files are given."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from xsell_desktop.domain.edits import accept_pairing, draw_pairing, reject_pairing
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.picture.graph import Relationships, overview, relationship_graph

Analyse = Callable[..., Analysis]


@pytest.fixture(scope="module")
def shop(analyse: Analyse) -> Analysis:
    """Twelve sets of five products, 1,500 orders."""
    rng = np.random.default_rng(9)
    orders = []
    for number in range(1500):
        start = number % 12 * 5
        order = [f"p{start + x:02d}" for x in rng.choice(5, rng.integers(1, 5), replace=False)]
        orders.append([*order, f"p{rng.integers(0, 60):02d}"])
    return analyse(orders)


def pairs_of(analysis: Analysis, shown: Relationships) -> set[tuple[str, str]]:
    keys = analysis.products.keys
    return {
        (min(keys[a], keys[b]), max(keys[a], keys[b]))
        for a, b in zip(shown.a.tolist(), shown.b.tolist(), strict=True)
    }


def test_an_overview_shows_few_and_counts_the_rest(shop: Analysis) -> None:
    shown = overview(shop, Plan(), 20)
    assert len(shown) == 20
    good = int((shop.pairs.evidence >= Evidence.LIKELY).sum())
    assert shown.hidden == good - 20
    assert (shop.pairs.evidence[shown.rows] >= Evidence.LIKELY).all()
    assert shown.products.tolist() == sorted({*shown.a.tolist(), *shown.b.tolist()})
    assert (shown.a < shown.b).all()
    assert np.bincount(np.concatenate((shown.a, shown.b))).max() <= 4


def test_a_larger_overview_holds_a_smaller_one(shop: Analysis) -> None:
    before: set[tuple[str, str]] = set()
    for limit in (0, 5, 20, 60, 10_000):
        now = pairs_of(shop, overview(shop, Plan(), limit))
        assert before <= now
        before = now


def test_decisions_rule_the_overview(shop: Analysis) -> None:
    first = sorted(pairs_of(shop, overview(shop, Plan(), 5)))[0]
    hidden = next(
        pair
        for row in range(len(shop.pairs) - 1, 0, -1)
        if (pair := (shop.products.keys[shop.pairs.a[row]], shop.products.keys[shop.pairs.b[row]]))
    )
    plan = reject_pairing(Plan(), pair_of(*first))
    plan = accept_pairing(plan, pair_of(*hidden))
    plan = draw_pairing(plan, pair_of("p00", "unknown"))
    unkept = next(
        (one, other)
        for one in shop.products.keys
        for other in shop.products.keys
        if one < other and shop.pair_row(one, other) is None
    )
    plan = draw_pairing(plan, pair_of(*unkept))
    shown = overview(shop, plan, 5)
    pairs = pairs_of(shop, shown)
    assert first not in pairs
    assert tuple(sorted(hidden)) in pairs
    assert unkept in pairs
    assert (shown.rows == -1).sum() == 1
    assert len(shown) == 7


def test_the_graph_carries_what_a_file_needs(shop: Analysis) -> None:
    graph = relationship_graph(shop, Plan(), partners=3)
    assert set(graph.nodes) == set(shop.products.keys)
    node = graph.nodes["p00"]
    assert node["name"] == "Name p00"
    assert node["orders"] == shop.products.orders[shop.products.index["p00"]]
    for one, other, edge in graph.edges(data=True):
        row = shop.pair_row(one, other)
        assert edge["together"] == shop.pairs.together[row]
        assert edge["evidence"] in {"likely", "proven"}
        assert all(isinstance(value, int | float | str) for value in edge.values())
    assert len(graph.edges) < len(relationship_graph(shop, Plan(), partners=10).edges)


def test_the_graph_follows_the_decisions(shop: Analysis) -> None:
    one, other = next(iter(relationship_graph(shop, Plan()).edges))
    plan = reject_pairing(Plan(), pair_of(one, other))
    plan = draw_pairing(plan, pair_of("p00", "unknown"))
    graph = relationship_graph(shop, plan)
    assert not graph.has_edge(one, other)
    assert graph.edges["p00", "unknown"]["decision"] == "accepted"
    assert graph.nodes["unknown"]["name"] == "unknown"
