"""What is on the canvas, against the plan and the analysis."""

from __future__ import annotations

import numpy as np
import pytest
from shop_builder import make_analysis

from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Pair, Plan, pair_of
from xsell_desktop.domain.views import View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.ui.canvas.scene.colouring import family_slots, node_radius, sized_by_revenue
from xsell_desktop.ui.canvas.scene.scene import Scene, build_scene, no_scene
from xsell_desktop.ui.canvas.scene.scope import pairs_of, usual_limit
from xsell_desktop.ui.canvas.scene.seats import seat_guests

OVERVIEW = View(limit=60)


def pair_at(analysis: Analysis, row: int) -> Pair:
    keys = analysis.products.keys
    return pair_of(keys[int(analysis.pairs.a[row])], keys[int(analysis.pairs.b[row])])


def apart(analysis: Analysis) -> Pair:
    """Two products of different families that are no kept pair."""
    keys = analysis.products.keys
    for one in keys:
        for other in keys:
            if one < other and analysis.pair_row(one, other) is None:
                return Pair(one, other)
    raise AssertionError("every pair was kept")


def test_overview_shows_relationships_once_with_ends_that_are_nodes(analysis: Analysis) -> None:
    scene = build_scene(analysis, Plan(), OVERVIEW)
    assert 0 < len(scene.pairs) <= 60
    assert len(set(scene.pairs)) == len(scene.pairs)
    for edge, pair in enumerate(scene.pairs):
        ends = {scene.keys[int(scene.a[edge])], scene.keys[int(scene.b[edge])]}
        assert ends == set(pair)
        assert analysis.pair_row(*pair) == int(scene.rows[edge])


def test_rejected_pairs_never_show_and_accepted_ones_always_do(analysis: Analysis) -> None:
    first = build_scene(analysis, Plan(), OVERVIEW)
    rejected = first.pairs[0]
    weakest = pair_at(analysis, len(analysis.pairs) - 1)
    assert weakest not in first.pairs
    plan = edits.reject_pairing(Plan(), rejected)
    plan = edits.accept_pairing(plan, weakest)
    plan = edits.draw_pairing(plan, apart(analysis))
    scene = build_scene(analysis, plan, OVERVIEW)
    assert rejected not in scene.pairs
    assert scene.accepted[scene.edge(weakest)] and not scene.by_hand[scene.edge(weakest)]
    assert scene.by_hand[scene.edge(apart(analysis))]


def test_products_stay_where_the_user_put_them(analysis: Analysis) -> None:
    key = build_scene(analysis, Plan(), OVERVIEW).keys[0]
    scene = build_scene(analysis, edits.move_products(Plan(), {key: (91.0, -7.5)}), OVERVIEW)
    assert scene.position[scene.node(key)].tolist() == [91.0, -7.5]


def test_focus_puts_the_product_in_the_middle_of_its_partners(analysis: Analysis) -> None:
    key = analysis.products.keys[3]
    scene = build_scene(analysis, Plan(), View(focus=(key,)))
    assert scene.keys[scene.anchor] == key
    assert all(key in pair for pair in scene.pairs)
    distance = np.hypot(*(scene.position - scene.position[scene.anchor]).T)
    assert distance[scene.anchor] == 0
    assert (np.delete(distance, scene.anchor) >= 0.99).all()
    rest = {tuple(p) for p in np.round(scene.position, 6)}
    assert len(rest) == len(scene)


def test_extra_products_come_with_partners(analysis: Analysis) -> None:
    small = build_scene(analysis, Plan(), View(limit=20))
    missing = next(key for key in analysis.products.keys if small.node(key) < 0)
    scene = build_scene(analysis, Plan(), View(limit=20, extra=(missing, "unknown")))
    assert len(scene.edges_of(scene.node(missing))) > 0
    assert scene.hidden < small.hidden


def test_pairs_of_a_product_come_best_first(analysis: Analysis) -> None:
    row = 4
    rows = pairs_of(analysis, row)
    expected = [
        r for r in range(len(analysis.pairs)) if row in (analysis.pairs.a[r], analysis.pairs.b[r])
    ]
    assert sorted(rows.tolist()) == expected
    score = [
        analysis.pairs.score_ab[r] if analysis.pairs.a[r] == row else analysis.pairs.score_ba[r]
        for r in rows
    ]
    assert score == sorted(score, reverse=True)


def test_area_of_a_node_grows_with_revenue(analysis: Analysis) -> None:
    radius = node_radius(analysis)
    order = np.argsort(analysis.products.revenue)
    assert (np.diff(radius[order]) >= 0).all()
    assert sized_by_revenue(analysis)


def test_every_family_has_a_slot_of_its_own() -> None:
    shop = make_analysis(families=14, size=5)
    slots = family_slots(shop)
    assert sorted(slots.tolist()) == list(range(14))
    scene = build_scene(shop, Plan(), OVERVIEW)
    for node, product in enumerate(scene.products.tolist()):
        assert scene.family[node] == slots[shop.products.family[product]]


def test_guests_are_seated_beside_their_partner_and_nobody_else_moves() -> None:
    position = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [500.0, 500.0]])
    a, b = np.array([0, 0, 1]), np.array([1, 2, 3])
    free = np.zeros(4, dtype=bool)
    seated = seat_guests(position, free, a, b)
    assert seated[:3].tolist() == position[:3].tolist()
    assert np.hypot(*(seated[3] - position[1])) == pytest.approx(1.0, rel=0.6)
    assert np.hypot(*(seated[3] - seated[:3]).T).min() > 0.5
    placed = np.array([False, False, False, True])
    assert seat_guests(position, placed, a, b).tolist() == position.tolist()


def test_a_scene_without_pairs_is_empty(analysis: Analysis) -> None:
    assert len(no_scene()) == 0
    assert no_scene().snapshot()["edges"] == []


def test_small_shops_start_with_fewer_relationships() -> None:
    assert usual_limit(make_analysis(4, 4)) == 40
    assert usual_limit(make_analysis(20, 20)) == 120


def snapshot_is_plain(scene: Scene) -> bool:
    return scene.snapshot() == scene.snapshot()


def test_equal_plans_give_equal_scenes(analysis: Analysis) -> None:
    plan = edits.accept_pairing(Plan(), pair_at(analysis, 2))
    one, other = (build_scene(analysis, plan, OVERVIEW) for _turn in range(2))
    assert one.snapshot() == other.snapshot()
    undone = edits.clear_decision(plan, pair_at(analysis, 2))
    assert build_scene(analysis, undone, OVERVIEW).snapshot() != one.snapshot()
