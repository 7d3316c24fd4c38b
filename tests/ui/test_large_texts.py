"""At every size of texts the window fits a screen of 1280 pixels, and nothing is out of reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.views import Mode
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.session import State


def sales(folder: Path) -> State:
    path = folder / "till.csv"
    rows = ["order,product,date"]
    for turn in range(12):
        rows += [f"{turn},{name},2026-01-0{1 + turn % 9}" for name in ("tea", "cup", "spoon")]
        rows.append(f"9{turn},water,2026-01-0{1 + turn % 9}")
    path.write_text("\n".join(rows))
    return State(sales=workflow.import_files(State().sales, [path]).sales)


@pytest.mark.parametrize("size", [100, 150, 200])
def test_pairings_fit_a_small_screen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, size: int
) -> None:
    window.session.open(sales(tmp_path), saved=True)
    qtbot.waitUntil(lambda: window.session.analysis is not None, timeout=30_000)
    place = window.show_place("pairings")
    assert isinstance(place, PairingsPlace) and window.session.analysis is not None
    window.looks.set_text_size(size)
    key = window.session.analysis.products.keys[0]
    try:
        for focus, mode in ((), Mode.GRAPH), ((key,), Mode.GRAPH), ((), Mode.MATRIX):
            window.selection.select_products(focus)
            place.viewing.change(focus=focus, mode=mode)
            QApplication.processEvents()
            widest = 1100 if size == 100 else 1280
            assert window.minimumSizeHint().width() <= widest, (focus, mode)
            area = place.inspector.pages.currentWidget()
            assert isinstance(area, QScrollArea)
            cut_off = area.widget().width() > area.viewport().width()
            assert area.horizontalScrollBar().isVisible() or not cut_off
    finally:
        window.looks.set_text_size(100)
