"""Views are kept in the project, and the last one comes back with its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shop_builder import make_analysis, make_sales

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.view_texts import view_text
from xsell_desktop.domain.views import Filter, Mode, View
from xsell_desktop.ui.filters.memory import ViewMemory
from xsell_desktop.ui.filters.views import ViewsPopup
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.session import Session, State
from xsell_desktop.ui.settings import AppSettings
from xsell_desktop.ui.viewing import Viewing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def popup(place: PairingsPlace) -> Iterator[ViewsPopup]:
    """The panel of views, open."""
    place.filtering.views.open()
    assert place.filtering.views.popup is not None
    yield place.filtering.views.popup
    place.filtering.views.popup.hide()


def save(popup: ViewsPopup, name: str) -> None:
    popup.name.setText(name)
    QTest.keyClick(popup.name, Qt.Key.Key_Return)


def test_a_view_is_saved_shown_and_taken_back(place: PairingsPlace, popup: ViewsPopup) -> None:
    assert popup.names == []
    assert not popup.list.isVisible()
    place.viewing.change_filter(held_up=True)
    save(popup, "  Sure ones ")
    assert popup.names == ["Sure ones"] and popup.name.text() == ""
    kept = place.viewing.view
    place.viewing.change(filter=Filter())
    popup.open()
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    assert (place.viewing.view, popup.isVisible()) == (kept, False)
    assert place.session.undo_stack.undoText() == "Save view Sure ones"
    place.session.undo_stack.undo()
    assert not place.session.plan.views and place.viewing.view == kept


def test_a_name_is_given_once(place: PairingsPlace, popup: ViewsPopup) -> None:
    save(popup, "One")
    place.viewing.change_filter(held_up=True)
    popup.name.setText("One")
    assert "is there already" in popup.hint.text()
    save(popup, "One")
    assert not place.session.plan.views["One"].filter.held_up
    popup.list.setCurrentIndex(popup.model.index(0, 0))
    popup.replace.click()
    assert place.session.plan.views["One"] == place.viewing.view


def test_views_are_renamed_and_removed_with_keys(place: PairingsPlace, popup: ViewsPopup) -> None:
    save(popup, "One")
    save(popup, "Two")
    popup.model.item(0).setText("Three")
    QApplication.processEvents()
    assert sorted(place.session.plan.views) == ["Three", "Two"]
    popup.model.item(popup.names.index("Two")).setText("Three")
    assert sorted(place.session.plan.views) == ["Three", "Two"]
    QApplication.processEvents()
    assert popup.names == ["Three", "Two"] and "is called" in popup.hint.text()
    popup.list.setCurrentIndex(popup.model.index(0, 0))
    assert popup.chosen == "Three"
    QTest.keyClick(popup.list, Qt.Key.Key_Delete)
    assert list(place.session.plan.views) == ["Two"] == popup.names
    place.session.undo_stack.undo()
    QApplication.processEvents()
    assert popup.names == ["Three", "Two"]


def test_a_view_of_things_that_are_gone_opens_and_says_so(
    place: PairingsPlace, popup: ViewsPopup
) -> None:
    save(popup, "Here")
    place.viewing.show(View(focus=("gone",), filter=Filter(families=frozenset({"Old"}))))
    save(popup, "Gone")
    place.viewing.show(View())
    popup.list.setCurrentIndex(popup.model.index(popup.names.index("Gone"), 0))
    popup.show_it.click()
    assert place.filtering.chips.gone.text() == "Not in these sales: gone, Old."


def project(path: str) -> State:
    return State(sales=make_sales(), plan=Plan(), analysis=make_analysis(2, 4), path=path)


@pytest.fixture
def settings(tmp_path: Path) -> AppSettings:
    return AppSettings(tmp_path / "settings.ini")


def test_the_last_view_comes_back_with_its_project(settings: AppSettings) -> None:
    session, viewing = Session(), Viewing()
    ViewMemory(settings, session, viewing)
    session.open(project("/a/one.xsell"), saved=True)
    looked = View(mode=Mode.MATRIX, filter=Filter(held_up=True))
    viewing.show(looked)
    QTest.qWait(500)
    session.open(project("/a/two.xsell"), saved=True)
    assert viewing.view == View() and not viewing.past
    session.open(project("/a/one.xsell"), saved=True)
    assert viewing.view == looked and not viewing.past
    again = Viewing()
    ViewMemory(settings, session, again)
    assert again.view == looked


def test_another_name_takes_the_view_along(settings: AppSettings) -> None:
    session, viewing = Session(), Viewing()
    ViewMemory(settings, session, viewing)
    session.open(project(""), saved=False)
    viewing.change_filter(held_up=True)
    session.mark_saved(session.state, "/a/new.xsell")
    QTest.qWait(500)
    assert settings.view_of("/a/new.xsell") == view_text(viewing.view)


def test_a_view_of_a_later_version_is_passed_over(settings: AppSettings) -> None:
    session, viewing = Session(), Viewing()
    settings.remember_view("/a/one.xsell", '{"unheard_of": 1}')
    ViewMemory(settings, session, viewing)
    session.open(project("/a/one.xsell"), saved=True)
    assert viewing.view == View()


def test_only_so_many_projects_are_remembered(settings: AppSettings) -> None:
    for number in range(40):
        settings.remember_view(f"/a/{number}.xsell", "{}")
    assert settings.view_of("/a/39.xsell") == "{}" and settings.view_of("/a/0.xsell") == ""
