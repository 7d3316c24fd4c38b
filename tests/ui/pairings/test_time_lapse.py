"""The months of the graph: what shows in each, at the same places, and what a strip says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shop_builder import make_analysis, make_sales

from xsell_desktop.domain.plan import Decision, Pairing, Plan, pair_of
from xsell_desktop.domain.views import Filter, Mode, View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.occasions import find_occasions, keep_occasions
from xsell_desktop.ui.canvas.scene.scene import Scene, build_scene
from xsell_desktop.ui.filters.thinning import EDGE_PARTS, count_edges, keep_edges, widths_in
from xsell_desktop.ui.filters.time_lapse import TimeLapse
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.session import Session, State

MONTHS = 5


def dated(seed: int = 3) -> Analysis:
    """The invented shop with orders behind it: a random half of a family a month."""
    analysis = make_analysis(4, 5)
    dice, count = np.random.default_rng(seed), len(analysis.products)
    held = [np.flatnonzero(dice.random(count) < 0.25) for _order in range(120)]
    by_product = [
        np.array([o for o, own in enumerate(held) if p in own], np.int32) for p in range(count)
    ]
    start = np.concatenate(([0], np.cumsum([len(own) for own in by_product])))
    month = np.sort(dice.integers(0, MONTHS, len(held)))
    baskets = Baskets(
        start=start.astype(np.int64),
        orders=np.concatenate(by_product),
        size=np.array([len(own) for own in held], np.int32),
        date=(np.datetime64("2026-01") + month).astype("datetime64[s]"),
        customer=np.full(len(held), -1, np.int32),
        order_code=np.arange(len(held), dtype=np.int32),
        product_code=np.arange(count, dtype=np.int32),
    )
    made = replace(analysis, baskets=baskets)
    keep_occasions(made, find_occasions(made.pairs, baskets))
    return made


ANALYSIS = dated()
KEYS = ANALYSIS.products.keys


@pytest.fixture
def playing(new_place: Callable[[Session], PairingsPlace]) -> PairingsPlace:
    session = Session()
    place = new_place(session)
    session.open(State(sales=make_sales(), plan=Plan(), analysis=ANALYSIS), saved=True)
    place.filtering.months.open()
    return place


def strip(place: PairingsPlace) -> TimeLapse:
    return place.filtering.months


def settle() -> None:
    QTest.qWait(400)


def bought(pair: tuple[str, str], month: int) -> int:
    """Orders of a month with both, counted one by one."""
    baskets = ANALYSIS.baskets
    assert baskets is not None
    one, other = (set(baskets.orders_with(ANALYSIS.products.index[k]).tolist()) for k in pair)
    months = baskets.date.astype("datetime64[M]").astype(int)
    return sum(months[order] == months[0] + month for order in one & other)


def test_every_part_of_an_edge_is_cut_alike() -> None:
    scene = build_scene(ANALYSIS, Plan(), View(limit=40))
    nodes, edges = len(scene), len(scene.pairs)
    assert nodes != edges
    parts = {
        field.name
        for field in fields(Scene)
        if isinstance(getattr(scene, field.name), np.ndarray)
        and len(getattr(scene, field.name)) == edges
    }
    assert parts == set(EDGE_PARTS)
    width = np.where(np.arange(edges) % 2, scene.width, 0.0)
    thinned = keep_edges(scene, width)
    assert thinned.keys == scene.keys and thinned.position is scene.position
    assert thinned.pairs == scene.pairs[1::2]
    for name in EDGE_PARTS:
        assert np.array_equal(getattr(thinned, name), getattr(scene, name)[1::2])
    assert np.array_equal(thinned.rulings.table(), scene.rulings.table()[1::2])
    assert np.array_equal(widths_in(scene, thinned), width)


@pytest.mark.parametrize("span", [1, 3])
def test_edges_show_where_they_were_bought(span: int) -> None:
    drawn = next(
        pair_of(KEYS[0], key)
        for key in KEYS[1:]
        if ANALYSIS.pair_row(*pair_of(KEYS[0], key)) is None
    )
    plan = Plan(pairings={drawn: Pairing(drawn, Decision.ACCEPTED, by_hand=True)})
    scene = build_scene(ANALYSIS, plan, View(limit=40))
    assert ANALYSIS.baskets is not None
    counts = count_edges(scene, ANALYSIS, find_occasions(ANALYSIS.pairs, ANALYSIS.baskets))
    for month in range(MONTHS):
        wanted = [
            sum(bought(pair, m) for m in range(max(0, month - span + 1), month + 1))
            for pair in scene.pairs
        ]
        assert counts.bought(month, span).tolist() == wanted
        width = counts.widths(month, span)
        assert [w > 0 for w in width] == [count >= 2 for count in wanted]
        order = np.argsort(wanted)
        assert (np.diff(width[order]) >= 0).all()


def test_months_come_and_go_and_products_stay(playing: PairingsPlace) -> None:
    whole, months = playing.canvas.whole, strip(playing)
    assert months.slider.maximum() == MONTHS - 1 == months.slider.value()
    seen = set()
    for month in range(MONTHS):
        months.slider.setValue(month)
        settle()
        scene = playing.canvas.scene
        assert scene.keys == whole.keys and np.array_equal(scene.position, whole.position)
        assert set(scene.pairs) == {p for p in whole.pairs if bought(p, month) >= 2}
        seen.add(scene.pairs)
        said = f"{len(scene.pairs)} of {len(whole.pairs)} relationships"
        assert said in months.label.text() and "2026" in months.label.text()
    assert len(seen) > 1
    months.shut()
    assert playing.canvas.scene is playing.canvas.whole and months.isHidden()


def test_play_goes_to_the_end_and_stops(playing: PairingsPlace, qtbot: QtBot) -> None:
    months = strip(playing)
    months._beat.setInterval(15)
    QTest.keyClick(months, Qt.Key.Key_Space)
    assert months.is_playing and months.slider.value() == 0 and months.play.text() == "Pause"
    qtbot.waitUntil(lambda: months.play.text() == "Play", timeout=10_000)
    assert months.slider.value() == MONTHS - 1
    QTest.keyClick(months, Qt.Key.Key_Escape)
    assert months.isHidden()


def test_a_month_waits_while_the_hand_drags(playing: PairingsPlace, qtbot: QtBot) -> None:
    months, canvas = strip(playing), playing.canvas
    months._beat.setInterval(15)
    months.play.click()
    start, left = QPoint(3, 3), Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, pos=start)
    QTest.mouseMove(canvas, start + QPoint(60, 40))
    held, month, camera = canvas.gesture, months.slider.value(), canvas.camera
    assert held is not None
    QTest.qWait(80)
    assert canvas.gesture is held and months.slider.value() == month and months.is_playing
    QTest.mouseRelease(canvas, left, pos=start + QPoint(60, 40))
    assert canvas.camera == camera
    qtbot.waitUntil(lambda: months.play.text() == "Play", timeout=10_000)


def test_the_strip_goes_when_the_matrix_comes(playing: PairingsPlace) -> None:
    months = strip(playing)
    months.play.click()
    months.slider.setFocus()
    QTest.keyClick(months.slider, Qt.Key.Key_G)
    assert playing.viewing.view.mode is Mode.MATRIX
    assert months.isHidden() and not months.is_playing
    assert playing.canvas.scene is playing.canvas.whole
    assert playing.pictures.matrix.canvas.hasFocus()
    QTest.keyClick(playing.pictures.matrix.canvas, Qt.Key.Key_T)
    assert playing.viewing.view.mode is Mode.GRAPH and months.isVisible()


def test_closing_the_strip_leaves_the_keyboard_where_it_is(playing: PairingsPlace) -> None:
    playing.panel.table.setFocus()
    strip(playing).shut()
    assert playing.panel.table.hasFocus()


def test_a_decision_meanwhile_keeps_the_month(playing: PairingsPlace) -> None:
    months = strip(playing)
    months.slider.setValue(1)
    settle()
    pair = playing.canvas.scene.pairs[0]
    playing.decisions.accept(pair)
    scene = playing.canvas.scene
    assert scene.accepted[scene.edge(pair)]
    assert set(scene.pairs) == {p for p in playing.canvas.whole.pairs if bought(p, 1) >= 2}


def test_a_month_becomes_the_filter(playing: PairingsPlace) -> None:
    strip(playing).slider.setValue(2)
    strip(playing).only.click()
    assert playing.viewing.view.filter == Filter(month="2026-03")
    assert strip(playing).isHidden()
    texts = [chip.text() for chip in playing.filtering.chips.buttons]
    assert texts == ["March 2026  ×"]


def test_without_dates_the_strip_says_why(place: PairingsPlace) -> None:
    place.filtering.months.open()
    assert not place.filtering.months.play.isVisible()
    assert "no dates" in place.filtering.months.label.text()
    place.filtering.months.close_button.click()
    assert place.filtering.months.isHidden()
