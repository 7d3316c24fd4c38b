"""What comes later: the table, the sentence, and the list for an e-mail."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.insights.follow_ups import FollowUpsPage
from xsell_desktop.ui.insights.page import Page

LEFT = Qt.MouseButton.LeftButton
ShowPage = Callable[[str, Sales, Analysis], Page]


@pytest.fixture
def page(show_page: ShowPage, sample: tuple[Sales, Analysis]) -> FollowUpsPage:
    return cast(FollowUpsPage, show_page("follow_ups", *sample))


def settle(qtbot: QtBot, page: FollowUpsPage) -> None:
    qtbot.waitUntil(lambda: not page.jobs.is_busy, timeout=60_000)


def choose(qtbot: QtBot, page: FollowUpsPage, row: int) -> None:
    cell = page.table.visualRect(page.table.model().index(row, 0))
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=cell.center())
    settle(qtbot, page)


def test_the_table_holds_every_follow_up(page: FollowUpsPage) -> None:
    assert page.found is not None
    assert page.table.columns.rows == len(page.found) == 5
    assert "5 follow-ups among 3,015 known customers" in page.summary.text()
    later = {page.table.columns.columns[1].write(row) for row in range(5)}
    assert "Descaler Sachets (6)" in later
    assert not page.show_pair.isEnabled()


def test_a_row_is_told_in_words_and_narrows_the_list(qtbot: QtBot, page: FollowUpsPage) -> None:
    everything = page.due.table.columns.rows
    choose(qtbot, page, 0)
    assert "came back for Descaler Sachets (6). Chance gives" in page.sentence.text()
    assert "Usually after 6 weeks" in page.sentence.text()
    assert 0 < page.due.table.columns.rows < everything
    assert page.due.heading.text() == "Due for an e-mail: Descaler Sachets (6)"
    asked: list[tuple[str, str]] = []
    page.pair_asked.connect(lambda one, other: asked.append((one, other)))
    qtbot.mouseClick(page.show_pair, LEFT)
    assert asked == [("BRW-1063", "CAR-1049")]


def test_more_days_make_a_longer_list(qtbot: QtBot, page: FollowUpsPage) -> None:
    before = page.due.table.columns.rows
    page.due.days.setValue(90)
    settle(qtbot, page)
    assert page.due.table.columns.rows > before
    page.due.days.setValue(1)
    settle(qtbot, page)
    assert page.due.table.columns.rows < before


def test_a_longer_horizon_is_followed_anew(qtbot: QtBot, page: FollowUpsPage) -> None:
    page.horizon.setCurrentIndex(0)
    settle(qtbot, page)
    assert page.found is not None
    assert page.found.horizon == 90
    assert (page.found.gaps.median <= 90).all()


def test_the_list_is_saved_as_a_table(
    qtbot: QtBot, page: FollowUpsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "letters"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    qtbot.mouseClick(page.due.save_button, LEFT)
    settle(qtbot, page)
    with target.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == page.due.table.columns.rows
    assert rows[0]["due_date"] >= "2026-09-18"
    assert {"order", "product", "partner_name"} <= set(rows[0])
    assert "Saved letters.csv" in page.due.told.text()


def test_sales_without_customers_say_so(
    show_page: ShowPage, sample: tuple[Sales, Analysis]
) -> None:
    sales, analysis = sample
    assert analysis.baskets is not None
    nobody = replace(analysis.baskets, customer=np.full(len(analysis.baskets), -1, np.int32))
    page = cast(FollowUpsPage, show_page("follow_ups", sales, replace(analysis, baskets=nobody)))
    assert page.empty.isVisible()
    assert page.empty.title.text() == "These sales name no customers"


def test_sales_without_dates_say_so(show_page: ShowPage, sample: tuple[Sales, Analysis]) -> None:
    sales, analysis = sample
    assert analysis.baskets is not None
    never = np.full(len(analysis.baskets), np.datetime64("NaT", "s"))
    undated = replace(
        analysis, baskets=replace(analysis.baskets, date=never), first_date="", last_date=""
    )
    page = cast(FollowUpsPage, show_page("follow_ups", sales, undated))
    assert page.empty.title.text() == "These sales have no dates"
