"""WebToffee's order export in its three shapes: a cell an item, columns an item, a row an item."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS
from xsell_desktop.shops.woocommerce_webtoffee import parse_item, pieces_refunded

Item = tuple[str, str, str, str]  # name, SKU, quantity, total
MUG, POT, LID = ("Mug: blue | big", "M1", "2", "18.00"), ("Pot", "", "1", "9.50"), (
    "Lid, 3× strong", "L-9", "4", "8.00")  # fmt: skip


def head(number: str, **cells: str) -> Cells:
    return {
        "order_id": number, "order_number": f"W{number}", "order_date": "2026-03-05 09:30:00",
        "status": "completed", "shipping_total": "4.90", "order_total": "45.00",
        "order_currency": "EUR", "customer_id": "0", "billing_email": "ann@example.com",
        "billing_first_name": "Ann", **cells,
    }  # fmt: skip


ORDERS: list[tuple[Cells, Sequence[Item]]] = [
    (head("11"), (MUG, POT, LID)),
    (head("12", customer_id="7", billing_email=""), (POT,)),
    (head("13", status="cancelled"), (MUG,)),
    (head("14", billing_email=""), (LID, MUG)),
]
DATE = "2026-03-05T09:30"
EXPECTED = [
    Sold(number, sku or name, name, float(quantity), float(total), DATE)
    for number, items in (("11", (MUG, POT, LID)), ("12", (POT,)), ("14", (LID, MUG)))
    for name, sku, quantity, total in items
]


def pack(item: Item) -> str:
    name, sku, quantity, total = item
    return (
        f"name:{name}|product_id:12|sku:{sku}|quantity:{quantity}|total:{total}|sub_total:{total}"
        '|tax:0|tax_data:a:1:{s:5:"total"}|meta:pa_size:M'
    )


def in_cells() -> list[Cells]:
    return [
        {**order, **{f"line_item_{n}": pack(item) for n, item in enumerate(items, start=1)}}
        for order, items in ORDERS
    ]


def in_columns(template: str, fields: Sequence[str]) -> list[Cells]:
    return [
        {
            **order,
            **{
                template.format(n, field): cell
                for n, item in enumerate(items, start=1)
                for field, cell in zip(fields, item, strict=True)
            },
        }
        for order, items in ORDERS
    ]


def in_rows() -> list[Cells]:
    fields = ("item_name", "item_sku", "item_quantity", "item_total")
    return [
        {**order, **dict(zip(fields, item, strict=True))} for order, items in ORDERS
        for item in items
    ]  # fmt: skip


NEW = [f"line_item_{n}_{f}" for n in (1, 2, 3) for f in ("name", "sku", "quantity", "total")]
OLD = [f"Product Item {n} {f}" for n in (1, 2, 3) for f in ("Name", "SKU", "Quantity", "Total")]
HEAD = list(head("1"))
SHAPES = {
    "cells": (header_of("woocommerce-webtoffee", 42), in_cells()),
    "columns": ([*HEAD, *NEW], in_columns("line_item_{}_{}", ("name", "sku", "quantity", "total"))),
    "old columns": (
        [*HEAD, *OLD],
        in_columns("Product Item {} {}", ("Name", "SKU", "Quantity", "Total")),
    ),
    "rows": (header_of("woocommerce-webtoffee", 50), in_rows()),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_gives_the_same_lines(tmp_path: Path, shape: str) -> None:
    header, rows = SHAPES[shape]
    intake, lines = take(write_rows(tmp_path / "o.csv", header, rows), "woocommerce-webtoffee")
    assert sold(lines) == EXPECTED
    assert intake.report.rows_read == len(rows)
    assert intake.report.set_aside == {"cancelled orders": 1}
    assert lines.currencies == ("EUR",)
    known = dict(zip(lines.order_keys, lines.order_customer.tolist(), strict=True))
    assert sorted((known["11"], known["12"])) == [0, 1]
    assert known["14"] == -1


def test_cells_and_columns_of_the_same_items_count_once(tmp_path: Path) -> None:
    _header, columns = SHAPES["columns"]
    rows = [{**one, **two} for one, two in zip(in_cells(), columns, strict=True)]
    packed = [f"line_item_{n}" for n in (1, 2, 3)]
    path = write_rows(tmp_path / "o.csv", [*HEAD, *packed, *NEW], rows)
    assert sold(take(path, "woocommerce-webtoffee")[1]) == EXPECTED


def test_a_column_of_items_that_an_owner_removed_from_the_middle(tmp_path: Path) -> None:
    header = [column for column in SHAPES["columns"][0] if not column.startswith("line_item_2_")]
    path = write_rows(tmp_path / "o.csv", header, SHAPES["columns"][1])
    lines = take(path, "woocommerce-webtoffee")[1]
    assert [line.name for line in sold(lines)] == [MUG[0], LID[0], POT[0], LID[0]]


def test_pieces_given_back_are_returned(tmp_path: Path) -> None:
    header, rows = SHAPES["rows"]
    rows = [{**row, "item_refunded_qty": "-1" if row["order_id"] == "12" else "0"} for row in rows]
    intake, lines = take(write_rows(tmp_path / "o.csv", header, rows), "woocommerce-webtoffee")
    assert [line for line in sold(lines) if not line.returned] == EXPECTED
    assert [(line.order, line.quantity) for line in sold(lines) if line.returned] == [("12", -1.0)]
    assert intake.report.returns == 1


@pytest.mark.parametrize(
    ("quantity", "total", "money", "pieces"),
    [
        ("2", "10.00", "5.00", "1"),
        ("2", "10.00", "10.00", "2"),
        ("3", "10.00", "3.33", "1"),
        ("2", "10.00", "1.50", "0"),
        ("2", "10.00", "99", "2"),
        ("2", "0", "5", "0"),
        ("2", "ten", "5", "0"),
    ],
)
def test_money_given_back_as_pieces(quantity: str, total: str, money: str, pieces: str) -> None:
    assert pieces_refunded({"quantity": quantity, "total": total}, money) == pieces


def test_a_cell_that_is_no_item_is_refused_whole(tmp_path: Path) -> None:
    assert parse_item("something else") == [{}]
    header, rows = SHAPES["cells"]
    rows = [*rows, {**head("15"), "line_item_1": "something else"}]
    intake, lines = take(write_rows(tmp_path / "o.csv", header, rows), "woocommerce-webtoffee")
    assert [refusal.row for refusal in intake.report.rows_refused] == [6]
    assert sold(lines) == EXPECTED


def test_orders_without_items_are_a_dead_end(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "o.csv", HEAD, in_rows())
    with pytest.raises(UserError, match=r"o\.csv lists WooCommerce orders without"):
        read(path, LAYOUTS)
