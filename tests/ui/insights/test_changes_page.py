"""What changed: compared imports, the turns, and the pair to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.edits import accept_pairing
from xsell_desktop.domain.plan import Settings, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.insights.changes import ChangesPage
from xsell_desktop.ui.insights.page import Page

LEFT = Qt.MouseButton.LeftButton
ShowPage = Callable[[str, Sales, Analysis], Page]
HEADER = "order_id,date,product,quantity,price"


def write(path: Path, orders: list[list[str]], first: int, month: str) -> Path:
    lines = [HEADER]
    for number, order in enumerate(orders):
        day = f"2026-{month}-{1 + number % 28:02d}"
        lines += [f"{first + number},{day},{product},1,2.50" for product in order]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def two_quarters(tmp_path: Path) -> tuple[Sales, Analysis]:
    """Press and filters part, cup and saucer meet."""
    filler = [["tea"], ["milk"], ["jam"], ["rice"]] * 60
    before = write(tmp_path / "spring.csv", [*filler, *[["press", "filters"]] * 60], 1, "04")
    parted = [["press", "jam"], ["filters", "tea"]] * 40
    after = write(
        tmp_path / "summer.csv", [*filler, *parted, *[["cup", "saucer"]] * 20], 9001, "07"
    )
    sales = workflow.import_files(Sales(), [before], on="2026-05-01").sales
    sales = workflow.import_files(sales, [after], on="2026-08-01").sales
    return sales, workflow.analyse(sales, Settings())


@pytest.fixture
def page(show_page: ShowPage, two_quarters: tuple[Sales, Analysis]) -> ChangesPage:
    return cast(ChangesPage, show_page("changes", *two_quarters))


def settle(qtbot: QtBot, page: ChangesPage) -> None:
    qtbot.waitUntil(lambda: not page.jobs.is_busy, timeout=60_000)


def test_the_last_import_is_compared_with_what_was_there(page: ChangesPage) -> None:
    assert page.since.currentText() == "Since the import of summer.csv"
    assert page.summary.text().startswith("340 new orders against 300 before them: ")
    assert page.turns["appeared"].isChecked()
    names = {page.table.columns.columns[0].write(row) for row in range(page.table.columns.rows)}
    assert "cup" in names
    assert "rice" not in names


def test_each_turn_has_its_table_and_each_pair_its_sentence(
    qtbot: QtBot, page: ChangesPage
) -> None:
    gone = next(name for name in ("faded", "reversed") if page.turns[name].text()[0] != "0")
    qtbot.mouseClick(page.turns[gone], LEFT)
    assert page.table.columns.rows == 1
    assert not page.show_pair.isEnabled()
    cell = page.table.visualRect(page.table.model().index(0, 0))
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=cell.center())
    assert "0 of 340 new orders hold both" in page.sentence.text()
    asked: list[tuple[str, str]] = []
    page.pair_asked.connect(lambda one, other: asked.append((one, other)))
    qtbot.mouseClick(page.show_pair, LEFT)
    assert sorted(asked[0]) == ["filters", "press"]


def test_decisions_that_no_longer_hold_are_counted(qtbot: QtBot, page: ChangesPage) -> None:
    assert "you accepted" not in page.lists.text()
    plan = accept_pairing(page.session.plan, pair_of("press", "filters"))
    page.session.edit("Accept", plan)
    settle(qtbot, page)
    assert "1 pairing that you accepted faded or reversed." in page.lists.text()


def test_one_import_is_compared_by_time(
    qtbot: QtBot, show_page: ShowPage, sample: tuple[Sales, Analysis]
) -> None:
    page = cast(ChangesPage, show_page("changes", *sample))
    assert page.since.currentText() == "The last fifth of the orders"
    assert page.since.count() == 1
    assert page.summary.text().startswith("1,211 new orders against 4,840 before them: ")


def test_without_dates_and_a_second_import_there_is_nothing_to_compare(
    show_page: ShowPage, tmp_path: Path
) -> None:
    path = tmp_path / "baskets.csv"
    path.write_text("bread,butter\nbread\nbutter,jam\n" * 20, encoding="utf-8")
    sales = workflow.import_files(Sales(), [path]).sales
    page = cast(ChangesPage, show_page("changes", sales, workflow.analyse(sales, Settings())))
    assert page.empty.isVisible()
    assert page.empty.title.text() == "There is nothing to compare yet"
    assert "no dates" in page.empty.text.text()
