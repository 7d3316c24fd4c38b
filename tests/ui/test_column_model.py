"""The table's model: sorted and filtered rows are the source's rows, whatever the order."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xsell_desktop.ui import theme
from xsell_desktop.ui.widgets.table import Column, ColumnModel, DataTable

RISING, FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def shop() -> list[Column]:
    return [
        Column("Product", ["Mug", "aeropress", "Filters", "Beans"]),
        Column("Orders", np.array([12, 40, 7, 1234]), "count"),
        Column("Attach rate", np.array([0.3, np.nan, 0.042, 1.0]), "percent"),
        Column("Revenue", np.array([5.5, 1000.0, np.nan, -2.0]), "money", "", "GBP"),
        Column("vs chance", np.array([2.44, np.inf, np.nan, 0.0]), "times"),
        Column("Evidence", np.array([1, 0, -1, 1]), words=("proven", "thin")),
    ]


def texts(model: ColumnModel, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_cells_are_written_for_people() -> None:
    model = ColumnModel(shop())
    assert texts(model, 1) == ["12", "40", "7", "1,234"]
    assert texts(model, 2) == ["30 %", "–", "4.2 %", "100 %"]
    assert texts(model, 3) == ["£5.50", "£1,000.00", "–", "−£2.00"]
    assert texts(model, 4) == ["2.4×", "∞×", "–", "0.0×"]
    assert texts(model, 5) == ["thin", "proven", "", "thin"]


def test_expected_counts_are_written_as_in_sentences() -> None:
    model = ColumnModel([Column("By chance", np.array([0.01, 2.66, 5.0, 12.3]), "expected")])
    assert texts(model, 0) == ["less than 0.1", "2.7", "5", "12"]


def test_numbers_are_right_aligned_with_their_header() -> None:
    model = ColumnModel(shop())
    for column in range(6):
        here = model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole)
        above = model.headerData(
            column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        assert here == above
        assert bool(here & Qt.AlignmentFlag.AlignRight) == (column in (1, 2, 3, 4))


def test_sorting_puts_the_unknown_last_and_ignores_case() -> None:
    model = ColumnModel(shop())
    model.sort(2, RISING)
    assert texts(model, 0) == ["Filters", "Mug", "Beans", "aeropress"]
    model.sort(2, FALLING)
    assert texts(model, 0) == ["Beans", "Mug", "Filters", "aeropress"]
    model.sort(0, RISING)
    assert texts(model, 0) == ["aeropress", "Beans", "Filters", "Mug"]
    model.sort(5, RISING)
    assert texts(model, 5) == ["proven", "thin", "thin", ""]
    model.sort(-1)
    assert texts(model, 0) == ["Mug", "aeropress", "Filters", "Beans"]


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="same number of rows"):
        ColumnModel([("A", ["x"]), ("B", ["x", "y"])])


def test_tints_are_theme_colours(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light")
    model = ColumnModel([Column("A", ["x", "y"], tints=["proven", ""])])
    colour = model.index(0, 0).data(Qt.ItemDataRole.ForegroundRole)
    assert colour.name().upper() == theme.current().proven
    assert model.index(1, 0).data(Qt.ItemDataRole.ForegroundRole) is None


@given(
    values=st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=1, max_size=30),
    falling=st.booleans(),
    data=st.data(),
)
def test_source_and_view_rows_stay_each_others_inverse(
    values: list[float], falling: bool, data: st.DataObject
) -> None:
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values))))
    model = ColumnModel([("A", np.array(values), "count")])
    model.filter(mask)
    model.sort(0, FALLING if falling else RISING)
    shown = [model.source_row(row) for row in range(model.rowCount())]
    assert sorted(shown) == np.flatnonzero(mask).tolist()
    assert [model.view_row(source) for source in shown] == list(range(len(shown)))
    hidden = set(range(len(values))) - set(shown)
    assert all(model.view_row(source) == -1 for source in hidden)
    known = [values[source] for source in shown if values[source] == values[source]]
    assert known == sorted(known, reverse=falling)


def test_selection_follows_its_rows_through_sorting_and_new_columns(qtbot: QtBot) -> None:
    table = DataTable(shop())
    qtbot.addWidget(table)
    heard: list[list[int]] = []
    table.chosen.connect(heard.append)
    table.choose([3, 1])
    assert sorted(table.chosen_rows()) == [1, 3]
    table.sortByColumn(0, RISING)
    assert table.chosen_rows() == [1, 3]
    assert [table.columns.source_row(r) for r in range(4)] == [1, 3, 2, 0]
    assert not heard
    table.selectRow(0)
    assert heard[-1] == [1]


def test_copy_gives_the_rows_as_tab_separated_text(qtbot: QtBot) -> None:
    table = DataTable(shop())
    qtbot.addWidget(table)
    table.show()
    table.choose([1, 2])
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "Product\tOrders\tAttach rate\tRevenue\tvs chance\tEvidence"
    assert copied[1] == "aeropress\t40\t\t1000\tinf\tproven"
    assert copied[2] == "Filters\t7\t0.042\t\t\t"


def test_a_click_on_the_header_sorts_falls_and_returns(qtbot: QtBot) -> None:
    table = DataTable(shop())
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.show()
    header = table.horizontalHeader()

    def click() -> list[str]:
        where = header.rect().center()
        where.setX(header.sectionViewportPosition(1) + 20)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
        return texts(table.columns, 1)

    assert click() == ["7", "12", "40", "1,234"]
    assert click() == ["1,234", "40", "12", "7"]
    assert click() == ["12", "40", "7", "1,234"]


def test_widths_fill_the_room_until_the_user_chooses(qtbot: QtBot) -> None:
    table = DataTable(shop())
    qtbot.addWidget(table)
    table.resize(1200, 300)
    table.show()
    assert sum(table.columnWidth(c) for c in range(6)) == table.viewport().width()
    table.horizontalHeader().resizeSection(0, 99)
    table.resize(1300, 300)
    assert table.columnWidth(0) == 99


def test_hundred_thousand_rows_are_shown_and_sorted_at_once(qtbot: QtBot) -> None:
    rows = 100_000
    values = np.random.default_rng(1).random(rows)
    table = DataTable([("Key", [f"P{i % 977}" for i in range(rows)]), ("Share", values, "percent")])
    qtbot.addWidget(table)
    began = time.perf_counter()
    table.columns.sort(1, FALLING)
    table.columns.filter(values > 0.5)
    assert time.perf_counter() - began < 0.5
    assert table.columns.source_row(0) == int(values.argmax())
    assert not table.columns.index(0, 0, QModelIndex()).parent().isValid()


@given(
    mask=st.lists(st.booleans(), min_size=4, max_size=4),
    wanted=st.lists(st.integers(-1, 5), max_size=6),
    falling=st.booleans(),
)
def test_many_rows_are_found_where_one_after_the_other_is(
    mask: list[bool], wanted: list[int], falling: bool
) -> None:
    model = ColumnModel(shop())
    model.filter(np.array(mask))
    model.sort(1, FALLING if falling else RISING)
    one_by_one = {model.view_row(row) for row in wanted} - {-1}
    assert model.view_rows(wanted) == sorted(one_by_one)
