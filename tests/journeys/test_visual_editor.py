"""A merchandiser's whole afternoon in the visual editor, with real clicks and keys: seen, paired,
ruled, ordered, bundled, reviewed, undone, saved, and found again in the shop's file."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Decision, Direction, pair_of
from xsell_desktop.domain.views import Mode
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.places.bundles import BundlesPlace
from xsell_desktop.ui.places.pairings import PairingsPlace

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def place(qtbot: QtBot, window: MainWindow) -> PairingsPlace:
    """The sample shop in the Pairings place."""
    window.imports.open_sample()
    session = window.session
    qtbot.waitUntil(lambda: session.analysis is not None and not session.is_stale, timeout=60_000)
    found = window.show_place("pairings")
    assert isinstance(found, PairingsPlace)
    window.activateWindow()
    qtbot.waitUntil(found.canvas.hasFocus)
    return found


def node_spot(place: PairingsPlace, key: str) -> QPoint:
    node = place.canvas.scene.node(key)
    assert node >= 0
    return QPointF(*place.canvas.points[node]).toPoint()


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
    """A key as the system sends it: to whatever has the keyboard, shortcuts first."""
    handle = (QApplication.activePopupWidget() or window).windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key, held)


def type_text(window: MainWindow, text: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, text)


def free_nodes(place: PairingsPlace) -> list[str]:
    """Products in sight with nothing near them, the loneliest first."""
    canvas = place.canvas
    points = np.asarray(canvas.points)
    near = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    np.fill_diagonal(near, np.inf)
    room = (canvas.width() - 30, canvas.height() - 30)
    free = (points > 30).all(axis=1) & (points < room).all(axis=1) & (near.min(axis=1) > 26)
    order = np.argsort(-near.min(axis=1))
    return [canvas.scene.keys[node] for node in order if free[node]]


def draw_from_rim(place: PairingsPlace, source: str, target: str) -> None:
    """Drag from a product's rim to another; Shift, when it is let go, makes it one way."""
    canvas = place.canvas
    node, end = canvas.scene.node(source), node_spot(place, target)
    rim = node_spot(place, source) - QPoint(0, round(float(canvas.radii[node])) + 7)
    QTest.mouseMove(canvas, rim)
    QTest.mousePress(canvas, LEFT, PLAIN, rim)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(canvas, rim + (end - rim) * share)
        QApplication.processEvents()
    assert canvas.marks.target == canvas.scene.node(target), (canvas.gesture, canvas.marks)
    QTest.mouseRelease(canvas, LEFT, SHIFT, end)


