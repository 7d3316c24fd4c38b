"""Nothing is cut off where there is little room."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from xsell_desktop.ui.widgets.table import LEAST_TEXT, Column, DataTable
from xsell_desktop.ui.widgets.tiles import Tile


@pytest.mark.parametrize("width", [600, 300])
def test_a_tile_grows_with_the_lines_of_its_label(qtbot: QtBot, width: int) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    row = QHBoxLayout()
    tiles = [Tile("12", "orders"), Tile("3,015", "customers who are known"), Tile("5", "lines")]
    for tile in tiles:
        row.addWidget(tile, 1)
    column.addLayout(row)
    column.addStretch(1)
    qtbot.addWidget(page)
    page.resize(width, 300)
    page.show()
    qtbot.waitExposed(page)
    for tile in tiles:
        assert tile.label.height() >= tile.label.heightForWidth(tile.label.width())
        assert tile.height() < 120
    assert len({tile.height() for tile in tiles}) == 1


def test_the_column_of_names_gives_way_before_figures_are_cut_off(qtbot: QtBot) -> None:
    table = DataTable(
        [
            Column("Products", ["Three-Season Sleeping Bag + Sleeping Bag Liner Cotton"] * 3),
            *(Column(title, np.arange(3), "count") for title in ("Orders", "Lines", "Units")),
        ]
    )
    qtbot.addWidget(table)
    table.show()
    figures = sum(table.columnWidth(place) for place in (1, 2, 3))
    for width in (900, figures + 260):
        table.resize(width, 200)
        assert sum(map(table.columnWidth, range(4))) == table.viewport().width()
    table.resize(figures + LEAST_TEXT - 60, 200)
    assert table.columnWidth(0) == LEAST_TEXT
