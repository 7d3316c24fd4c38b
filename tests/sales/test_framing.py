"""Totals, footers and headers met again frame the table; order lines never do."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_lines import kept, take

from xsell_desktop.sales.footers import is_footer, says_total

HEADER = "order,product,qty,price,note"
ROWS = ("1,Tea,1,2.00,", "1,Pot,2,3.00,", "2,Tea,1,2.00,")


@pytest.mark.parametrize(
    "row",
    [
        "Total,,4,10.00,", ",Total,4,10.00,", "Grand total:,,4,10.00,", "Summe,,4,10.00,",
        "Итого,,4,10.00,", "合計,,4,10.00,", "Total,Total,4,10.00,",
        '"45,record(s) downloaded",,,,',
        "Seller ID : x,,,,", "EOF,,,,", "----,,,,", "Generated on 2024-05-01,,,,",
        "order,product,qty,price,note", "ORDER,Product,Qty,Price,Note", ",,,,", ",,,,printed by me",
        "Page 1 of 3,,,,", "3 rows,,,,", "Erstellt am 1.5.2024,,,,",
    ],
)  # fmt: skip
def test_rows_that_are_no_lines(tmp_path: Path, row: str) -> None:
    intake = take(tmp_path, HEADER, *ROWS, row)
    assert intake.report.framing == 1
    assert len(kept(intake)) == 3
    intake = take(tmp_path, HEADER, *ROWS[:2], row, *ROWS[2:])
    assert intake.report.framing == 1


@pytest.mark.parametrize(
    "row", ["3,Total,1,2.00,", "Total,Tea,1,2.00,", "Seller ID,Tea,1,2.00,", "3,Page 1,1,1.00,"]
)
def test_a_row_with_an_order_and_a_product_is_a_line(tmp_path: Path, row: str) -> None:
    intake = take(tmp_path, HEADER, *ROWS, row)
    assert intake.report.framing == 0
    assert len(kept(intake)) == 4


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["45", "record(s) downloaded", "from 1 May", "to 2 May"], True),
        (["Seller ID : x"], True), (["Total", "12"], True), (["***"], True), (["1007"], False),
        (["1007", "Ann"], False), (["Totally tea", "1"], False), ([], False),
        (["45", "record(s) downloaded", "from", "May 1", "to", "May 2"], True),
        (["Seite 1 von 3"], True), (["Page turner"], False), (["стр. 2 из 2"], True),
        (["a", "b", "c", "d", "Total"], False), (["Records of tea", "Pot"], False),
    ],
)  # fmt: skip
def test_footers(row: list[str], told: bool) -> None:
    assert is_footer(row) is told


def test_totals_are_whole_words() -> None:
    assert all(map(says_total, ("TOTAL:", "Sub-Total", "Összesen", "Razem")))
    assert not any(map(says_total, ("Total War", "Sumatra", "1", "")))
