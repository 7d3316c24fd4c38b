"""Bundles as outlines: around their products, and around no others where that can be."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from xsell_desktop.domain.plan import Bundle, Part, Plan
from xsell_desktop.domain.views import View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.ui.canvas.painting.hulls import convex_hull, outline, shortest_tree
from xsell_desktop.ui.canvas.scene.scene import build_scene
from xsell_desktop.ui.places.pairings import PairingsPlace

points = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=3, max_size=9, unique=True
)


def inside(corners: np.ndarray, point: tuple[float, float]) -> bool:
    """Whether a point is in the convex hull of corners, by every triangle of them."""

    def turn(a: np.ndarray, b: np.ndarray) -> float:
        return float((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]))

    for a, b, c in combinations(corners, 3):
        turns = [turn(a, b), turn(b, c), turn(c, a)]
        if min(turns) >= 0 or max(turns) <= 0:
            return True
    return False


@given(points)
def test_the_convex_hull_holds_every_point_and_turns_one_way(
    drawn: list[tuple[int, int]],
) -> None:
    corners = convex_hull(np.array(drawn, dtype=float))
    assert set(map(tuple, corners.tolist())) <= {(float(x), float(y)) for x, y in drawn}
    if len(corners) >= 3:
        assert all(inside(corners, point) for point in drawn)


@given(points)
def test_the_tree_joins_all_points_at_the_least_length(drawn: list[tuple[int, int]]) -> None:
    drawn = drawn[:5]
    tree = shortest_tree(np.array(drawn, dtype=float))

    def length(edges: object) -> float:
        return sum(math.dist(drawn[a], drawn[b]) for a, b in edges)  # type: ignore[attr-defined]

    def joins_all(edges: object) -> bool:
        reached = {0}
        for _turn in drawn:
            for a, b in edges:  # type: ignore[attr-defined]
                if a in reached or b in reached:
                    reached |= {a, b}
        return len(reached) == len(drawn)

    assert joins_all(tree)
    every = combinations(combinations(range(len(drawn)), 2), len(drawn) - 1)
    best = min(length(edges) for edges in every if joins_all(edges))
    assert math.isclose(length(tree), best)


def test_an_outline_goes_around_its_products_and_past_the_one_between() -> None:
    places = np.array([[0.0, 0.0], [100.0, 0.0], [50.0, 60.0], [50.0, 25.0]])
    radius = np.full(4, 6.0)
    alone = outline(places[:3], radius[:3], (0, 1, 2))
    assert all(alone.contains(QPointF(x, y)) for x, y in places.tolist())
    around = outline(places, radius, (0, 1, 2))
    assert all(around.contains(QPointF(x, y)) for x, y in places[:3].tolist())
    assert not around.contains(QPointF(50.0, 25.0))


def test_a_bundle_shows_where_two_of_its_products_do(analysis: Analysis) -> None:
    scene = build_scene(analysis, Plan(), View(limit=20))
    here, there = scene.keys[0], scene.keys[1]
    away = next(key for key in analysis.products.keys if scene.node(key) < 0)

    def bundle(name: str, *keys: str) -> Bundle:
        return Bundle(name, f"Set {name}", tuple(map(Part, keys)))

    bundles = (bundle("a", here, there, away), bundle("b", here, away), bundle("c", "unknown"))
    plan = replace(Plan(), bundles={own.id: own for own in bundles})
    (hull,) = build_scene(analysis, plan, View(limit=20)).hulls
    assert (hull.bundle, hull.name, hull.nodes) == ("a", "Set a", (0, 1))


def test_the_legend_hides_and_shows_bundles(place: PairingsPlace, qapp: QApplication) -> None:
    keys = place.canvas.scene.keys
    bundle = Bundle("1", "Tea for two", (Part(keys[0]), Part(keys[3])))
    session = place.session
    session.edit("Make a bundle", replace(session.plan, bundles={"1": bundle}))
    assert [hull.name for hull in place.canvas.scene.hulls] == ["Tea for two"]
    place.legend.button("bundles").click()
    assert place.canvas.scene.hulls == ()
    place.legend.button("bundles").click()
    assert len(place.canvas.scene.hulls) == 1
    session.undo_stack.undo()
    assert place.canvas.scene.hulls == ()
