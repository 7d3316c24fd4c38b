"""Workbooks hold texts as texts, look tidy, and are the same bytes each time."""

from __future__ import annotations

import math
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from xsell_desktop.domain.errors import UserError
from xsell_desktop.tables import workbook
from xsell_desktop.tables.write import write_xlsx

FRAME = pd.DataFrame(
    {
        "product": ["00123", "=1+1", "http://a.b", "1E5"],
        "orders_together": [1, 2, 3, 4],
        "attach_rate": [0.5, math.nan, 0.25, math.inf],
        "pinned": [True, False, True, False],
        "name": pd.Categorical(["é", "", "x\x01y", "a_x0041_"]),
    }
)


def test_texts_stay_texts(tmp_path: Path) -> None:
    write_xlsx({"One": FRAME, "Two": FRAME.head(1)}, tmp_path / "t.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "t.xlsx"))
    assert book.sheet_names == ["One", "Two"]
    rows = book.get_sheet_by_name("One").to_python()
    assert rows[0] == list(FRAME.columns)
    assert [row[0] for row in rows[1:]] == FRAME["product"].tolist()
    assert [row[2] for row in rows[1:]] == [0.5, "", 0.25, ""]
    assert [row[3] for row in rows[1:]] == [True, False, True, False]


def test_nothing_computes_and_nothing_links(tmp_path: Path) -> None:
    write_xlsx({"One": FRAME}, tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert 'state="frozen"' in sheet
        assert "autoFilter" in sheet


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    write_xlsx({"One": FRAME}, tmp_path / "a.xlsx")
    time.sleep(2.1)  # zip dates count in two seconds
    write_xlsx({"One": FRAME}, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_empty_table_has_its_header(tmp_path: Path) -> None:
    write_xlsx({"One": FRAME.head(0)}, tmp_path / "t.xlsx")
    rows = CalamineWorkbook.from_path(str(tmp_path / "t.xlsx")).get_sheet_by_index(0).to_python()
    assert rows == [list(FRAME.columns)]


def test_a_table_longer_than_a_sheet_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with pytest.raises(UserError, match=r"One has 4 rows; a sheet holds 3\. Write it as CSV"):
        write_xlsx({"One": FRAME}, tmp_path / "t.xlsx")
    assert not (tmp_path / "t.xlsx").exists()
