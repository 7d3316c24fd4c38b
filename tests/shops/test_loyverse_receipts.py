"""Loyverse's receipts by item, and the summary that cannot work."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS

HEADER = header_of("loyverse-items-sold", 23)


def item(receipt: str, name: str, **cells: str) -> Cells:
    return {
        "Date": "18/07/2026 09:30", "Receipt number": receipt, "Receipt type": "Sale",
        "Category": "Bakery", "SKU": "", "Item": name, "Quantity": "1.000",
        "Gross sales": "3.00", "Discounts": "0.00", "Net sales": "3.00", "Cost of goods": "1.00",
        "POS": "POS 2", "Store": "Mill Lane", "Cashier name": "Bo", "Status": "Closed",
        **{name.replace("_", " "): cell for name, cell in cells.items()},
    }  # fmt: skip


ROWS = [
    item("2-1680", "Bun", Receipt_type="Refund", Quantity="-1.000", Gross_sales="-3.00",
         Net_sales="-3.00"),
    item("2-1679", "Coffee", SKU="10001", Variant="Large", Quantity="2.000", Gross_sales="8.00",
         Discounts="1.00", Net_sales="7.00", Customer_name="Ann Noy",
         Customer_contacts="ann@example.com"),
    item("2-1679", "Bun", Customer_name="Ann Noy", Customer_contacts="ann@example.com"),
    item("2-1678", "Tea", Variant="Mint", Date="05/07/2026 08:00", Modifiers_applied="Oat milk",
         Customer_name="Ann Noy"),
    item("2-1677", "Bun", Status="Voided"),
    item("2-1677", "Tea", Status="Voided"),
    item("2-1676", "Ham", Quantity="0.250", Net_sales="1,002.50", Gross_sales="1,002.50"),
]  # fmt: skip
LATE, EARLY = "2026-07-18T09:30", "2026-07-05T08:00"
EXPECTED = [
    Sold("2-1680", "Bun", "Bun", -1, -3.0, LATE, returned=True),
    Sold("2-1679", "10001", "Coffee - Large", 2, 7.0, LATE),
    Sold("2-1679", "Bun", "Bun", 1, 3.0, LATE),
    Sold("2-1678", "Tea - Mint", "Tea - Mint", 1, 3.0, EARLY),
    Sold("2-1676", "Ham", "Ham", 0.25, 1002.5, LATE),
]


@pytest.mark.parametrize("dining", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_receipts_by_item(tmp_path: Path, dining: bool, encoding: str) -> None:
    header = [name for name in HEADER if dining or name != "Dining option"]
    path = write_rows(tmp_path / "receipts-by-item.csv", header, ROWS, encoding=encoding)
    intake, lines = take(path, "loyverse-items-sold")
    assert sold(lines) == EXPECTED
    assert intake.report.set_aside == {"cancelled orders": 2, "returns": 1}
    assert intake.report.customers == 2


def test_a_refund_written_without_signs_still_goes_back(tmp_path: Path) -> None:
    rows = [*ROWS, item("2-1690", "Bun", Receipt_type="Refund")]
    lines = take(write_rows(tmp_path / "r.csv", HEADER, rows), "loyverse-items-sold")[1]
    assert sold(lines)[-1] == Sold("2-1690", "Bun", "Bun", -1, -3.0, LATE, returned=True)


def test_without_net_sales_the_discount_is_taken_off(tmp_path: Path) -> None:
    header = [name for name in HEADER if name != "Net sales"]
    lines = take(write_rows(tmp_path / "r.csv", header, ROWS), "loyverse-items-sold")[1]
    assert sold(lines) == EXPECTED


LANGUAGES = [  # headers of the parts, then a refund and a voided receipt
    ("Fecha,Número de recibo,Tipo de recibo,Artículo,Variante,Cantidad,Ventas netas,Estado",
     "Reembolso", "Anulado"),
    ("Date,Numéro de reçu,Type de reçu,Article,Variante,Quantité,Ventes nettes,Statut",
     "Remboursement", "Annulé"),
    ("Datum,Belegnummer,Belegart,Artikel,Variante,Menge,Nettoumsatz,Status",
     "Erstattung", "Storniert"),
    ("Data,Numero di ricevuta,Tipo di ricevuta,Articolo,Variante,Quantità,Vendite nette,Stato",
     "Rimborso", "Annullato"),
    ("Data,Número do recibo,Tipo do recibo,Item,Variante,Quantidade,Vendas líquidas,Status",
     "Reembolso", "Cancelado"),
    ("Дата,Номер чека,Тип чека,Товар,Вариант,Количество,Чистые продажи,Статус",
     "Возврат", "Аннулирован"),
]  # fmt: skip


@pytest.mark.parametrize(("names", "refund", "voided"), LANGUAGES)
def test_other_languages(tmp_path: Path, names: str, refund: str, voided: str) -> None:
    header = names.split(",")
    date, receipt, kind, name, variant, quantity, net, status = header
    first = {date: "18/07/2026 09:30", receipt: "1-1", kind: "x", name: "Pan", variant: "Grande",
             quantity: "2,000", net: "1.007,50", status: "x"}  # fmt: skip
    rows = [
        first,
        first | {receipt: "1-2", kind: refund, quantity: "-2,000", net: "-1.007,50"},
        first | {receipt: "1-3", status: voided},
    ]
    path = write_rows(tmp_path / "r.csv", header, rows, delimiter=";")
    intake, lines = take(path, "loyverse-items-sold")
    assert sold(lines) == [
        Sold("1-1", "Pan - Grande", "Pan - Grande", 2, 1007.5, LATE),
        Sold("1-2", "Pan - Grande", "Pan - Grande", -2, -1007.5, LATE, returned=True),
    ]
    assert intake.report.set_aside == {"returns": 1, "cancelled orders": 1}


@pytest.mark.parametrize(
    "header",
    ["Date,Receipt number,Receipt type,Gross sales,Discounts,Net sales,Taxes,Total collected,"
     "Payment type,Description,Status",
     "Fecha,Número de recibo,Tipo de recibo,Ventas brutas,Descuentos,Ventas netas,Descripción"],
)  # fmt: skip
def test_the_summary_is_answered_with_receipts_by_item(tmp_path: Path, header: str) -> None:
    path = tmp_path / "receipts.csv"
    path.write_text(f"{header}\n18/07/2026 09:30,2-1679,Sale,10.00,0.00,10.00,2 x Tea\n")
    with pytest.raises(UserError, match=r"receipts\.csv") as caught:
        read(path, LAYOUTS)
    assert "Receipts by item" in caught.value.next_step
