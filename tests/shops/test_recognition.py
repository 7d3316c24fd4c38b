"""Every format knows its own headers, in any order and spelling, and leaves all others alone.

`tests/data/headers` has a file a format, named by its id, with one header a row.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from xsell_desktop.sales.layouts import Layout
from xsell_desktop.shops import LAYOUTS

FOLDER = Path(__file__).parents[1] / "data" / "headers"
RECOGNISED = [layout for layout in LAYOUTS if layout.anchors]


def read_headers() -> list[tuple[str, list[str]]]:
    headers = []
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            headers += [(path.stem, row) for row in csv.reader(file)]
    return headers


HEADERS = read_headers()
NAMED = [f"{id_}-{len(header)}" for id_, header in HEADERS]


def recognised(header: list[str]) -> str:
    """The format that takes the header: the first of those that match."""
    return next((layout.id for layout in LAYOUTS if layout.matches(header)), "")


@pytest.mark.parametrize(("id_", "header"), HEADERS, ids=NAMED)
def test_a_header_is_its_formats_and_no_others(id_: str, header: list[str]) -> None:
    assert recognised(header) == id_


@pytest.mark.parametrize(("id_", "header"), HEADERS, ids=NAMED)
def test_order_case_blanks_and_further_columns_do_not_matter(id_: str, header: list[str]) -> None:
    shuffled = random.Random(7).sample(header, len(header))
    assert recognised([f" {cell.upper()}\u00a0" for cell in shuffled]) == id_
    assert recognised(["My own note", *shuffled, "", "Zone 51"]) == id_


@pytest.mark.parametrize(
    "header",
    [
        "Order,Products",
        "Order Number,SKU,Item,Qty,Date",
        "Order ID,Product,Quantity,Price,Order Date",
        "order_id,item_name,item_quantity,price,date",
        "order_id,item_id,item_name,item_quantity,price",
        "Order Number,Order Date,Item Name,Quantity,Price,Email",
        "reference,product_name,quantity,price",
        "Order Ref,Product,Quantity,Unit Price",
        "Name,Quantity,Price,Order",
        "Date,Order #,Status,Customer,Product,Quantity,Price",
    ],
)
def test_a_plain_table_is_nobodys(header: str) -> None:
    cells = header.split(",")
    assert recognised(cells) == ""
    assert not [end.why for of in LAYOUTS for end in of.dead_ends if end.matches(cells)]


@pytest.mark.parametrize("layout", RECOGNISED, ids=lambda layout: layout.id)
def test_every_format_has_headers_here_and_an_id_of_its_own(layout: Layout) -> None:
    assert layout.id in {id_ for id_, _header in HEADERS}
    assert [other.id for other in LAYOUTS].count(layout.id) == 1


@pytest.mark.parametrize(("id_", "header"), HEADERS, ids=NAMED)
def test_no_header_of_a_known_format_is_a_dead_end(id_: str, header: list[str]) -> None:
    ends = [end for layout in LAYOUTS for end in layout.dead_ends]
    assert not [end.why for end in ends if end.matches(header)]
