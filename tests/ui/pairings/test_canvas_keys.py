"""The canvas without a mouse."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from xsell_desktop.domain.plan import Decision
from xsell_desktop.ui.canvas.painting.hits import neighbour_towards
from xsell_desktop.ui.places.pairings import PairingsPlace

Key = Qt.Key


def press(place: PairingsPlace, key: Qt.Key) -> None:
    QTest.keyClick(place.canvas, key)


def test_arrows_walk_to_the_neighbour_in_that_direction(place: PairingsPlace) -> None:
    canvas = place.canvas
    press(place, Key.Key_Right)
    first = canvas.scene.node(place.selection.product)
    assert first >= 0
    press(place, Key.Key_Right)
    second = canvas.scene.node(place.selection.product)
    assert second == neighbour_towards(canvas.points, first, 1.0, 0.0)
    assert canvas.points[second, 0] > canvas.points[first, 0]


def test_every_product_is_reached_by_arrows(place: PairingsPlace) -> None:
    canvas = place.canvas
    seen, edge = {0}, [0]
    while edge:
        node = edge.pop()
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            towards = neighbour_towards(canvas.points, node, dx, dy)
            if towards >= 0 and towards not in seen:
                seen.add(towards)
                edge.append(towards)
    assert seen == set(range(len(canvas.scene)))


def test_brackets_walk_through_a_products_relationships(place: PairingsPlace) -> None:
    scene = place.canvas.scene
    node = max(range(len(scene)), key=lambda n: len(scene.edges_of(n)))
    place.selection.select_products([scene.keys[node]])
    wanted = [scene.pairs[edge] for edge in scene.edges_of(node)]
    seen = []
    for _turn in wanted:
        press(place, Key.Key_BracketRight)
        seen.append(place.selection.pair)
        assert place.selection.product == scene.keys[node]
    assert seen == wanted
    press(place, Key.Key_BracketLeft)
    assert place.selection.pair == wanted[-2]


@pytest.mark.parametrize(
    ("key", "decision", "pinned"),
    [
        (Key.Key_A, Decision.ACCEPTED, False),
        (Key.Key_R, Decision.REJECTED, False),
        (Key.Key_P, Decision.ACCEPTED, True),
    ],
)
def test_letters_rule_on_the_selected_pair(
    place: PairingsPlace, key: Qt.Key, decision: Decision, pinned: bool
) -> None:
    pair = place.canvas.scene.pairs[0]
    place.selection.select_pair(pair)
    press(place, key)
    ruling = place.session.plan.pairings[pair]
    assert (ruling.decision, ruling.pinned) == (decision, pinned)
    press(place, Key.Key_Delete)
    assert pair not in place.session.plan.pairings
    place.session.undo_stack.undo()
    assert place.session.plan.pairings[pair] == ruling


def test_letters_do_nothing_without_a_pair(place: PairingsPlace) -> None:
    for key in (Key.Key_A, Key.Key_R, Key.Key_P, Key.Key_M, Key.Key_Delete):
        press(place, key)
    assert not place.session.plan.pairings


def test_m_opens_the_message_and_typing_letters_there_rules_on_nothing(
    place: PairingsPlace,
) -> None:
    pair = place.canvas.scene.pairs[0]
    place.selection.select_pair(pair)
    press(place, Key.Key_M)
    field = place.inspector.pair_page.message
    assert field.hasFocus()
    QTest.keyClicks(field, "par")
    QTest.keyClick(field, Key.Key_Return)
    ruling = place.session.plan.pairings[pair]
    assert ruling.message == "par"
    assert ruling.decision is Decision.NONE


def test_escape_steps_back_one_thing_at_a_time(place: PairingsPlace) -> None:
    pair = place.canvas.scene.pairs[0]
    place.focus_on(pair.a)
    place.selection.select_pair(pair, pair.a)
    press(place, Key.Key_Escape)
    assert place.selection.pair is None and place.selection.products == (pair.a,)
    press(place, Key.Key_Escape)
    assert place.viewing.view.focus == ()
    press(place, Key.Key_Escape)
    assert place.selection.products == ()


def test_enter_and_f_focus_on_the_selected_product(place: PairingsPlace) -> None:
    key = place.canvas.scene.keys[1]
    for how in (Key.Key_Return, Key.Key_F):
        place.selection.select_products([key])
        press(place, how)
        assert place.viewing.view.focus == (key,)
        place.focus_on("")


def test_plus_minus_and_home_zoom(place: PairingsPlace) -> None:
    canvas = place.canvas
    fitted = canvas.camera.scale
    press(place, Key.Key_Plus)
    assert canvas.camera.scale == pytest.approx(fitted * 1.25)
    press(place, Key.Key_Minus)
    press(place, Key.Key_Minus)
    assert canvas.camera.scale == pytest.approx(fitted / 1.25)
    press(place, Key.Key_Home)
    assert canvas.camera.scale == pytest.approx(fitted)
    assert not canvas.was_moved


def test_space_and_drag_pans_over_products_too(place: PairingsPlace) -> None:
    canvas = place.canvas
    start = canvas.points[0]
    before = canvas.points.copy()
    QTest.keyPress(canvas, Key.Key_Space)
    at = canvas.rect().topLeft()
    at.setX(int(start[0]))
    at.setY(int(start[1]))
    to = at + (canvas.rect().center() - at) * 0.3
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseMove(canvas, (at + to) / 2)
    QTest.mouseMove(canvas, to)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, to)
    QTest.keyRelease(canvas, Key.Key_Space)
    moved = canvas.points - before
    assert np.allclose(moved, [(to - at).x(), (to - at).y()])
    assert not place.session.plan.positions


def test_tab_leaves_the_canvas(place: PairingsPlace) -> None:
    press(place, Key.Key_Tab)
    assert not place.canvas.hasFocus()


def test_find_goes_to_the_search_field(place: PairingsPlace) -> None:
    QTest.keyClick(place.canvas, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(place.bar.search, QLineEdit) and place.bar.search.hasFocus()
