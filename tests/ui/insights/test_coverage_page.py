"""What has a list: bars, the four views, and decisions made from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.edits import change_settings
from xsell_desktop.domain.plan import Settings
from xsell_desktop.kpis.coverage import NO_LIST
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.choices import Rung
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.insights.coverage import CoveragePage
from xsell_desktop.ui.insights.page import Page

LEFT = Qt.MouseButton.LeftButton
Shop = tuple[Sales, Analysis]


@pytest.fixture
def page(show_page: Callable[[str, Sales, Analysis], Page], sample: Shop) -> CoveragePage:
    return cast(CoveragePage, show_page("coverage", *sample))


def settle(qtbot: QtBot, page: CoveragePage) -> None:
    qtbot.waitUntil(lambda: not page.jobs.is_busy, timeout=60_000)


def test_the_bars_hold_every_active_product(page: CoveragePage) -> None:
    coverage = page.coverage
    assert coverage is not None
    assert sum(bar.products for bar in page.bars.bars) == coverage.active.sum()
    assert page.bars.bars[0].word == "proven pair"
    assert page.bars.bars[0].products == coverage.on_rung[Rung.PROVEN]
    assert f"{coverage.active.sum()} active products" in page.summary.text()
    assert "proven pair: " in page.bars.accessibleDescription()


@pytest.mark.parametrize("view", ["lonely", "hubs", "slow", "new"])
def test_a_view_lists_as_many_as_its_button_says(
    view: str, page: CoveragePage, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.views[view], LEFT)
    assert page.view == view
    assert page.table.columns.rows == int(page.views[view].text().split()[0])
    assert page.note.text()


def test_a_lonely_product_is_paired_in_one_click_and_undone(
    page: CoveragePage, qtbot: QtBot
) -> None:
    before = page.table.columns.rows
    assert before > 1
    page.table.selectRow(0)
    pair = page._rows[0].pair
    assert pair is not None
    assert page.sentence.text()
    qtbot.mouseClick(page.accept_pairs, LEFT)
    settle(qtbot, page)
    assert page.session.plan.ruling(*pair) is not None
    assert page.table.columns.rows < before
    page.session.undo_stack.undo()
    settle(qtbot, page)
    assert page.table.columns.rows == before


def test_a_slow_mover_is_shown_beside_what_sells(page: CoveragePage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.views["slow"], LEFT)
    coverage = page.coverage
    assert coverage is not None
    for row in page._rows:
        assert coverage.cover[row.at] > 180
        if row.pair is not None:
            anchor = coverage.keys.index(row.pair[0])
            assert coverage.orders[anchor] > coverage.orders[row.at]
    place = next(at for at, row in enumerate(page._rows) if row.pair is not None)
    page.table.selectRow(place)
    with qtbot.waitSignal(page.pair_asked) as asked:
        qtbot.mouseClick(page.show_pair, LEFT)
    assert tuple(asked.args) == page._rows[place].pair


def test_hubs_are_not_accepted(page: CoveragePage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.views["hubs"], LEFT)
    page.table.selectRow(0)
    assert not page.accept_pairs.isEnabled()
    assert " lists, and in " in page.sentence.text()


def test_a_higher_lowest_rung_leaves_products_without_a_list(
    page: CoveragePage, qtbot: QtBot
) -> None:
    session = page.session
    settings = replace(session.plan.settings, lowest_rung=2)
    session.edit("Lower", change_settings(session.plan, settings))
    settle(qtbot, page)
    assert page.coverage is not None
    assert NO_LIST in page.coverage.on_rung


def test_without_stock_the_page_says_what_is_lacking(
    show_page: Callable[[str, Sales, Analysis], Page], tmp_path: Path, qtbot: QtBot
) -> None:
    lines = [f"{n},2026-03-{1 + n % 28:02d},{p},1,2.5" for n in range(60) for p in ("tea", "milk")]
    path = tmp_path / "plain.csv"
    path.write_text("\n".join(["order_id,date,product,quantity,price", *lines]) + "\n")
    sales = workflow.import_files(Sales(), [path]).sales
    page = cast(CoveragePage, show_page("coverage", sales, workflow.analyse(sales, Settings())))
    qtbot.mouseClick(page.views["slow"], LEFT)
    assert page.note.text().startswith("How much is in stock is not known.")
