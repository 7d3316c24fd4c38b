"""Etsy's sold order items."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS
from xsell_desktop.shops.etsy_items import choices

HEADER = header_of("etsy-items", 33)


def item(order: str, title: str, listing: str, **cells: str) -> Cells:
    """One ring at 20.00 on 4 March 2024, in the way Etsy writes it."""
    return {
        "Sale Date": "03/04/24", "Item Name": title, "Buyer": "annknits", "Quantity": "1",
        "Price": "20.00", "Discount Amount": "0.00", "Shipping Discount": "0.00",
        "Order Shipping": "0.00", "Order Sales Tax": "0.00", "Item Total": "20.00",
        "Currency": "GBP", "Transaction ID": f"{order}{listing}{cells.get('Variations', '')}",
        "Listing ID": listing, "Date Paid": "03/04/2024", "Ship Name": "Ann Noy",
        "Order ID": order, "Order Type": "online", "Listings Type": "listing",
        **{name.replace("_", " "): cell for name, cell in cells.items()},
    }  # fmt: skip


ROWS = [
    item("900", "Silver ring, gift for her, 2024", "11", Sale_Date="03/14/24", SKU="R-1"),
    item("900", "Oak tray &amp; lid", "12", Sale_Date="03/14/24", Variations="Size:Small",
         Discount_Amount="5.50", Quantity="2", Item_Total="40.00"),
    item("899", "Oak tray", "12", Variations="Size:Large,Personalization:For Ann, 12 Mill Lane"),
    item("899", "Oak tray", "12", Variations="Size:Small", Price="19.50", Item_Total="19.50"),
    item("898", "Silver ring", "11", SKU="R-1", Buyer="", Currency="EUR", Sale_Date="12/31/23"),
    item("898", "Card", "13", Buyer="", Currency="EUR", Sale_Date="12/31/23"),
]  # fmt: skip
EXPECTED = [
    Sold("900", "R-1", "Silver ring, gift for her, 2024", 1, 20.0, "2024-03-14T00:00"),
    Sold("900", "12 (Size: Small)", "Oak tray & lid (Size: Small)", 2, 40.0, "2024-03-14T00:00"),
    Sold("899", "12 (Size: Large)", "Oak tray (Size: Large)", 1, 20.0, "2024-03-04T00:00"),
    Sold("899", "12 (Size: Small)", "Oak tray & lid (Size: Small)", 1, 19.5, "2024-03-04T00:00"),
    Sold("898", "R-1", "Silver ring, gift for her, 2024", 1, 20.0, "2023-12-31T00:00"),
    Sold("898", "13", "Card", 1, 20.0, "2023-12-31T00:00"),
]


def test_a_file_as_etsy_writes_it(tmp_path: Path) -> None:
    intake, lines = take(write_rows(tmp_path / "sold.csv", HEADER, ROWS), "etsy-items")
    assert sold(lines) == EXPECTED
    assert lines.order_discount.tolist() == [5.5, 0.0, 0.0]
    assert lines.currencies == ("GBP", "EUR")
    assert lines.order_customer.tolist() == [0, 0, -1]
    assert not intake.report.set_aside


def test_saved_again_by_a_spreadsheet(tmp_path: Path) -> None:
    rows = [{**row, "Sale Date": f"{3 + n}/{14 - n}/2024", "Item Total": "1.020,50"}
            for n, row in enumerate(ROWS)]  # fmt: skip
    path = write_rows(tmp_path / "sold.csv", HEADER, rows, delimiter=";")
    lines = sold(take(path, "etsy-items")[1])
    assert lines[0].date == "2024-03-14T00:00"
    assert lines[-1].date == "2024-07-10T00:00"
    assert {line.revenue for line in lines} == {1020.5}


def test_dates_that_prove_nothing_have_the_month_first(tmp_path: Path) -> None:
    intake, lines = take(write_rows(tmp_path / "sold.csv", HEADER, ROWS[2:4]), "etsy-items")
    assert {line.date for line in sold(lines)} == {"2024-03-04T00:00"}
    assert any("month, day, year" in warning for warning in intake.report.warnings)


def test_columns_an_owner_removed(tmp_path: Path) -> None:
    header = ["Sale Date", "Item Name", "Quantity", "Price", "Order ID", "Variations"]
    lines = sold(take(write_rows(tmp_path / "sold.csv", header, ROWS[:2]), "etsy-items")[1])
    assert [(line.key, line.revenue) for line in lines] == [
        ("Silver ring, gift for her, 2024", 20.0), ("Oak tray & lid (Size: Small)", 40.0),
    ]  # fmt: skip


def test_rows_met_twice_are_copies(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "sold.csv", HEADER, [*ROWS, *ROWS[:2]])
    assert take(path, "etsy-items")[0].report.set_aside == {"exact copies of a row": 2}


@pytest.mark.parametrize(
    ("variations", "chosen"),
    [
        ("", ""),
        ("Size:Small", "Size: Small"),
        ("Width:4&quot;,Colour:Oak", 'Width: 4",Colour: Oak'),
        ("Personalization:To Ann, with love", ""),
        ("Colour:Red,Personalisation:Call 555-0100", "Colour: Red"),
    ],
)
def test_what_a_buyer_wrote_is_no_variation(variations: str, chosen: str) -> None:
    assert choices(variations) == chosen


def test_blank_order_numbers_are_explained(tmp_path: Path) -> None:
    rows = [{**row, "Order ID": ""} for row in ROWS]
    with pytest.raises(UserError, match="order numbers are missing"):
        read(write_rows(tmp_path / "sold.csv", HEADER, rows), LAYOUTS)


def test_the_orders_file_is_answered_with_the_items_file(tmp_path: Path) -> None:
    path = tmp_path / "EtsySoldOrders2024.csv"
    path.write_text(
        "Sale Date,Order ID,Buyer User ID,Full Name,Number of Items,Payment Method,Currency,"
        "Order Value\n03/04/24,900,annknits,Ann Noy,3,Credit card,GBP,60.00\n"
    )
    with pytest.raises(UserError, match="Etsy orders without their items") as caught:
        read(path, LAYOUTS)
    assert "Order Items" in caught.value.next_step


def test_a_mapping_that_names_the_format_keeps_its_keys(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "sold.csv", HEADER, ROWS)
    wish = ColumnMap("etsy-items", {"order": "Order ID", "name": "Item Name"})
    assert sold(take(path, "etsy-items", wish)[1]) == EXPECTED


def test_without_the_column_of_order_numbers_the_mapping_is_asked_for(tmp_path: Path) -> None:
    header = [name for name in HEADER if name != "Order ID"]
    intake = read(write_rows(tmp_path / "sold.csv", header, ROWS), LAYOUTS)
    assert intake.needs_mapping
    assert any("without the order number" in warning for warning in intake.report.warnings)
