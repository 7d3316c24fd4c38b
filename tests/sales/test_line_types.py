"""Lines that take back, said in a column of their own; receipts of several tills."""

from __future__ import annotations

from pathlib import Path

import pytest

from xsell_desktop.sales.intake import Intake, read
from xsell_desktop.sales.recognition.line_types import RETURNS, SALES, tells_returns
from xsell_desktop.shops import LAYOUTS

HEADER = "Receipt,Date,Product,Qty,Price,{name}"


def intake_of(folder: Path, name: str, rows: list[str]) -> Intake:
    path = folder / "till.csv"
    path.write_text("\n".join([HEADER.format(name=name), *rows]) + "\n", encoding="utf-8")
    return read(path, LAYOUTS)


def orders_of(intake: Intake) -> dict[str, list[tuple[str, float, float]]]:
    lines = intake.lines
    assert lines is not None
    found: dict[str, list[tuple[str, float, float]]] = {}
    for at in range(len(lines)):
        line = (lines.product_keys[lines.line_product[at]], float(lines.line_quantity[at]),
                float(lines.line_revenue[at]))  # fmt: skip
        found.setdefault(lines.order_keys[lines.line_order[at]], []).append(line)
    return found


@pytest.mark.parametrize(
    ("name", "sale", "back"),
    [("Type", "Sale", "Refund"), ("Belegart", "Verkauf", "Gutschrift"), ("Tipo", "Venta", "Abono"),
     ("Transaction type", "SALE", "Return"), ("Typ dokumentu", "Paragon", "Zwrot")],
)  # fmt: skip
@pytest.mark.parametrize("quantity", ["2", "-2"])
def test_a_line_of_a_return_takes_back(
    tmp_path: Path, name: str, sale: str, back: str, quantity: str
) -> None:
    rows = [f"1,2024-01-31,Cup,2,3.00,{sale}", f"1,2024-01-31,Pot,1,5.00,{sale}",
            f"2,2024-02-01,Cup,{quantity},3.00,{back}"]  # fmt: skip
    intake = intake_of(tmp_path, name, rows)
    assert orders_of(intake) == {"1": [("Cup", 2, 6), ("Pot", 1, 5)], "2": [("Cup", -2, -6)]}
    assert (intake.report.returns, intake.report.orders) == (1, 1)
    assert not intake.report.warnings


def test_other_types_are_left_alone(tmp_path: Path) -> None:
    rows = ["1,2024-01-31,Cup,2,3.00,simple", "1,2024-01-31,Pot,1,5.00,variable",
            "2,2024-02-01,Cup,1,3.00,return"]  # fmt: skip
    intake = intake_of(tmp_path, "Type", rows)
    assert "line_type" not in intake.column_map.columns
    assert intake.report.returns == 0
    assert not intake.report.warnings


def test_no_word_is_a_sale_and_a_return() -> None:
    assert not SALES & RETURNS
    assert all(map(tells_returns, ("Refund", "RETOURE", "Devolución", "sale")))
    assert not any(map(tells_returns, ("Returned", "Refunded", "", "Tip")))


TWICE = [
    "1,2024-01-31 09:10,Cup,1,3.00,North", "1,2024-01-31 09:10,Pot,1,5.00,North",
    "1,2024-01-31 09:40,Jam,1,2.00,South", "1,2024-01-31 09:40,Tea,1,4.00,South",
    "2,2024-01-31 10:00,Cup,1,3.00,North", "2,2024-01-31 10:20,Tea,1,4.00,South",
    "3,2024-01-31 11:00,Cup,1,3.00,North",
]  # fmt: skip


@pytest.mark.parametrize("name", ["Store", "Till", "Kasse", "Caja"])
def test_tills_that_number_alike_are_told_apart(tmp_path: Path, name: str) -> None:
    intake = intake_of(tmp_path, name, TWICE)
    assert list(orders_of(intake)) == [
        "1 (North)", "1 (South)", "2 (North)", "2 (South)", "3 (North)"
    ]  # fmt: skip
    assert any("2 order numbers were used at several" in text for text in intake.report.warnings)


def test_stores_of_one_order_are_no_tills(tmp_path: Path) -> None:
    rows = [row.replace("09:40", "09:10").replace("10:20", "10:00") for row in TWICE]
    intake = intake_of(tmp_path, "Store", rows)
    assert list(orders_of(intake)) == ["1", "2", "3"]
    assert any("taken for one order each" in text for text in intake.report.warnings)


def test_one_number_at_two_tills_proves_nothing(tmp_path: Path) -> None:
    intake = intake_of(tmp_path, "Store", [*TWICE[:4], "2,2024-01-31 10:00,Cup,1,3.00,North"])
    assert list(orders_of(intake)) == ["1", "2"]


def test_lines_without_quantities_are_said_to_be_pieces(tmp_path: Path) -> None:
    path = tmp_path / "till.csv"
    path.write_text("Receipt,Product,Zahl der Dinge,Price\n1,Cup,2,3.00\n1,Pot,1,5.00\n")
    intake = read(path, LAYOUTS)
    assert any("each line counts as one piece" in text for text in intake.report.warnings)
    path.write_text("Receipt,Product,Antall,Price\n1,Cup,2,3.00\n1,Pot,1,5.00\n")
    assert not any("one piece" in text for text in read(path, LAYOUTS).report.warnings)
