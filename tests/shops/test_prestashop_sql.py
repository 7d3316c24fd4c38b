"""PrestaShop's SQL Manager: the query we offer, and a dump of ps_order_detail."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS
from xsell_desktop.shops.prestashop_sql import QUERY

DUMP = header_of("prestashop-sql", 33)
JOINED = header_of("prestashop-sql", 13)
DATE = "2026-03-05T09:30"


def row(order: str, id_: str, sku: str, name: str, quantity: int, **cells: str) -> Cells:
    return {
        "id_order": order, "reference": f"XK{order}", "date_add": "2026-03-05 09:30:12",
        "current_state": "5", "id_customer": "3", "currency": "EUR", "product_id": id_,
        "product_attribute_id": "0", "product_reference": sku, "product_name": name,
        "product_quantity": str(quantity), "product_quantity_refunded": "0",
        "product_quantity_return": "0", "unit_price_tax_incl": "12.500000",
        "unit_price_tax_excl": "10.000000", "product_price": "11.000000", **cells,
    }  # fmt: skip


ROWS = [
    row("1", "4", "MUG", "Mug", 2),
    row("1", "9", "", "Shirt - Size : S- Color : Red", 1, product_attribute_id="31"),
    row("2", "9", "", "Shirt (Size: M - Color: Red)", 1, product_attribute_id="33"),
    row("2", "5", "", "Pot - the big one", 3, product_quantity_refunded="1"),
    row("3", "4", "MUG", "Mug", 1, current_state="6"),
    row("4", "4", "MUG", "Mug", 1, current_state="8"),
    row("5", "4", "MUG", "Mug", 1, current_state="7"),
    row("6", "0", "", "Made to measure", 1, id_customer="0", current_state="1"),
]
EXPECTED = [
    ("1", "MUG", 2, 25.0),
    ("1", "9", 1, 12.5),
    ("2", "9", 1, 12.5),
    ("2", "5", 3, 37.5),
    ("3", "MUG", 1, 12.5),
    ("4", "MUG", 1, 12.5),
    ("5", "MUG", 1, 12.5),
    ("6", "Made to measure", 1, 12.5),
]


def test_the_query_we_offer(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "request_sql_1.csv", JOINED, ROWS, delimiter=";")
    intake, lines = take(path, "prestashop-sql")
    kept = [s for s in sold(lines) if not s.returned]
    assert [(s.order, s.key, s.quantity, s.revenue) for s in kept] == [
        (f"XK{order}", *rest) for order, *rest in EXPECTED if order not in "34"
    ]
    assert {s.key: s.name for s in kept} == {
        "MUG": "Mug", "9": "Shirt", "5": "Pot - the big one", "Made to measure": "Made to measure",
    }  # fmt: skip
    assert [(s.order, s.quantity) for s in sold(lines) if s.returned] == [("XK2", -1)]
    assert intake.report.set_aside == {
        "cancelled orders": 1,
        "orders never paid (voided or expired)": 1,
    }
    assert intake.report.first_date == "2026-03-05"
    assert lines.currencies == ("EUR",)
    assert lines.order_customer.tolist()[-1] == -1
    assert any("1 order was refunded in full" in warning for warning in intake.report.warnings)


def test_a_dump_of_the_table_has_no_dates(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "ps_order_detail.csv", DUMP, ROWS)
    intake, lines = take(path, "prestashop-sql")
    kept = [s for s in sold(lines) if not s.returned]
    assert [(s.order, s.key, s.quantity, s.revenue) for s in kept] == EXPECTED
    assert not lines.has_dates
    assert intake.report.customers == 0


def test_resaved_in_a_spreadsheet(tmp_path: Path) -> None:
    rows = [{**cells, "unit_price_tax_incl": "12,5", "date_add": "25/03/2026 09:30"}
            for cells in ROWS]  # fmt: skip
    path = write_rows(tmp_path / "o.csv", JOINED[::-1], rows, delimiter=";")
    lines = take(path, "prestashop-sql")[1]
    assert sold(lines)[0] == Sold("XK1", "MUG", "Mug", 2, 25.0, "2026-03-25T09:30")


@pytest.mark.parametrize(
    "header",
    [
        "ID;Reference;New client;Delivery;Customer;Total;Payment;Status;Date",
        "ID;Référence;Nouveau client;Livraison;Client;Total;Paiement;État;Date",
        "ID;Referencia;Nuevo cliente;Entrega;Cliente;Total;Pago;Estado;Fecha",
        "ID;Riferimento;Nuovo cliente;Consegna;Cliente;Totale;Pagamento;Stato;Data",
    ],
)
def test_the_order_list_is_a_dead_end_with_a_query(tmp_path: Path, header: str) -> None:
    path = tmp_path / "order_2026.csv"
    path.write_text(
        f"{header}\n5;XKBKNABJK;1;France;A. Noy;€61.80;Bank transfer;Shipped;2026-03-05 09:30:00\n",
        encoding="utf-8",
    )
    with pytest.raises(UserError, match="PrestaShop orders without") as caught:
        read(path, LAYOUTS)
    assert "SQL Manager" in caught.value.next_step
    assert caught.value.copy_text == QUERY


def test_the_querys_columns_are_the_header_we_know() -> None:
    chosen = re.findall(r"(?:\w\.(?:\w+ AS )?)(\w+)[,\n]", QUERY.partition("FROM")[0])
    assert chosen == JOINED
