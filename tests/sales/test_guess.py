"""Which column plays which part: unusual names, ambiguous totals, columns told by their cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from xsell_desktop.sales.intake import preview, read
from xsell_desktop.sales.recognition.guess import guess_roles
from xsell_desktop.shops import LAYOUTS


@pytest.mark.parametrize(
    ("header", "rows", "parts"),
    [
        (
            "Vorgang;Wann;Ware;Stk;EP;EK;Wert",
            ["7;01.02.2024 10:00;Tee;2;3,50;1,10;7,00", "7;01.02.2024 10:00;Topf;1;9,00;4,00;9,00"],
            {"order": 0, "date": 1, "product": 2, "quantity": 3, "price": 4, "total": 6},
        ),
        (
            "Ticket no.;When;Artículo;Unidades vendidas;VK",
            ["7;2024-02-01;Té;2;3.50", "7;2024-02-01;Olla;1;9.00"],
            {"order": 0, "date": 1, "product": 2, "quantity": 3, "price": 4},
        ),
        (
            "注文番号;日時;商品名;個数;単価;合計金額",
            ["7;2024-02-01 10:00;お茶;2;350;700", "7;2024-02-01 10:00;鍋;1;900;900"],
            {"order": 0, "date": 1, "name": 2, "quantity": 3, "price": 4},
        ),
        (
            "Bon;Datum;Uhrzeit;Artikelnr;Artikelbez.;Menge;Status;Kundengruppe",
            ["7;1.2.2024;10:05;A1;Tee grün;2;paid;Privat", "7;1.2.2024;10:05;A2;Topf;1;paid;"],
            {"order": 0, "date": 1, "time": 2, "product": 3, "name": 4, "quantity": 5,
             "status": 6, "tags": 7},
        ),
        (
            "Order;SKU;Qty;Price;Total;Refunded quantity",
            ["7;A;2;3.50;7.00;1", "7;B;1;9.00;9.00;0"],
            {"order": 0, "product": 1, "quantity": 2, "price": 3, "total": 4, "refunded": 5},
        ),
        (
            "Order;SKU;Qty;Price;Total",
            ["7;A;2;3.50;16.00", "7;B;1;9.00;16.00"],
            {"order": 0, "product": 1, "quantity": 2, "price": 3},
        ),
        (
            "Receipt;Item;Total",
            ["7;Tea;16.00", "7;Pot;16.00", "8;Tea;3.50"],
            {"order": 0, "product": 1},
        ),
        (
            "Receipt;Item;Total",
            ["7;Tea;7.00", "7;Pot;9.00", "8;Tea;3.50"],
            {"order": 0, "product": 1, "total": 2},
        ),
    ],
    ids=["German till", "Spanish till", "Japanese", "time and status", "line total",
         "order total", "order total without prices", "line total without prices"],
)  # fmt: skip
def test_names(header: str, rows: list[str], parts: dict[str, int]) -> None:
    guess = guess_roles(header.split(";"), [row.split(";") for row in rows])
    assert guess.certain
    assert dict(guess.places) == parts


ROWS = [
    ["Z4", "2024-02-01", "Tea", "2"],
    ["Z4", "2024-02-01", "Pot", "1"],
    ["Z5", "2024-02-01", "Tea", "1"],
    ["Z6", "2024-02-02", "Tin", "1"],
    ["Z6", "2024-02-02", "Pot", "3"],
    ["Z6", "2024-02-02", "Tea", "1"],
]


def test_columns_with_unknown_names_are_told_by_their_cells_and_never_surely() -> None:
    guess = guess_roles(["q", "Date", "zz", "Qty"], ROWS)
    assert dict(guess.places) == {"order": 0, "date": 1, "product": 2, "quantity": 3}
    assert guess.by_shape
    assert not guess.certain


def test_the_one_column_of_dates_is_the_date_where_columns_are_told_by_their_cells() -> None:
    assert guess_roles(["q", "x", "zz", "Qty"], ROWS).places["date"] == 1
    twice = [[*row, row[1]] for row in ROWS]
    assert "date" not in guess_roles(["q", "x", "zz", "Qty", "y"], twice).places


def test_a_column_that_groups_rows_of_several_days_is_no_order() -> None:
    rows = [[row[0], f"2024-02-0{at + 1}", row[2], "1"] for at, row in enumerate(ROWS)]
    assert "order" not in guess_roles(["q", "Date", "zz", "Qty"], rows).places


def test_the_prefilled_mapping_asks_to_be_checked(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("\n".join(["q,Date,zz,Qty", *(",".join(row) for row in ROWS), ""]))
    look = preview(path, LAYOUTS)
    assert not look.certain
    assert dict(look.column_map.columns) == {
        "order": "q", "product": "zz", "quantity": "Qty", "date": "Date",
    }  # fmt: skip
    assert "check them" in look.message
    intake = read(path, LAYOUTS, look.column_map)
    assert intake.lines is not None
    assert (intake.report.orders, intake.report.products) == (3, 3)


@pytest.mark.parametrize("buyers", [("Ann Lee",), ("Ann Lee", "Bob Ray", "Cy Day")])
@pytest.mark.parametrize("header", ["Name", "Nom", "Имя"])
def test_the_name_of_a_buyer_is_no_product(header: str, buyers: tuple[str, ...]) -> None:
    rows = [[str(at), f"2024-02-{1 + at % 28:02d}", buyers[at % len(buyers)], good, "1"]
            for at in range(20) for good in (("Cup", "Pot", "Tea", "Jam")[at % 4],)]  # fmt: skip
    places = guess_roles(["Order", "Date", header, "Product", "Qty"], rows).places
    assert "name" not in places
    assert places["product"] == 3


def test_products_renamed_now_and_then_keep_their_names() -> None:
    rows = [[str(at // 2), f"Cup {at % 5}" + " new" * (at > 30), f"S{at % 5}"] for at in range(40)]
    rows += [[str(at), "Pot", "P1"] for at in range(30)]
    assert guess_roles(["Order", "Name", "SKU"], rows).places["name"] == 1
