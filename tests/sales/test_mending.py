"""Files that went through a spreadsheet, read beside the shop's catalogue or without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.intake import Intake, read
from xsell_desktop.shops import LAYOUTS

HEADER = "order id,sku,product name,quantity,price,date\n"
SHELF = Catalogue(
    "plain-products",
    "p.csv",
    (
        Product("00123", "Mug"),
        Product("4006381333931", "Red pen"),
        Product("4006381333948", "Blue pen"),
        Product("1-5", "Hook"),
        Product("KIT", "Tea set", parts=(("TEA", 1.0), ("cup", 2.0))),
        Product("TEA", "Tea"),
        Product("CUP", "Cup"),
    ),
)

Reader = Callable[..., Intake]


@pytest.fixture
def read_rows(tmp_path: Path) -> Reader:
    def read_them(*rows: str, shelf: Catalogue | None = SHELF, header: str = HEADER) -> Intake:
        path = tmp_path / "orders.csv"
        path.write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        intake = read(path, LAYOUTS, catalogues=(shelf,) if shelf is not None else ())
        assert intake.report.balanced()
        return intake

    return read_them


def keys_of(intake: Intake) -> list[str]:
    assert intake.lines is not None
    return [intake.lines.product_keys[code] for code in intake.lines.line_product]


def refused_of(intake: Intake) -> list[tuple[int, str]]:
    return [(row, reason) for row, reason in intake.report.rows_refused]


def test_keys_are_repaired_and_counted(read_rows: Reader) -> None:
    intake = read_rows(
        "1,123,Mug,1,5,2026-01-05",
        "1,4.00638E+12,Blue pen,1,2,2026-01-05",
        "2,4.00638E+12,Red pen,1,2,2026-01-06",
        "2,05-Jan,Hook,1,2,2026-01-06",
        "3,00123,Mug,1,5,2026-01-07",
        "3,TEA,Tea,1,5,2026-01-07",
    )
    expected = ["00123", "4006381333948", "4006381333931", "1-5", "00123", "TEA"]
    assert keys_of(intake) == expected
    assert "3 product numbers that a spreadsheet had changed were repaired" in (
        intake.report.warnings
    )


def test_a_number_that_stands_beside_the_one_with_zeros_is_not_taken_for_it(
    read_rows: Reader,
) -> None:
    intake = read_rows(
        "1,123,Jug,1,5,2026-01-05", "1,TEA,Tea,1,5,2026-01-05", "2,00123,Mug,1,5,2026-01-06"
    )
    assert keys_of(intake) == ["123", "TEA", "00123"]
    (doubt,) = intake.report.warnings
    assert doubt.startswith("1 product number stands with and without leading zeros")


def test_what_cannot_be_found_is_refused_and_never_guessed(read_rows: Reader) -> None:
    rows = (
        "1,4.00638E+12,Green pen,1,5,2026-01-05",
        "1,1.23E+15,Thing,1,2,2026-01-05",
        "2,TEA,Tea,1,2,2026-01-06",
        "2,CUP,Cup,1,2,2026-01-06",
        "3,TEA,Tea,1,2,2026-01-06",
    )
    for shelf in (SHELF, None):
        intake = read_rows(*rows, shelf=shelf)
        reason = "a spreadsheet changed the product number"
        assert refused_of(intake) == [(2, reason), (3, reason)]
        assert any(w.startswith("A spreadsheet made 2 product num") for w in intake.report.warnings)
        assert not any("E+1" in warning for warning in intake.report.warnings)


def test_a_file_with_nothing_but_lost_numbers_says_so(read_rows: Reader) -> None:
    with pytest.raises(UserError, match="a spreadsheet changed the product number"):
        read_rows("1,1.23E+15,Thing,1,2,2026-01-05", "1,1.24E+15,Thing,1,2,2026-01-05")


def test_order_numbers_a_spreadsheet_rounded_are_refused(read_rows: Reader) -> None:
    intake = read_rows(
        "1.13E+11,TEA,Tea,1,5,2026-01-05",
        "1.13E+11,CUP,Cup,1,5,2026-02-05",
        "112-1,TEA,Tea,1,2,2026-01-06",
        "112-1,CUP,Cup,1,2,2026-01-06",
    )
    reason = "a spreadsheet changed the order number"
    assert refused_of(intake) == [(2, reason), (3, reason)]
    assert keys_of(intake) == ["TEA", "CUP"]


def test_whole_numbers_lose_the_decimals_of_a_detour(read_rows: Reader) -> None:
    rows = ["1,85123.0,Light,1,2,2026-01-05", "1,71053.0,Lamp,1,2,2026-01-05", "2,POST A,X,1,2,"]
    intake = read_rows(*rows, shelf=None)
    assert keys_of(intake)[:2] == ["85123", "71053"]
    assert "2 product numbers that a spreadsheet had changed were repaired" in (
        intake.report.warnings
    )
    versions = read_rows("1,1.0,One,1,2,", "1,1.5,One and a half,1,2,", "2,v2,Two,1,2,", shelf=None)
    assert keys_of(versions) == ["1.0", "1.5", "v2"]


def test_doubts_are_said_and_nothing_is_changed(read_rows: Reader) -> None:
    intake = read_rows(
        "1,0123,Mug,1,5,2026-01-05",
        "1,123,Mug,1,5,2026-01-05",
        "2,05-Jan,Hook,1,2,2026-01-06",
        shelf=None,
    )
    assert keys_of(intake) == ["0123", "123", "05-Jan"]
    warnings = " ".join(intake.report.warnings)
    assert "1 product number stands with and without leading zeros" in warnings
    assert "1 product number looks like a date" in warnings


def test_free_parts_of_a_bundle_in_the_order_are_set_aside(read_rows: Reader) -> None:
    rows = (
        "1,KIT,Tea set,1,20,2026-01-05",
        "1,tea,Tea,1,0,2026-01-05",
        "1,CUP,Cup,2,0.00,2026-01-05",
        "1,CUP,Cup,1,4,2026-01-05",
        "2,TEA,Tea,1,3,2026-01-06",
        "2,CUP,Cup,1,4,2026-01-06",
    )
    intake = read_rows(*rows)
    assert intake.report.set_aside == {"parts of a bundle sold as one": 2}
    assert keys_of(intake) == ["KIT", "CUP", "TEA", "CUP"]
    assert "parts of a bundle sold as one" not in read_rows(*rows, shelf=None).report.set_aside
