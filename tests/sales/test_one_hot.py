"""Matrices with a column a product: recognised by their cells and read like order lines."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import Intake, preview, read
from xsell_desktop.sales.lines import Lines
from xsell_desktop.sales.one_hot import find_one_hot, pieces
from xsell_desktop.shops import LAYOUTS


def take(folder: Path, text: str, column_map: ColumnMap | None = None) -> Intake:
    path = folder / "matrix.csv"
    path.write_text(text, encoding="utf-8")
    intake = read(path, LAYOUTS, column_map)
    assert intake.report.balanced()
    return intake


def baskets(lines: Lines | None) -> list[dict[str, float]]:
    """Product and pieces of each order, orders by first appearance."""
    assert lines is not None
    found: list[dict[str, float]] = [{} for _order in lines.order_keys]
    for order, product, quantity in zip(
        lines.line_order.tolist(), lines.line_product.tolist(), lines.line_quantity, strict=True
    ):
        key = lines.product_keys[product]
        found[order][key] = found[order].get(key, 0) + float(quantity)
    return found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0), (" ", 0), ("0", 0), ("0.0", 0), ("0,00", 0), ("False", 0), ("no", 0), ("?", 0),
        ("1", 1), ("1.0", 1), ("TRUE", 1), ("Yes", 1), ("x", 1), ("t", 1), ("✓", 1),
        ("7", 7), ("3,0", 3), ("1.5", None), ("-1", None), ("bread", None), ("123456", None),
    ],
)  # fmt: skip
def test_what_a_cell_says_of_pieces(text: str, count: int | None) -> None:
    assert pieces(text) == count


FORMS = {
    "0 and 1": "bread,milk,tea,salt\n1,1,0,0\n0,0,1,0\n1,0,1,0\n",
    "true and false": "bread;milk;tea;salt\nTrue;True;False;False\nFalse;False;True;False\n"
    "True;False;True;False\n",
    "x and blank": "bread,milk,tea,salt\nx,x,,\n,,x,\nx,,x,\n",
    "yes and no": "bread\tmilk\ttea\tsalt\nyes\tyes\tno\tno\nno\tno\tyes\tno\nyes\tno\tyes\tno\n",
    "decimal commas": "bread;milk;tea;salt\n1,0;1,0;0,0;0,0\n0,0;0,0;1,0;0,0\n1,0;0,0;1,0;0,0\n",
    "an index without a name": ",bread,milk,tea,salt\n0,1,1,0,0\n1,0,0,1,0\n2,1,0,1,0\n",
    "a title above": "My shop,,,\nbread,milk,tea,salt\n1,1,0,0\n0,0,1,0\n1,0,1,0\n",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_each_way_of_writing_it(tmp_path: Path, text: str) -> None:
    intake = take(tmp_path, text)
    assert intake.report.format == "plain-onehot"
    assert intake.report.lines_kept == 3
    assert baskets(intake.lines) == [
        {"bread": 1, "milk": 1}, {"tea": 1}, {"bread": 1, "tea": 1},
    ]  # fmt: skip


def test_orders_dates_customers_and_pieces(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        "Order ID,Date,Customer,Bread,Milk,7UP,Tea,Salt\n"
        "A1,2024-01-05,ann,2,0,1,0,0\n"
        "A2,2024-01-06,ben,0,0,0,0,0\n"
        ",,,,,,,\n"
        "A3,2024-01-07,ann,1,1,0,,1\n"
        "A4,2024-01-08,ben,1,0,1,bad,0\n"
        "A5,2024-01-08,ben,1\n"
        "A1,2024-01-05,ann,0,0,0,3,0\n",
    )
    report, lines = intake.report, intake.lines
    assert lines is not None
    assert (report.rows_read, report.lines_kept, report.framing) == (7, 3, 1)
    assert report.set_aside == {"orders without a product": 1}
    assert [tuple(refusal) for refusal in report.rows_refused] == [
        (6, "quantity is not a number"), (7, "the row is cut short"),
    ]  # fmt: skip
    assert lines.order_keys == ("A1", "A3")
    assert baskets(lines) == [{"Bread": 2, "7UP": 1, "Tea": 3}, {"Bread": 1, "Milk": 1, "Salt": 1}]
    assert [str(date)[:10] for date in lines.order_date] == ["2024-01-05", "2024-01-07"]
    assert lines.order_customer.tolist() == [0, 0]


def test_products_may_be_numbers(tmp_path: Path) -> None:
    intake = take(tmp_path, "10002,10080,10120,85048\n1,0,1,0\n0,1,1,0\n1,1,0,1\n")
    assert baskets(intake.lines)[0] == {"10002": 1, "10120": 1}


def test_two_columns_of_one_product_are_added_up(tmp_path: Path) -> None:
    intake = take(tmp_path, "bread,milk,bread,salt\n1,0,1,0\n0,1,1,0\n1,1,0,1\n")
    assert baskets(intake.lines) == [
        {"bread": 2}, {"milk": 1, "bread": 1}, {"bread": 1, "milk": 1, "salt": 1},
    ]  # fmt: skip


OTHERS = {
    "order lines with flags": "order,sku,gift,express,first,paid,sent\n1,a,0,1,0,1,1\n"
    "1,b,0,1,0,1,1\n2,a,1,0,1,1,0\n",
    "a product list with flags": "sku,name,visible,featured,taxable,sale,backorders,in stock,new,"
    "hidden\na,Apple,1,0,1,0,0,1,0,0\nb,Pear,1,1,1,0,0,1,0,0\n",
    "orders with counts": "order_id,user_id,order_number,order_dow,hour\n1,4,1,0,9\n2,4,2,3,0\n"
    "3,5,1,3,9\n",
    "numbers without a header": "1,0,1,0\n0,1,1,0\n1,1,0,1\n",
    "one product each": "bread,milk,tea,salt\n1,0,0,0\n0,1,0,0\n0,0,1,0\n",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_what_is_no_matrix(text: str) -> None:
    assert find_one_hot(list(csv.reader(text.splitlines()))) is None


def test_a_mapping_can_say_so_and_name_the_order(tmp_path: Path) -> None:
    text = "code of sale,bread,milk,tea,salt\nx-1,1,0,0,0\nx-2,0,1,0,0\nx-3,0,0,1,0\n"
    wish = ColumnMap("plain-onehot", {"order": "code of sale"})
    intake = take(tmp_path, text, wish)
    lines = intake.lines
    assert lines is not None
    assert lines.order_keys == ("x-1", "x-2", "x-3")
    assert baskets(lines) == [{"bread": 1}, {"milk": 1}, {"tea": 1}]


def test_the_preview_maps_what_is_no_product(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("tid,date,a,b,c,d\n1,2024-01-01,1,1,0,0\n2,2024-01-02,0,0,1,1\n")
    seen = preview(path, LAYOUTS)
    assert (seen.format, seen.certain) == ("plain-onehot", True)
    assert seen.column_map.columns == {"order": "tid", "date": "date"}


@given(
    st.lists(st.lists(st.integers(0, 3), min_size=6, max_size=6), min_size=1, max_size=30),
    st.booleans(),
)
def test_a_matrix_comes_back(
    tmp_path_factory: pytest.TempPathFactory, counts: list[list[int]], blank: bool
) -> None:
    counts = [[1, 1, 0, 0, 0, 0], [0, 0, 1, 1, 1, 1], [0] * 6, *counts]
    names = ["ale", "bun", "cod", "dip", "egg", "fig"]
    rows = [",".join(["order", *names])]
    for at, row in enumerate(counts):
        cells = ["" if blank and not count else str(count) for count in row]
        rows.append(",".join([f"n{at}", *cells]))
    wish = ColumnMap("plain-onehot", {"order": "order"})
    folder = tmp_path_factory.mktemp("matrix")
    intake = take(folder, "\n".join(rows) + "\n", wish)
    wanted = [{name: float(n) for name, n in zip(names, row, strict=True) if n} for row in counts]
    columns_found = [any(row[at] == 0 for row in counts) for at in range(6)]
    assert all(columns_found)
    lines = intake.lines
    assert lines is not None
    kept = {lines.order_keys[order]: basket for order, basket in enumerate(baskets(lines))}
    assert kept == {f"n{at}": basket for at, basket in enumerate(wanted) if basket}
    assert intake.report.lines_kept == len(kept)
