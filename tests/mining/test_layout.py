"""Backbone, islands and places."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.picture.backbone import (
    choose_backbone,
    find_islands,
    order_relationships,
    places,
)
from xsell_desktop.mining.picture.layout import lay_out
from xsell_desktop.mining.picture.shapes import NODE_GAP
from xsell_desktop.sales.lines import Codes, Floats

Graph = tuple[Codes, Codes, Floats]


def random_graph(seed: int, products: int, count: int) -> Graph:
    """Pairs, strongest first, without repeats."""
    rng = np.random.default_rng(seed)
    a, b = np.triu_indices(products, 1)
    chosen = rng.permutation(len(a))[:count]
    strength = np.sort(rng.random(len(chosen)))[::-1]
    return a[chosen].astype(np.int32), b[chosen].astype(np.int32), strength


graphs = st.builds(random_graph, st.integers(0, 99), st.integers(2, 30), st.integers(1, 120))


@given(graphs, st.integers(1, 4), st.integers(1, 50))
def test_backbone_equals_a_naive_choice(graph: Graph, partners: int, most: int) -> None:
    a, b, strength = graph
    met: dict[int, int] = {}
    of_a, of_b, wanted = [], [], []
    for row, (one, other) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        of_a.append(met.get(one, 0))
        of_b.append(met.get(other, 0))
        met[one], met[other] = of_a[-1] + 1, of_b[-1] + 1
        if max(of_a[-1], of_b[-1]) < partners:
            wanted.append(row)
    found = places(a, b, strength)
    assert (found[0].tolist(), found[1].tolist()) == (of_a, of_b)
    chosen = choose_backbone(a, b, strength, most=most, partners=partners)
    assert chosen.tolist() == wanted[:most]


def test_islands_end_where_families_end() -> None:
    a, b = np.array([0, 1, 3], np.int32), np.array([1, 2, 4], np.int32)
    island = find_islands(a, b, np.array([0, 0, 1, 1, 1], np.int32))
    assert island[0] == island[1] != island[2]
    assert island[3] == island[4] != island[2]


@given(graphs)
def test_each_relationship_is_shown_once_and_strong_islands_first(graph: Graph) -> None:
    a, b, strength = graph
    family = (np.arange(30) % 3).astype(np.int32)
    order = order_relationships(a, b, strength, family)
    assert len(set(order.tolist())) == len(order)
    degree = np.bincount(np.concatenate((a[order], b[order])))
    assert degree.max() <= 4
    island = find_islands(a[order], b[order], family)
    inside: dict[int, float] = {}
    for row in order.tolist():
        if island[int(a[row])] == island[int(b[row])]:
            name = island[int(a[row])]
            inside[name] = inside.get(name, 0.0) + strength[row]
    assert list(inside.values()) == pytest.approx(sorted(inside.values(), reverse=True))


@given(graphs)
def test_every_product_has_a_place_of_its_own(graph: Graph) -> None:
    a, b, strength = graph
    family = (np.arange(40) % 4).astype(np.int32)
    order = order_relationships(a, b, strength, family)
    position = lay_out(a, b, order, family, Progress())
    assert position.shape == (40, 2)
    assert np.isfinite(position).all()
    gap = np.hypot(*(position[:, None] - position[None]).transpose(2, 0, 1))
    np.fill_diagonal(gap, np.inf)
    assert gap.min() > NODE_GAP * 0.6
    again = lay_out(a, b, order, family, Progress())
    assert again.tobytes() == position.tobytes()


def test_islands_lie_apart() -> None:
    """Ten triangles: every product is nearer to its own than to any other island."""
    a = np.array([3 * n + x for n in range(10) for x in (0, 0, 1)], np.int32)
    b = np.array([3 * n + x for n in range(10) for x in (1, 2, 2)], np.int32)
    family = np.repeat(np.arange(10, dtype=np.int32), 3)
    strength = np.linspace(0.9, 0.5, 30)
    order = order_relationships(a, b, strength, family)
    position = lay_out(a, b, order, family, Progress())
    gap = np.hypot(*(position[:, None] - position[None]).transpose(2, 0, 1))
    same = family[:, None] == family[None]
    np.fill_diagonal(gap, 0)
    assert gap[same].max() < gap[~same].min()


def test_an_empty_shop_has_an_empty_layout() -> None:
    nothing = np.empty(0, np.int32)
    order = order_relationships(nothing, nothing, np.empty(0), nothing)
    assert lay_out(nothing, nothing, order, nothing, Progress()).shape == (0, 2)
    alone = lay_out(nothing, nothing, order, np.full(3, -1, np.int32), Progress())
    assert np.isfinite(alone).all()
