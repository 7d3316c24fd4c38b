"""The Insights place: its list of questions, and pages that catch up when they are chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.plan import pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.insights import PAGES
from xsell_desktop.ui.places.insights import InsightsPlace, page_titles

MakeInsights = Callable[[Sales, Analysis | None], InsightsPlace]


def test_every_page_has_a_question_of_its_own() -> None:
    keys = [key for key, _module, _name in PAGES]
    assert list(page_titles()) and set(page_titles()) == set(keys)
    assert len(set(page_titles().values())) == len(keys)


def test_without_sales_the_place_says_what_to_do(make_insights: MakeInsights) -> None:
    place = make_insights(Sales(), None)
    assert place.empty.isVisible()
    assert "Import" in place.empty.button.text()
    assert not place.pages


def test_choosing_a_question_shows_its_page(
    qtbot: QtBot, sample: tuple[Sales, Analysis], make_insights: MakeInsights
) -> None:
    place = make_insights(*sample)
    for key, title in page_titles().items():
        page = place.show_page(key)
        qtbot.waitUntil(lambda: not place.jobs.is_busy, timeout=60_000)
        assert place.stack.currentWidget() is page
        assert page.title == title
        assert page.accessibleName() == "" or page.accessibleName()
    with pytest.raises(StopIteration):
        place.show_page("weather")


def test_pages_out_of_sight_catch_up(
    qtbot: QtBot, sample: tuple[Sales, Analysis], make_insights: MakeInsights
) -> None:
    place = make_insights(*sample)
    first = place.show_page(PAGES[0][0])
    qtbot.waitUntil(lambda: not place.jobs.is_busy, timeout=60_000)
    seen: list[frozenset[str]] = []
    first.refresh = lambda change: seen.append(change.parts)  # type: ignore[method-assign]
    place.refresh(Change(frozenset({"pairings"})))
    assert seen == [frozenset({"pairings"})]
    place.list.setCurrentRow(-1)
    place.refresh(Change(frozenset({"settings"})))
    place.refresh(Change(frozenset({"bundles"})))
    place.show_page(PAGES[0][0])
    assert seen[1:] == [frozenset({"settings", "bundles"})]


def test_a_pair_asked_for_is_shown_in_pairings(
    sample: tuple[Sales, Analysis], make_insights: MakeInsights
) -> None:
    place = make_insights(*sample)
    asked: list[str] = []
    place.asked.connect(asked.append)
    page = place.show_page(PAGES[0][0])
    one, other = sample[1].products.keys[:2]
    page.pair_asked.emit(one, other)
    assert asked == ["place_pairings"]
    assert place.selection.pair == pair_of(one, other)
    assert place.selection.product == one
