"""Workbooks come through as written, and hostile ones do no harm."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.cells import cells
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.files import workbook
from xsell_desktop.sales.files.workbook_child import cell_text
from xsell_desktop.sales.intake import preview, read
from xsell_desktop.shops import LAYOUTS

HEADER = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice",
          "CustomerID", "Country"]  # fmt: skip
ROWS = [
    [536365, "85123A", "HOLDER", 6, datetime(2010, 12, 1, 8, 26), 2.55, 17850, "UK"],
    [536365, 71053, "LANTERN", 2, datetime(2010, 12, 1, 8, 26), 3.39, 17850, "UK"],
    [536366, "00777", "TIN", 1, datetime(2010, 12, 1, 8, 28), 4, "", "UK"],
    ["C536379", "85123A", "HOLDER", -1, datetime(2010, 12, 1, 9, 41), 2.55, 17850, "UK"],
    [536367, "POST", "POSTAGE", 1, datetime(2010, 12, 1, 9, 45), 18, 12583, "FR"],
]


def write_book(path: Path, top: int = 0, left: int = 0) -> Path:
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Empty")
    sheet = book.add_worksheet("Year 2010")
    moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for at, row in enumerate([HEADER, *ROWS]):
        for place, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(top + at, left + place, cell, moments)
            elif isinstance(cell, str):
                sheet.write_string(top + at, left + place, cell)
            else:
                sheet.write(top + at, left + place, cell)
    notes = book.add_worksheet("Notes")
    notes.write_row(0, 0, ["order", "product"])
    notes.write_row(1, 0, ["1", "tea"])
    book.close()
    return path


@pytest.mark.parametrize(("top", "left"), [(0, 0), (4, 0), (2, 3)])
def test_a_workbook_gives_what_was_written(tmp_path: Path, top: int, left: int) -> None:
    intake = read(write_book(tmp_path / "retail.xlsx", top, left), LAYOUTS)
    report, lines = intake.report, intake.lines
    assert lines is not None
    assert report.format == "uci-online-retail"
    assert report.set_aside == {"returns": 1, "postage and packing": 1}
    assert (report.rows_read, report.lines_kept, report.returns) == (5, 3, 1)
    assert lines.product_keys == ("85123A", "71053", "00777")
    assert lines.order_keys == ("536365", "536366", "C536379")
    assert lines.line_quantity.tolist() == [6, 2, 1, -1]
    assert lines.line_revenue.tolist() == pytest.approx([15.3, 6.78, 4.0, -2.55])
    assert str(lines.order_date[1]) == "2010-12-01T08:28:00"
    assert len(lines.customer_keys) == 1


def test_refused_rows_carry_the_sheet_row(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    for at, row in enumerate([["order", "product", "qty"], [1, "tea", 2], [1, "milk", "two"]]):
        sheet.write_row(3 + at, 1, row)
    book.close()
    report = read(tmp_path / "a.xlsx", LAYOUTS).report
    assert [tuple(refusal) for refusal in report.rows_refused] == [(6, "quantity is not a number")]


def test_the_cells_of_a_named_sheet(tmp_path: Path) -> None:
    path = write_book(tmp_path / "retail.xlsx")
    assert list(cells(path, "Notes")) == [["order", "product"], ["1", "tea"]]
    first = list(cells(path))
    assert first[0] == HEADER
    assert first[1] == ["536365", "85123A", "HOLDER", "6", "2010-12-01 08:26:00", "2.55", "17850",
                        "UK"]  # fmt: skip
    mapped = read(path, LAYOUTS, ColumnMap(sheet="Notes", columns={"order": "order",
                                                                   "name": "product"}))  # fmt: skip
    assert mapped.report.lines_kept == 1


def test_an_unknown_sheet_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    path = write_book(tmp_path / "retail.xlsx")
    with pytest.raises(UserError, match="Empty, Year 2010, Notes"):
        list(cells(path, "Year 2012"))


def test_a_preview_leaves_no_child_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    children = []
    start = workbook._start

    def remember(path: Path, *wishes: object) -> object:
        children.append(start(path, *wishes))
        return children[-1]

    monkeypatch.setattr(workbook, "_start", remember)
    assert preview(write_book(tmp_path / "retail.xlsx"), LAYOUTS).certain
    assert [child.poll() is not None for child in children] == [True]


def test_reading_whole_starts_one_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starts = []
    start = workbook._start
    monkeypatch.setattr(
        workbook, "_start", lambda path, *wishes: starts.append(path) or start(path, *wishes)
    )
    read(write_book(tmp_path / "retail.xlsx"), LAYOUTS, progress=Progress())
    assert len(starts) == 1


def test_a_small_file_that_asks_for_all_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "corner.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "order")
    sheet.write(1_048_575, 16_383, "far")
    book.close()
    assert path.stat().st_size < 10_000
    with pytest.raises(UserError, match=r"corner\.xlsx is too large or damaged"):
        read(path, LAYOUTS)


def test_a_directory_that_unpacks_to_gigabytes_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "UNPACKED_BYTES", 1000)
    with pytest.raises(UserError, match="too large"):
        read(write_book(tmp_path / "retail.xlsx"), LAYOUTS)


def test_a_child_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_SECONDS", 0.0)
    with pytest.raises(UserError, match="too large or damaged"):
        read(write_book(tmp_path / "retail.xlsx"), LAYOUTS)


def test_a_damaged_workbook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "hollow.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(UserError, match=r"hollow\.xlsx is damaged"):
        read(path, LAYOUTS)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("007", "007"), (7.0, "7"), (7.25, "7.25"), (True, "TRUE"), (None, ""), (1e20, "1e+20"),
        (4006381333931001.0, "4006381333931001"),
        (date(2024, 3, 5), "2024-03-05"), (datetime(2024, 3, 5, 1, 2, 3, 9), "2024-03-05 01:02:03"),
    ],
)  # fmt: skip
def test_cells_as_text(cell: object, text: str) -> None:
    assert cell_text(cell) == text


def test_a_hidden_sheet_is_read_only_where_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "shop.xlsx"
    book = xlsxwriter.Workbook(str(path))
    lists, orders = book.add_worksheet("Lists"), book.add_worksheet("Orders")
    lists.write_row(0, 0, ["code", "label"])
    orders.write_row(0, 0, ["order", "product"])
    orders.write_row(1, 0, ["1", "tea"])
    orders.activate()
    lists.hide()
    book.close()
    assert list(cells(path)) == [["order", "product"], ["1", "tea"]]
    assert list(cells(path, "Lists"))[-1] == ["code", "label"]


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    written = write_book(tmp_path / "retail.xlsx")
    for name in ("retail.xls", "retail.ods", "retail.csv"):
        other = tmp_path / name
        other.write_bytes(written.read_bytes())
        assert list(cells(other)) == list(cells(written))
