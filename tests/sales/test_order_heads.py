"""Tables of orders joined to order lines of another file."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import Intake, preview, read, take_heads
from xsell_desktop.sales.joins import find_joins
from xsell_desktop.sales.order_heads import read_heads, spell_order
from xsell_desktop.shops import LAYOUTS

ORDERS = (
    "orderID,customerID,employeeID,orderDate,shippedDate,shipVia,freight,shipName,shipCountry\n"
    "10248,VINET,5,1996-07-04,1996-07-16,3,32.38,Vins,France\n"
    "10249,TOMSP,6,1996-07-05,NULL,1,11.61,Toms,Germany\n"
    "10250,HANAR,4,1996-07-08,1996-07-12,2,65.83,Hanari,Brazil\n"
    "10300,HANAR,4,1996-09-08,1996-07-12,2,65.83,Hanari,Brazil\n"
)
DETAILS = (
    "orderID,productID,unitPrice,quantity,discount\n"
    "10248,11,14.00,12,0\n10248,42,9.80,10,0\n10249,14,18.60,9,0\n"
    "10250,51,42.40,35,0.15\n10250,65,16.80,15,0.15\n"
)


def write(folder: Path, **texts: str) -> dict[str, Path]:
    paths = {name: folder / f"{name}.csv" for name in texts}
    for name, text in texts.items():
        paths[name].write_text(text, encoding="utf-8")
    return paths


def joined(folder: Path, orders: str, lines: str, **asked: str) -> tuple[Intake, Intake]:
    """The intakes of order lines and of the orders that were found to belong to them."""
    paths = write(folder, orders=orders, lines=lines)
    joins = find_joins([*paths.values()], LAYOUTS, {})
    heads = joins.heads[paths["lines"]]
    assert paths["lines"] not in joins.doubtful
    intake = read(paths["lines"], LAYOUTS, heads=heads, salt=b"s")
    taken = take_heads(paths["orders"], [intake])
    assert taken is not None
    assert intake.report.balanced()
    assert taken.report.balanced()
    return intake, taken


def test_northwind(tmp_path: Path) -> None:
    intake, heads = joined(tmp_path, ORDERS, DETAILS)
    lines = intake.lines
    assert lines is not None
    assert [str(date)[:10] for date in lines.order_date] == [
        "1996-07-04", "1996-07-05", "1996-07-08",
    ]  # fmt: skip
    assert len(set(lines.order_customer.tolist())) == 3
    assert lines.line_revenue.tolist() == pytest.approx(
        [168.0, 98.0, 167.4, 42.4 * 35 * 0.85, 16.8 * 15 * 0.85]
    )
    assert "Joined to orders.csv by order number: 3 of 3 orders are listed there" in (
        intake.report.warnings
    )
    report = heads.report
    assert (report.format, report.kind, report.rows_read, report.lines_kept) == (
        "plain-orders", "none", 4, 3,
    )  # fmt: skip
    assert report.set_aside == {"orders without order lines": 1}


def test_every_row_of_the_orders_is_accounted_for(tmp_path: Path) -> None:
    orders = (
        "Order ID;Date;Status\n#1;2024-01-05;paid\n#2;2024-01-06;Cancelled\n#2;2024-01-07;paid\n"
        ";2024-01-08;paid\n\n#3;2024-01-09\n#4;2024-01-10;paid;more\n"
    ) + "".join(f"#{n};2024-02-{n:02};paid\n" for n in range(11, 25))
    lines = "order id,sku,qty\n1,a,1\n1,b,2\n2.0,a,1\n4,a,1\n9,b,1\n"
    intake, heads = joined(tmp_path, orders, lines)
    assert intake.report.set_aside == {"cancelled orders": 1}
    assert intake.report.lines_kept == 4
    assert intake.lines is not None
    assert [str(date)[:10] for date in intake.lines.order_date] == ["2024-01-05", "NaT", "NaT"]
    report = heads.report
    assert (report.rows_read, report.lines_kept, report.framing) == (21, 2, 1)
    assert report.set_aside == {"orders listed twice": 1, "orders without order lines": 15}
    assert sorted(refusal.reason for refusal in report.rows_refused) == [
        "more cells than columns", "no order number",
    ]  # fmt: skip


def test_a_part_of_the_lines_own_stays(tmp_path: Path) -> None:
    intake, _heads = joined(
        tmp_path,
        "order,date,customer\n1,2024-01-05,ann\n2,2024-01-06,ben\n",
        "order,sku,date\n1,a,2023-01-01\n1,b,2023-01-01\n2,a,2023-01-02\n",
    )
    assert intake.lines is not None
    assert str(intake.lines.order_date[0])[:10] == "2023-01-01"
    assert len(intake.lines.customer_keys) == 2


def test_another_name_of_the_number_is_found_by_its_cells(tmp_path: Path) -> None:
    heads = "".join(f"{n},{100000 + n},2024-01-{n:02},c{n}\n" for n in range(1, 20))
    lines = "".join(f"{n},a{n % 3}\n{n},b\n" for n in range(1, 20))
    intake, taken = joined(
        tmp_path, "entity_id,increment_id,created_at,customer_id\n" + heads,
        "order_id,sku\n" + lines,
    )  # fmt: skip
    assert taken.report.lines_kept == 19
    assert intake.lines is not None
    assert str(intake.lines.order_date[4])[:10] == "2024-01-05"


def test_others_are_not_joined(tmp_path: Path) -> None:
    paths = write(
        tmp_path,
        orders="ref,date,customer\nA-1,2024-01-05,ann\nA-2,2024-01-06,ben\nA-3,2024-01-06,ben\n",
        others="order,date,customer\n7,2024-01-05,ann\n8,2024-01-06,ben\n9,2024-01-06,cid\n",
        lines="order,sku\n1,a\n1,b\n2,a\n7,b\n",
        whole="order,sku,date,customer\n1,a,2024-01-01,x\n1,b,2024-01-01,x\n2,a,2024-01-01,y\n",
        products="sku,name,price\na,Apple,1\nb,Pear,2\n",
    )
    joins = find_joins([*paths.values()], LAYOUTS, {})
    assert joins.doubtful == {paths["lines"]}
    assert joins.heads.keys() == {paths["lines"]}
    assert joins.kinds[paths["products"]] == "catalogue"
    wish = {paths["lines"]: ColumnMap(format="", orders="-")}
    assert not find_joins([*paths.values()], LAYOUTS, wish).heads
    wish = {paths["lines"]: ColumnMap(format="", orders="others.csv")}
    chosen = find_joins([*paths.values()], LAYOUTS, wish)
    assert chosen.heads[paths["lines"]].path == paths["others"]
    assert not chosen.doubtful


def test_a_mapping_names_the_file_beside(tmp_path: Path) -> None:
    paths = write(tmp_path, orders=ORDERS, lines=DETAILS)
    intake = read(paths["lines"], LAYOUTS, ColumnMap(format="", orders="orders.csv"))
    assert intake.report.customers == 3
    assert intake.column_map.orders == "orders.csv"
    with pytest.raises(UserError, match=r"gone\.csv"):
        read(paths["lines"], LAYOUTS, ColumnMap(format="", orders="gone.csv"))
    with pytest.raises(UserError, match="no table of orders"):
        read(paths["lines"], LAYOUTS, ColumnMap(format="", orders="lines.csv"))


def test_files_of_other_periods_are_refused(tmp_path: Path) -> None:
    paths = write(tmp_path, orders=ORDERS, lines="orderID,productID\n5,1\n5,2\n6,1\n")
    with pytest.raises(UserError, match="lists none of the orders"):
        read(paths["lines"], LAYOUTS, ColumnMap(format="", orders="orders.csv"))


def test_alone_it_says_what_is_missing(tmp_path: Path) -> None:
    path = write(tmp_path, orders=ORDERS)["orders"]
    seen = preview(path, LAYOUTS)
    assert (seen.format, seen.kind, seen.certain) == ("plain-orders", "none", False)
    intake = read(path, LAYOUTS)
    assert intake.needs_mapping
    assert intake.holds_heads
    assert intake.report.warnings == (
        "orders.csv lists orders without their lines: choose it together with the file of order "
        "lines",
    )


@pytest.mark.parametrize(
    ("text", "spelt"), [(" 17850.0 ", "17850"), ("#A-1", "a-1"), ("\u200b7", "7"), ("07", "07")]
)
def test_order_numbers_are_compared_bare(text: str, spelt: str) -> None:
    assert spell_order(text) == spelt


keys = st.integers(0, 12).map(lambda n: f"K{n}")


@given(
    st.lists(st.tuples(keys, st.integers(1, 28)), min_size=2, max_size=15),
    st.lists(st.tuples(keys, st.sampled_from("abcd")), min_size=1, max_size=40),
)
def test_a_join_is_what_pandas_merges(
    tmp_path_factory: pytest.TempPathFactory,
    orders: list[tuple[str, int]],
    lines: list[tuple[str, str]],
) -> None:
    orders = [*{key: (key, day) for key, day in reversed(orders)}.values()]
    orders += [("K90", 1), ("K91", 2)]
    lines = [("K90", "a"), ("K90", "b"), *lines]
    folder = tmp_path_factory.mktemp("join")
    heads = pd.DataFrame(orders, columns=["order", "day"])
    heads["date"] = [f"2024-02-{day:02}" for day in heads.pop("day")]
    rows = pd.DataFrame(lines, columns=["order", "sku"])
    heads.to_csv(folder / "orders.csv", index=False)
    rows.to_csv(folder / "lines.csv", index=False)
    wanted = rows.merge(heads, on="order", how="left")
    intake = read(
        folder / "lines.csv",
        LAYOUTS,
        ColumnMap("plain-lines", {"order": "order", "product": "sku"}, filters={"copies": False}),
        heads=read_heads(
            folder / "orders.csv",
            LAYOUTS,
            ColumnMap("plain-orders", {"order": "order", "date": "date"}),
        ),
    )
    found = intake.lines
    assert found is not None
    dates = [str(date)[:10] for date in found.order_date[found.line_order]]
    expected = wanted["date"].fillna("NaT").tolist()
    assert dates == expected
    taken = take_heads(folder / "orders.csv", [intake])
    assert taken is not None
    assert taken.report.lines_kept == len({*rows["order"]} & {*heads["order"]})
