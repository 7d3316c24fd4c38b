"""Direction, season, lock and message of one pair and of many; rulings on products."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.domain.plan import Decision, Direction, Pair, Plan, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picks import partners_of
from xsell_desktop.ui.inspector.pair_sets import pairs_at
from xsell_desktop.ui.places.pairings import PairingsPlace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def pair(place: PairingsPlace) -> Pair:
    """A selected pair, seen from its second product."""
    chosen = place.canvas.scene.pairs[0]
    place.selection.select_pair(chosen, chosen.b)
    QApplication.processEvents()
    return chosen


def choose(place: PairingsPlace, chooser: str, row: int) -> None:
    """Choose a line of one of the pair page's boxes with the keyboard."""
    box = getattr(place.inspector.pair_page.rulings, chooser).choice
    box.setCurrentIndex(row)
    box.activated.emit(row)
    QApplication.processEvents()


def test_one_way_is_told_by_names_and_shapes_the_lists(
    place: PairingsPlace, pair: Pair, analysis: Analysis
) -> None:
    choose(place, "direction", 1)
    ruling = place.session.plan.pairings[pair]
    assert ruling.direction is Direction.FROM_B and ruling.decision is Decision.ACCEPTED
    names = analysis.name_of(pair.b), analysis.name_of(pair.a)
    box = place.inspector.pair_page.rulings.direction.choice
    assert box.currentText() == "Only {} recommends {}".format(*names)
    first = partners_of(analysis, place.session.plan, pair.b)[0]
    assert first.partner == pair.a and first.source == "both"
    choose(place, "direction", 0)
    assert place.session.plan.pairings[pair].direction is Direction.BOTH
    assert place.session.undo_stack.count() == 2


def test_a_season_is_chosen_from_a_list_or_by_days(place: PairingsPlace, pair: Pair) -> None:
    season = place.inspector.pair_page.rulings.season
    assert not season.days.isVisible()
    choose(place, "season", 1)
    assert place.session.plan.pairings[pair].season == ("11-15", "12-24")
    choose(place, "season", season.choice.count() - 1)
    assert season.days.isVisible() and place.session.undo_stack.count() == 1
    season.begin.setFocus()
    season.begin.setSelectedSection(season.begin.Section.DaySection)
    QTest.keyClick(season.begin, Qt.Key.Key_Up)
    QTest.keyClick(season.begin, Qt.Key.Key_Up)
    QTest.keyClick(season.begin, Qt.Key.Key_Down)
    assert place.session.undo_stack.count() == 1  # days stepped through are one choice
    QTest.keyClick(season.begin, Qt.Key.Key_Return)
    assert place.session.undo_stack.count() == 2
    assert place.session.plan.pairings[pair].season == ("11-16", "12-24")
    assert season.days.isVisible() and season.choice.currentText() == "Own days…"
    choose(place, "season", 0)
    assert place.session.plan.pairings[pair].season is None
    place.session.undo_stack.undo()
    assert season.begin.day == "11-16"


def test_locked_is_said_and_nothing_but_the_note_can_be_used(
    place: PairingsPlace, pair: Pair
) -> None:
    page = place.inspector.pair_page
    QTest.mouseClick(page.accept, LEFT)
    QTest.mouseClick(page.lock, LEFT)
    rulings = page.rulings
    assert page.lock.text() == "Unlock" and rulings.locked.isVisible()
    for widget in (page.accept, page.pin, page.message, rulings.season, rulings.direction):
        assert not widget.isEnabled()
    assert page.note.isEnabled() and rulings.decided.text().startswith("Decided on ")
    QTest.keyClick(place.canvas, Key.Key_R)
    assert place.session.plan.pairings[pair].decision is Decision.ACCEPTED
    assert "1 locked pairing stays as it is" in place.inspector.told.text()
    assert place.inspector.told.isVisible()
    QTest.mouseClick(page.lock, LEFT)
    assert page.accept.isEnabled() and not rulings.locked.isVisible()


def test_a_message_tells_how_customers_read_it_and_its_length(
    place: PairingsPlace, pair: Pair, analysis: Analysis
) -> None:
    page = place.inspector.pair_page
    hint = page.rulings.message.hint
    assert not hint.isVisible()
    QTest.keyClicks(page.message, "Take both")
    assert hint.text() == f"Customers read “{analysis.name_of(pair.a)}: Take both”. 9 characters."
    page.message.setText("x" * 81)
    assert "more than the 80" in hint.text()
    QTest.keyClick(page.message, Key.Key_Return)
    assert len(place.session.plan.pairings[pair].message) == 81


