"""The place as a whole: after any edits it equals one built afresh and stays where it was."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from shop_builder import empty_analysis, make_analysis, make_sales

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.plan import Decision, Plan, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.tokens import THEMES
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.bar.filter_bar import NOTCHES, limit_at, notch_of
from xsell_desktop.ui.canvas.scene.scope import FEWEST, MOST, pairs_of
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.session import Session, State
from xsell_desktop.ui.tables.decision_filter import YOURS

NewPlace = Callable[[Session], PairingsPlace]


def edit_at_random(place: PairingsPlace, dice: random.Random, keys: tuple[str, ...]) -> None:
    decisions, stack = place.decisions, place.session.undo_stack
    one, other = dice.sample(keys, 2)
    pair = pair_of(one, other)
    choice = dice.randrange(10)
    if choice == 0:
        decisions.accept(pair)
    elif choice == 1:
        decisions.reject(pair)
    elif choice == 2:
        decisions.pin(pair)
    elif choice == 3:
        decisions.draw(pair)
    elif choice == 4:
        decisions.write_message(pair, dice.choice(["", "Goes well", "Take both"]))
    elif choice == 5:
        decisions.move({one: (dice.uniform(-9, 9), dice.uniform(-9, 9))})
    elif choice == 6:
        decisions.release([one, other])
    elif choice == 7:
        decisions.accept_all([pair, pair_of(one, "not in the sales")])
    elif choice == 8:
        stack.undo()
    else:
        stack.redo()


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_the_place_equals_one_built_afresh(
    place: PairingsPlace, new_place: NewPlace, analysis: Analysis, seed: int
) -> None:
    dice = random.Random(seed)
    for _turn in range(40):
        edit_at_random(place, dice, analysis.products.keys)
    fresh = new_place(Session())
    fresh.session.open(place.session.state, saved=True)
    assert place.snapshot() == fresh.snapshot()
    while place.session.undo_stack.canUndo():
        place.session.undo_stack.undo()
    fresh.session.open(State(make_sales(), Plan(), analysis), saved=True)
    assert place.snapshot() == fresh.snapshot()


def test_an_edit_leaves_view_and_selection_where_they_were(place: PairingsPlace) -> None:
    place.canvas.zoom_by(2.0)
    pair = place.canvas.scene.pairs[3]
    place.selection.select_pair(pair)
    camera = place.canvas.camera
    place.decisions.accept(pair)
    place.session.undo_stack.undo()
    assert place.canvas.camera == camera
    assert place.selection.pair == pair
    assert place.canvas.marks.pair == place.canvas.scene.edge(pair)


def test_changes_of_other_parts_redraw_nothing(place: PairingsPlace) -> None:
    scene = place.canvas.scene
    place.refresh(Change(frozenset({"views", "path"})))
    assert place.canvas.scene is scene


def test_nothing_yet_offers_the_import(new_place: NewPlace) -> None:
    place = new_place(Session())
    place.refresh(Change(frozenset({"sales", "analysis"})))
    assert place.states.currentWidget() is place.empty
    asked = QSignalSpy(place.asked)
    button = next(b for b in place.empty.findChildren(QPushButton) if b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.at(0) == ["import"]


def test_while_mining_and_once_stopped_it_says_so(qtbot: QtBot, new_place: NewPlace) -> None:
    place = new_place(Session())
    place.session.open(State(sales=make_sales()), saved=True)
    assert place.states.currentWidget() is place.empty
    go_on = threading.Event()
    place.jobs.run("Analysing", lambda _progress: go_on.wait(10), lane="analysis")
    assert "Working out" in place.empty.title.text()
    assert place.empty.button.isHidden()
    go_on.set()
    qtbot.waitUntil(lambda: not place.jobs.is_busy)
    assert "not analysed" in place.empty.title.text()
    with qtbot.waitSignal(place.asked) as asked:
        place.empty.button.click()
    assert asked.args == ["analyse"]


def test_too_little_data_is_said(new_place: NewPlace, analysis: Analysis) -> None:
    place = new_place(Session())
    place.session.open(State(make_sales(), Plan(), empty_analysis(12)), saved=True)
    assert "Too little" in place.empty.title.text()
    assert "12 orders" in place.empty.text.text()
    few = replace(analysis, orders=15)
    place.session.open(State(make_sales(), Plan(), few), saved=True)
    assert place.states.currentWidget() is place.content
    assert "too few orders" in place.caption.text()


def test_the_caption_counts_what_is_hidden(place: PairingsPlace, analysis: Analysis) -> None:
    scene = place.canvas.scene
    text = place.caption.text()
    assert f"{len(scene.pairs)} strongest relationships" in text
    assert f"{len(scene)} of {len(analysis.products)} products" in text
    assert f"{scene.hidden} weaker" in text


def test_the_slider_spans_few_to_many_and_the_canvas_follows(
    place: PairingsPlace, qtbot: QtBot
) -> None:
    assert (limit_at(0), limit_at(NOTCHES)) == (FEWEST, MOST)
    assert limit_at(notch_of(200)) == 200
    place.bar.slider.setValue(0)
    qtbot.waitUntil(lambda: len(place.canvas.scene.pairs) == FEWEST)
    place.bar.slider.setValue(NOTCHES)
    qtbot.waitUntil(lambda: len(place.canvas.scene.pairs) > FEWEST)


def test_search_finds_by_name_and_key_and_shows_what_was_hidden(
    place: PairingsPlace, analysis: Analysis, qtbot: QtBot
) -> None:
    place.bar.slider.setValue(0)
    qtbot.waitUntil(lambda: len(place.canvas.scene.pairs) == FEWEST)
    hidden = next(k for k in analysis.products.keys if place.canvas.scene.node(k) < 0)
    name = analysis.products.names[analysis.products.index[hidden]]
    assert place.bar.key_of(name.upper()) == hidden
    place.bar.search.setText(hidden)
    QTest.keyClick(place.bar.search, Qt.Key.Key_Return)
    assert place.selection.products == (hidden,)
    node = place.canvas.scene.node(hidden)
    assert node >= 0 and len(place.canvas.scene.edges_of(node))
    x, y = place.canvas.points[node]
    assert 0 <= x <= place.canvas.width() and 0 <= y <= place.canvas.height()


def test_search_for_nothing_known_changes_nothing(place: PairingsPlace) -> None:
    place.bar.search.setText("no such thing")
    QTest.keyClick(place.bar.search, Qt.Key.Key_Return)
    assert place.selection.products == ()
    assert "no such thing" in place.bar.search.toolTip()


def test_focus_and_back_keep_the_overview_view(place: PairingsPlace) -> None:
    place.canvas.zoom_by(1.7)
    camera = place.canvas.camera
    key = place.canvas.scene.keys[0]
    place.focus_on(key)
    QApplication.processEvents()
    assert place.bar.overview.isVisible() and not place.bar.slider.isVisible()
    assert all(key in pair for pair in place.canvas.scene.pairs)
    QTest.mouseClick(place.bar.overview, Qt.MouseButton.LeftButton)
    assert place.viewing.view.focus == () and place.canvas.camera == camera


def test_table_and_canvas_share_one_selection(place: PairingsPlace) -> None:
    pair = place.canvas.scene.pairs[2]
    place.selection.select_pair(pair)
    (row,) = place.panel.table.chosen_rows()
    assert place.panel._listed is not None and place.panel._listed.pair(row) == pair
    place.panel.table.selectRow(5)
    wanted = place.panel._listed.pair(place.panel.table.columns.source_row(5))
    assert place.selection.pair == wanted
    assert place.canvas.marks.pair == place.canvas.scene.edge(wanted)


def test_filters_of_the_table(place: PairingsPlace) -> None:
    accepted, rejected = place.canvas.scene.pairs[:2]
    place.decisions.accept(accepted)
    place.decisions.reject(rejected)
    everything = len(place.panel.snapshot())
    counts = {}
    for button in place.panel.filters.buttons():
        button.click()
        counts[place.panel.filter_name] = len(place.panel.snapshot())
    assert counts["all"] == everything
    assert (counts["accepted"], counts["rejected"], counts["yours"]) == (1, 1, 2)
    assert place.viewing.view.filter.decisions == {*YOURS}
    place.panel.filters.buttons()[2].click()
    assert {row[8] for row in place.panel.snapshot()} == {"undecided"}
    assert accepted not in place.canvas.scene.pairs
    place.viewing.change_filter(decisions=frozenset({"accepted"}))
    assert place.panel.filter_name == "accepted"


def test_the_whole_shop_is_one_click_away(place: PairingsPlace, analysis: Analysis) -> None:
    place.panel.whole.click()
    assert len(place.panel.snapshot()) == len(analysis.pairs)
    place.panel.whole.click()
    assert len(place.panel.snapshot()) == len(place.canvas.scene.pairs)


def test_table_and_details_fold_away(place: PairingsPlace) -> None:
    place.bar.table.click()
    place.bar.details.click()
    assert not place.panel.isVisible() and not place.inspector.isVisible()
    QApplication.processEvents()
    assert place.canvas.width() > 1100
    place.bar.table.click()
    place.bar.details.click()
    assert place.panel.isVisible() and place.inspector.isVisible()


def test_a_new_analysis_keeps_decisions_and_selection(
    place: PairingsPlace, analysis: Analysis
) -> None:
    pair = place.canvas.scene.pairs[0]
    place.decisions.accept(pair)
    place.selection.select_pair(pair)
    place.session.set_analysis(make_analysis(seed=2), place.session.sales)
    assert place.session.plan.pairings[pair].decision is Decision.ACCEPTED
    assert place.canvas.scene.edge(pair) >= 0
    assert place.selection.pair == pair


def test_a_focused_product_that_no_longer_sells_gives_way_to_the_overview(
    place: PairingsPlace,
) -> None:
    place.focus_on(place.canvas.scene.keys[0])
    smaller = make_analysis(families=2, size=3)
    gone = {k: k for k in smaller.products.keys}
    place.viewing.change(focus=("gone",))
    assert "gone" not in gone
    place.session.set_analysis(smaller, place.session.sales)
    assert place.viewing.view.focus == () and place.canvas.scene.anchor == -1


def test_a_long_caption_does_not_widen_the_window(place: PairingsPlace) -> None:
    before = place.minimumSizeHint().width()
    place.caption.setText("Out of date, being worked out anew · " * 9)
    assert place.minimumSizeHint().width() == before


def test_an_analysis_older_than_the_sales_is_said_to_be(place: PairingsPlace) -> None:
    assert "Out of date" not in place.caption.text()
    place.session.set_sales(make_sales())
    assert place.caption.text().startswith("Out of date")
    place.session.set_analysis(make_analysis(seed=3), place.session.sales)
    assert "Out of date" not in place.caption.text()


def test_every_theme_paints(place: PairingsPlace, qapp: QApplication) -> None:
    colours = set()
    for name in THEMES:
        theme.apply_theme(qapp, name)
        place.retheme()
        colours.add(place.canvas.grab().toImage().pixelColor(20, 20).name())
    assert len(colours) == len(THEMES)


def test_every_letter_is_listed_as_a_shortcut_of_this_place(place: PairingsPlace) -> None:
    listed = {
        key.toString()
        for action in (*place.actions(), *place.canvas.actions())
        for key in action.shortcuts()
        if action.property("group") == place.title
    }
    assert {"A", "R", "P", "M", "F", "Del", "Home", "+", "-", "]", "[", "Ctrl+F"} <= listed


def test_in_focus_the_table_lists_the_products_own_list_first(place: PairingsPlace) -> None:
    analysis = place.session.analysis
    assert analysis is not None
    for key in place.canvas.scene.keys[:5]:
        place.focus_on(key)
        row = analysis.products.index[key]
        wanted = [
            analysis.products.names[analysis.pairs.a[at] + analysis.pairs.b[at] - row]
            for at in pairs_of(analysis, row)
        ]
        assert [line[1] for line in place.panel.snapshot()] == wanted
