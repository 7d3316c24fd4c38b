"""Pages while sales are newer than the analysis, while work is stopped, and after quick undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.edits import change_settings
from xsell_desktop.domain.plan import Settings
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.insights.changes import ChangesPage
from xsell_desktop.ui.insights.coverage import CoveragePage
from xsell_desktop.ui.insights.effect import EffectPage
from xsell_desktop.ui.insights.follow_ups import FollowUpsPage
from xsell_desktop.ui.insights.page import Page
from xsell_desktop.ui.places.insights import InsightsPlace

LEFT = Qt.MouseButton.LeftButton
ShowPage = Callable[[str, Sales, Analysis], Page]
Shop = tuple[Sales, Analysis]


def settle(qtbot: QtBot, page: Page) -> None:
    qtbot.waitUntil(lambda: not page.jobs.is_busy, timeout=60_000)


def others(tmp_path: Path) -> Shop:
    """A shop of three products, in two imports."""
    sales = Sales()
    for number, day in enumerate(("2026-01", "2026-05")):
        lines = ["order_id,date,product,quantity"]
        for order in range(60):
            held = ("press", "filters") if order % 2 else ("jam",)
            name = f"{number}{order:02d}"
            lines += [f"{name},{day}-{1 + order % 28:02d},{product},1" for product in held]
        path = tmp_path / f"{day}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        sales = workflow.import_files(sales, [path], on=f"{day}-28").sales
    return sales, workflow.analyse(sales, Settings())


def test_due_orders_are_those_of_the_sales_that_were_analysed(
    qtbot: QtBot, show_page: ShowPage, sample: Shop, tmp_path: Path
) -> None:
    page = cast(FollowUpsPage, show_page("follow_ups", *sample))
    before = page.due.table.columns.rows
    page.session.set_sales(others(tmp_path)[0])
    assert page.session.is_stale
    page.due.days.setValue(31)
    settle(qtbot, page)
    assert page.due.table.columns.rows >= before > 0


@pytest.mark.parametrize("key", ["changes", "coverage"])
def test_a_table_keeps_its_own_products_until_the_next_is_there(
    key: str, show_page: ShowPage, sample: Shop, tmp_path: Path
) -> None:
    page = cast(ChangesPage | CoveragePage, show_page(key, *sample))
    buttons = page.turns if isinstance(page, ChangesPage) else page.views
    sales, small = others(tmp_path)
    page.session.set_sales(sales)
    page.session.set_analysis(small, sales)
    for name in list(buttons)[::-1]:
        buttons[name].setChecked(True)
        if page.table.columns.rows:
            page.table.choose([0])
            page._tell_chosen()
            assert page.sentence.text()
    page.jobs.cancel_all()


def test_other_settings_keep_the_import_that_was_chosen(
    qtbot: QtBot, show_page: ShowPage, tmp_path: Path
) -> None:
    sales, analysis = others(tmp_path)
    page = cast(ChangesPage, show_page("changes", sales, analysis))
    page.since.setCurrentIndex(page.since.findData(workflow.LATEST))
    settle(qtbot, page)
    again = change_settings(page.session.plan, Settings(min_together=3))
    page.session.edit("Settings", again)
    page.session.set_analysis(workflow.analyse(sales, again.settings), sales)
    settle(qtbot, page)
    assert page.since.currentData() == workflow.LATEST


@pytest.mark.parametrize("key", ["coverage", "follow_ups", "segments", "changes", "effect"])
def test_stopped_work_can_be_started_again(
    qtbot: QtBot, make_insights: Callable[..., InsightsPlace], tmp_path: Path, key: str
) -> None:
    place = make_insights(*others(tmp_path))
    place.jobs.cancel_all()
    page = place.show_page(key)
    place.jobs.cancel_all()
    settle(qtbot, page)
    empty = page.empty  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: empty.button.text() == "Start again", timeout=10_000)
    qtbot.mouseClick(empty.button, LEFT)
    assert empty.button.text() == ""
    settle(qtbot, page)
    assert not empty.isVisible() or empty.title.text() != "Stopped"


def test_the_effect_comes_back_after_nothing_could_be_said(
    qtbot: QtBot, show_page: ShowPage, sample: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = cast(EffectPage, show_page("effect", *sample))
    assert page.base is not None
    counted = workflow.count_effect
    monkeypatch.setattr(workflow, "count_effect", lambda *_args: Missing("Nothing to count."))
    page.session.edit("Shorter lists", change_settings(page.session.plan, Settings(top=2)))
    settle(qtbot, page)
    assert page.empty.isVisible()
    monkeypatch.setattr(workflow, "count_effect", counted)
    page.session.undo_stack.undo()
    settle(qtbot, page)
    assert not page.empty.isVisible()
    assert page.base is not None


def test_the_effect_of_a_plan_taken_back_is_not_shown(
    qtbot: QtBot, show_page: ShowPage, sample: Shop
) -> None:
    page = cast(EffectPage, show_page("effect", *sample))
    before = page.base
    page.session.edit("Shorter lists", change_settings(page.session.plan, Settings(top=1)))
    page.session.undo_stack.undo()
    settle(qtbot, page)
    assert page.base is before
