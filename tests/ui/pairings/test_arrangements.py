"""Circle, columns and free: seats, headings, the button, and the job beside the window."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.progress import Progress
from xsell_desktop.domain.views import Arrangement, Filter, View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picture.arranging import (
    arrange,
    chain_up,
    order_around,
    order_in_groups,
)
from xsell_desktop.ui.canvas.scene.arrangements import ROW, SPACE
from xsell_desktop.ui.canvas.scene.scene import Scene, build_scene
from xsell_desktop.ui.places.pairings import PairingsPlace

OTHERS = [a for a in Arrangement if a is not Arrangement.FAMILIES]


@pytest.fixture(scope="session")
def sorted_shop(analysis: Analysis) -> Analysis:
    """The invented shop with three categories, and products without one."""
    names = ("Tea", "Camping", "", "Bags")
    count = len(analysis.products)
    categories = tuple(names[row % 4] for row in range(count))
    return replace(analysis, products=replace(analysis.products, categories=categories))


def scene_of(analysis: Analysis, arrangement: Arrangement, plan: Plan, view: View) -> Scene:
    arranged = arrange(analysis, arrangement, Progress())
    return build_scene(analysis, plan, replace(view, arrangement=arrangement), None, arranged)


@pytest.mark.parametrize("arrangement", OTHERS)
def test_nobody_sits_on_anybody_and_moved_products_stay(
    sorted_shop: Analysis, arrangement: Arrangement
) -> None:
    scene = scene_of(sorted_shop, arrangement, Plan(), View())
    gap = np.hypot(*(scene.position[:, None] - scene.position[None]).transpose(2, 0, 1))
    np.fill_diagonal(gap, np.inf)
    assert gap.min() > 0.5 * min(SPACE, ROW)
    again = scene_of(sorted_shop, arrangement, Plan(), View())
    assert again.snapshot() == scene.snapshot()
    plan = edits.move_products(Plan(), {scene.keys[2]: (991.0, -77.0)})
    moved = scene_of(sorted_shop, arrangement, plan, View())
    assert moved.position[2].tolist() == [991.0, -77.0]
    others = np.arange(len(scene)) != 2
    assert np.array_equal(moved.position[others], scene.position[others])


def test_families_are_side_by_side_around_the_circle(analysis: Analysis) -> None:
    scene = scene_of(analysis, Arrangement.CIRCLE, Plan(), View())
    around = np.argsort(np.arctan2(scene.position[:, 1], scene.position[:, 0]))
    met = scene.family[around]
    changes = int((met != np.roll(met, 1)).sum())
    assert changes <= len(np.unique(met)) + 1
    assert not scene.headings


def test_columns_hold_their_category_under_its_name(sorted_shop: Analysis) -> None:
    scene = scene_of(sorted_shop, Arrangement.CATEGORIES, Plan(), View())
    heads = {head.text: head for head in scene.headings}
    category = [sorted_shop.products.categories[row] for row in scene.products.tolist()]
    assert set(heads) == {name or "Without category" for name in category}
    assert scene.headings[-1].text == "Without category"
    for name, (x, y) in zip(category, scene.position.tolist(), strict=True):
        head = heads[name or "Without category"]
        assert abs(x - head.x) <= head.width / 2
        assert y > head.y


def test_a_filter_keeps_the_places_of_free_and_families(analysis: Analysis) -> None:
    few = View(limit=20, filter=Filter(strength=0.05))
    for arrangement in (Arrangement.FAMILIES, Arrangement.FREE):
        arranged = None
        if arrangement is Arrangement.FREE:
            arranged = arrange(analysis, arrangement, Progress())
        whole = build_scene(analysis, Plan(), View(limit=600), None, arranged)
        part = build_scene(analysis, Plan(), few, None, arranged)
        where = dict(zip(whole.keys, whole.position.tolist(), strict=True))
        for key, place in zip(part.keys, part.position.tolist(), strict=True):
            assert key not in where or where[key] == place


def test_related_groups_are_neighbours() -> None:
    """A ring of six groups, each tied to the next; started from a jumbled order."""
    group = np.arange(6)
    ends = np.array([0, 1, 2, 3, 4, 5]), np.array([1, 2, 3, 4, 5, 0])
    turn = np.array([0.0, 2.2, 1.0, 0.5, 1.5, 3.0])
    a, b = (end.astype(np.int32) for end in ends)
    place = order_around(group, turn, a, b, np.ones(6))
    assert sorted(place.tolist()) == list(range(6))
    gap = np.abs(place[a] - place[b])
    first = np.argsort(np.argsort(turn))
    before = np.abs(first[a] - first[b])
    assert np.minimum(gap, 6 - gap).sum() <= np.minimum(before, 6 - before).sum()
    links = np.zeros((4, 4))
    links[0, 3] = links[3, 0] = 5.0
    links[3, 1] = links[1, 3] = 4.0
    assert chain_up(links).tolist() in ([0, 3, 1, 2], [2, 0, 3, 1], [1, 3, 0, 2], [2, 1, 3, 0])


def test_products_of_a_group_keep_together_and_near_their_partners() -> None:
    group = np.array([0, 0, 0, 1, 1, 1])
    a, b = np.array([0, 2], np.int32), np.array([5, 3], np.int32)
    rank = order_in_groups(group, a, b, np.ones(2), np.arange(6.0))
    assert sorted(rank.tolist()) == list(range(6))
    assert rank[:3].max() < rank[3:].min()


def test_the_button_arranges_beside_the_window(qtbot: QtBot, place: PairingsPlace) -> None:
    before = place.canvas.scene
    place.arrange.choices[Arrangement.CIRCLE].trigger()
    assert place.viewing.view.arrangement is Arrangement.CIRCLE
    assert np.array_equal(place.canvas.scene.position, before.position)  # until it is done
    qtbot.waitUntil(lambda: not place.jobs.is_busy, timeout=5000)
    assert place.canvas.scene.keys == before.keys
    assert not np.array_equal(place.canvas.scene.position, before.position)
    place.arrange.choices[Arrangement.FREE].trigger()
    qtbot.waitUntil(lambda: not place.jobs.is_busy, timeout=5000)
    place.arrange.choices[Arrangement.FAMILIES].trigger()
    assert np.array_equal(place.canvas.scene.position, before.position)
    assert place.arrange.choices[Arrangement.FAMILIES].isChecked()


def test_columns_are_offered_where_there_are_categories(
    place: PairingsPlace, sorted_shop: Analysis
) -> None:
    action = place.arrange.choices[Arrangement.CATEGORIES]
    plain = place.session.analysis
    assert plain is not None
    assert action.isEnabled() is any(plain.products.categories)
    place.arrange.follow(sorted_shop)
    assert action.isEnabled()
    place.arrange.follow(None)
    assert not action.isEnabled()
    assert "category" in action.toolTip()


def test_names_leave_headings_free(
    qtbot: QtBot, place: PairingsPlace, sorted_shop: Analysis
) -> None:
    place.canvas.set_scene(scene_of(sorted_shop, Arrangement.CATEGORIES, Plan(), View()))
    place.canvas.show_all()
    picture = place.canvas.picture
    assert picture.headings
    assert not picture.names.families
    for label in picture.names.labels:
        for head in picture.headings:
            apart = (
                label.left >= head.rect.right()
                or label.left + label.width <= head.rect.left()
                or label.top >= head.rect.bottom()
                or label.top + label.height <= head.rect.top()
            )
            assert apart, (label, head)
