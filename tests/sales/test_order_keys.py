"""Order numbers written once an order, or begun again every day."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_lines import kept, take


def test_orders_whose_fields_stand_on_their_first_row(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        "order,date,customer,product,qty",
        "S1,2024-05-01,ann,Tea,1", ",,,Pot,2", ",,,Cup,4",
        "S2,2024-05-02,bob,Tea,1", ",,,Cup,1",
    )  # fmt: skip
    assert kept(intake) == [
        ("S1", "Tea", 1), ("S1", "Pot", 2), ("S1", "Cup", 4), ("S2", "Tea", 1), ("S2", "Cup", 1),
    ]  # fmt: skip
    assert intake.report.first_date == "2024-05-01"
    assert intake.report.customers == 2
    assert "Rows without an order number go with the order above them" in intake.report.warnings


def test_an_order_number_alone_written_once(tmp_path: Path) -> None:
    intake = take(tmp_path, "order,sku", "1,A", ",B", "2,A", ",C", ",D")
    assert [order for order, _sku, _pieces in kept(intake)] == ["1", "1", "2", "2", "2"]


@pytest.mark.parametrize(
    "rows",
    [
        ("1,2024-05-01,A", ",2024-05-01,B", "2,2024-05-02,A", ",2024-05-02,C"),
        ("1,2024-05-01,A", "1,2024-05-01,B", ",,C", "2,2024-05-02,A"),
        (",,A", "1,2024-05-01,B", ",,C", ",,D", "2,2024-05-02,A"),
    ],
    ids=["the date goes on", "one row only", "blank from the start"],
)
def test_lost_order_numbers_are_refused(tmp_path: Path, rows: tuple[str, ...]) -> None:
    intake = take(tmp_path, "order,date,sku", *rows)
    refused = {reason for _row, reason in intake.report.rows_refused}
    assert refused == {"no order number"}


def test_receipts_that_begin_again_every_day(tmp_path: Path) -> None:
    rows = [f"{n},{sku},2024-05-0{day} 1{n}:00" for day in (1, 2) for n in (1, 2, 3)
            for sku in ("A", "B")]  # fmt: skip
    intake = take(tmp_path, "receipt,sku,date", *rows)
    assert intake.report.orders == 6
    assert kept(intake)[0][0] == "1 (2024-05-01)"
    assert any("3 receipt numbers were used on several days" in w for w in intake.report.warnings)


def test_a_return_on_a_later_day_keeps_its_order(tmp_path: Path) -> None:
    rows = [f"{n},{sku},1,2024-05-0{n}" for n in (1, 2, 3) for sku in ("A", "B")]
    back = [f"{n},A,-1,2024-05-09" for n in (1, 2, 3)]
    intake = take(tmp_path, "receipt,sku,qty,date", *rows, *back)
    assert intake.report.orders == 3
    assert intake.lines is not None
    assert set(intake.lines.order_keys) == {"1", "2", "3"}


def test_time_of_day_has_a_column_of_its_own(tmp_path: Path) -> None:
    intake = take(tmp_path, "Date,Time,Transaction,Item", "2016-10-30,09:58:11,1,Bread",
                  "2016-10-30,late,2,Tea", "2016-10-30,10:05,2,Jam")  # fmt: skip
    assert intake.lines is not None
    assert str(intake.lines.order_date[0]) == "2016-10-30T09:58:11"
    assert "1 time of day cannot be read and is left out" in intake.report.warnings


def test_names_a_product_went_by(tmp_path: Path) -> None:
    rows = ("1,A,Tea,2024-05-03", "2,A,Green tea,2024-05-02", "3,A,TEA,2024-05-01",
            "3,B,Pot,2024-05-01", "4,A,Old tea,2024-05-01", "4,B,Pot,2024-05-01",
            "5,A,Green tea,2024-04-01")  # fmt: skip
    lines = take(tmp_path, "order,sku,product name,date", *rows).lines
    assert lines is not None
    assert lines.product_names == ("Tea", "Pot")
    assert lines.product_aliases == (("Green tea", "Old tea"), ())


def test_what_nobody_sees_makes_no_other_product(tmp_path: Path) -> None:
    rows = (
        "1,AB\u200b12",
        "1,\ufeffCafe\u0301",
        "2,AB12\u00a0",
        "2,Café",
        "3,AB 12",
        "3,AB\u00a012",
    )
    lines = take(tmp_path, "order,product", *rows).lines
    assert lines is not None
    assert lines.product_keys == ("AB12", "Café", "AB 12")


def test_a_number_given_again_after_a_month_is_another_order(tmp_path: Path) -> None:
    rows = [f"{n},{sku},1,2023-03-{n:02d}" for n in range(1, 21) for sku in "AB"]
    late = ["5,C,1,2021-01-01", "5,D,1,2021-01-01", "6,E,1,2023-03-20", "7,A,-1,2023-09-01"]
    intake = take(tmp_path, "order,sku,qty,date", *rows, *late)
    orders = {order for order, sku, _pieces in kept(intake) if sku in "CDE"}
    assert orders == {"5 (2021-01-01)", "6"}
    assert ("7", "A", -1) in kept(intake)
    assert intake.report.orders == 21
    assert any(warning.startswith("1 order number was used again") for warning in
               intake.report.warnings)  # fmt: skip
