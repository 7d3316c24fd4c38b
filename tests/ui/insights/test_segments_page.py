"""Who differs: ways to cut the orders, their segments, and the pairs in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.change import Change
from xsell_desktop.domain.plan import Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.segments.differences import Differences
from xsell_desktop.sales.plain_orders import lines_of_orders
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.sales import Import, Sales
from xsell_desktop.ui.insights.page import Page
from xsell_desktop.ui.insights.segment_columns import summary_words
from xsell_desktop.ui.insights.segments import SegmentsPage

LEFT = Qt.MouseButton.LeftButton
ShowPage = Callable[[str, Sales, Analysis], Page]


@pytest.fixture
def page(show_page: ShowPage, sample: tuple[Sales, Analysis]) -> SegmentsPage:
    return cast(SegmentsPage, show_page("segments", *sample))


def shop_of(orders: list[list[str]]) -> tuple[Sales, Analysis]:
    report = Report("x.csv", "plain-lines", "sales")
    sales = Sales().add(Import("1", "x.csv", "2024-01-01", report, lines_of_orders(orders)))
    return sales, workflow.analyse(sales, Plan().settings)


def test_every_way_to_cut_is_offered_and_the_others_explained(page: SegmentsPage) -> None:
    ways = [page.way.itemText(at) for at in range(page.way.count())]
    assert ways == ["Customer class", "New or returning", "Sales channel", "Week or weekend",
                    "Day of the week", "Time of day"]  # fmt: skip
    assert "Country (all orders are of United Kingdom)" in page.missing.text()
    assert "comparisons of a pair in one segment with all other orders" in page.summary.text()


def test_the_summary_names_where_the_differences_are(page: SegmentsPage) -> None:
    assert page.study is not None
    place, pair = np.full(2, 2, np.int32), np.ones(2, np.int64)
    found = Differences(place, place, pair, pair > 0, pair / 50, 1150)
    told = summary_words(replace(page.study, differences=found))
    assert told.endswith("other orders: 2 differ for certain. See Sales channel.")


def test_segments_add_up_to_all_orders(page: SegmentsPage, sample: tuple[Sales, Analysis]) -> None:
    for at in range(page.way.count()):
        page.way.setCurrentIndex(at)
        orders = page.segments.columns.columns[1].values
        assert sum(orders) == sample[1].orders
        assert page.segments.chosen_rows() == [0]


def test_choosing_a_segment_lists_its_pairs(qtbot: QtBot, page: SegmentsPage) -> None:
    page.way.setCurrentIndex(page.way.findText("Week or weekend"))
    before = [page.pairs.columns.columns[3].write(row) for row in range(5)]
    cell = page.segments.visualRect(page.segments.model().index(1, 0))
    qtbot.mouseClick(page.segments.viewport(), LEFT, pos=cell.center())
    assert page.rule.text() == "Saturday and Sunday."
    assert [page.pairs.columns.columns[3].write(row) for row in range(5)] != before
    assert not page.show_pair.isEnabled()


def test_a_pair_is_told_beside_everyone_and_shown_in_pairings(
    qtbot: QtBot, page: SegmentsPage, sample: tuple[Sales, Analysis]
) -> None:
    cell = page.pairs.visualRect(page.pairs.model().index(0, 0))
    qtbot.mouseClick(page.pairs.viewport(), LEFT, pos=cell.center())
    assert page.sentence.text().startswith("Among champions, ")
    assert "elsewhere" in page.sentence.text()
    asked: list[tuple[str, str]] = []
    page.pair_asked.connect(lambda one, other: asked.append((one, other)))
    qtbot.mouseClick(page.show_pair, LEFT)
    products = sample[1].products
    names = [products.names[products.index[key]] for key in asked[0]]
    assert names == [page.pairs.columns.columns[at].write(0) for at in (0, 1)]


def test_the_table_says_what_the_sentence_says(page: SegmentsPage) -> None:
    columns = page.pairs.columns.columns
    for row in range(3):
        page.pairs.choose([row])
        page._tell_pair()
        together, rate = columns[3].values[row], columns[4].values[row]
        assert f", {together:.0f} of the {together / rate:.0f} orders" in page.sentence.text()


def test_a_new_analysis_is_studied_and_the_way_kept(
    qtbot: QtBot, page: SegmentsPage, sample: tuple[Sales, Analysis]
) -> None:
    page.way.setCurrentIndex(2)
    first = page.study
    again = workflow.analyse(sample[0], Plan().settings)
    page.session.set_analysis(again, sample[0])
    page.refresh(Change(frozenset({"analysis"})))
    qtbot.waitUntil(lambda: not page.jobs.is_busy, timeout=60_000)
    assert page.study is not first
    assert page.way.currentText() == "Sales channel"


def test_sales_that_cannot_be_cut_say_why(show_page: ShowPage) -> None:
    page = cast(SegmentsPage, show_page("segments", *shop_of([["a", "b"], ["a", "c"]] * 10)))
    assert page.empty.isVisible()
    text = page.empty.text.text()
    assert "Customer class, New or returning (the sales name no customers)" in text
    assert "Day of the week, Time of day (the sales have no dates)" in text
    assert not page.way.isVisible()
