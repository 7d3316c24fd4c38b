"""The panel, the chips and the rulings on all that pass show and change one filter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from shop_builder import make_analysis, make_sales

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import Decision, Plan
from xsell_desktop.domain.views import NO_FILTER, Band, Filter
from xsell_desktop.mining.passing import list_passing
from xsell_desktop.ui.filters import all_passing
from xsell_desktop.ui.filters.popup import FilterPopup
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.session import Session, State

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def popup(place: PairingsPlace) -> Iterator[FilterPopup]:
    """The panel, open."""
    place.bar.filter.click()
    assert place.bar.filter.popup is not None
    yield place.bar.filter.popup
    place.bar.filter.popup.hide()


def asked(place: PairingsPlace) -> Filter:
    return place.viewing.view.filter


def test_every_choice_asks_at_once(place: PairingsPlace, popup: FilterPopup) -> None:
    assert popup.isVisible() and not place.bar.filter.isChecked()
    popup.evidence.boxes["proven"].click()
    popup.decisions.boxes["undecided"].click()
    popup.kinds.boxes["cross_sell"].click()
    popup.stock.boxes["in"].click()
    popup.price.least.setValue(5)
    popup.margin.most.setValue(40)
    assert asked(place) == Filter(
        evidence=frozenset({"proven"}),
        decisions=frozenset({"undecided"}),
        kinds=frozenset({Kind.CROSS_SELL}),
        stock=frozenset({"in"}),
        price=Band(least=5.0),
        margin=Band(most=0.4),
    )
    assert place.bar.filter.text() == "Filter · 6" and place.bar.filter.isChecked()
    popup.clear.click()
    assert asked(place) == NO_FILTER and place.bar.filter.text() == "Filter"
    assert popup.price.least.is_open and popup.margin.most.is_open


def test_names_are_found_and_checked_by_keys(place: PairingsPlace, popup: FilterPopup) -> None:
    names = popup.categories
    names.search.setText("mug")
    QTest.keyClick(names.search, Qt.Key.Key_Down)
    QTest.keyClick(names.list, Qt.Key.Key_Space)
    assert asked(place).categories == {"Trail Mugs"}
    assert names.value == {"Trail Mugs"}
    names.search.clear()
    assert names.value == {"Trail Mugs"}


def test_a_name_that_is_gone_can_be_unchecked(place: PairingsPlace, popup: FilterPopup) -> None:
    place.viewing.change_filter(categories=frozenset({"Gone", "Ropes"}))
    popup.open()
    QTest.keyClicks(popup.categories.search, "gone")
    QTest.keyClick(popup.categories.search, Qt.Key.Key_Down)
    assert "not in these sales" in str(popup.categories.list.currentIndex().data())
    QTest.keyClick(popup.categories.list, Qt.Key.Key_Space)
    assert asked(place).categories == {"Ropes"}


def test_whoever_asks_the_panel_shows_it(place: PairingsPlace, popup: FilterPopup) -> None:
    place.viewing.change_filter(
        evidence=frozenset({"likely"}), held_up=True, families=frozenset({"Rain Capes"})
    )
    assert popup.evidence.value == {"likely"} and popup.held_up.value == {"held_up"}
    place.viewing.change(filter=NO_FILTER)
    assert popup.evidence.value == frozenset() and popup.families.value == frozenset()


def test_the_slider_keeps_the_strongest(place: PairingsPlace, popup: FilterPopup) -> None:
    analysis = place.session.analysis
    assert analysis is not None
    popup.strength.slider.setValue(60)
    QTest.qWait(80)
    least = asked(place).strength
    passing = list_passing(analysis, Plan(), asked(place))
    assert least > 0 and 10 < len(passing) < len(analysis.pairs)
    assert popup.strength.label.text().startswith(f"the {len(passing)} strongest of ")
    assert popup.strength.slider.value() == 60
    popup.strength.slider.setValue(0)
    QTest.qWait(80)
    assert asked(place).strength == 0.0


def test_counts_are_those_of_the_pairs(place: PairingsPlace, popup: FilterPopup) -> None:
    analysis = place.session.analysis
    assert analysis is not None
    popup.evidence.boxes["proven"].click()
    for word, label in popup.evidence.counts.items():
        alone = Filter(evidence=frozenset({word}))
        assert label.text() == f"{len(list_passing(analysis, Plan(), alone)):,}"
    passing = len(list_passing(analysis, Plan(), asked(place)))
    assert popup.all_passing.button.text() == f"With all {passing} that pass"


def test_what_a_shop_does_not_know_is_not_asked(
    new_place: Callable[[Session], PairingsPlace],
) -> None:
    from dataclasses import replace

    import numpy as np

    analysis = make_analysis()
    products = analysis.products
    unknown = np.full(len(products), np.nan)
    bare = replace(analysis, products=replace(products, stock=unknown, cost=unknown, price=unknown))
    session = Session()
    place = new_place(session)
    session.open(State(sales=make_sales(), plan=Plan(), analysis=bare), saved=True)
    place.bar.filter.click()
    popup = place.bar.filter.popup
    assert popup is not None
    for group in (popup.stock, popup.price, popup.margin):
        assert not group.isVisible()
    assert popup.missing.text() == "No file says anything of: later orders, price, margin, stock."
    assert popup.kinds.boxes["cross_sell"].isVisible()
    assert not popup.kinds.boxes["season"].isVisible()
    assert "not at hand" in popup.occasion.note.text()
    popup.hide()


def chips(place: PairingsPlace) -> list[QPushButton]:
    return place.filtering.chips.buttons


def test_chips_say_what_is_asked_and_take_it_away(place: PairingsPlace) -> None:
    strip = place.filtering.chips
    assert not strip.isVisible()
    place.viewing.change_filter(
        evidence=frozenset({"proven", "likely"}), categories=frozenset({"Ropes"}), held_up=True
    )
    assert strip.isVisible()
    texts = [chip.text() for chip in chips(place)]
    assert texts == ["proven  ×", "likely  ×", "held up in later orders  ×", "Ropes  ×"]
    chips(place)[1].setFocus()
    chips(place)[1].click()
    assert asked(place).evidence == {"proven"}
    assert [chip.text() for chip in chips(place)][1] == "held up in later orders  ×"
    QApplication.processEvents()
    assert chips(place)[1].hasFocus()
    strip.clear.click()
    assert asked(place) == NO_FILTER and not strip.isVisible()


def test_a_chip_that_goes_while_it_is_pressed_takes_nothing_away(place: PairingsPlace) -> None:
    place.viewing.change(filter=Filter(held_up=True, categories=frozenset({"Ropes"})))
    chip = chips(place)[-1]
    QTest.mousePress(chip, Qt.MouseButton.LeftButton)
    place.viewing.change(filter=Filter(held_up=True))
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton)
    assert asked(place) == Filter(held_up=True)


def test_names_that_are_gone_are_said(place: PairingsPlace) -> None:
    place.viewing.change(focus=("gone",), filter=Filter(categories=frozenset({"Teas"})))
    assert place.filtering.chips.gone.text() == "Not in these sales: gone, Teas."
    place.viewing.change(focus=(), filter=NO_FILTER)
    assert not place.filtering.chips.isVisible()


def offer(popup: FilterPopup, text: str) -> None:
    popup.all_passing.menu.aboutToShow.emit()
    action = next(a for a in popup.all_passing.menu.actions() if a.text() == text)
    action.trigger()


def test_few_are_ruled_on_at_once_many_are_asked_about(
    place: PairingsPlace, popup: FilterPopup, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, analysis = place.session, place.session.analysis
    assert analysis is not None
    place.viewing.change_filter(evidence=frozenset({"proven"}))
    passing = list_passing(analysis, session.plan, asked(place))
    monkeypatch.setattr(all_passing, "UNASKED", len(passing) - 1)
    offer(popup, "Accept")
    assert not session.plan.pairings and popup.all_passing.go.isVisible()
    assert popup.all_passing.go.text() == f"Accept: {len(passing)}"
    popup.all_passing.back.click()
    assert popup.all_passing.button.isVisible()
    offer(popup, "Accept")
    popup.all_passing.go.click()
    assert set(session.plan.pairings) == set(passing)
    assert session.undo_stack.count() == 1
    assert session.undo_stack.undoText() == f"Accept {len(passing)} pairings"
    session.undo_stack.undo()
    assert not session.plan.pairings
    monkeypatch.setattr(all_passing, "UNASKED", len(passing))
    place.bar.filter.open()
    offer(popup, "Reject")
    rejected = {pairing.decision for pairing in session.plan.pairings.values()}
    assert rejected == {Decision.REJECTED} and len(session.plan.pairings) == len(passing)


def test_one_message_for_all_that_pass(place: PairingsPlace, popup: FilterPopup) -> None:
    place.viewing.change_filter(evidence=frozenset({"proven"}))
    offer(popup, "Write message…")
    popup.all_passing.message.setText("Goes well with it")
    QTest.keyClick(popup.all_passing.message, Qt.Key.Key_Return)
    messages = {pairing.message for pairing in place.session.plan.pairings.values()}
    assert messages == {"Goes well with it"}
    assert place.session.undo_stack.count() == 1


def test_escape_closes_the_panel(place: PairingsPlace, popup: FilterPopup) -> None:
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
