"""Focus, steps, trail, further partners; selecting by line; drawing one way; menus."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from test_canvas_mouse import (
    CTRL,
    LEFT,
    PLAIN,
    SHIFT,
    at_node,
    clear_edge,
    drag,
    empty_spot,
    handle_of,
    no_popups_offscreen,
    stranger_of,
)

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import Decision, Direction, pair_of
from xsell_desktop.ui.canvas.hand.menu import CanvasMenu
from xsell_desktop.ui.places.pairings import PairingsPlace

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def press(place: PairingsPlace, key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(place.canvas, key, keys)


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def choose(menu: CanvasMenu, *way: str) -> None:
    """Choose an entry by its words, through submenus."""
    actions = menu.actions()
    for word in way[:-1]:
        inner = next(a for a in actions if a.text().startswith(word)).menu()
        assert isinstance(inner, QMenu)
        actions = inner.actions()
    next(a for a in actions if a.text().startswith(way[-1])).trigger()


# focus


def test_several_products_come_into_focus_together(place: PairingsPlace) -> None:
    one, other = place.canvas.scene.keys[0], place.canvas.scene.keys[9]
    place.selection.select_products([one, other])
    press(place, Key.Key_F)
    scene = place.canvas.scene
    assert place.viewing.view.focus == (one, other)
    assert [scene.keys[node] for node in scene.anchors] == [one, other]
    assert all(one in pair or other in pair for pair in scene.pairs)
    press(place, Key.Key_Escape)
    press(place, Key.Key_Escape)
    assert place.viewing.view.focus == ()


def test_one_focus_after_another_is_one_step(place: PairingsPlace) -> None:
    keys = place.canvas.scene.keys
    place.focus_on(keys[0])
    strangers = [key for key in keys if place.canvas.scene.node(key) < 0][:2]
    place.focus_on(*strangers)
    assert [step.focus for step in place.viewing.past] == [(), (keys[0],)]
    assert place.selection.products == tuple(strangers)


def test_digits_say_how_far_around_the_focus(place: PairingsPlace) -> None:
    key = place.canvas.scene.keys[0]
    press(place, Key.Key_2)
    assert place.viewing.view.depth == 1  # nothing is in focus
    place.focus_on(key)
    sizes = []
    for digit in (Key.Key_1, Key.Key_2, Key.Key_3):
        press(place, digit)
        assert int(place.canvas.scene.steps.max()) <= place.viewing.view.depth
        sizes.append(len(place.canvas.scene))
    assert sizes[0] < sizes[1] <= sizes[2]
    assert place.bar.steps.buttons[2].isChecked()
    place.bar.steps.buttons[0].click()
    assert place.viewing.view.depth == 1 and len(place.canvas.scene) == sizes[0]


def test_back_and_forward_by_key_mouse_and_button(place: PairingsPlace) -> None:
    one, other = place.canvas.scene.keys[:2]
    assert not place.bar.back.isEnabled()
    place.focus_on(one)
    place.focus_on(other)
    press(place, Key.Key_Left, ALT)
    assert place.viewing.view.focus == (one,)
    press(place, Key.Key_Right, ALT)
    assert place.viewing.view.focus == (other,)
    QTest.mouseClick(place.canvas, Qt.MouseButton.BackButton, PLAIN, QPoint(5, 5))
    assert place.viewing.view.focus == (one,)
    QTest.mouseClick(place.canvas, Qt.MouseButton.ForwardButton, PLAIN, QPoint(5, 5))
    assert place.viewing.view.focus == (other,)
    place.bar.back.click()
    place.bar.back.click()
    assert place.viewing.view.focus == () and not place.bar.back.isEnabled()
    place.bar.forward.click()
    assert place.viewing.view.focus == (one,)


def test_the_trail_names_the_way_and_leads_back(place: PairingsPlace) -> None:
    scene = place.canvas.scene
    (one, other), (name, second) = scene.keys[:2], scene.names[:2]
    trail = place.graph.trail
    assert not trail.crumbs and trail.here.text() == "Overview"
    place.focus_on(one)
    place.focus_on(other)
    press(place, Key.Key_2)
    tips = [crumb.toolTip() for crumb in trail.crumbs]
    assert tips == ["Overview", name] and trail.here.toolTip() == second
    QTest.mouseClick(trail.crumbs[1], LEFT)
    assert place.viewing.view.focus == (one,) and place.viewing.view.depth == 1
    assert len(trail.crumbs) == 1 and trail.here.toolTip() == name
    place.viewing.forward()
    assert place.viewing.view.focus == (other,)
    QTest.mouseClick(trail.crumbs[0], LEFT)
    assert place.viewing.view.focus == ()


def test_x_shows_more_partners_and_takes_them_away_again(place: PairingsPlace) -> None:
    canvas = place.canvas
    node = min(range(len(canvas.scene)), key=lambda n: len(canvas.scene.edges_of(n)))
    key = canvas.scene.keys[node]
    before = set(canvas.scene.pairs)
    place.selection.select_products([key])
    camera = canvas.camera
    canvas.set_camera(camera)
    press(place, Key.Key_X)
    more = set(canvas.scene.pairs) - before
    assert more and all(key in pair for pair in more) and canvas.camera == camera
    press(place, Key.Key_X)
    assert set(canvas.scene.pairs) == before


def test_x_on_a_product_that_was_searched_for_shows_more_and_keeps_it(
    place: PairingsPlace,
) -> None:
    analysis = place.session.analysis
    assert analysis is not None
    key = next(key for key in analysis.products.keys if place.canvas.scene.node(key) < 0)
    place.find_product(key)
    before = set(place.canvas.scene.pairs)
    press(place, Key.Key_X)
    assert set(place.canvas.scene.pairs) > before
    assert "Show fewer partners again" in texts(place.menus.make(key))
    press(place, Key.Key_X)
    assert set(place.canvas.scene.pairs) == before and place.canvas.scene.node(key) >= 0


def test_selecting_all_moves_nothing(place: PairingsPlace) -> None:
    place.canvas.zoom_by(4.0)
    camera = place.canvas.camera
    press(place, Key.Key_A, CTRL)
    assert place.canvas.camera == camera


def test_another_project_starts_without_steps(place: PairingsPlace) -> None:
    place.focus_on(place.canvas.scene.keys[0])
    limit = place.viewing.view.limit
    place.viewing.forget()
    assert place.viewing.view.focus == () and not place.viewing.past
    assert place.viewing.view.limit == limit and not place.bar.back.isEnabled()


# selecting


def test_a_lasso_selects_what_it_goes_around(place: PairingsPlace) -> None:
    canvas = place.canvas
    node = int(np.argmin(canvas.points[:, 0]))
    x, y = canvas.points[node]
    away = np.hypot(*(canvas.points - (x, y)).T)
    reach = float(np.sort(away)[1]) * 0.9
    corners = [QPointF(x + reach * np.cos(t), y + reach * np.sin(t)).toPoint()
               for t in np.linspace(0.3, 6.2, 14)]  # fmt: skip
    place.bar.lasso.click()
    assert canvas.draws_lasso
    start = corners[0]
    QTest.mouseMove(canvas, start)
    QTest.mousePress(canvas, LEFT, SHIFT | ALT, start)
    for at in corners[1:]:
        QTest.mouseMove(canvas, at)
    assert canvas.marks.lasso is not None
    QTest.mouseRelease(canvas, LEFT, SHIFT | ALT, corners[-1])
    assert place.selection.products == (canvas.scene.keys[node],)
    assert canvas.marks.lasso is None
    press(place, Key.Key_S)
    assert not canvas.draws_lasso and not place.bar.lasso.isChecked()


def test_ctrl_adds_a_frame_to_the_selection(place: PairingsPlace) -> None:
    canvas = place.canvas
    half = canvas.width() // 2
    right = {k for k, (x, _y) in zip(canvas.scene.keys, canvas.points, strict=True) if x > half}
    left = next(k for k in canvas.scene.keys if k not in right)
    place.selection.select_products([left])
    start, end = QPoint(half, 2), QPoint(canvas.width() - 2, canvas.height() - 2)
    drag(place, start, end, LEFT, SHIFT | CTRL)
    assert set(place.selection.products) == {left, *right}


def test_all_others_and_partners_are_selected_by_key(place: PairingsPlace) -> None:
    scene = place.canvas.scene
    press(place, Key.Key_A, CTRL)
    assert set(place.selection.products) == set(scene.keys)
    place.selection.select_products(scene.keys[:3])
    press(place, Key.Key_A, CTRL | SHIFT)
    assert set(place.selection.products) == set(scene.keys[3:])
    pair = scene.pairs[0]
    place.selection.select_products([pair.a])
    press(place, Key.Key_P, SHIFT)
    partners = {key for own in scene.pairs if pair.a in own for key in own}
    assert set(place.selection.products) == partners


def test_ctrl_and_arrows_walk_without_selecting(place: PairingsPlace) -> None:
    canvas = place.canvas
    press(place, Key.Key_Right)
    (first,) = place.selection.products
    press(place, Key.Key_Right, CTRL)
    assert place.selection.products == (first,)
    here = canvas.at
    assert here >= 0 and canvas.scene.keys[here] != first and canvas.marks.current == here
    press(place, Key.Key_Space, CTRL)
    assert place.selection.products == (first, canvas.scene.keys[here])
    press(place, Key.Key_Space, CTRL)
    assert place.selection.products == (first,) and canvas.at == here


def test_shift_and_arrows_move_products_in_one_step(place: PairingsPlace) -> None:
    canvas = place.canvas
    key, before = canvas.scene.keys[2], canvas.positions[2].copy()
    place.selection.select_products([key])
    for _turn in range(3):  # QTest would let Shift go after every key
        arrow = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Right, SHIFT)
        QApplication.sendEvent(canvas, arrow)
    assert not place.session.plan.positions
    QTest.keyRelease(canvas, Key.Key_Shift)
    moved = np.array(place.session.plan.positions[key])
    assert (moved - before) * canvas.camera.scale == pytest.approx([24, 0])
    assert place.session.undo_stack.count() == 1
    QApplication.sendEvent(canvas, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Down, SHIFT))
    press(place, Key.Key_Escape)
    assert canvas.positions[2] == pytest.approx(moved) and canvas.gesture is None


# drawing


def test_let_go_with_shift_a_pairing_is_one_way(place: PairingsPlace) -> None:
    keys = place.canvas.scene.keys
    node = int(np.argmin(place.canvas.points[:, 1]))
    other = stranger_of(place, node)
    drag(place, handle_of(place, node), at_node(place, other), let_go=False)
    QTest.keyPress(place.canvas, Key.Key_Shift, SHIFT)
    assert place.canvas.marks.one_way
    QTest.mouseRelease(place.canvas, LEFT, SHIFT, at_node(place, other))
    pair = pair_of(keys[node], keys[other])
    ruling = place.session.plan.pairings[pair]
    assert ruling.direction is not Direction.BOTH and ruling.allows(keys[node])
    assert not ruling.allows(keys[other])
    scene = place.canvas.scene
    edge = scene.edge(pair)
    begins = scene.a if scene.direction[edge] == 1 else scene.b
    assert scene.direction[edge] and scene.keys[begins[edge]] == keys[node]


@no_popups_offscreen
def test_pair_with_asks_for_a_product_at_the_keyboard(place: PairingsPlace) -> None:
    key = place.canvas.scene.keys[4]
    place.selection.select_products([key])
    press(place, Key.Key_P, CTRL)
    popup = place.menus.popup
    assert popup.isVisible() and popup.title.text().startswith("Pair")
    QTest.keyClick(popup.field, Key.Key_Down)
    wanted = popup.found[1].key
    QTest.keyClick(popup.field, Key.Key_Return)
    assert not popup.isVisible()
    assert place.session.plan.pairings[pair_of(key, wanted)].by_hand
    assert place.session.undo_stack.count() == 1


# gestures that end otherwise


@pytest.mark.parametrize("start", ["node", "edge", "space", "rim", "frame", "lasso"])
@pytest.mark.parametrize("end", ["escape", "deactivate", "lost", "redraw", "hide"])
def test_a_gesture_given_up_leaves_everything_as_it_was(
    place: PairingsPlace, start: str, end: str
) -> None:
    canvas = place.canvas
    node = int(np.argmin(canvas.points[:, 1]))
    spot = {
        "node": lambda: at_node(place, node),
        "edge": lambda: clear_edge(place)[1],
        "rim": lambda: handle_of(place, node),
    }.get(start, lambda: empty_spot(place))()
    keys = {"frame": SHIFT, "lasso": SHIFT | ALT}.get(start, PLAIN)
    before, camera = canvas.positions.copy(), canvas.camera
    drag(place, spot, spot + QPoint(70, 50), LEFT, keys, let_go=False)
    assert canvas.gesture is not None and canvas.gesture.is_drag
    if end == "escape":
        press(place, Key.Key_Escape)
    elif end == "deactivate":
        QApplication.sendEvent(canvas, QEvent(QEvent.Type.WindowDeactivate))
    elif end == "lost":
        at = QPointF(spot)
        lost = QMouseEvent(
            QEvent.Type.MouseMove, at, canvas.mapToGlobal(at), Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton, PLAIN,
        )  # fmt: skip
        QApplication.sendEvent(canvas, lost)
    elif end == "redraw":
        place.graph.draw()
    else:
        place.hide()
        place.show()
    assert canvas.gesture is None
    QTest.mouseRelease(canvas, LEFT, keys, spot)
    assert canvas.positions == pytest.approx(before) and canvas.camera == camera
    marks = canvas.marks
    assert (marks.band, marks.lasso, marks.line, marks.target) == (None, None, None, -1)
    assert place.session.undo_stack.count() == 0 and place.selection.products == ()


def test_other_buttons_and_double_clicks_do_not_end_a_drag(place: PairingsPlace) -> None:
    canvas = place.canvas
    start = at_node(place, 2)
    drag(place, start, start + QPoint(40, 20), let_go=False)
    gesture = canvas.gesture
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        QTest.mousePress(canvas, button, PLAIN, start)
        QTest.mouseRelease(canvas, button, PLAIN, start)
        QTest.mouseDClick(canvas, button, PLAIN, start)
    assert canvas.gesture is gesture and gesture is not None
    QTest.mouseRelease(canvas, LEFT, PLAIN, start + QPoint(40, 20))
    assert len(place.session.plan.positions) == 1 and canvas.gesture is None


# menus


def test_the_menu_of_a_pair_rules_locks_and_turns_it(place: PairingsPlace) -> None:
    pair = place.canvas.scene.pairs[0]

    def menu() -> CanvasMenu:
        return place.menus.make(pair)

    choose(menu(), "Accept pairing")
    choose(menu(), "Kind", "collection")
    choose(menu(), "Season", "Christmas")
    choose(menu(), "Direction", "Only")
    ruling = place.session.plan.pairings[pair]
    assert ruling.decision is Decision.ACCEPTED and ruling.kind is Kind.COLLECTION
    assert ruling.season == ("11-15", "12-24") and ruling.direction is Direction.FROM_A
    choose(menu(), "Lock pairing")
    assert place.session.plan.pairings[pair].locked
    assert texts(menu()) == ["Unlock pairing", "Write note…", "Focus on both products"]
    choose(menu(), "Unlock pairing")
    choose(menu(), "Take decision back")
    assert place.session.plan.pairings[pair].decision is Decision.NONE


def test_the_menu_of_several_rules_on_the_pairs_among_them(place: PairingsPlace) -> None:
    keys = place.canvas.scene.keys[:8]
    among = [pair for pair in place.canvas.scene.pairs if set(pair) <= set(keys)]
    assert len(among) > 1
    place.selection.select_products(keys)
    choose(place.menus.make(keys[0]), f"Their {len(among)} pair", f"Accept {len(among)}")
    assert set(place.session.plan.pairings) == set(among)
    assert place.session.undo_stack.count() == 1
    assert place.session.undo_stack.undoText() == f"Accept {len(among)} pairings"
    press(place, Key.Key_Delete)
    assert not place.session.plan.pairings


def test_the_menu_of_a_product_rules_on_it(place: PairingsPlace) -> None:
    key = place.canvas.scene.keys[0]
    place.selection.select_products([key])
    choose(place.menus.make(key), "Never recommend")
    assert place.session.plan.products[key].never
    choose(place.menus.make(key), "Hide from the canvas")
    assert place.canvas.scene.node(key) < 0 and place.canvas.scene.veiled == 1
    choose(place.menus.make(None), "Show 1 hidden product")
    assert place.canvas.scene.node(key) >= 0 and place.canvas.scene.veiled == 0


@no_popups_offscreen
def test_rows_of_the_table_have_the_same_menu(place: PairingsPlace) -> None:
    table = place.panel.table
    table.selectAll()
    count = len(table.chosen_rows())
    table.customContextMenuRequested.emit(QPoint(30, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, CanvasMenu) and f"Accept {count} pairings" in texts(menu)
    menu.close()
    table.selectRow(0)
    table.customContextMenuRequested.emit(QPoint(30, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, CanvasMenu) and "Accept pairing" in texts(menu)
    menu.close()


@no_popups_offscreen
def test_products_are_merged_into_one_that_is_asked_for(place: PairingsPlace) -> None:
    one, other = place.canvas.scene.keys[:2]
    place.selection.select_products([one])
    choose(place.menus.make(one), "Merge into")
    QTest.keyClicks(place.menus.popup.field, other)
    QTest.keyClick(place.menus.popup.field, Key.Key_Return)
    assert place.session.plan.products[one].same_as == other


@no_popups_offscreen
def test_k_offers_the_kinds_of_the_selected_pair(place: PairingsPlace) -> None:
    pair = place.canvas.scene.pairs[0]
    place.selection.select_pair(pair)
    press(place, Key.Key_K)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and "substitute" in texts(menu)
    menu.close()
    press(place, Key.Key_L)
    assert place.session.plan.pairings[pair].locked


# read aloud


def said(place: PairingsPlace) -> str:
    found = QAccessible.queryAccessibleInterface(place.canvas)
    assert found is not None
    return found.text(QAccessible.Text.Description)


def test_screen_readers_hear_products_partners_and_pairs(place: PairingsPlace) -> None:
    scene, analysis = place.canvas.scene, place.session.analysis
    assert analysis is not None
    pair = scene.pairs[0]
    place.decisions.accept(pair)
    place.selection.select_products([pair.a])
    node = scene.node(pair.a)
    name, count = scene.names[node], len(scene.edges_of(node))
    assert said(place).startswith(f"{name}, {count} partners, strongest ")
    strongest = scene.pairs[int(scene.edges_of(node)[0])]
    both = analysis.count_together(*strongest)[0]
    assert f"in {both} of {int(scene.orders[node])} orders" in said(place)
    place.selection.select_pair(pair)
    assert f"{analysis.count_together(*pair)[0]} orders hold both" in said(place)
    assert said(place).endswith("accepted")
    place.selection.select_products(scene.keys[:5])
    assert said(place).startswith("5 products selected: ") and said(place).endswith("and 2 more")


def test_tab_goes_from_bar_to_canvas_to_table_and_back(place: PairingsPlace) -> None:
    seen = []
    place.bar.search.setFocus()
    for _turn in range(60):
        focused = place.window().focusWidget()
        seen.append(focused)
        QTest.keyClick(focused, Key.Key_Tab)
        if place.window().focusWidget() in seen:
            break
    order = [seen.index(part) for part in (place.bar.search, place.canvas, place.panel.table)]
    assert order == sorted(order)
    assert place.window().focusWidget() is seen[0] or place.bar.search in seen


def test_merged_products_are_followed_to_what_they_count_as(place: PairingsPlace) -> None:
    gone, into, other = place.session.analysis.products.keys[:3]  # type: ignore[union-attr]
    place.focus_on(gone, into)
    place.focus_on(gone, other)
    place.selection.select_pair(pair_of(gone, other), gone)
    place.decisions.merge((gone,), into)
    assert place.viewing.view.focus == (into, other)
    assert [step.focus for step in place.viewing.past] == [(), (into,)]
    assert place.selection.products == (into,)
    assert place.selection.pair == pair_of(into, other)
    place.selection.select_products((gone, into))
    place.decisions.merge((into,), other)
    assert place.viewing.view.focus == (other,)
    assert place.selection.products == (other,)


def test_other_days_of_a_season_are_asked_for_in_the_panel(place: PairingsPlace) -> None:
    pair = place.canvas.scene.pairs[0]
    place.selection.select_pair(pair)
    place.bar.details.setChecked(False)
    menu = place.menus.make(pair)
    seasons = next(each for each in menu.findChildren(QMenu) if each.title() == "Season")
    next(action for action in seasons.actions() if action.text() == "Other days…").trigger()
    season = place.inspector.pair_page.rulings.season
    assert season.days.isVisible() and season.begin.hasFocus()
    assert place.session.plan.pairings[pair].season == ("12-01", "12-31")
    menu.close()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_key_for_kinds_says_that_a_pair_is_locked(place: PairingsPlace) -> None:
    pair = place.canvas.scene.pairs[0]
    place.selection.select_pair(pair)
    place.decisions.accept(pair)
    place.decisions.lock(pair)
    told: list[str] = []
    place.decisions.told.connect(told.append)
    place.menus.handlers()["kind"]()
    assert told == ["1 locked pairing stays as it is. Unlock it to change it."]
