"""Products that never sold, on the canvas: where the user paired or asked for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from shop_builder import make_analysis, make_sales

from xsell_desktop.domain.edits import draw_pairing, reject_pairing
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.domain.product_edits import hide_products
from xsell_desktop.domain.views import Filter, View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.ladder.unsold import Unsold
from xsell_desktop.ui.canvas.bar.legend_entries import list_entries
from xsell_desktop.ui.canvas.scene.captions import describe, describe_scope
from xsell_desktop.ui.canvas.scene.scene import Scene, build_scene
from xsell_desktop.ui.canvas.scene.seats import seat_strangers
from xsell_desktop.ui.canvas.scene.spoken import speak
from xsell_desktop.ui.canvas.scene.strangers import UNSOLD
from xsell_desktop.ui.matrix.grid import build_grid
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.session import Session, State

NEW = "NEW-1"
VIEW = View(limit=40)


@pytest.fixture(scope="module")
def shop() -> Analysis:
    return replace(
        make_analysis(),
        unsold=Unsold(
            keys=(NEW, "NEW-2"), names=("Fresh Kettle", "Fresh Mug"), categories=("", ""),
            price=np.array([3.0, 4.0]), stock=np.array([5.0, 0.0]),
            like=np.array([-1, -1], np.int32),
        ),
    )  # fmt: skip


def paired(shop: Analysis, *pairs: tuple[str, str]) -> Plan:
    plan = Plan()
    for one, other in pairs:
        plan = draw_pairing(plan, pair_of(one, other))
    return plan


def places_of(scene: Scene) -> dict[str, tuple[float, ...]]:
    return dict(zip(scene.keys, map(tuple, scene.position.tolist()), strict=True))


def test_it_stands_beside_its_partner_and_nobody_moves(shop: Analysis) -> None:
    before = build_scene(shop, Plan(), VIEW)
    host = before.keys[3]
    after = build_scene(shop, paired(shop, (host, NEW)), VIEW)
    old, new = places_of(before), places_of(after)
    assert {key: new[key] for key in old} == old
    assert set(new) - set(old) == {NEW}
    away = np.hypot(*np.subtract(new[NEW], new[host]))
    assert 0 < away <= 1.5 * after.unit + 1e-9
    assert after.names[after.node(NEW)] == "Fresh Kettle"
    assert after.colour[after.node(NEW)] == UNSOLD
    edge = after.edge(pair_of(host, NEW))
    assert after.by_hand[edge] and after.accepted[edge] and after.rows[edge] == -1
    widths = dict(zip(after.pairs, after.width.tolist(), strict=True))
    assert all(
        widths[pair] == width
        for pair, width in zip(before.pairs, before.width.tolist(), strict=True)
    )
    assert describe_scope(shop, after, stale=False).startswith("Showing the 41 strongest")


def test_it_stands_where_the_user_put_it(shop: Analysis) -> None:
    host = shop.products.keys[0]
    plan = replace(paired(shop, (host, NEW)), positions={NEW: (7.0, -3.0)})
    assert places_of(build_scene(shop, plan, VIEW))[NEW] == (7.0, -3.0)


def test_two_of_them_paired_with_each_other_stand_apart(shop: Analysis) -> None:
    scene = build_scene(shop, paired(shop, (NEW, "NEW-2"), ("GONE", "LOST")), VIEW)
    spots = places_of(scene)
    four = [spots[key] for key in (NEW, "NEW-2", "GONE", "LOST")]
    assert len(set(four)) == 4
    assert scene.names[scene.node("GONE")] == "GONE"


def test_only_what_passes_and_is_not_hidden_shows(shop: Analysis) -> None:
    host = shop.products.keys[0]
    plan = paired(shop, (host, NEW))
    asked = replace(VIEW, filter=Filter(decisions=frozenset({"rejected"})))
    assert build_scene(shop, plan, asked).node(NEW) < 0
    assert build_scene(shop, hide_products(plan, (NEW,)), VIEW).node(NEW) < 0
    rejected = reject_pairing(plan, pair_of(host, NEW))
    assert build_scene(shop, rejected, VIEW).node(NEW) < 0
    assert build_scene(shop, rejected, asked).node(NEW) >= 0


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_around_a_focus(shop: Analysis, depth: int) -> None:
    host = shop.products.keys[0]
    plan = paired(shop, (host, NEW))
    from_host = build_scene(shop, plan, replace(VIEW, focus=(host,), depth=depth))
    assert from_host.steps[from_host.node(NEW)] == 1
    of_it = build_scene(shop, plan, replace(VIEW, focus=(NEW,), depth=depth))
    assert of_it.keys[of_it.anchor] == NEW
    assert of_it.steps[of_it.node(host)] == 1
    assert (len(of_it) > 2) == (depth > 1)
    assert np.isfinite(of_it.position).all()
    alone = build_scene(shop, Plan(), replace(VIEW, focus=(NEW,), depth=depth))
    assert alone.keys == (NEW,)


def test_the_matrix_counts_what_sold(shop: Analysis) -> None:
    plan = paired(shop, (shop.products.keys[0], NEW))
    with_it, without = (build_grid(shop, each, VIEW) for each in (plan, Plan()))
    assert with_it.keys == without.keys and with_it.hidden == without.hidden


def test_seats_are_apart() -> None:
    places = np.zeros((4, 2))
    places[0] = 1.0, 1.0
    a, b = np.array([0, 1]), np.array([1, 2])
    seated = seat_strangers(places, np.array([False, True, True, True]), a, b, 1.0)
    assert seated[0].tolist() == [1.0, 1.0]
    gaps = np.hypot(*(seated[:, None] - seated[None]).transpose(2, 0, 1)) + np.eye(4) * 9
    assert gaps.min() >= 0.9


def test_drawn_selected_focused_and_undone_in_the_window(
    new_place: Callable[[Session], PairingsPlace], shop: Analysis
) -> None:
    session = Session()
    place = new_place(session)
    session.open(State(sales=make_sales(), plan=Plan(), analysis=shop), saved=True)
    host = place.canvas.scene.keys[0]
    assert place.bar.key_of("fresh kettle") == place.bar.key_of(f"Fresh Kettle · {NEW}") == NEW
    place.find_product(NEW)
    assert place.canvas.scene.node(NEW) >= 0
    place.decisions.draw(pair_of(host, NEW))
    place.focus_on(NEW)
    assert place.viewing.view.focus == (NEW,)
    assert place.canvas.scene.node(host) >= 0
    assert "never sold" in describe(shop, session.plan, NEW)
    assert "never sold" in speak(shop, session.plan, place.canvas.scene, NEW)
    view, scene = place.viewing.view, place.canvas.scene
    words = [entry.text for entry in list_entries(shop, session.plan, view, scene, hulls=True)]
    assert words.count("never sold") == 1
    place.legend.grab()
    place.canvas.grab()
    place.focus_on()
    session.undo_stack.undo()
    assert place.canvas.scene.edge(pair_of(host, NEW)) < 0


def test_in_focus_a_ruling_and_a_filter_move_nobody(shop: Analysis) -> None:
    view = replace(VIEW, focus=(shop.products.keys[0],))
    before = build_scene(shop, Plan(), view)
    old = places_of(before)
    partners = [key for key in before.keys if key not in view.focus]
    far = next(key for key in shop.products.keys if key not in old)
    plan = paired(shop, (view.focus[0], far), (view.focus[0], NEW))
    plan = reject_pairing(plan, pair_of(view.focus[0], partners[1]))
    after = places_of(build_scene(shop, plan, view))
    assert set(after) == set(old) - {partners[1]} | {far, NEW}
    assert all(after[key] == old[key] for key in after if key in old)
    asked = replace(view, filter=Filter(evidence=frozenset({"proven"})))
    fewer = places_of(build_scene(shop, Plan(), asked))
    assert 1 < len(fewer) < len(old)
    assert all(fewer[key] == old[key] for key in fewer if key in old)
