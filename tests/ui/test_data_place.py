"""The Data place: reports, products, taking an import back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.places.data import DataPlace, data_notes, partial_months
from xsell_desktop.ui.places.data_report import figures

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def data(qtbot: QtBot, window: MainWindow) -> DataPlace:
    window.imports.open_sample()
    qtbot.waitUntil(lambda: window.session.analysis is not None, timeout=60_000)
    place = window.show_place("data")
    assert isinstance(place, DataPlace)
    return place


def test_it_says_what_to_do_while_there_is_nothing(qtbot: QtBot, window: MainWindow) -> None:
    place = window.show_place("data")
    assert isinstance(place, DataPlace)
    assert place.empty.isVisible()
    with qtbot.waitSignal(place.asked) as heard:
        window.commands["import"].blockSignals(True)
        qtbot.mouseClick(place.empty.button, LEFT)
    assert heard.args == ["import"]


def test_every_row_of_a_file_is_accounted_for_on_the_screen(data: DataPlace) -> None:
    report = data.session.sales.imports[0].report
    view = data.imports.report
    assert view.title.text() == report.file
    assert view.tiles[0].value.text() == f"{report.rows_read:,}"
    reasons, counts = view.aside.columns.columns
    kept_out = len(report.set_aside)
    listed = list(zip(reasons.values, counts.values.tolist(), strict=True))
    assert dict(listed[:kept_out]) == dict(report.set_aside)
    left_in = [count for _words, count in listed[kept_out:]]
    assert left_in == sorted(report.left_in.values(), reverse=True)
    rows, why = view.refused.columns.columns
    assert list(zip(rows.values.tolist(), why.values, strict=True)) == [
        tuple(refusal) for refusal in report.rows_refused
    ]
    aside = sum(count for _words, count in listed[:kept_out])
    shown = report.lines_kept + aside + len(rows.values) + report.framing
    assert shown == report.rows_read
    assert "refused" in view.refused_heading.text()


def test_the_catalogue_has_a_report_of_its_own(data: DataPlace) -> None:
    data.imports.list.setCurrentRow(1)
    assert data.imports.report.title.text() == data.session.sales.catalogues[0].source
    assert [tile.isVisibleTo(data) for tile in data.imports.report.tiles].count(True) == 2


def test_the_search_finds_by_name_key_and_category(qtbot: QtBot, data: DataPlace) -> None:
    qtbot.mouseClick(data.parts["products"], LEFT)
    view = data.products
    everything = view.table.columns.rowCount()
    key = data.session.analysis.products.keys[3]
    qtbot.keyClicks(view.search, key.lower())
    assert 1 <= view.table.columns.rowCount() < everything
    shown = [view._keys[row] for row in view.table.columns.shown]
    assert key in shown
    assert view.count.text().startswith(f"{len(shown):,} of {everything:,}")
    view.search.setText("no such thing at all")
    assert view.table.columns.rowCount() == 0
    view.search.clear()
    assert view.table.columns.rowCount() == everything


def test_products_are_selected_everywhere_and_from_elsewhere(qtbot: QtBot, data: DataPlace) -> None:
    data.show_part("products")
    table = data.products.table
    table.selectRow(4)
    key = data.products._keys[table.columns.source_row(4)]
    assert data.selection.products == (key,)
    other = data.session.analysis.products.keys[7]
    data.selection.select_products([other])
    assert [data.products._keys[row] for row in table.chosen_rows()] == [other]


def test_unsold_products_of_the_catalogue_are_listed_with_no_orders(data: DataPlace) -> None:
    products = data.session.analysis.products
    keys = data.products._keys
    assert keys[: len(products)] == list(products.keys)
    orders = data.products.table.columns.columns[3].values
    assert all(orders[len(products) :] == 0)
    assert len(set(keys)) == len(keys)


def test_an_import_can_be_taken_back(qtbot: QtBot, window: MainWindow, data: DataPlace) -> None:
    data.imports.list.setCurrentRow(0)
    qtbot.mouseClick(data.imports.report.back, LEFT)
    box = next(box for box in data.findChildren(QMessageBox) if box.isVisible())
    button = next(b for b in box.buttons() if b.text() == "Take back")
    qtbot.mouseClick(button, LEFT)
    assert not window.session.sales.imports
    assert window.session.sales.catalogues
    assert window.session.analysis is None
    assert data.imports.list.count() == 1
    assert "Only a catalogue" in data.notes.text()
    assert data.products.table.columns.rowCount() == 0


def test_the_notes_name_currencies_and_partial_months(data: DataPlace) -> None:
    analysis = data.session.analysis
    mixed = replace(analysis, currency="GBP", other_currencies=("EUR", "USD"))
    notes = "\n".join(data_notes(mixed))
    assert "GBP only" in notes
    assert "EUR, USD" in notes
    assert analysis.last_date[:7] in notes


def test_partial_months() -> None:
    assert partial_months("2025-01-01", "2025-03-31") == []
    assert partial_months("2025-01-02", "2025-03-29") == []
    assert partial_months("2025-01-09", "2025-03-12") == [
        "2025-01 (from day 9)",
        "2025-03 (to day 12)",
    ]
    assert partial_months("", "") == []


def test_a_changed_setting_is_analysed_again_and_undone(
    qtbot: QtBot, window: MainWindow, data: DataPlace
) -> None:
    window.commands["preferences"].trigger()
    from xsell_desktop.ui.dialogs.preferences import PreferencesDialog

    dialog = window.findChild(PreferencesDialog)
    assert dialog is not None
    dialog.together.setValue(9)
    dialog.top.setValue(3)
    dialog.accept()
    assert window.session.plan.settings.min_together == 9
    qtbot.waitUntil(lambda: window.session.analysis.settings.min_together == 9, timeout=60_000)
    assert int(window.session.analysis.pairs.together.min()) >= 9
    qtbot.mouseClick(window.top_bar.undo, LEFT)
    qtbot.waitUntil(lambda: window.session.analysis.settings.min_together == 2, timeout=60_000)
    assert not window.session.is_stale


def test_rows_of_baskets_are_not_called_order_lines() -> None:
    report = Report(file="b.csv", format="plain-baskets", kind="sales", rows_read=3, lines_kept=3)
    assert ("3", "baskets kept") in figures(report)
    assert ("3", "order lines kept") in figures(replace(report, format="plain-lines"))


def test_what_a_rule_that_is_off_left_in_is_counted(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(
        "Name,Email,Financial Status,Paid at,Lineitem quantity,Lineitem name,Lineitem price,"
        "Lineitem sku,Cancelled at,Created at\n"
        "#1,a@x.example,paid,,1,Mug,8.00,MUG,,2025-01-02\n"
        "#1,,,,1,Cup,5.00,CUP,,2025-01-02\n"
        "#2,b@x.example,paid,,1,Mug,8.00,MUG,2025-01-04,2025-01-03\n"
    )
    keep = ColumnMap(format="", filters={"cancelled": False})
    window.session.set_sales(workflow.import_files(Sales(), [path], {path: keep}).sales)
    place = window.show_place("data")
    assert isinstance(place, DataPlace)
    table = place.imports.report.aside.columns
    assert [column.write(0) for column in table.columns] == [
        "left in, its rule is off: cancelled orders", "1",
    ]  # fmt: skip
    window.commands["import"].blockSignals(True)
    with qtbot.waitSignal(place.asked) as asked:
        place.imports.report.again.click()
    assert asked.args == ["import"]
