"""The matrix with real events: mouse, keys, blocks, undo; one selection for all."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Decision, pair_of
from xsell_desktop.domain.views import Filter, MatrixOrder, MatrixShows, Mode
from xsell_desktop.tokens import DARK
from xsell_desktop.ui.matrix.grid import build_grid
from xsell_desktop.ui.matrix.view import Block
from xsell_desktop.ui.pairings.matrix_side import MatrixSide

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def spot(side: MatrixSide, row: int, column: int) -> QPoint:
    return side.canvas.rect_of(row, column).center()


def click(side: MatrixSide, at: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.mouseClick(side.canvas.viewport(), LEFT, keys, at)


def drag(side: MatrixSide, start: QPoint, end: QPoint, button: Qt.MouseButton = LEFT) -> None:
    port = side.canvas.viewport()
    QTest.mousePress(port, button, PLAIN, start)
    for share in (0.4, 0.8, 1.0):
        QTest.mouseMove(port, start + (end - start) * share)
        QApplication.processEvents()
    QTest.mouseRelease(port, button, PLAIN, end)


def press(side: MatrixSide, key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(side.canvas, key, keys)


def test_a_click_selects_the_pair_seen_from_its_row(side: MatrixSide) -> None:
    grid, selection = side.canvas.grid, side.parts.selection
    click(side, spot(side, 4, 2))
    assert selection.pair == pair_of(grid.keys[4], grid.keys[2])
    assert selection.product == grid.keys[4]
    assert side.canvas.chosen.cell == (4, 2)
    assert grid.names[2] in side.readout.text() and grid.names[4] in side.readout.text()
    click(side, spot(side, 2, 4))
    assert (selection.product, side.canvas.chosen.cell) == (grid.keys[2], (2, 4))
    click(side, spot(side, 3, 3))
    assert (selection.products, selection.pair) == ((grid.keys[3],), None)


def test_what_is_selected_elsewhere_is_marked_here(side: MatrixSide) -> None:
    grid, selection = side.canvas.grid, side.parts.selection
    selection.select_pair(pair_of(grid.keys[1], grid.keys[6]), grid.keys[6])
    assert side.canvas.chosen.cell == (6, 1)
    selection.select_products([grid.keys[5], "never sold", grid.keys[2]])
    assert side.canvas.chosen.places == (5, 2)


def test_pointing_names_row_and_column_and_says_the_sentence(side: MatrixSide) -> None:
    grid, analysis = side.canvas.grid, side.parts.session.analysis
    assert analysis is not None
    row, column = map(int, np.argwhere(grid.known)[7])
    QTest.mouseMove(side.canvas.viewport(), spot(side, row, column))
    assert side.canvas.pointed == (row, column)
    said = side.readout.text()
    together = int(grid.together[row, column])
    assert said.startswith(f"{grid.names[column]} is in {together:,} of the ")
    assert f"orders with {grid.names[row]}. Chance gives" in said
    QTest.mouseMove(side.canvas.viewport(), QPoint(4, spot(side, row, 0).y()))
    assert side.canvas.pointed == (row, -1)
    assert side.readout.text().startswith(f"{grid.names[row]}: ")


def test_headers_select_products_one_more_or_a_run(side: MatrixSide) -> None:
    grid, selection = side.canvas.grid, side.parts.selection
    beside = [QPoint(10, spot(side, row, 0).y()) for row in range(6)]
    above = [QPoint(spot(side, 0, column).x(), 10) for column in range(6)]
    click(side, beside[2])
    assert selection.products == (grid.keys[2],)
    click(side, above[5], CTRL)
    assert selection.products == (grid.keys[2], grid.keys[5])
    click(side, above[5], CTRL)
    assert selection.products == (grid.keys[2],)
    click(side, beside[1])
    click(side, beside[4], SHIFT)
    assert selection.products == grid.keys[1:5]
    drag(side, above[0], above[3])
    assert selection.products == grid.keys[0:4]


def test_a_drag_selects_a_block_and_its_keys_rule_on_its_pairs_in_one_step(
    side: MatrixSide,
) -> None:
    canvas, session = side.canvas, side.parts.session
    drag(side, spot(side, 0, 3), spot(side, 4, 8))
    assert canvas.block == Block(0, 3, 4, 8)
    assert set(side.parts.selection.products) == set(canvas.grid.keys[:9])
    pairs = canvas.pairs_in_block()
    wanted = set()
    for row in range(5):
        for column in range(3, 9):
            together, chance = canvas.grid.together[row, column], canvas.grid.expected[row, column]
            if row != column and together > chance:
                wanted.add(pair_of(canvas.grid.keys[row], canvas.grid.keys[column]))
    assert set(pairs) == wanted and len(pairs) == len(wanted) > 3
    assert f"{len(pairs)} pairs" in side.readout.text()
    press(side, Key.Key_A)
    decided = session.plan.pairings
    assert {pair for pair in decided if decided[pair].decision is Decision.ACCEPTED} == wanted
    assert session.undo_stack.undoText() == f"Accept {len(wanted)} pairings"
    assert canvas.block == Block(0, 3, 4, 8)
    press(side, Key.Key_L)
    press(side, Key.Key_R)
    assert all(one.decision is Decision.ACCEPTED for one in session.plan.pairings.values())
    press(side, Key.Key_L)
    press(side, Key.Key_Delete)
    assert not session.plan.pairings
    for _step in range(session.undo_stack.count()):
        session.undo_stack.undo()
    assert session.plan.pairings == {}


def test_a_block_is_gone_when_something_else_is_selected(side: MatrixSide) -> None:
    drag(side, spot(side, 0, 3), spot(side, 4, 8))
    side.parts.selection.select_products([side.canvas.grid.keys[7]])
    assert side.canvas.block is None
    menu = QMenu()
    side.fill_for_block(menu)
    assert not any(action.isEnabled() for action in menu.actions())


def test_arrows_walk_cells_past_the_diagonal_and_shift_grows_a_block(side: MatrixSide) -> None:
    canvas, selection = side.canvas, side.parts.selection
    press(side, Key.Key_Right)
    assert canvas.chosen.cell == (0, 1)
    press(side, Key.Key_Down)  # (1, 1) is no pair
    assert canvas.chosen.cell == (2, 1)
    press(side, Key.Key_Left)
    assert canvas.chosen.cell == (2, 0)
    press(side, Key.Key_Left)
    assert canvas.chosen.cell == (2, 0)
    press(side, Key.Key_Right, SHIFT)
    press(side, Key.Key_Down, SHIFT)
    assert canvas.block == Block(2, 0, 3, 1)
    press(side, Key.Key_Escape)
    assert not selection.products and canvas.block is None
    asked: list[str] = []
    canvas.focus_asked.connect(asked.append)
    press(side, Key.Key_Escape)
    canvas.choose_cell(5, 1)
    press(side, Key.Key_Return)
    assert asked == ["", canvas.grid.keys[5]]


def test_no_run_of_arrows_leaves_the_matrix_or_stops_on_the_diagonal(side: MatrixSide) -> None:
    random = np.random.default_rng(4)
    keys = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down)
    canvas = side.canvas
    canvas.choose_cell(0, 1)
    for choice in random.integers(0, 4, 300):
        press(side, keys[choice])
        row, column = canvas.chosen.cell
        assert row != column and min(row, column) >= 0 and max(row, column) < len(canvas.grid)


def test_brackets_walk_the_pairs_of_a_row_from_the_strongest(side: MatrixSide) -> None:
    canvas = side.canvas
    canvas.choose_product(3)
    values = canvas.grid.values()[3]
    press(side, Key.Key_BracketRight)
    first = canvas.chosen.cell
    press(side, Key.Key_BracketRight)
    second = canvas.chosen.cell
    assert first[0] == second[0] == 3
    assert values[first[1]] >= values[second[1]]
    press(side, Key.Key_BracketLeft)
    assert canvas.chosen.cell == first


def test_zoom_keeps_what_is_under_the_pointer_in_sight(side: MatrixSide) -> None:
    canvas = side.canvas
    before = canvas.frame_now
    at = spot(side, 20, 20)
    wheel = QWheelEvent(
        QPointF(at), QPointF(canvas.viewport().mapToGlobal(at)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    for _turn in range(12):
        under = canvas.cell_at(QPointF(at))
        QApplication.sendEvent(canvas.viewport(), wheel)
        port = QRect(QPoint(0, 0), canvas.viewport().size())
        assert port.contains(canvas.rect_of(*under))
    assert canvas.frame_now.cell > before.cell and canvas.was_zoomed
    zoomed = canvas.frame_now
    drag(side, at, at - QPoint(30, 20), MIDDLE)
    assert (canvas.frame_now.x, canvas.frame_now.y) != (zoomed.x, zoomed.y)
    press(side, Key.Key_Home)
    assert canvas.frame_now.furthest == (0, 0) and not canvas.was_zoomed


def test_marks_follow_decisions_and_nothing_moves(side: MatrixSide) -> None:
    canvas, session = side.canvas, side.parts.session
    canvas.zoom_by(1.25)
    canvas.zoom_by(1.25)
    before = canvas.frame_now
    pair = canvas.grid.pair(4, 7)
    assert pair is not None
    session.edit("accept", edits.accept_pairing(session.plan, pair))
    assert canvas.grid.marks[4, 7] and canvas.grid.marks[7, 4]
    assert canvas.frame_now == before
    session.undo_stack.undo()
    assert not canvas.grid.marks.any()


def test_choices_change_the_view_and_a_late_matrix_equals_one_built_afresh(
    side: MatrixSide,
) -> None:
    parts, session = side.parts, side.parts.session
    side.order.setCurrentIndex(side.order.findData(MatrixOrder.PRODUCT))
    side.order.activated.emit(side.order.currentIndex())
    side.shows.setCurrentIndex(side.shows.findData(MatrixShows.LIFT))
    side.shows.activated.emit(side.shows.currentIndex())
    view = parts.viewing.view
    assert (view.matrix_order, view.matrix_shows) == (MatrixOrder.PRODUCT, MatrixShows.LIFT)
    parts.viewing.change(mode=Mode.GRAPH)
    pair = side.canvas.grid.pair(0, 1)
    assert pair is not None
    session.edit("reject", edits.reject_pairing(session.plan, pair))
    parts.viewing.change_filter(held_up=False, strength=0.05)
    parts.viewing.change(mode=Mode.MATRIX)
    assert session.analysis is not None
    fresh = build_grid(session.analysis, session.plan, parts.viewing.view)
    assert side.snapshot() == fresh.snapshot()


def test_nothing_that_passes_is_said(side: MatrixSide) -> None:
    side.parts.viewing.change(filter=Filter(strength=2.0))
    assert len(side.canvas.grid) == 0
    assert "No pair here passes the filter" in side.caption.text()
    for key in (Key.Key_Right, Key.Key_Return, Key.Key_BracketRight, Key.Key_Plus, Key.Key_A):
        press(side, key)
    click(side, QPoint(300, 300))
    side.canvas.repaint()
    side.parts.viewing.change(filter=Filter())
    assert len(side.canvas.grid) > 10


def move(side: MatrixSide, at: QPoint) -> None:
    """The pointer moves with the button down; an exception comes through."""
    spot = QPointF(at)
    moved = QMouseEvent(QEvent.Type.MouseMove, spot, spot, Qt.MouseButton.NoButton, LEFT, PLAIN)
    side.canvas.mouseMoveEvent(moved)


def test_a_press_ends_with_the_cells_it_began_on_and_with_the_window(side: MatrixSide) -> None:
    port, viewing = side.canvas.viewport(), side.parts.viewing
    start, end = spot(side, 4, 2), spot(side, 8, 6)
    QTest.mousePress(port, LEFT, PLAIN, start)
    viewing.change(filter=Filter(decisions=frozenset({"rejected"})))
    assert len(side.canvas.grid) == 0
    move(side, end)
    assert side.canvas.block is None
    QTest.mouseRelease(port, LEFT, PLAIN, end)
    viewing.change(filter=Filter())
    QTest.mousePress(port, LEFT, PLAIN, start)
    QApplication.sendEvent(port, QEvent(QEvent.Type.WindowDeactivate))
    move(side, end)
    assert side.canvas.block is None
    QTest.mouseRelease(port, LEFT, PLAIN, end)


def test_another_theme_paints_other_cells(side: MatrixSide) -> None:
    canvas = side.canvas
    light = canvas.grab().toImage()
    canvas.set_theme(DARK)
    dark = canvas.grab().toImage()
    spots = [spot(side, row, 20) for row in range(5)]
    assert all(light.pixel(at) != dark.pixel(at) for at in spots)


def test_the_graphs_keys_select_and_step_here_too(side: MatrixSide) -> None:
    canvas, selection, viewing = side.canvas, side.parts.selection, side.parts.viewing
    press(side, Key.Key_A, CTRL)
    assert selection.products == tuple(canvas.grid.keys)
    selection.select_products(canvas.grid.keys[:2])
    press(side, Key.Key_A, CTRL | SHIFT)
    assert selection.products == tuple(canvas.grid.keys[2:])
    press(side, Key.Key_2)
    assert viewing.view.depth == 1, "without a focus there are no steps"
    viewing.focus_on([canvas.grid.keys[0]])
    near = len(canvas.grid.keys)
    press(side, Key.Key_2)
    assert viewing.view.depth == 2 and len(canvas.grid.keys) > near
