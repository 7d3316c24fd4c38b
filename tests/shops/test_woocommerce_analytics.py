"""WooCommerce's Analytics export: names and quantities packed in a cell, in both its variants."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS
from xsell_desktop.shops.woocommerce_analytics import parse_products

FRENCH = {
    "Order #": "Commande n°", "Status": "État", "Customer": "Client", "Product(s)": "Produit(s)",
    "Customer type": "Type de client", "Items sold": "Articles vendus",
    "Net sales": "Ventes nettes", "Coupon(s)": "Code(s) promo",
}  # fmt: skip


def order(number: str, products: str, sold: str, **cells: str) -> Cells:
    return {
        "Date": f"2026-03-0{number[-1]} 09:30:00", "Order #": number, "Status": "completed",
        "Customer": "Ann Noy", "Customer type": "returning", "Product(s)": products,
        "Items sold": sold, "Coupon(s)": "", "Net Sales": "10", "Attribution": "Direct",
        "N. Revenue (formatted)": "€10.00", "Net sales": "10", **cells,
    }  # fmt: skip


ROWS = [
    order("105", "2× Mug, blue, 1× Pot", "3"),
    order("104", "1× Tea 4×20 g, 10× Spoon", "11", Customer=""),
    order("103", "1× Mug, blue", "1", Status="cancelled"),
    order("102", "1× Pot", "-1", **{"Net Sales": "-4.5", "Net sales": "-4.5"}),
    order("102", "3× Pot", "3", Status="refunded"),
    order("101", "", "0", **{"Net Sales": "-2", "Net sales": "-2", "Status": "refunded"}),
    order("101", "1× Mug, blue", "1"),
    order("106", "some words", "1"),
]
EXPECTED = [
    Sold("105", "Mug, blue", "Mug, blue", 2, None, "2026-03-05T09:30"),
    Sold("105", "Pot", "Pot", 1, None, "2026-03-05T09:30"),
    Sold("104", "Tea 4×20 g", "Tea 4×20 g", 1, None, "2026-03-04T09:30"),
    Sold("104", "Spoon", "Spoon", 10, None, "2026-03-04T09:30"),
    Sold("102", "Pot", "Pot", -1, None, "2026-03-02T09:30", returned=True),
    Sold("102", "Pot", "Pot", 3, None, "2026-03-02T09:30"),
    Sold("101", "Mug, blue", "Mug, blue", 1, None, "2026-03-01T09:30"),
]


@pytest.mark.parametrize("width", [10, 11, 3])
def test_each_variant(tmp_path: Path, width: int) -> None:
    header = header_of("woocommerce-analytics", width)
    path = write_rows(tmp_path / "orders.csv", header, ROWS)
    intake, lines = take(path, "woocommerce-analytics")
    refused = [refusal.row for refusal in intake.report.rows_refused]
    if width == 3:
        assert [(s.order, s.key, abs(s.quantity)) for s in sold(lines) if s.order != "103"] == [
            (s.order, s.key, abs(s.quantity)) for s in EXPECTED
        ]
        assert refused == [7, 9]
        return
    assert sold(lines) == EXPECTED
    assert refused == [9]
    assert intake.report.set_aside == {
        "cancelled orders": 1,
        "returns": 1,
        "lines with a negative price": 1,
    }
    known = dict(zip(lines.order_keys, lines.order_customer.tolist(), strict=True))
    assert known == {"105": 0, "104": -1, "102": 0, "101": 0}
    assert lines.currencies == (("EUR",) if width == 11 else ())


def test_french_headers_in_a_spreadsheets_spelling(tmp_path: Path) -> None:
    rows = [{FRENCH.get(name, name): cell for name, cell in row.items()} for row in ROWS]
    rows = [{**row, "Date": f"{row['Date'][8:10]}/03/2026 09:30"} for row in rows]
    rows += [{**rows[0], "Date": "17/03/2026 10:00", "Commande n°": "117"}]
    header = [FRENCH.get(name, name) for name in header_of("woocommerce-analytics", 10)]
    path = write_rows(tmp_path / "commandes.csv", header, rows, delimiter=";", encoding="utf-8-sig")
    _intake, lines = take(path, "woocommerce-analytics")
    assert [s._replace(date="") for s in sold(lines)[: len(EXPECTED)]] == [
        s._replace(date="") for s in EXPECTED
    ]
    assert sold(lines)[0].date == "2026-03-05T09:30"


def test_headers_of_a_language_we_do_not_know_can_be_mapped(tmp_path: Path) -> None:
    header = {"Order #": "Besteld nr.", "Product(s)": "Waren", "Date": "Wanneer"}
    rows = [{header.get(name, name): cell for name, cell in row.items()} for row in ROWS[:2]]
    path = write_rows(tmp_path / "o.csv", ["Wanneer", "Besteld nr.", "Waren"], rows)
    assert read(path, LAYOUTS).needs_mapping
    columns = {"order": "Besteld nr.", "name": "Waren", "date": "Wanneer"}
    _intake, lines = take(
        path, "woocommerce-analytics", ColumnMap("woocommerce-analytics", columns)
    )
    assert sold(lines) == EXPECTED[:4]


def test_orders_without_their_products_are_a_dead_end(tmp_path: Path) -> None:
    header = [c for c in header_of("woocommerce-analytics", 10) if c != "Product(s)"]
    path = write_rows(tmp_path / "orders.csv", header, ROWS)
    with pytest.raises(UserError, match=r"orders\.csv lists WooCommerce orders") as caught:
        read(path, LAYOUTS)
    assert "Analytics, Orders" in caught.value.next_step


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("1× Cup", [("Cup", "1")]),
        ("12× A, B, C, 1× D", [("A, B, C", "12"), ("D", "1")]),
        ("-2× Cup", [("Cup", "-2")]),
        ("1×\u00a0Cup,  3× Pot ", [("Cup", "1"), ("Pot", "3")]),
        ("Cup", [("", "")]),
        ("Cup, 2× Pot", [("", "")]),
    ],
)
def test_a_cell_of_products(cell: str, items: list[tuple[str, str]]) -> None:
    assert [(i.get("name", ""), i.get("quantity", "")) for i in parse_products(cell)] == items
