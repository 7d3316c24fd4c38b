"""What it is worth: tiles, sliders, and what cannot be said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.edits import put_bundle
from xsell_desktop.domain.plan import Bundle, Part, Settings
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.insights.effect import EffectPage
from xsell_desktop.ui.insights.page import Page

ShowPage = Callable[[str, Sales, Analysis], Page]


@pytest.fixture
def page(show_page: ShowPage, sample: tuple[Sales, Analysis]) -> EffectPage:
    return cast(EffectPage, show_page("effect", *sample))


def settle(qtbot: QtBot, page: EffectPage) -> None:
    qtbot.waitUntil(lambda: not page.jobs.is_busy, timeout=60_000)


def number(page: EffectPage, name: str) -> float:
    return float(page.tiles[name].value.text().strip("£").replace(",", ""))


def test_the_tiles_say_an_estimate_and_its_range(page: EffectPage) -> None:
    assert page.base is not None
    assert 0 < number(page, "margin") < number(page, "revenue")
    low, high = (float(t.replace(",", "")) for t in page.ranges["revenue"].text().split(" to "))
    assert low < number(page, "revenue") < high
    assert page.basis.text().startswith("In the 13 weeks to 2026-09-17, ")
    assert "assumptions, not findings" in page.honest.text()
    assert page.products.columns.rows > 10


def test_the_sliders_move_the_estimate_at_once_and_undo_brings_it_back(
    qtbot: QtBot, page: EffectPage
) -> None:
    before = number(page, "orders")
    page.shares["assumed_uplift"].box.setValue(20)
    assert page.session.plan.settings.assumed_uplift == 0.2
    assert number(page, "orders") == pytest.approx(2 * before, rel=0.01)
    assert not page.jobs.is_busy  # nothing is counted anew
    page.session.undo_stack.undo()
    assert page.shares["assumed_uplift"].slider.value() == 10
    assert number(page, "orders") == before
    settle(qtbot, page)


def test_nothing_assumed_is_nothing_gained(page: EffectPage) -> None:
    page.shares["assumed_seen"].box.setValue(0)
    assert number(page, "orders") == 0
    assert page.trial.text() == "A change this small cannot be told from chance by any trial."


def test_bundles_have_their_own_share_and_table(qtbot: QtBot, page: EffectPage) -> None:
    assert not page.shares["assumed_uptake"].isVisible()
    analysis, keys = page.session.analysis, page.session.analysis.products.keys  # type: ignore[union-attr]
    assert analysis is not None
    parts = (Part(keys[analysis.pairs.a[0]]), Part(keys[analysis.pairs.b[0]]))
    page.session.edit("Bundle", put_bundle(page.session.plan, Bundle("b1", "Best two", parts, 0.1)))
    settle(qtbot, page)
    assert page.shares["assumed_uptake"].isVisible()
    assert page.bundles.columns.rows == 1
    assert page.bundles.columns.columns[0].write(0) == "Best two"


def test_without_dates_nothing_is_said_of_a_month(show_page: ShowPage, tmp_path: Path) -> None:
    path = tmp_path / "baskets.csv"
    path.write_text("bread,butter\nbread\nbutter,jam\n" * 20, encoding="utf-8")
    sales = workflow.import_files(Sales(), [path]).sales
    page = cast(EffectPage, show_page("effect", sales, workflow.analyse(sales, Settings())))
    assert page.empty.isVisible()
    assert "no dates" in page.empty.text.text()
