"""Ctrl+K finds commands and products, by keys alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1] / "pairings"))

from shop_builder import make_analysis, make_sales

from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.finding.command_palette import CommandPalette
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.session import State

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def palette(window: MainWindow, qtbot: QtBot) -> CommandPalette:
    window.show()
    window.activateWindow()
    return window.palette_popup


def open_palette(window: MainWindow) -> None:
    window.commands["palette"].trigger()
    QApplication.processEvents()


def test_it_offers_what_the_menus_hold(window: MainWindow, palette: CommandPalette) -> None:
    open_palette(window)
    assert palette.isVisible()
    assert {"Save", "Pairings", "Import sales"} <= set(palette.lines)
    assert not any(line.startswith("Undo") for line in palette.lines), "nothing to undo"


def test_typing_and_enter_do_it(window: MainWindow, palette: CommandPalette) -> None:
    open_palette(window)
    QTest.keyClicks(palette.field, "bund")
    assert palette.lines[0] == "Bundles"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert window.deck.currentWidget() is window.deck.places["bundles"]


def test_what_was_done_comes_first_next_time(window: MainWindow, palette: CommandPalette) -> None:
    open_palette(window)
    QTest.keyClicks(palette.field, "kpi")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    open_palette(window)
    assert palette.lines[0] == "KPIs"


def test_arrows_walk_and_wrap(window: MainWindow, palette: CommandPalette) -> None:
    open_palette(window)
    last = len(palette.lines) - 1
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == last
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 0
    assert palette.field.accessibleDescription().startswith(palette.lines[0])


def test_nothing_found_is_said(window: MainWindow, palette: CommandPalette) -> None:
    open_palette(window)
    QTest.keyClicks(palette.field, "zzzz")
    assert palette.nothing.isVisible() and palette.lines == []
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_product_is_found_by_name_and_by_key(window: MainWindow, palette: CommandPalette) -> None:
    analysis = make_analysis()
    window.session.open(State(sales=make_sales(), analysis=analysis), saved=True)
    key, name = analysis.products.keys[5], analysis.products.names[5]
    window.show_place("pairings")
    for typed in (name, key):
        window.selection.clear()
        open_palette(window)
        QTest.keyClicks(palette.field, typed)
        assert name in palette.lines
        palette.list.choose(palette.lines.index(name))
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
        assert window.selection.product == key
        assert window.deck.currentWidget() is window.deck.places["pairings"]


def test_no_products_without_sales(window: MainWindow, palette: CommandPalette) -> None:
    window.session.open(State(sales=Sales()), saved=True)
    open_palette(window)
    QTest.keyClicks(palette.field, "a")
    assert "product" not in [entry.keys for entry in palette._shown]
