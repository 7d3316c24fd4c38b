"""What the layout promises: nobody on anybody, families apart, neighbours near, and steady."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picture.backbone import order_relationships
from xsell_desktop.mining.picture.layout import arrange_graph, lay_out
from xsell_desktop.mining.picture.packing import PITCH, WIDE, fill_in, pack
from xsell_desktop.mining.picture.shapes import EDGE, NODE_GAP, count_steps, shape_group
from xsell_desktop.sales.lines import Codes, Floats

Graph = tuple[Codes, Codes, Floats, Codes]


def plant(seed: int, products: int, families: int, count: int) -> Graph:
    """Families with most relationships inside them, a tenth between."""
    rng = np.random.default_rng(seed)
    family = np.sort(rng.integers(families, size=products)).astype(np.int32)
    edges: set[tuple[int, int]] = set()
    for _try in range(6 * count):
        one = int(rng.integers(products))
        kin = np.flatnonzero(family == family[one])
        other = int(rng.choice(kin) if rng.random() < 0.9 else rng.integers(products))
        if one != other and len(edges) < count:
            edges.add((min(one, other), max(one, other)))
    a, b = np.array(sorted(edges), np.int32).reshape(-1, 2).T
    order = rng.permutation(len(a))
    return a[order], b[order], np.sort(rng.uniform(0.1, 1.0, len(a)))[::-1], family


def gaps(position: Floats) -> Floats:
    gap: Floats = np.hypot(*(position[:, None] - position[None]).transpose(2, 0, 1))
    np.fill_diagonal(gap, np.inf)
    return gap


@settings(max_examples=12)
@given(st.integers(0, 99), st.integers(2, 90), st.integers(1, 8))
def test_nobody_lies_on_anybody_and_all_again_the_same(
    seed: int, products: int, families: int
) -> None:
    graph = plant(seed, products, families, 3 * products)
    position = arrange_graph(*graph)
    assert np.isfinite(position).all()
    assert gaps(position).min() > NODE_GAP * 0.6
    assert arrange_graph(*graph).tobytes() == position.tobytes()


def test_neighbours_are_near_and_families_apart() -> None:
    a, b, weight, family = plant(3, 240, 10, 800)
    position = arrange_graph(a, b, weight, family)
    gap = gaps(position)
    partners: list[set[int]] = [set() for _product in family]
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        partners[one].add(other)
        partners[other].add(one)
    shares = []
    for product, found in enumerate(partners):
        k = min(10, len(found))
        if k:
            nearest = np.argsort(gap[product], kind="stable")[:k].tolist()
            shares.append(len(found & set(nearest)) / k)
    assert np.mean(shares) > 0.35  # a random layout keeps about 0.03
    same = family[:, None] == family[None]
    np.fill_diagonal(gap, np.nan)
    inside = np.array([np.nanmean(gap[p, same[p]]) for p in range(len(family))])
    nearest_other = np.array(
        [
            min(gap[p, family == f].mean() for f in range(10) if f != family[p])
            for p in range(len(family))
        ]
    )
    assert ((nearest_other - inside) / np.maximum(inside, nearest_other)).mean() > 0.4


def shop(seed: int = 5) -> tuple[Codes, Codes, Floats, Codes]:
    return plant(seed, 400, 30, 900)


def lay(graph: Graph, before: Floats | None = None) -> Floats:
    a, b, strength, family = graph
    order = order_relationships(a, b, strength, family)
    return lay_out(a, b, order, family, Progress(), before)


def test_the_picture_is_wider_than_high_and_in_the_middle() -> None:
    position = lay(shop())
    width, height = np.ptp(position, axis=0)
    assert 0.7 * WIDE < width / height < 1.4 * WIDE
    middle = (position.min(axis=0) + position.max(axis=0)) / 2
    assert np.abs(middle).max() < 0.1 * width


def test_the_same_again_moves_nobody() -> None:
    position = lay(shop())
    assert np.array_equal(lay(shop(), position), position)


def test_a_few_other_relationships_move_few_products() -> None:
    a, b, strength, family = shop()
    position = lay((a, b, strength, family))
    rng = np.random.default_rng(1)
    kept = rng.random(len(a)) > 0.01
    other = np.clip(strength[kept] + rng.normal(0, 0.002, kept.sum()), 0.01, 1.0)
    order = np.argsort(-other, kind="stable")
    now = lay((a[kept][order], b[kept][order], other[order], family), position)
    moved = np.hypot(*(now - position).T)
    assert np.median(moved) == 0.0
    assert moved.mean() < 0.03 * np.ptp(position[:, 0])


def test_a_new_product_joins_its_partners_and_leaves_the_others_alone() -> None:
    a, b, strength, family = shop()
    position = lay((a, b, strength, family))
    host = int(a[0])
    more = len(family)
    joined = (
        np.append(a, np.int32(host)), np.append(b, np.int32(more)),
        np.append(strength, 0.05), np.append(family, family[host]),
    )  # fmt: skip
    now = lay(joined, np.append(position, [[np.nan, np.nan]], axis=0))
    moved = np.hypot(*(now[:-1] - position).T)
    assert (moved == 0).mean() > 0.97
    assert np.hypot(*(now[-1] - now[host])) < 6 * EDGE
    assert gaps(now).min() > PITCH * 0.8


def test_one_percent_more_orders_leave_products_where_they_were(
    analyse: Callable[..., Analysis], cafe: list[list[str]]
) -> None:
    before = analyse(cafe)
    orders = [*cafe, *cafe[:8]]
    after = analyse(orders)
    assert after.products.position.shape == before.products.position.shape
    assert set(after.products.keys) == set(before.products.keys)
    places = np.array([before.products.places[key] for key in after.products.keys])
    now = lay_out(
        after.pairs.a, after.pairs.b, after.backbone, after.products.family, Progress(), places
    )
    moved = np.hypot(*(now - places).T)
    assert np.median(moved) < 0.03 * max(np.ptp(places[:, 0]), 1.0)


def test_steps_of_a_path_and_a_part_apart() -> None:
    steps = count_steps(5, np.array([0, 1], np.int32), np.array([1, 2], np.int32))
    assert steps[0, 2] == 2.0
    assert steps[0, 1] == steps[1, 2] == 1.0
    assert steps[0, 4] == steps[3, 4] == pytest.approx(3.3)


def test_a_group_has_partners_at_the_wanted_distance() -> None:
    a, b = np.array([0, 1, 2, 3], np.int32), np.array([1, 2, 3, 0], np.int32)
    shape = shape_group(4, a, b)
    length = np.hypot(*(shape[a] - shape[b]).T)
    assert np.abs(length / EDGE - 1).max() < 0.15
    assert shape_group(1, a[:0], b[:0]).tolist() == [[0.0, 0.0]]


def test_shapes_are_packed_apart_where_they_were_first() -> None:
    square = np.array([[-40.0, -40.0], [40.0, -40.0], [40.0, 40.0], [-40.0, 40.0]])
    homes = np.array([[np.nan, np.nan], [520.0, 0.0], [520.0, 26.0]])
    centres = pack([square] * 3, np.zeros((3, 3)), homes, Progress())
    assert centres[0].tolist() == [0.0, 0.0]
    assert centres[1].tolist() == [520.0, 0.0]
    for one in range(3):
        for other in range(one):
            gap = np.abs(centres[one] - centres[other])
            assert gap[0] > 80 + NODE_GAP or gap[1] > 80 + NODE_GAP * 0.8


def test_the_rest_fills_the_room_near_its_home() -> None:
    position = np.array([[0.0, 0.0], [300.0, 0.0], *[[np.nan, np.nan]] * 9])
    homes = np.array([[0.0, 0.0], [300.0, 0.0], *[[300.0, 0.0]] * 6, *[[np.nan, np.nan]] * 3])
    fill_in(position, homes, Progress())
    assert (np.hypot(*(position[2:8] - [300.0, 0.0]).T) < 2.5 * PITCH).all()
    assert gaps(position).min() > PITCH * 0.8
