"""Refused rows found again in the file, against what was written there."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from xsell_desktop.domain.errors import Cancelled, UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import read
from xsell_desktop.sales.refused import RefusedRow, refused_rows
from xsell_desktop.shops import LAYOUTS

TEXT = (
    "order id,sku,qty,note\n"
    "1,A,1,fine\n"
    '1,B,many,"two\nlines"\n'
    "2,A,1,x,y,z\n"
    '2,"B,1,never closed\n'
    "3,Ä,1,ok\n"
    ",A,1,no order\n"
)
EXPECTED = [
    RefusedRow(3, reasons.BAD_QUANTITY, ("1", "B", "many", "two\nlines")),
    RefusedRow(5, reasons.TOO_WIDE, ("2", "A", "1", "x", "y", "z")),
    RefusedRow(6, reasons.OPEN_QUOTE, ('2,"B,1,never closed',)),
    RefusedRow(8, reasons.NO_ORDER, ("", "A", "1", "no order")),
]


@pytest.mark.parametrize("name", ["orders.csv", "orders.csv.xz"])
def test_the_cells_are_those_of_the_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = TEXT.encode("cp1252")
    path.write_bytes(lzma.compress(data) if name.endswith("xz") else data)
    intake = read(path, LAYOUTS)
    assert intake.report.balanced()
    found = refused_rows(path, intake.column_map, intake.report.rows_refused, 4)
    assert list(found) == EXPECTED


def test_nothing_is_opened_where_nothing_was_refused(tmp_path: Path) -> None:
    assert list(refused_rows(tmp_path / "gone.csv", ColumnMap(), ())) == []


def test_a_file_that_is_gone_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(TEXT, encoding="utf-8")
    intake = read(path, LAYOUTS)
    path.unlink()
    with pytest.raises(UserError, match=r"orders\.csv"):
        list(refused_rows(path, intake.column_map, intake.report.rows_refused, 4))


def test_looking_rows_up_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(TEXT, encoding="utf-8")
    intake = read(path, LAYOUTS)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        list(refused_rows(path, intake.column_map, intake.report.rows_refused, 4, progress))
