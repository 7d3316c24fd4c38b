"""The KPIs place in the window: real clicks on a small shop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.edits import reject_pairing
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import pair_of
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui import theme
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.places.kpis import KpisPlace

HEADER = "order,product,quantity,price,date,customer\n"


def write_shop(path: Path, *, dated: bool = True, priced: bool = True) -> Path:
    """Sixty orders: kettle and filter mostly together, mugs and tea alone."""
    lines = []
    for n in range(60):
        date = f"2025-{1 + n // 20:02}-{1 + n % 20:02}" if dated else ""
        held = [("kettle", 30), ("filter", 5)] if n % 3 else [("mug", 8)]
        held += [("tea", 6)] if n % 5 == 0 else []
        for product, price in held:
            lines.append(f"{n},{product},1,{price if priced else ''},{date},c{n % 25}\n")
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def open_kpis(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Callable[..., KpisPlace]:
    def open_place(*, dated: bool = True, priced: bool = True) -> KpisPlace:
        path = write_shop(tmp_path / "shop.csv", dated=dated, priced=priced)
        window.session.set_sales(workflow.import_files(Sales(), [path]).sales)
        place = window.show_place("kpis")
        assert isinstance(place, KpisPlace)
        qtbot.waitUntil(lambda: place.kpis is not None, timeout=20_000)
        qtbot.waitUntil(lambda: place.cards["sales-by-month"].view.is_drawn, timeout=20_000)
        return place

    return open_place


def colours_of(image: QImage) -> set[int]:
    steps = range(0, image.width(), 7)
    return {image.pixel(x, y) for x in steps for y in range(0, image.height(), 7)}


def test_before_the_first_import_it_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    place = window.show_place("kpis")
    assert isinstance(place, KpisPlace)
    asked: list[str] = []
    place.asked.disconnect()
    place.asked.connect(asked.append)
    qtbot.mouseClick(place.empty.button, Qt.MouseButton.LeftButton)
    assert asked == ["import"]


@pytest.mark.qt_log_ignore("This plugin does not support")  # the screen of tests has no keyboard
def test_tiles_show_figures_counts_and_passports(
    open_kpis: Callable[..., KpisPlace], qtbot: QtBot
) -> None:
    place = open_kpis()
    tiles = place.tiles
    assert len(tiles) >= 15
    assert tiles["orders"].value.text() == "60"
    assert tiles["single"].detail.text() == "16 of 60 orders"
    passport = tiles["aov"].figure.passport
    assert tiles["aov"].toolTip() == passport
    qtbot.mouseClick(tiles["aov"].info, Qt.MouseButton.LeftButton)
    opened = tiles["aov"].passport
    assert opened is not None
    assert opened.isVisible()
    assert opened.text.text() == passport
    tile = tiles["aov"]
    under = tile.mapToGlobal(tile.rect().bottomLeft())
    assert abs(opened.x() - under.x()) < 5 and opened.y() >= under.y()
    assert opened.text.height() <= opened.text.heightForWidth(opened.text.width())
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: tiles["aov"].passport is None)


def test_every_figure_has_its_tile(open_kpis: Callable[..., KpisPlace]) -> None:
    place = open_kpis()
    assert place.kpis is not None
    assert set(place.tiles) == {tile.id for tile in place.kpis.tiles}


def test_charts_in_sight_are_drawn_and_the_others_when_scrolled_to(
    open_kpis: Callable[..., KpisPlace], qtbot: QtBot
) -> None:
    place = open_kpis()
    last = place.cards["returns"].view
    assert last.image.isNull()
    place.scroll_area.verticalScrollBar().setValue(10_000)
    qtbot.waitUntil(lambda: last.is_drawn and not last.image.isNull(), timeout=20_000)
    assert last.image.deviceIndependentSize().toSize() == last.size()
    assert len(colours_of(last.image)) > 2


def test_a_chart_is_redrawn_for_another_size_and_theme(
    open_kpis: Callable[..., KpisPlace], window: MainWindow, qtbot: QtBot
) -> None:
    place = open_kpis()
    view = place.cards["sales-by-month"].view
    light = view.image.pixelColor(0, 0).name()
    assert light == theme.current().surface.lower()
    window.set_theme("dark")
    qtbot.waitUntil(lambda: view.image.pixelColor(0, 0).name() != light, timeout=20_000)
    assert view.image.pixelColor(0, 0).name() == theme.current().surface.lower()
    before = view.size()
    window.resize(1400, 860)
    qtbot.waitUntil(lambda: view.size() != before, timeout=5_000)
    qtbot.waitUntil(
        lambda: view.image.deviceIndependentSize().toSize() == view.size(), timeout=20_000
    )


def test_columns_follow_the_width(
    open_kpis: Callable[..., KpisPlace], window: MainWindow, qtbot: QtBot
) -> None:
    place = open_kpis()
    assert place.chart_grid.columns == 2
    assert {grid.columns for grid in place.groups.values()} == {7}
    window.resize(900, 700)
    qtbot.waitUntil(lambda: place.chart_grid.columns == 1)
    assert {grid.columns for grid in place.groups.values()} == {4}
    assert not place.scroll_area.horizontalScrollBar().isVisible()


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_save_a_chart(
    form: str, open_kpis: Callable[..., KpisPlace], qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    place = open_kpis()
    card = place.cards["pareto"]
    offered: list[str] = []

    def choose(_parent: object, _title: str, start: str, kind: str) -> tuple[str, str]:
        offered.extend((start, kind))
        return str(tmp_path / "my chart"), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    action = next(a for a in card.menu.actions() if form.upper() in a.text())
    action.trigger()
    saved = tmp_path / f"my chart.{form}"
    qtbot.waitUntil(lambda: not place.told.isHidden(), timeout=20_000)
    assert saved.stat().st_size > 1000
    assert offered[0].endswith(f"pareto.{form}")
    assert saved.name in place.told.text()
    assert not place.scroll_area.isAncestorOf(place.told)  # seen wherever the page is scrolled


def test_a_dismissed_file_dialog_saves_nothing(
    open_kpis: Callable[..., KpisPlace], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = open_kpis()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    place.cards["pareto"].menu.actions()[0].trigger()
    assert not [job for job in place.jobs.running if job.name]
    assert place.told.isHidden()


def test_copy_a_chart(open_kpis: Callable[..., KpisPlace], qtbot: QtBot) -> None:
    place = open_kpis()
    QGuiApplication.clipboard().clear()
    qtbot.mouseClick(place.cards["sales-by-month"].copy_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not QGuiApplication.clipboard().image().isNull(), timeout=20_000)
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (1680, 1080)
    assert len(colours_of(image)) > 5
    assert "clipboard" in place.told.text()


def test_enlarge_a_chart_by_button_or_double_click(
    open_kpis: Callable[..., KpisPlace], qtbot: QtBot
) -> None:
    place = open_kpis()
    card = place.cards["sales-by-month"]
    qtbot.mouseClick(card.enlarge_button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(card.view, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    assert len(place.dialogs) == 2
    dialog = place.dialogs[0]
    assert dialog.windowTitle() == card.title.text()
    qtbot.waitUntil(lambda: dialog.view.is_drawn and not dialog.view.image.isNull(), timeout=20_000)
    for opened in list(place.dialogs):
        qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert not place.dialogs


def test_no_prices_and_no_dates_are_said(open_kpis: Callable[..., KpisPlace]) -> None:
    place = open_kpis(dated=False, priced=False)
    assert place.tiles["aov"].value.text() == "–"
    assert "no prices" in place.tiles["aov"].detail.text()
    assert place.tiles["lines"].value.text() != "–"


def test_a_decision_changes_the_figures(
    open_kpis: Callable[..., KpisPlace], window: MainWindow, qtbot: QtBot
) -> None:
    place = open_kpis()
    before = place.kpis
    assert before is not None
    covered = place.tiles["coverage"].figure.value
    assert covered > 0
    plan = window.session.plan
    for one, other in (("kettle", "filter"), ("kettle", "tea"), ("filter", "tea"), ("mug", "tea")):
        plan = reject_pairing(plan, pair_of(one, other))
    window.session.edit("Reject", plan)
    qtbot.waitUntil(lambda: place.kpis is not before, timeout=20_000)
    assert place.tiles["coverage"].figure.value < covered
    assert len(place.tiles) == len(before.tiles)


def test_older_figures_say_that_they_are_old(
    open_kpis: Callable[..., KpisPlace], window: MainWindow, qtbot: QtBot
) -> None:
    place = open_kpis()
    before = place.kpis
    settings = replace(window.session.plan.settings, top=3, min_together=3)
    window.session.edit("Settings", replace(window.session.plan, settings=settings))
    assert place.stale.isVisible()
    assert "old ones" in place.stale.text()
    qtbot.waitUntil(lambda: place.kpis is not before, timeout=20_000)
    assert not place.stale.isVisible()


def test_a_failure_is_told_where_the_figures_would_be(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise UserError("The figures cannot be made", "A column is gone.", "Import again.")

    monkeypatch.setattr(workflow, "measure", fail)
    path = write_shop(tmp_path / "shop.csv")
    window.session.set_sales(workflow.import_files(Sales(), [path]).sales)
    place = window.show_place("kpis")
    assert isinstance(place, KpisPlace)
    qtbot.waitUntil(
        lambda: place.empty.title.text() == "The figures cannot be made", timeout=20_000
    )
    assert "Import again." in place.empty.text.text()


def test_taking_the_sales_back_empties_the_place(
    open_kpis: Callable[..., KpisPlace], window: MainWindow
) -> None:
    place = open_kpis()
    window.session.set_sales(Sales())
    assert place.kpis is None
    assert place.empty.isVisible()


def test_charts_are_drawn_beside_the_window(
    open_kpis: Callable[..., KpisPlace], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = open_kpis()
    from xsell_desktop.charts import figure

    threads: list[threading.Thread] = []
    drawing = figure.render

    def watch(*args: object, **named: object) -> object:
        threads.append(threading.current_thread())
        return drawing(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(figure, "render", watch)
    qtbot.mouseClick(place.cards["sales-by-month"].copy_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(place.told.text()), timeout=20_000)
    assert threads
    assert threading.main_thread() not in threads