def written(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Rows of the recommendations file by product, in their order."""
    (path,) = folder.rglob("recommendations.csv")
    found: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["product"], []).append(row)
    return found


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.timeout(120)
def test_one_afternoon_in_the_visual_editor(
    qtbot: QtBot, window: MainWindow, place: PairingsPlace, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    session, canvas, selection = window.session, place.canvas, place.selection
    pairings = session.plan.pairings

    # a product from its rim to a stranger, one way
    scene = canvas.scene
    free = free_nodes(place)
    source, target = next(
        (a, b) for a in free for b in reversed(free)
        if a != b and scene.edge(pair_of(a, b)) < 0
    )  # fmt: skip
    draw_from_rim(place, source, target)
    drawn = pair_of(source, target)
    pairings = session.plan.pairings
    assert pairings[drawn].by_hand and pairings[drawn].decision is Decision.ACCEPTED
    one_way = Direction.FROM_A if drawn.a == source else Direction.FROM_B
    assert pairings[drawn].direction is one_way

    # what customers read, from the keyboard
    canvas.setFocus()
    press(window, Key.Key_M)
    type_text(window, "Goes well on the trail")
    press(window, Key.Key_Return)
    assert session.plan.pairings[drawn].message == "Goes well on the trail"

    # the focus of another product, its strongest partner accepted and locked, the next rejected
    QTest.mouseClick(canvas, LEFT, PLAIN, node_spot(place, free[0]))
    canvas.setFocus()
    press(window, Key.Key_F)
    assert place.viewing.view.focus == (selection.product,)
    anchor = selection.product
    press(window, Key.Key_BracketRight)
    liked = selection.pair
    assert liked is not None and anchor in liked
    for key in (Key.Key_A, Key.Key_L, Key.Key_R):  # locked: not rejected any more
        press(window, key)
    assert session.plan.pairings[liked].decision is Decision.ACCEPTED
    assert session.plan.pairings[liked].locked
    press(window, Key.Key_BracketRight)
    disliked = selection.pair
    assert disliked is not None and disliked != liked
    press(window, Key.Key_R)
    assert session.plan.pairings[disliked].decision is Decision.REJECTED
    press(window, Key.Key_Left, ALT)
    assert place.viewing.view.focus == ()

    # the same in the matrix, and back
    press(window, Key.Key_G)
    assert place.viewing.view.mode is Mode.MATRIX and place.pictures.is_matrix
    press(window, Key.Key_G)
    assert not place.pictures.is_matrix

    # the list of that product in an order of one's own
    selection.select_products([anchor])
    cards = place.inspector.product_page.partners.cards
    second = cards[1].partner
    cards[1].setFocus()
    QTest.keyClick(cards[1], Key.Key_Up, ALT)
    own = session.plan.lists[anchor].partners
    assert own[0] == second

    # a review with single keys
    canvas.setFocus()
    press(window, Key.Key_V)
    QApplication.processEvents()
    queue = place.inspector.review.queue
    accepted, rejected = queue.pairs[:2]
    for key in (Key.Key_A, Key.Key_R, Key.Key_S, Key.Key_Escape):
        press(window, key)
    assert session.plan.pairings[accepted].decision is Decision.ACCEPTED
    assert session.plan.pairings[rejected].decision is Decision.REJECTED

    # two products become a bundle
    bundled = [key for key in free_nodes(place) if session.analysis is not None][:2]
    QTest.mouseClick(canvas, LEFT, PLAIN, node_spot(place, bundled[0]))
    QTest.mouseClick(canvas, LEFT, CTRL, node_spot(place, bundled[1]))
    assert set(selection.products) == set(bundled)
    qtbot.mouseClick(place.inspector.several_page.bundle, LEFT)
    bench = window.deck.currentWidget()
    assert isinstance(bench, BundlesPlace)
    qtbot.mouseClick(bench.editor.make, LEFT)
    (bundle,) = session.plan.bundles.values()
    assert {part.product for part in bundle.parts} == set(bundled)

    # all the way back and forth again
    plan, steps = session.plan, session.undo_stack.count()
    for _step in range(steps):
        press(window, Key.Key_Z, CTRL)
    assert not session.plan.pairings and not session.plan.bundles and not session.plan.lists
    for _step in range(steps):
        press(window, Key.Key_Z, CTRL | SHIFT)
    assert session.plan == plan

    # saved, given up and opened again
    target_file = tmp_path / "trail.xsell"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target_file), ""))
    press(window, Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: session.is_saved, timeout=20_000)
    press(window, Key.Key_N, CTRL)
    assert not session.sales
    window.projects.open(target_file)
    qtbot.waitUntil(lambda: session.analysis is not None and not session.is_stale, timeout=60_000)
    assert session.plan == plan

    # the shop's file holds it all
    material = workflow.Material(session.sales, session.plan, session.analysis)
    workflow.write_exports(material, tmp_path / "out", ["recommendations.csv"])
    rows = written(tmp_path / "out")
    (made,) = (row for row in rows[source] if row["partner"] == target)
    assert made["message"] == "Goes well on the trail" and made["source"] != "data"
    assert target not in rows or source not in [row["partner"] for row in rows[target]]
    assert [row["partner"] for row in rows[anchor]][: len(own)] == list(own)
    for gone in (disliked, rejected):
        for one, other in (gone, gone[::-1]):
            assert other not in [row["partner"] for row in rows.get(one, [])]
    for kept in (liked, accepted):
        assert any(
            other in [row["partner"] for row in rows.get(one, [])]
            for one, other in (kept, kept[::-1])
        )