def test_several_products_rule_on_all_pairs_among_them_or_of_theirs(
    place: PairingsPlace, analysis: Analysis
) -> None:
    code = int(analysis.products.family[0])
    rows = [r for r, f in enumerate(analysis.products.family) if f == code][:3]
    keys = tuple(analysis.products.keys[row] for row in rows)
    place.selection.select_products(keys)
    page = place.inspector.several_page
    bulk, stack = page.bulk, place.session.undo_stack
    assert bulk.accept.text() == "Accept 3" and not bulk.unlock.isVisible()
    QTest.mouseClick(bulk.accept, LEFT)
    assert bulk.accept.text() == "Accept 0" and not bulk.accept.isEnabled()
    assert bulk.clear.text() == "Take 3 back"
    bulk.kind.activated.emit(2 + KINDS.index(KINDS[1]))
    bulk.season.activated.emit(2)
    QTest.keyClicks(bulk.message, "For all")
    QTest.keyClick(bulk.message, Key.Key_Return)
    rulings = place.session.plan.pairings.values()
    assert {(r.kind, r.season is None, r.message) for r in rulings} == {
        (KINDS[1], False, "For all")
    }
    QTest.mouseClick(bulk.lock, LEFT)
    assert stack.count() == 5 and stack.undoText() == "Lock 3 pairings"
    assert not bulk.kind.isEnabled() and bulk.unlock.text() == "Unlock 3"
    QTest.mouseClick(page.scopes[1], LEFT)
    theirs = pairs_at(analysis, place.session.plan, keys)
    assert len(theirs) > 3 and bulk.reject.text() == f"Reject {len(theirs) - 3}"
    QTest.mouseClick(bulk.reject, LEFT)
    kept = [r for r in place.session.plan.pairings.values() if r.decision is Decision.ACCEPTED]
    assert len(kept) == 3 and len(place.session.plan.pairings) == len(theirs)
    while stack.canUndo():
        stack.undo()
    assert place.session.plan == Plan()


def test_a_product_is_hidden_and_never_recommended_with_a_way_back(place: PairingsPlace) -> None:
    key = place.canvas.scene.keys[0]
    place.selection.select_products([key])
    page = place.inspector.product_page
    menu = QMenu()
    page.rulings.fill_menu(menu)
    for action in menu.actions()[:2]:
        action.trigger()
    own = place.session.plan.products[key]
    assert own.hidden and own.never
    lines = [line for line in page.rulings.lines if line.isVisible()]
    assert [line.button.text() for line in lines] == ["Show again", "Take back"]
    for line in lines[::-1]:
        QTest.mouseClick(line.button, LEFT)
    assert not place.session.plan.products
    assert not any(line.isVisible() for line in page.rulings.lines)


def test_merging_says_what_it_does_first(place: PairingsPlace, analysis: Analysis) -> None:
    key, into = place.canvas.scene.keys[:2]
    place.decisions.accept(pair_of(key, place.canvas.scene.keys[3]))
    place.selection.select_products([key])
    page = place.inspector.product_page
    form = page.rulings.merge
    page.rulings.open_merge()
    assert form.isVisible() and not form.merge.isEnabled() and form.search.hasFocus()
    QTest.keyClicks(form.search, into)
    QTest.keyClick(form.search, Key.Key_Return)
    orders = [int(analysis.products.orders[analysis.products.index[k]]) for k in (key, into)]
    both, _chance = analysis.count_together(key, into)
    assert f"{sum(orders) - both:,} orders together" in form.told.text()
    QTest.mouseClick(form.merge, LEFT)
    assert place.session.plan.products[key].same_as == into and not form.isVisible()
    assert set(place.session.plan.pairings) == {pair_of(into, place.canvas.scene.keys[3])}
    place.selection.select_products([into])
    line = next(line for line in page.rulings.lines if line.isVisible())
    assert line.text.text().startswith("Counts with it: ")
    QTest.mouseClick(line.button, LEFT)
    assert not place.session.plan.products


def test_escape_leaves_the_merge_as_it_was(place: PairingsPlace) -> None:
    place.selection.select_products([place.canvas.scene.keys[0]])
    rulings = place.inspector.product_page.rulings
    rulings.open_merge()
    QTest.keyClick(rulings.merge.cancel, Key.Key_Escape)
    assert not rulings.merge.isVisible() and place.session.plan == Plan()
