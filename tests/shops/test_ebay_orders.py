"""eBay's orders report: order rows above item rows, blank rows, footers, money in four styles."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS

FULL = header_of("ebay-orders", 80)
FOOTER = '\n3,"record(s) downloaded,from  Sep-01-26 to Sep-30-26"\nSeller ID : mill-lane\n'


def item(record: str, number: str, title: str, **cells: str) -> Cells:
    """One row that is an order and its only item: a lamp sold for $12.34."""
    return {
        "Sales Record Number": record, "Order Number": f"05-{record}", "Buyer Username": "ann_n",
        "Buyer Name": "Ann Noy", "Buyer Email": "ann@example.com", "Item Number": number,
        "Item Title": title, "Quantity": "1", "Sold For": "$12.34",
        "Shipping And Handling": "$4.00", "Total Price": "$16.34", "Sale Date": "Sep-30-26",
        **{name.replace("_", " "): cell for name, cell in cells.items()},
    }  # fmt: skip


def order_row(record: str, **cells: str) -> Cells:
    """What stands above the items of an order of several."""
    return item(record, "", "", Quantity="3", Sold_For="$30.00", **cells)


def item_row(record: str, number: str, title: str, **cells: str) -> Cells:
    """An item below its order's row: what belongs to the order is blank."""
    blank = dict.fromkeys(
        ("Buyer_Username", "Buyer_Name", "Buyer_Email", "Total_Price", "Sale_Date"), ""
    )
    return item(record, number, title, **(blank | cells))


ROWS = [
    dict.fromkeys(FULL, ""),
    item("101", "4401", "Lamp"),
    order_row("102", Sale_Date="Sep-29-26"),
    item_row("102", "4401", "Lamp", Custom_Label="L-1", Quantity="2"),
    item_row("102", "4402", "Shade", Variation_Details="[Size:M,Colour:Red]", Sold_For="$5.00"),
    item("103", "4402", "Shade[Size:M,Colour:Red]", Sold_For="$1,005.00",
         Variation_Details="Size:M,Colour:Red", Buyer_Username="bob_b"),
]  # fmt: skip
EXPECTED = [
    Sold("101", "4401", "Lamp", 1, 12.34, "2026-09-30T00:00"),
    Sold("102", "L-1", "Lamp", 2, 24.68, "2026-09-29T00:00"),
    Sold("102", "4402 (Size:M,Colour:Red)", "Shade[Size:M,Colour:Red]", 1, 5.0,
         "2026-09-29T00:00"),
    Sold("103", "4402 (Size:M,Colour:Red)", "Shade[Size:M,Colour:Red]", 1, 1005.0,
         "2026-09-30T00:00"),
]  # fmt: skip


@pytest.mark.parametrize("first", ["\n", "," * 79 + "\n", ""])
def test_a_report_with_all_its_framing(tmp_path: Path, first: str) -> None:
    path = write_rows(tmp_path / "eBay-Orders.csv", FULL, ROWS, above=first, below=FOOTER)
    intake, lines = take(path, "ebay-orders")
    assert sold(lines) == EXPECTED
    report = intake.report
    assert (report.lines_kept, report.orders, report.customers) == (4, 3, 2)
    assert not report.set_aside
    assert not report.rows_refused
    assert lines.currencies == ("$",)


def test_footers_as_wide_as_the_header(tmp_path: Path) -> None:
    tail = "," * 78
    below = f"3,record(s) downloaded,from Sep-01-26{tail[1:]}\nSeller ID : mill-lane{tail}\n"
    path = write_rows(tmp_path / "orders.csv", FULL, ROWS, below=below)
    assert take(path, "ebay-orders")[0].report.rows_refused == ()


@pytest.mark.parametrize(
    ("money", "currency", "revenue"),
    [
        ("AU $3,000.00", "AUD", 3000.0), ("EUR 90,00", "EUR", 90.0),
        ("1 234,50 €", "EUR", 1234.5), ("£7.50", "GBP", 7.5), ("US $5.00", "USD", 5.0),
        ("C $8.25", "CAD", 8.25),
    ],
)  # fmt: skip
def test_money_of_each_country(tmp_path: Path, money: str, currency: str, revenue: float) -> None:
    header = header_of("ebay-orders", 12)
    rows = [item("101", "4401", "Lamp", Sold_For=money, Sale_Date="26-May-26")]
    path = write_rows(tmp_path / "orders.csv", header, rows, above="\n")
    intake, lines = take(path, "ebay-orders")
    assert sold(lines) == [Sold("101", "4401", "Lamp", 1, revenue, "2026-05-26T00:00")]
    assert lines.currencies == (currency,)
    assert intake.report.first_date == "2026-05-26"


def test_the_french_file(tmp_path: Path) -> None:
    path = tmp_path / "commandes.csv"
    header = ";".join(header_of("ebay-orders", 9))
    path.write_text(
        f"\n{header}\n;;;;;;;;\n"
        "201;12-201;zoe_z;;;2;25,00 €;4,00 €;05-oct.-26\n"
        "201;12-201;;771;Lampe à pied;1;15,00 €;;\n"
        "201;12-201;;772;Abat-jour;1;10,00 €;;\n"
        "202;12-202;yves;771;Lampe à pied;2;1 015,50 €;4,00 €;12-déc.-26\n"
        "\n2;enregistrement(s) téléchargé(s)\nIdentifiant du vendeur : zoe\n",
        encoding="utf-8",
    )
    intake, lines = take(path, "ebay-orders")
    assert sold(lines) == [
        Sold("201", "771", "Lampe à pied", 1, 15.0, "2026-10-05T00:00"),
        Sold("201", "772", "Abat-jour", 1, 10.0, "2026-10-05T00:00"),
        Sold("202", "771", "Lampe à pied", 2, 2031.0, "2026-12-12T00:00"),
    ]
    assert not intake.report.rows_refused
    assert lines.currencies == ("EUR",)
    assert lines.order_customer.tolist() == [0, 1]


def test_an_item_that_lost_its_cells_is_refused_not_framed(tmp_path: Path) -> None:
    rows = [*ROWS, item("104", "", "")]
    report = take(write_rows(tmp_path / "orders.csv", FULL, rows), "ebay-orders")[0].report
    assert [refusal.reason for refusal in report.rows_refused] == ["no product"]


def test_without_record_numbers_the_order_number_counts(tmp_path: Path) -> None:
    header = ["Order Number", "Item Number", "Item Title", "Quantity", "Sold For", "Sale Date"]
    lines = take(write_rows(tmp_path / "orders.csv", header, ROWS), "ebay-orders")[1]
    assert lines.order_keys == ("05-101", "05-102", "05-103")


def test_without_titles_nothing_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("\nSales Record Number,Order Number,Total Price,Sale Date\n1,2,$3.00,Sep-30-26")
    with pytest.raises(UserError, match="without their items") as caught:
        read(path, LAYOUTS)
    assert "Item Title" in caught.value.next_step


def test_item_numbers_that_a_spreadsheet_shortened(tmp_path: Path) -> None:
    rows = [
        item("101", "1.10123E+11", "Lamp"),
        item("102", "1.10123E+11", "Shade", Variation_Details="[Colour:Red]"),
        item("103", "1.10123E+11", "Bulb", Custom_Label="B-1"),
    ]
    intake, lines = take(write_rows(tmp_path / "orders.csv", FULL, rows), "ebay-orders")
    assert sorted(lines.product_keys) == ["B-1", "Lamp", "Shade (Colour:Red)"]
    assert any("3 rows" in warning for warning in intake.report.warnings)
