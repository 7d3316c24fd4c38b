"""SkyVerge's order export: items packed with backslashes, or a row an item."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.shops.woocommerce_skyverge import parse_items


def head(number: str, **cells: str) -> Cells:
    return {
        "order_id": number, "order_number": number, "order_number_formatted": f"#{number}",
        "date": "2026-03-05 09:30:00", "status": "processing", "order_total": "45.00",
        "order_currency": "GBP", "customer_id": "3", "billing_email": "Ann@example.com", **cells,
    }  # fmt: skip


def item(name: str, sku: str, quantity: str, total: str, refunded: str = "0") -> Cells:
    return {
        "id": "5", "name": name, "product_id": "0" if sku == "unknown_product" else "12",
        "sku": sku, "quantity": quantity, "subtotal": total, "total": total, "total_tax": "0.00",
        "refunded": "0.00", "refunded_qty": refunded, "meta": "size=M,colour=red; dark",
    }  # fmt: skip


ODD = "Mug; 50% | size: L \\ XL"
ORDERS = [
    (head("11"), [item(ODD, "M;1", "2", "18.00"), item("Lid", "unknown_product", "1", "3.50")]),
    (head("12", customer_id="0", billing_email=""), [item("Pot", "", "3", "30.00", "-1")]),
    (head("13", status="failed"), [item("Pot", "", "1", "10.00")]),
    (head("14", billing_email="ANN@example.com"), [item("Tea", "T", "1", "0.00")]),
]
DATE = "2026-03-05T09:30"
EXPECTED = [
    Sold("11", "M;1", ODD, 2, 18.0, DATE),
    Sold("11", "Lid", "Lid", 1, 3.5, DATE),
    Sold("12", "Pot", "Pot", 3, 30.0, DATE),
]


def escape(text: str) -> str:
    return re.sub(r"([\\|;:])", r"\\\1", text)


def pack(items: list[Cells]) -> str:
    return ";".join("|".join(f"{k}:{escape(v)}" for k, v in one.items()) for one in items)


def packed_rows() -> list[Cells]:
    return [{**order, "line_items": pack(items)} for order, items in ORDERS]


def item_rows() -> list[Cells]:
    return [
        {**order, **{f"item_{key}": cell for key, cell in one.items()}}
        for order, items in ORDERS
        for one in items
    ]


@pytest.mark.parametrize(("width", "rows"), [(31, packed_rows()), (35, item_rows())])
def test_both_shapes(tmp_path: Path, width: int, rows: list[Cells]) -> None:
    path = write_rows(tmp_path / "o.csv", header_of("woocommerce-skyverge", width), rows)
    intake, lines = take(path, "woocommerce-skyverge")
    kept = [line for line in sold(lines) if not line.returned and line.revenue]
    assert kept == EXPECTED
    assert [(s.order, s.quantity, s.revenue) for s in sold(lines) if s.returned] == [
        ("12", -1.0, -10.0)
    ]
    assert intake.report.rows_read == len(rows)
    assert sum(intake.report.set_aside.values()) == len(rows) - intake.report.lines_kept
    known = dict(zip(lines.order_keys, lines.order_customer.tolist(), strict=True))
    assert (known["11"], known["12"]) == (0, -1)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("name:A|sku:1;name:B|sku:2", ["A", "B"]),
        ("name:A|sku:1;", ["A"]),
        (r"name:A\;|sku:1\\;name:B", ["A;", "B"]),
        (r"name:A\:b\|c|sku:1", ["A:b|c"]),
        ("name:A\\", ["A\\"]),
        ("words", [""]),
    ],
)
def test_a_cell_of_items(cell: str, names: list[str]) -> None:
    assert [one.get("name", "") for one in parse_items(cell)] == names


def test_a_long_cell_without_an_end_takes_no_time() -> None:
    assert len(parse_items("name:" + "a" * 1_000_000 + "\\")) == 1


def test_items_as_json(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(
        "order_id,date,billing_email,line_items\n"
        '7,2026-03-05 09:30:00,a@shop.example,"[{""id"":1,""sku"":""A-1"",""name"":""Candle, wax"",'
        '""qty"":2,""price"":12.5},{""sku"":"""",""name"":""Match"",""quantity"":1,""total"":""4""}]"\n'
        '8,2026-03-05 09:30:00,b@shop.example,"[{""sku"":""A-1"",""name"":""Candle, wax"",'
        '""qty"":1,""price"":12.5}]"\n9,2026-03-05 09:30:00,b@shop.example,[broken\n',
        encoding="utf-8",
    )
    intake, lines = take(path, "woocommerce-skyverge")
    assert sold(lines) == [
        Sold("7", "A-1", "Candle, wax", 2, 25.0, DATE),
        Sold("7", "Match", "Match", 1, 4.0, DATE),
        Sold("8", "A-1", "Candle, wax", 1, 12.5, DATE),
    ]
    assert intake.report.rows_refused_total == 1
