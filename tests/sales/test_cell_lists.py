"""Orders whose products stand in one cell."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.cell_lists import find_list, find_mark, split_count, split_list
from xsell_desktop.sales.intake import Intake, preview, read
from xsell_desktop.shops import LAYOUTS


def take(folder: Path, text: str) -> Intake:
    path = folder / "lists.csv"
    path.write_text(text, encoding="utf-8")
    intake = read(path, LAYOUTS)
    assert intake.report.balanced()
    return intake


def orders_of(intake: Intake) -> dict[str, list[str]]:
    lines = intake.lines
    assert lines is not None
    found: dict[str, list[str]] = {}
    for order, product in zip(lines.line_order, lines.line_product, strict=True):
        found.setdefault(lines.order_keys[order], []).append(lines.product_keys[product])
    return found


@pytest.mark.parametrize(
    ("cell", "mark", "items"),
    [
        ("a|b|c", "|", ["a", "b", "c"]),
        (" a ; b ;", ";", ["a", "b"]),
        ("['a', 'b']", ",", ["a", "b"]),
        ("['fish, smoked', \"it's\"]", ",", ["fish, smoked", "it's"]),
        ('["a\\"b"]', "", ['a"b']),
        ("{a,b c}", ",", ["a", "b c"]),
        ("('a',)", "", ["a"]),
        ("frozenset({'a', 'b'})", "", ["a", "b"]),
        ("[]", "", []),
        ("[milk, bread]", ",", ["milk", "bread"]),
        ("milk (whole)", "", ["milk (whole)"]),
    ],
)  # fmt: skip
def test_a_cell_is_split(cell: str, mark: str, items: list[str]) -> None:
    assert split_list(cell, mark) == items


FORMS = {
    "bars": "order_id,items\n1,bread|milk\n2,bread\n3,milk|tea|bread\n",
    "semicolons, no known name": "tid,what\n1,bread;milk\n2,bread\n3,milk;tea;bread\n",
    "commas in quotes": 'Transaction,Products\n1,"bread, milk"\n2,bread\n3,"milk, tea, bread"\n',
    "Python": "order,items\n1,\"['bread', 'milk']\"\n2,['bread']\n3,\"['milk', 'tea', 'bread']\"\n",
    "arules": '"items","transactionID"\n"{bread,milk}","1"\n"{bread}","2"\n'
    '"{milk,tea,bread}","3"\n',
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_each_way_of_writing_lists(tmp_path: Path, text: str) -> None:
    intake = take(tmp_path, text)
    assert intake.report.format == "plain-lists"
    assert intake.report.lines_kept == 3
    assert orders_of(intake) == {
        "1": ["bread", "milk"], "2": ["bread"], "3": ["milk", "tea", "bread"],
    }  # fmt: skip


def test_dates_and_customers_go_with_every_product(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        "order,date,email,basket items\n7,2024-03-01,a@example.com,tea|salt\n"
        "8,2024-03-02,b@example.com,tea\n9,2024-03-03,a@example.com,salt|tea\n",
    )
    lines = intake.lines
    assert lines is not None
    assert [str(date)[:10] for date in lines.order_date] == [
        "2024-03-01", "2024-03-02", "2024-03-03",
    ]  # fmt: skip
    assert lines.order_customer.tolist() == [0, 1, 0]


def test_without_order_numbers_each_row_is_an_order(tmp_path: Path) -> None:
    intake = take(
        tmp_path, "date,items\n2024-03-01,tea|salt\n2024-03-01,tea\n2024-03-02,salt|tea\n"
    )
    assert [*orders_of(intake).values()] == [["tea", "salt"], ["tea"], ["salt", "tea"]]


@pytest.mark.parametrize(
    "cells",
    [
        ["Shirt, red", "Mug, blue", "Cap, green"],
        ["Shirt", "Mug", "Shirt"],
        ["1,50", "2,00", "1,50"],
        ["2024-01-01;x"],
    ],
)
def test_names_with_marks_are_no_lists(cells: list[str]) -> None:
    assert find_list([[cell] for cell in cells], [0]) is None


def test_order_lines_stay_order_lines(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text('order,item\n1,"Shirt, red"\n1,"Mug, red"\n2,"Shirt, red"\n')
    assert preview(path, LAYOUTS).format == "plain-lines"


words = st.text("abcdefg hij", min_size=1, max_size=5).map(str.strip).filter(bool)


@given(st.lists(st.lists(words, min_size=1, max_size=5), min_size=1, max_size=15), st.booleans())
def test_lists_come_back(
    tmp_path_factory: pytest.TempPathFactory, baskets: list[list[str]], printed: bool
) -> None:
    baskets = [["kk", "ll"], ["ll", "kk"], ["kk", "ll", "mm"], ["kk", "ll"], *baskets]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["order", "items"])
    for at, basket in enumerate(baskets):
        writer.writerow([f"n{at}", repr(basket) if printed else "|".join(basket)])
    mark = find_mark([repr(b) if printed else "|".join(b) for b in baskets])
    cells = [split_list(repr(b) if printed else "|".join(b), mark) for b in baskets]
    assert cells == baskets
    rows = list(csv.reader(io.StringIO(out.getvalue())))
    if find_list(rows[1:], [1]) is None:
        return
    path = tmp_path_factory.mktemp("lists") / "lists.csv"
    path.write_text(out.getvalue())
    intake = read(path, LAYOUTS)
    assert sum(len(found) for found in orders_of(intake).values()) > 0


@pytest.mark.parametrize(
    "cells",
    [
        ["Latte x2, Bagel x1", "Latte x1", "Bagel x3, Latte x1, Tea x1", "Tea x2"],
        ["2x Latte; 1x Bagel", "1x Latte", "3 × Bagel; 1x Latte; 1x Tea", "2x Tea"],
    ],
)
def test_lists_that_count_their_products(tmp_path: Path, cells: list[str]) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(
        "Order,Date,Items\n"
        + "".join(f'{at},2024-03-0{at},"{cell}"\n' for at, cell in enumerate(cells, start=1)),
        encoding="utf-8",
    )
    intake = read(path, LAYOUTS)
    assert intake.report.format == "plain-lists"
    lines = intake.lines
    assert lines is not None
    assert lines.product_keys == ("Latte", "Bagel", "Tea")
    assert lines.line_product.tolist() == [0, 1, 0, 1, 0, 2, 2]
    assert lines.line_quantity.tolist() == [2, 1, 1, 3, 1, 1, 2]


@pytest.mark.parametrize(
    ("item", "count"),
    [
        ("2x4 lumber", ("2x4 lumber", "1")),
        ("Box 3x", ("Box 3x", "1")),
        ("10 x Nail", ("Nail", "10")),
        ("Nail 5 x 40 x12", ("Nail 5 x 40", "12")),
    ],
)
def test_counts_and_what_looks_like_them(item: str, count: tuple[str, str]) -> None:
    assert split_count(item) == count


def test_records_in_cells_are_no_lists_of_products(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(
        "order,created_at,contents\n"
        '1,2024-03-01,"[{""sku"":""A"",""qty"":1},{""sku"":""B"",""qty"":2}]"\n'
        '2,2024-03-02,"[{""sku"":""A"",""qty"":1}]"\n'
        '3,2024-03-03,"[{""sku"":""B"",""qty"":4},{""sku"":""A"",""qty"":1}]"\n',
        encoding="utf-8",
    )
    assert read(path, LAYOUTS).report.format != "plain-lists"
