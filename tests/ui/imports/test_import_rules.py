"""The rules of an import as switches, the refused rows, and what the wizard remembers."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from import_steps import Steps
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.ui.dialogs.chosen_file import Word

LEFT = Qt.MouseButton.LeftButton
SHOPIFY = """Name,Email,Financial Status,Paid at,Lineitem quantity,Lineitem name,Lineitem price,\
Lineitem sku,Cancelled at,Tags,Created at
#1,a@x.example,paid,2025-01-02,1,Mug,8.00,MUG,,,2025-01-02
#1,,,,1,Cup,5.00,CUP,,,2025-01-02
#2,b@x.example,paid,2025-01-03,1,Mug,8.00,MUG,2025-01-04,,2025-01-03
#3,c@x.example,paid,2025-01-05,many,Mug,8.00,MUG,,,2025-01-05
#4,d@x.example,paid,2025-01-06,1,Mug,8.00,MUG,,,2025-01-06
#4,,,,1,=SUM(A1),5.00,,,,2025-01-06
"""


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(SHOPIFY, encoding="utf-8")
    return path


def texts(steps: Steps, id_: str) -> str:
    dialog = steps.window.imports.dialog
    assert dialog is not None
    return dialog.panel.left_out.counts[id_].text()


def test_each_rule_that_matters_is_a_switch_with_its_count(
    steps: Steps, qtbot: QtBot, orders: Path
) -> None:
    dialog = steps.offer(orders)
    view = dialog.panel.left_out
    dialog.panel.tabs.setCurrentWidget(view)
    shown = [id_ for id_, box in view.switches.items() if box.isVisible()]
    assert shown == ["cancelled"]
    assert texts(steps, "cancelled") == "1 row left out"
    assert view.balance.text() == "4 of 6 rows kept (67 %), 1 left out, 1 refused."
    qtbot.mouseClick(view.all_button, LEFT)
    assert all(box.isVisible() for box in view.switches.values())
    assert not view.switches["giants"].isChecked()
    view.switches["cancelled"].click()
    steps.settle(dialog)
    assert texts(steps, "cancelled") == "1 line left in"
    assert dialog.maps[orders].filters == {"cancelled": False}
    assert view.balance.text().startswith("5 of 6 rows kept")
    steps.press(dialog)
    (made,) = steps.window.session.sales.imports
    assert made.report.orders == 3
    assert made.report.left_in == {"cancelled orders": 1}


def test_the_import_takes_what_was_read_already(
    steps: Steps, orders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = steps.offer(orders)
    assert dialog.intakes.keys() == {orders}
    reads: list[int] = []
    whole = workflow.verbs.read_files

    def count(paths: list[Path], *others: object) -> object:
        reads.append(len(paths))
        return whole(paths, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(workflow.verbs, "read_files", count)
    steps.press(dialog)
    assert steps.window.session.sales.imports[0].report.lines_kept == 4
    assert sum(reads) == 0


def test_refused_rows_are_listed_with_their_cells_and_saved_only_when_asked(
    steps: Steps, qtbot: QtBot, orders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = steps.offer(orders)
    view = dialog.panel.refused
    dialog.panel.tabs.setCurrentWidget(view)
    qtbot.waitUntil(lambda: view.table.columns.rowCount() == 1)
    cells = [view.table.columns.index(0, at).data() for at in range(13)]
    assert cells == ["5", "quantity is not a number", "#3", "MUG", "Mug", "many", "8.00",
                     "2025-01-05", "c@x.example", "paid", "", "2025-01-05", ""]  # fmt: skip
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["orders.csv"]
    target = tmp_path / "refused.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    with qtbot.waitSignal(view.saved):
        qtbot.mouseClick(view.save, LEFT)
    header, row = csv.reader(target.open(encoding="utf-8", newline=""))
    assert header[:4] == ["row", "reason", "Name", "Email"]
    assert row == ["5", "quantity is not a number", *SHOPIFY.splitlines()[4].split(",")]
    assert view.heading.text() == "1 row saved in refused.csv."


def test_the_file_itself_is_never_written_over(
    steps: Steps, orders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = steps.offer(orders)
    dialog.panel.refused.save_as(orders)
    assert orders.read_text(encoding="utf-8") == SHOPIFY
    assert "another name" in dialog.panel.refused.heading.text()


def test_a_mapping_is_remembered_for_its_header(
    steps: Steps, lines_file: Path, tmp_path: Path
) -> None:
    dialog = steps.offer(lines_file)
    roles = dialog.panel.columns.roles
    for role, header in (("order", "alef"), ("name", "gimel"), ("quantity", "dalet")):
        steps.pick(dialog, roles[role], header)
    steps.press(dialog)
    later = tmp_path / "mai.csv"
    later.write_text(lines_file.read_text(encoding="utf-8").replace("Tasse", "Kanne"), "utf-8")
    dialog = steps.offer(later)
    (file,) = dialog.files
    assert file.word is Word.LAST_TIME
    assert "last time" in dialog.panel.word.text()
    assert dialog.import_button.isEnabled()
    assert dialog.panel.columns.roles["name"].currentData() == "gimel"
    dialog.panel.undo.click()
    steps.settle(dialog)
    assert file.word is Word.PROGRAM
    assert dialog.panel.undo.isHidden()
    dialog.reject()
    assert steps.offer(later).files[0].word is Word.PROGRAM


def test_what_is_remembered_holds_no_text_of_the_file(tmp_path: Path) -> None:
    header = ("Anna Meier", "gimel", "gimel", "Datum")
    mapping = ColumnMap(columns={"order": "Anna Meier", "name": "2", "date": "Datum", "tags": ""},
                        sheet="Meier", filters={"tips": False})  # fmt: skip
    workflow.remember_map(header, mapping)
    (kept,) = Path.home().rglob("mappings.json")
    text = kept.read_text(encoding="utf-8")
    assert "Anna" not in text and "gimel" not in text and "Meier" not in text
    again = workflow.remembered_map([cell.upper() for cell in header])
    assert again is not None
    assert again.columns == {"order": "ANNA MEIER", "name": "2", "date": "DATUM", "tags": ""}
    assert again.filters == {"tips": False}
    assert workflow.remembered_map(("Datum", *header)) is None
    kept.write_text(json.dumps({workflow.header_key(header): {"decimal": "x", "columns": 3}}))
    assert workflow.remembered_map(header) is None
    kept.write_text("[1")
    assert workflow.remembered_map(header) is None
    for number in range(230):
        workflow.remember_map((f"h{number}", "x"), mapping)
    assert len(json.loads(kept.read_text(encoding="utf-8"))) == 200
    assert workflow.remembered_map(("h29", "x")) is None
    assert workflow.remembered_map(("h229", "x")) is not None


def test_files_with_the_same_columns_are_read_alike(
    steps: Steps, lines_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "zweite.csv"
    other.write_text(lines_file.read_text(encoding="utf-8").replace("100", "200"), "utf-8")
    dialog = steps.offer(lines_file, other)
    assert dialog.hint.text().endswith("order number and the product.") or "kasse" in (
        dialog.hint.text()
    )
    steps.pick(dialog, dialog.panel.columns.roles["name"], "gimel")
    assert dialog.files[1].word is Word.OTHER_FILE
    assert dialog.import_button.isEnabled()
    dialog.list.setCurrentRow(1)
    assert dialog.panel.word.text() == "Read like kasse.csv, which has the same columns."
    steps.press(dialog)
    assert len(steps.window.session.sales.imports) == 2


def test_a_part_the_program_found_can_be_taken_away(steps: Steps, orders: Path) -> None:
    dialog = steps.offer(orders)
    roles = dialog.panel.columns.roles
    assert roles["customer"].currentData() == "Email"
    steps.pick(dialog, roles["customer"], "")
    assert dialog.panel.columns.roles["customer"].currentData() == ""
    intake = dialog.intakes[orders]
    assert intake.report.format == "shopify-orders"
    assert intake.report.customers == 0


def test_a_columns_title_offers_the_parts(steps: Steps, orders: Path) -> None:
    dialog = steps.offer(orders)
    menu = dialog.panel.columns.parts_menu("Email")
    actions = {action.text(): action for action in menu.actions()}
    assert [text for text, action in actions.items() if action.isChecked()] == ["Customer"]
    actions["not used"].trigger()
    steps.settle(dialog)
    assert dialog.files[0].column_map.columns["customer"] == ""


def test_a_query_to_copy_stands_below_the_reason(
    steps: Steps, orders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise UserError("Nothing to work with", "orders.csv lists orders", "Run this", "SELECT 1")

    monkeypatch.setattr(workflow, "preview_file", refuse)
    dialog = steps.offer(orders)
    box = dialog.panel.copy_box
    assert box.text.toPlainText() == "SELECT 1"
    assert dialog.panel.tabs.isHidden()
    box.findChildren(QPushButton)[0].click()
    assert QGuiApplication.clipboard().text() == "SELECT 1"
    assert box.button.text() == "Copied"


def test_all_columns_of_a_very_wide_file_are_not_drawn(steps: Steps, tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    names = ["order id", "sku", *(f"extra {n}" for n in range(3000))]
    rows = [["1", "A", *["x"] * 3000], ["1", "B", *["x"] * 3000], ["2", "A", *["y"] * 3000]]
    path.write_text("\n".join(",".join(row) for row in (names, *rows)) + "\n")
    dialog = steps.offer(path)
    assert dialog.panel.columns.table.columns.columnCount() == 200
    assert "200 of its 3,002 columns are shown." in dialog.panel.columns.note.text()
