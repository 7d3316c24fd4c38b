"""Every mouse operation on the canvas, with real events."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from xsell_desktop.domain.plan import Decision, pair_of
from xsell_desktop.ui.canvas.hand.drawing import RubberBand
from xsell_desktop.ui.canvas.hand.gestures import MoveProducts
from xsell_desktop.ui.canvas.hand.menu import CanvasMenu
from xsell_desktop.ui.places.pairings import PairingsPlace

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
PLAIN = Qt.KeyboardModifier.NoModifier
no_popups_offscreen = pytest.mark.qt_log_ignore("This plugin does not support")
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def at_node(place: PairingsPlace, node: int) -> QPoint:
    return QPointF(*place.canvas.points[node]).toPoint()


def drag(
    place: PairingsPlace, start: QPoint, end: QPoint, button: Qt.MouseButton = LEFT,
    keys: Qt.KeyboardModifier = PLAIN, *, let_go: bool = True,
) -> None:  # fmt: skip
    canvas = place.canvas
    QTest.mouseMove(canvas, start)
    QTest.mousePress(canvas, button, keys, start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(canvas, start + (end - start) * share)
        QApplication.processEvents()
    if let_go:
        QTest.mouseRelease(canvas, button, keys, end)


def empty_spot(place: PairingsPlace) -> QPoint:
    canvas = place.canvas
    for x in range(4, canvas.width(), 9):
        for y in range(4, canvas.height(), 9):
            at = QPointF(x, y)
            away = np.hypot(*(canvas.points - (x, y)).T) - canvas.radii
            if canvas.node_under(at) < 0 and canvas._edge_under(at) < 0 and away.min() > 30:
                return QPoint(x, y)
    raise AssertionError("the canvas is full")


def clear_edge(place: PairingsPlace) -> tuple[int, QPoint]:
    """An edge, and a spot on it where nothing else is."""
    canvas, scene = place.canvas, place.canvas.scene
    for edge in range(len(scene.pairs)):
        start, end = canvas.points[scene.a[edge]], canvas.points[scene.b[edge]]
        for share in (0.5, 0.4, 0.6):
            x, y = start + (end - start) * share
            at = QPointF(round(x), round(y))
            away = np.hypot(*(canvas.points - (x, y)).T) - canvas.radii
            if canvas._edge_under(at) == edge and canvas.node_under(at) < 0 and away.min() > 16:
                return edge, at.toPoint()
    raise AssertionError("no edge is free")


def test_a_click_selects_a_product_and_ctrl_adds_another(place: PairingsPlace) -> None:
    keys = place.canvas.scene.keys
    QTest.mouseClick(place.canvas, LEFT, PLAIN, at_node(place, 0))
    assert place.selection.products == (keys[0],)
    QTest.mouseClick(place.canvas, LEFT, CTRL, at_node(place, 5))
    assert place.selection.products == (keys[0], keys[5])
    QTest.mouseClick(place.canvas, LEFT, CTRL, at_node(place, 0))
    assert place.selection.products == (keys[5],)
    QTest.mouseClick(place.canvas, LEFT, PLAIN, empty_spot(place))
    assert place.selection.products == ()


def test_a_click_on_a_line_selects_the_pair(place: PairingsPlace) -> None:
    edge, spot = clear_edge(place)
    QTest.mouseClick(place.canvas, LEFT, PLAIN, spot)
    assert place.selection.pair == place.canvas.scene.pairs[edge]


@pytest.mark.parametrize("button", [LEFT, MIDDLE])
def test_dragging_empty_space_pans(place: PairingsPlace, button: Qt.MouseButton) -> None:
    before = place.canvas.points.copy()
    spot = empty_spot(place)
    drag(place, spot, spot + QPoint(60, 30), button)
    assert place.canvas.points - before == pytest.approx(np.full_like(before, [60, 30]), abs=1e-6)
    assert place.session.undo_stack.count() == 0


def test_escape_gives_a_pan_back(place: PairingsPlace) -> None:
    before = place.canvas.camera
    spot = empty_spot(place)
    drag(place, spot, spot + QPoint(50, 50), let_go=False)
    assert place.canvas.camera != before
    QTest.keyClick(place.canvas, Qt.Key.Key_Escape)
    assert place.canvas.camera == before
    QTest.mouseRelease(place.canvas, LEFT, PLAIN, spot)
    assert place.canvas.gesture is None


def test_the_wheel_zooms_at_the_pointer(place: PairingsPlace) -> None:
    canvas = place.canvas
    at = QPointF(200, 150)
    before = canvas.camera.to_place(200, 150)
    scale = canvas.camera.scale
    event = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, PLAIN,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    assert canvas.camera.scale > scale
    assert canvas.camera.to_place(200, 150) == pytest.approx(before)


def test_moving_a_product_is_one_undoable_step_and_the_view_stays(place: PairingsPlace) -> None:
    canvas = place.canvas
    key, camera = canvas.scene.keys[2], canvas.camera
    before = canvas.positions[2].copy()
    start = at_node(place, 2)
    drag(place, start, start + QPoint(40, 24))
    assert place.session.undo_stack.count() == 1
    moved = place.session.plan.positions[key]
    assert (np.array(moved) - before) * camera.scale == pytest.approx([40, 24], abs=6.0)  # it snaps
    assert canvas.camera == camera
    place.session.undo_stack.undo()
    assert canvas.positions[canvas.scene.node(key)] == pytest.approx(before)
    assert key not in place.session.plan.positions


def test_selected_products_move_together(place: PairingsPlace) -> None:
    keys = place.canvas.scene.keys
    place.selection.select_products([keys[1], keys[4]])
    start = at_node(place, 4)
    drag(place, start, start + QPoint(30, 30))
    assert set(place.session.plan.positions) == {keys[1], keys[4]}
    assert place.session.undo_stack.count() == 1


def test_escape_gives_a_move_back(place: PairingsPlace) -> None:
    before = place.canvas.positions.copy()
    start = at_node(place, 2)
    drag(place, start, start + QPoint(60, 10), let_go=False)
    QTest.keyClick(place.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(place.canvas, LEFT, PLAIN, start)
    assert place.canvas.positions.tolist() == before.tolist()
    assert place.session.undo_stack.count() == 0


def handle_of(place: PairingsPlace, node: int) -> QPoint:
    canvas = place.canvas
    x, y = canvas.points[node]
    return QPointF(x, y - canvas.radii[node] - 7).toPoint()


def stranger_of(place: PairingsPlace, node: int) -> int:
    scene = place.canvas.scene
    keys = scene.keys
    return next(
        other for other in range(len(scene))
        if other != node and scene.edge(pair_of(keys[node], keys[other])) < 0
    )  # fmt: skip


def test_dragging_from_the_rim_draws_a_pairing(place: PairingsPlace) -> None:
    keys = place.canvas.scene.keys
    node = int(np.argmin(place.canvas.points[:, 1]))
    other = stranger_of(place, node)
    drag(place, handle_of(place, node), at_node(place, other))
    ruling = place.session.plan.pairings[pair_of(keys[node], keys[other])]
    assert ruling.by_hand and ruling.decision is Decision.ACCEPTED and ruling.decided_on
    assert place.selection.pair == ruling.pair
    assert place.canvas.scene.by_hand[place.canvas.scene.edge(ruling.pair)]
    place.session.undo_stack.undo()
    assert place.canvas.scene.edge(ruling.pair) < 0


def test_while_drawing_the_target_is_marked_and_escape_stops_it(place: PairingsPlace) -> None:
    node = int(np.argmin(place.canvas.points[:, 1]))
    other = stranger_of(place, node)
    drag(place, handle_of(place, node), at_node(place, other), let_go=False)
    assert place.canvas.marks.target == other
    assert place.canvas.marks.line is not None
    QTest.keyClick(place.canvas, Qt.Key.Key_Escape)
    assert place.canvas.marks.line is None and place.canvas.marks.target == -1
    QTest.mouseRelease(place.canvas, LEFT, PLAIN, at_node(place, other))
    assert not place.session.plan.pairings


@no_popups_offscreen
def test_a_pairing_dropped_on_nothing_asks_for_the_partner_there(place: PairingsPlace) -> None:
    node = int(np.argmin(place.canvas.points[:, 1]))
    key, spot = place.canvas.scene.keys[node], empty_spot(place)
    drag(place, handle_of(place, node), spot)
    assert not place.session.plan.pairings
    assert place.canvas.marks.line is None
    popup = place.menus.popup
    assert popup.isVisible() and popup.field.hasFocus()
    assert key not in [found.key for found in popup.found]
    QTest.keyClick(popup.field, Qt.Key.Key_Escape)
    assert not popup.isVisible() and not place.session.plan.pairings
    drag(place, handle_of(place, node), spot)
    hidden = next(
        one for one in place.session.analysis.products.keys if place.canvas.scene.node(one) < 0
    )
    QTest.keyClicks(popup.field, hidden)
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    pair = pair_of(key, hidden)
    assert place.session.plan.pairings[pair].by_hand and place.selection.pair == pair
    assert place.session.undo_stack.count() == 1
    put = place.canvas.points[place.canvas.scene.node(hidden)]
    assert put == pytest.approx([spot.x(), spot.y()], abs=1.0)
    place.session.undo_stack.undo()
    assert hidden not in place.session.plan.positions


def test_shift_drag_selects_what_is_inside(place: PairingsPlace) -> None:
    canvas = place.canvas
    drag(place, QPoint(2, 2), QPoint(canvas.width() // 2, canvas.height() - 3), LEFT, SHIFT)
    inside = {
        key
        for key, (x, y) in zip(canvas.scene.keys, canvas.points, strict=True)
        if 2 <= x <= canvas.width() // 2 and 2 <= y <= canvas.height() - 3
    }
    assert inside and set(place.selection.products) == inside
    assert canvas.marks.band is None


def test_a_frame_may_begin_at_a_rim(place: PairingsPlace) -> None:
    drag(place, handle_of(place, 0), empty_spot(place), let_go=False, keys=SHIFT)
    assert isinstance(place.canvas.gesture, RubberBand)


def test_double_click_shows_one_product_and_escape_leads_back(place: PairingsPlace) -> None:
    canvas = place.canvas
    key, camera = canvas.scene.keys[3], canvas.camera
    QTest.mouseDClick(canvas, LEFT, PLAIN, at_node(place, 3))
    assert place.viewing.view.focus == (key,) and canvas.scene.anchor >= 0
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert place.viewing.view.focus == ()
    assert canvas.camera == camera


def test_in_the_view_of_one_product_a_drag_moves_the_view_only(place: PairingsPlace) -> None:
    place.focus_on(place.canvas.scene.keys[3])
    start = at_node(place, 0)
    drag(place, start, start + QPoint(40, 0))
    assert not place.session.plan.positions


def test_hovering_near_a_rim_shows_the_handle(place: PairingsPlace) -> None:
    node = int(np.argmin(place.canvas.points[:, 1]))
    QTest.mouseMove(place.canvas, handle_of(place, node))
    assert place.canvas.marks.hover == node
    QTest.mouseMove(place.canvas, empty_spot(place))
    assert place.canvas.marks.hover == -1


@no_popups_offscreen
def test_the_context_menu_of_a_pair_rules_on_it(place: PairingsPlace) -> None:
    pair = place.canvas.scene.pairs[0]
    place.selection.select_pair(pair)
    place.canvas.menu_asked.emit(pair, QPoint(10, 10))
    menu = place.findChildren(CanvasMenu)[-1]
    action = next(a for a in menu.actions() if a.text() == "Reject pairing")
    action.trigger()
    menu.close()
    assert place.session.plan.pairings[pair].decision is Decision.REJECTED


@no_popups_offscreen
def test_the_context_menu_releases_moved_products(place: PairingsPlace) -> None:
    key = place.canvas.scene.keys[2]
    place.decisions.move({key: (1.0, 2.0)})
    place.selection.select_products([key])
    place.canvas.menu_asked.emit(key, QPoint(10, 10))
    menu = place.findChildren(CanvasMenu)[-1]
    next(a for a in menu.actions() if a.text() == "Release to the layout").trigger()
    menu.close()
    assert key not in place.session.plan.positions


def test_tooltips_give_full_names_and_counts(place: PairingsPlace) -> None:
    scene = place.canvas.scene
    assert scene.names[0] in place.canvas.describe(scene.keys[0])
    assert "orders hold both; chance gives" in place.canvas.describe(scene.pairs[0])


def test_a_dragged_product_lines_up_unless_alt_is_held(place: PairingsPlace) -> None:
    canvas = place.canvas
    others = np.delete(canvas.points, 2, axis=0)
    start = at_node(place, 2)
    near = others[np.argmin(np.abs(others[:, 0] - start.x() - 30))]
    offset = QPoint(round(float(near[0])) - start.x() + 3, 2)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + offset / 2)
    QTest.mouseMove(canvas, start + offset)
    assert canvas.marks.guides
    assert np.abs(others[:, 0] - canvas.points[2, 0]).min() < 1e-6
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.marks.guides == ()
    assert place.session.undo_stack.count() == 0
    before = canvas.points[2].copy()
    alt = Qt.KeyboardModifier.AltModifier
    canvas.gesture = MoveProducts(canvas, QPointF(start), 2, adds=False)
    canvas.gesture.keys = alt
    canvas.gesture.move(QPointF(start + offset))
    assert (canvas.points[2] - before).tolist() == pytest.approx([offset.x(), offset.y()])
    assert canvas.marks.guides == ()
    canvas.gesture.cancel()
    canvas.gesture = None
