"""The import dialog: what files are, the mapping, what comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from import_steps import Steps
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import pair_of
from xsell_desktop.ui.dialogs.columns_view import fitting, shortened, titles_of
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.tables.column_model import header_font
from xsell_desktop.ui.widgets.table import CELL_PADDING, WIDEST
from xsell_desktop.workflow import column_keys, preview_file, read_files, sample_files

LEFT = Qt.MouseButton.LeftButton


def test_a_mapping_is_asked_for_and_used(
    steps: Steps, qtbot: QtBot, window: MainWindow, lines_file: Path
) -> None:
    dialog = steps.offer(lines_file)
    assert dialog.panel.columns.mapping.isVisible()
    assert not dialog.import_button.isEnabled()
    assert "kasse.csv" in dialog.hint.text()
    roles = dialog.panel.columns.roles
    assert roles["order"].currentData() == "alef"
    steps.pick(dialog, roles["product"], "gimel")
    assert dialog.import_button.isEnabled()
    assert dialog.hint.text() == ""
    for role, header in (("quantity", "dalet"), ("price", "he"), ("date", "bet")):
        steps.pick(dialog, roles[role], header)
    titles = [column.title for column in dialog.panel.columns.table.columns.columns]
    assert "gimel\n→ Product (SKU or code)" in titles
    qtbot.mouseClick(dialog.import_button, LEFT)
    qtbot.waitUntil(lambda: bool(window.session.sales), timeout=20_000)
    (made,) = window.session.sales.imports
    assert made.report.lines_kept == 4
    assert sorted(made.lines.product_keys) == ["Filter", "Kaffee", "Tasse"]
    assert made.lines.line_revenue.sum() == pytest.approx(12.90 + 6.20 + 12.90 + 8)
    assert window.deck.currentWidget() is window.deck.places["data"]


def test_the_first_rows_are_shown_before_anything_is_imported(
    steps: Steps, window: MainWindow, lines_file: Path
) -> None:
    dialog = steps.offer(lines_file)
    model = dialog.panel.columns.table.columns
    assert model.rowCount() == 4
    first = lines_file.read_text(encoding="utf-8").splitlines()[1]
    assert [model.index(0, c).data() for c in range(5)] == first.split(";")
    dialog.reject()
    assert not window.session.sales


def test_the_mapping_fits_a_small_screen(steps: Steps, lines_file: Path) -> None:
    dialog = steps.offer(lines_file)
    assert dialog.panel.columns.mapping.isVisible()
    assert dialog.minimumSizeHint().width() <= dialog.width() <= 1200
    for combo in dialog.panel.choices.combos.values():
        if combo.isVisible():
            assert combo.width() >= combo.minimumSizeHint().width()


def test_the_delimiter_can_be_chosen(steps: Steps, lines_file: Path) -> None:
    dialog = steps.offer(lines_file)
    steps.pick(dialog, dialog.panel.choices.combos["delimiter"], ",")
    assert dialog.panel.columns.table.columns.columnCount() <= 3
    steps.pick(dialog, dialog.panel.choices.combos["delimiter"], ";")
    assert dialog.panel.columns.table.columns.columnCount() == 5


def test_a_file_can_be_read_as_baskets(
    steps: Steps, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "two.csv"
    path.write_text("milk,bread\nbread,butter\nmilk,butter\n")
    dialog = steps.offer(path)
    steps.pick(dialog, dialog.panel.choices.combos["format"], "plain-baskets")
    assert not dialog.panel.columns.mapping.isVisible()
    qtbot.mouseClick(dialog.import_button, LEFT)
    qtbot.waitUntil(lambda: bool(window.session.sales), timeout=20_000)
    assert window.session.sales.imports[0].report.orders == 3


def test_unusable_files_are_left_out_with_their_reason(steps: Steps, tmp_path: Path) -> None:
    picture, empty = tmp_path / "photo.csv", tmp_path / "empty.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    empty.write_bytes(b"")
    orders, __ = sample_files()
    dialog = steps.offer(picture, orders, empty, tmp_path / "gone.csv")
    assert dialog.paths == [orders]
    assert dialog.import_button.text() == "Import 1 file"
    assert dialog.hint.text() == "3 files are left out."
    for row, name in ((0, "photo.csv"), (2, "empty.csv"), (3, "gone.csv")):
        dialog.list.setCurrentRow(row)
        assert name in dialog.panel.verdict.text()
        assert dialog.panel.tabs.isHidden()
    dialog.list.setCurrentRow(1)
    assert dialog.panel.verdict.text().startswith("Shopify orders · 6,051 orders · 281 products")


def test_a_file_can_be_left_out_by_its_tick(steps: Steps, lines_file: Path) -> None:
    orders, catalogue = sample_files()
    dialog = steps.offer(lines_file, orders, catalogue)
    assert not dialog.import_button.isEnabled()
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.import_button.isEnabled()
    assert dialog.paths == [orders, catalogue]
    assert dialog.maps == {}


def test_closing_the_dialog_stops_looking(
    qtbot: QtBot, window: MainWindow, lines_file: Path
) -> None:
    window.imports.offer([lines_file])
    dialog = window.imports.dialog
    assert dialog is not None
    dialog.reject()
    assert window.imports.dialog is None
    qtbot.waitUntil(lambda: not window.jobs.is_busy)


def test_import_from_the_menu_uses_the_chosen_files(
    qtbot: QtBot, window: MainWindow, lines_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = ([str(lines_file)], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: answer)
    window.commands["import"].trigger()
    assert window.imports.dialog is not None
    assert window.settings.folder == str(lines_file.parent)
    window.imports.dialog.reject()


def test_the_own_import_takes_the_place_of_the_sample(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.imports.open_sample()
    qtbot.waitUntil(lambda: bool(window.session.sales), timeout=60_000)
    path = tmp_path / "baskets.csv"
    path.write_text("milk,bread\nmilk\nbread,butter,milk\n")
    window.imports.import_files([path], {})
    qtbot.waitUntil(lambda: window.session.sales.imports[0].source == "baskets.csv", timeout=20_000)
    assert len(window.session.sales.imports) == 1
    assert not window.session.sales.catalogues
    assert not window.session.is_saved


def test_decisions_made_on_the_sample_are_asked_about(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.imports.open_sample()
    qtbot.waitUntil(lambda: bool(window.session.sales), timeout=60_000)
    window.session.edit("accept", edits.accept_pairing(window.session.plan, pair_of("A", "B")))
    window.imports.import_files([tmp_path / "x.csv"], {})
    assert any(box.isVisible() for box in window.findChildren(QMessageBox))


def test_a_failed_import_changes_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    orders, __ = sample_files()
    state = window.session.state
    window.imports.import_files([orders, tmp_path / "gone.csv"], {})
    qtbot.waitUntil(window.banner.isVisible, timeout=20_000)
    assert "gone.csv" in window.banner.text.text()
    assert window.session.state is state


def test_columns_without_a_clear_name_go_by_number(tmp_path: Path) -> None:
    header = ("order", "name", "", "Name", "quantity")
    assert column_keys(header, 6) == ["order", "2", "3", "4", "quantity", "6"]
    path = tmp_path / "twice.csv"
    path.write_text("order,name,,name,quantity\n1001,Mug,x,c,1\n1002,Cup,e,f,2\n")
    assert titles_of(preview_file(path).header or (), [0, 2])[1] == "Column 3"


def test_cells_are_shown_on_one_line_of_bearable_length() -> None:
    assert shortened("a\x00b\r\nc\nd\x1be") == "a␀b⏎c⏎d�e"
    assert shortened("x" * 1_000_000) == "x" * 200 + "…"


def test_the_file_that_needs_a_word_is_one_click_away(
    steps: Steps, qtbot: QtBot, lines_file: Path
) -> None:
    orders, __ = sample_files()
    dialog = steps.offer(orders, lines_file)
    assert "kasse.csv" in dialog.hint.text()
    qtbot.mouseClick(dialog.lead, LEFT)
    assert dialog.list.currentRow() == 1
    assert dialog.lead.isHidden()


def test_choices_go_below_each_other_where_there_is_little_room(
    steps: Steps, qtbot: QtBot, lines_file: Path
) -> None:
    dialog = steps.offer(lines_file)
    assert dialog.minimumSizeHint().width() < 830
    dialog.resize(1180, 680)
    choices = dialog.panel.choices
    combos = [combo for combo in choices.combos.values() if combo.isVisible()]
    qtbot.waitUntil(lambda: len({combo.y() for combo in combos}) == 1)
    dialog.resize(760, 520)
    qtbot.waitUntil(lambda: len({combo.y() for combo in combos}) == 2)


def test_columns_are_as_wide_as_the_longer_line_of_their_titles(
    steps: Steps, lines_file: Path
) -> None:
    table = steps.offer(lines_file).panel.columns.table
    metrics = QFontMetrics(header_font())
    at = [column.title.split("\n")[0] for column in table.columns.columns].index("alef")
    assert table.columns.columns[at].title == "alef\n→ Order number"
    need = metrics.horizontalAdvance("→ Order number")
    assert need <= table.columnWidth(at) < need + metrics.horizontalAdvance("alef\n") + CELL_PADDING


def test_the_titles_of_columns_end_where_the_widest_column_does() -> None:
    assert fitting("sku") == "sku"
    long = fitting("a name of a column that goes on and on, as one till writes it, and on")
    assert long.endswith("…")
    assert QFontMetrics(header_font()).horizontalAdvance(long) <= WIDEST - CELL_PADDING


def test_a_part_the_keyboard_comes_to_brings_its_column_into_view(
    steps: Steps, tmp_path: Path
) -> None:
    path = tmp_path / "wide.csv"
    blank = ",".join(f"note {n} with a long name" for n in range(40))
    rows = "".join(f"{n},{'x,' * 40}A{n % 3}\n" for n in range(9))
    path.write_text(f"order_id,{blank},sku\n{rows}")
    view = steps.offer(path).panel.columns
    assert view.table.columnViewportPosition(41) > view.table.viewport().width()
    QCoreApplication.sendEvent(view.roles["product"], QFocusEvent(QEvent.Type.FocusIn))
    assert view.table.columnViewportPosition(41) < view.table.viewport().width()


def test_the_choices_share_the_room_by_what_they_say(steps: Steps, lines_file: Path) -> None:
    combos = steps.offer(lines_file).panel.choices.combos
    for key in ("encoding", "delimiter", "decimal", "date_order"):
        assert combos[key].width() >= combos[key].needed_width()


def test_a_workbook_that_begins_with_a_notice_is_said_to_have_other_sheets(
    steps: Steps, tmp_path: Path
) -> None:
    path = tmp_path / "till.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Notice").write(0, 0, "Written by our till")
        sheet = book.add_worksheet("Sales")
        for row, cells in enumerate([("Order", "Product"), (1, "Mug"), (1, "Cup"), (2, "Mug")]):
            sheet.write_row(row, 0, cells)
    dialog = steps.offer(path)
    text = "It has 2 sheets or tables; the orders may be in another one."
    assert text in dialog.panel.verdict.text()
    (intake,) = read_files([path], {})
    assert intake.report.warnings[-1].startswith("1 other sheet or table in the file is not read")
    steps.pick(dialog, dialog.panel.choices.combos["sheet"], "Sales")
    assert text not in dialog.panel.verdict.text()
    assert dialog.import_button.isEnabled()


def test_nothing_to_import_is_said_so(steps: Steps, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("")
    dialog = steps.offer(path)
    assert dialog.hint.text() == "There is nothing to import here."
    assert dialog.import_button.text() == "Import"
    assert not dialog.import_button.isEnabled()
