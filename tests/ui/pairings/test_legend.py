"""The legend names every sign and filters by what is clicked, with mouse and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.views import NO_FILTER, ColourBy, SizeBy
from xsell_desktop.tokens import DARK, LIGHT
from xsell_desktop.ui.canvas.bar.legend_entries import list_entries
from xsell_desktop.ui.places.pairings import PairingsPlace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def texts(place: PairingsPlace) -> list[str]:
    return [entry.text for entry in place.legend.entries]


def names_of_families(place: PairingsPlace) -> set[str]:
    return {name for _code, name in place.canvas.scene.families}


def test_every_family_on_the_canvas_is_listed_once(place: PairingsPlace) -> None:
    assert names_of_families(place) <= set(texts(place))
    assert len(set(texts(place))) == len(texts(place))


def test_a_click_on_a_family_filters_and_a_second_one_takes_it_back(place: PairingsPlace) -> None:
    name = place.canvas.scene.families[1][1]
    before = texts(place)
    place.legend.button(name).click()
    assert place.viewing.view.filter.families == frozenset({name})
    assert set(before) <= set(texts(place))  # the others stay, to be added
    assert place.legend.button(name).isChecked()
    assert "only these pairs show" in place.legend.button(name).accessibleName()
    other = next(own for _code, own in place.canvas.scene.families if own != name)
    place.legend.button(other).click()
    assert place.viewing.view.filter.families == frozenset({name, other})
    place.legend.button(name).click()
    place.legend.button(other).click()
    assert place.viewing.view.filter == NO_FILTER


def test_decisions_are_listed_once_there_are_any(place: PairingsPlace) -> None:
    assert not {"accepted", "rejected", "pinned", "drawn by you"} & set(texts(place))
    place.decisions.accept(place.canvas.scene.pairs[0])
    assert "accepted" in texts(place)
    place.legend.button("accepted").click()
    assert place.viewing.view.filter.decisions == frozenset({"accepted"})
    place.session.undo_stack.undo()
    assert "accepted" in texts(place)  # a filter in force can always be taken back here
    place.legend.button("accepted").click()
    assert "accepted" not in texts(place)


def test_kinds_are_listed_where_there_are_several(place: PairingsPlace) -> None:
    assert "cross-sell" not in texts(place)
    place.decisions.set_kind(place.canvas.scene.pairs[0], Kind.UP_SELL)
    assert {"cross-sell", "up-sell"} <= set(texts(place))
    place.legend.button("up-sell").click()
    assert place.viewing.view.filter.kinds == frozenset({Kind.UP_SELL})


def test_tab_reaches_one_entry_and_arrows_the_others(
    place: PairingsPlace, qtbot: QtBot, qapp: QApplication
) -> None:
    row = place.legend.strip
    assert len(row.walkable()) > 2
    tabs = [b for b in row.buttons if b.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert tabs == row.walkable()[:1]
    tabs[0].setFocus()
    qtbot.keyClick(tabs[0], Qt.Key.Key_Right)
    second = row.walkable()[1]
    assert qapp.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_End)
    last = row.walkable()[-1]
    assert qapp.focusWidget() is last
    qtbot.keyClick(last, Qt.Key.Key_Space)
    assert place.viewing.view.filter.parts == 1
    assert qapp.focusWidget() is last  # it is still there to be taken back
    qtbot.keyClick(last, Qt.Key.Key_Space)
    assert place.viewing.view.filter == NO_FILTER


def test_what_finds_no_room_is_in_a_list_that_filters_too(
    place: PairingsPlace, qtbot: QtBot
) -> None:
    place.legend.setFixedWidth(360)
    legend = place.legend
    assert not legend.more.isHidden()
    legend.more.click()
    assert legend.popup.isVisible()
    listed = [button.text() for button in (*legend.strip.buttons, *legend.rest.buttons)]
    assert listed == texts(place) and legend.rest.buttons
    first = legend.rest.walkable()[0]
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = legend.rest.walkable()[1]
    second.click()
    assert place.viewing.view.filter.families == frozenset({second.text()})
    assert legend.popup.isVisible()
    legend.popup.hide()


def test_menus_choose_what_sizes_and_colours_stand_for(place: PairingsPlace) -> None:
    legend = place.legend
    sizes = {action.data(): action for action in legend.size_menu.menu().actions()}
    colours = {action.data(): action for action in legend.colour_menu.menu().actions()}
    sizes["units"].trigger()
    colours["category"].trigger()
    view = place.viewing.view
    assert (view.size_by, view.colour_by) == (SizeBy.UNITS, ColourBy.CATEGORY)
    assert place.canvas.scene.coloured_by is ColourBy.CATEGORY
    assert legend.size_menu.text() == "Size: units"
    assert sizes["units"].isChecked() and not sizes["revenue"].isChecked()
    category = next(own.text for own in legend.entries if own.part == "categories")
    legend.button(category).click()
    assert place.viewing.view.filter.categories == frozenset({category})


def test_an_unknown_size_says_what_it_falls_back_to(place: PairingsPlace) -> None:
    analysis = place.session.analysis
    assert analysis is not None
    free = replace(analysis, products=replace(analysis.products, cost=analysis.products.price * 9))
    place.session.set_analysis(free, place.session.sales)
    place.viewing.change(size_by=SizeBy.MARGIN)
    assert place.legend.size_menu.text() == "Size: orders"
    assert "Margin is not known" in place.legend.size_menu.toolTip()


def test_stock_cover_lists_bands_that_only_explain(place: PairingsPlace) -> None:
    place.viewing.change(colour_by=ColourBy.STOCK_COVER)
    bands = [b for b in place.legend.strip.buttons if b.entry.sign == "disc"]
    assert [band.text() for band in bands] == ["stock unknown"]
    bands[0].click()
    assert place.viewing.view.filter == NO_FILTER


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_painted_in_both_themes(place: PairingsPlace, kind: Kind) -> None:
    place.decisions.set_kind(place.canvas.scene.pairs[0], kind)
    for tokens in (DARK, LIGHT):
        place.legend.set_theme(tokens)
        assert not place.legend.grab().isNull()
        assert not place.canvas.grab().isNull()


def test_entries_do_not_depend_on_the_way_there(place: PairingsPlace) -> None:
    place.decisions.accept(place.canvas.scene.pairs[0])
    name = place.canvas.scene.families[0][1]
    place.legend.button(name).click()
    session = place.session
    assert session.analysis is not None
    entries = list_entries(
        session.analysis, session.plan, place.viewing.view, place.canvas.whole, hulls=True
    )
    assert list(place.legend.entries) == entries
