"""Orders and order lines in two files, on the command line and in a project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xsell_desktop.cli import main
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow import MappingNeeded, import_files

ORDERS = "order_id,customer_id,ordered_at,status\n" + "".join(
    f"{n},c{n % 7},2024-01-{1 + n % 28:02},{'cancelled' if n % 10 == 0 else 'paid'}\n"
    for n in range(1, 61)
)
LINES = "order_id,product_id,quantity,price\n" + "".join(
    f"{n},p{n % 3},1,2.50\n{n},p{3 + n % 2},2,4.00\n" for n in range(1, 51)
)
PRODUCTS = "product_id,product_name,price\n" + "".join(f"p{n},Thing {n},2.5\n" for n in range(5))


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    texts = {"orders": ORDERS, "lines": LINES, "products": PRODUCTS}
    paths = {name: tmp_path / f"{name}.csv" for name in texts}
    for name, text in texts.items():
        paths[name].write_text(text, encoding="utf-8")
    return paths


@pytest.mark.parametrize("turned", [False, True])
def test_run_joins_by_itself(files: dict[str, Path], tmp_path: Path, turned: bool) -> None:
    exports = [files["orders"], files["lines"]]
    if turned:
        exports.reverse()
    arguments = ["run", *map(str, exports), "--catalogue", str(files["products"])]
    assert main([*arguments, "--out", str(tmp_path / "out")]) == 0
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert summary["orders"] == 45
    assert summary["customers"] == 7
    assert (summary["first_date"][:10], summary["last_date"][:10]) == ("2024-01-01", "2024-01-28")
    reports = {report["file"]: report for report in summary["inputs"]}
    assert reports["orders.csv"]["kind"] == "none"
    assert reports["orders.csv"]["lines_kept"] == 50
    assert reports["orders.csv"]["set_aside"] == {"orders without order lines": 10}
    assert reports["lines.csv"]["set_aside"] == {"cancelled orders": 10}
    assert any("Joined to orders.csv" in text for text in reports["lines.csv"]["warnings"])
    assert "Thing 0" in (tmp_path / "out" / "pairs.csv").read_text() or not summary["pairs_kept"]


def test_inspect_reports_both(files: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(files["orders"]), str(files["lines"]), "--json"]) == 0
    orders, lines = json.loads(capsys.readouterr().out)
    for report in (orders, lines):
        accounted = report["lines_kept"] + sum(report["set_aside"].values())
        accounted += report["framing"] + report["rows_refused_total"]
        assert report["rows_read"] == accounted
    assert (orders["format"], orders["rows_read"], orders["lines_kept"]) == ("plain-orders", 60, 50)
    assert (lines["customers"], lines["lines_kept"]) == (7, 90)


def test_orders_alone_are_answered(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(files["orders"]), "--out", str(tmp_path / "out")]) == 3
    said = capsys.readouterr()
    assert "orders.csv lists orders without their lines" in said.err
    assert json.loads(said.out)["columns"]["order"] == "order_id"


def test_a_doubtful_join_asks(files: dict[str, Path], tmp_path: Path) -> None:
    few = tmp_path / "few.csv"
    few.write_text("number,date,client\n1,2024-01-01,a\n2,2024-01-02,b\n900,2024-01-02,c\n")
    with pytest.raises(MappingNeeded) as caught:
        import_files(Sales(), [few, files["lines"]])
    assert caught.value.column_map.orders == "few.csv"
    assert "`orders`" in str(caught.value)


def test_a_saved_mapping_says_what_to_join(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "map.json"
    wish = ColumnMap("plain-lines", {"order": "order_id", "product": "product_id"},
                     orders="orders.csv")  # fmt: skip
    saved.write_text(json.dumps(wish.to_json()))
    for paths in ([files["lines"]], [files["lines"], files["orders"]]):
        arguments = ["inspect", *map(str, paths), "--map", str(saved), "--json"]
        assert main(arguments) == 0
        reports = json.loads(capsys.readouterr().out)
        assert reports[0]["customers"] == 7
    wish = ColumnMap(format="", orders="-")
    saved.write_text(json.dumps(wish.to_json()))
    assert main(["inspect", str(files["lines"]), "--map", str(saved), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["customers"] == 0


def test_a_mapping_never_names_a_file_elsewhere() -> None:
    with pytest.raises(ValueError, match="orders"):
        ColumnMap.from_json({"columns": {}, "orders": "../secret.csv"})


def test_the_project_keeps_the_lines_only(files: dict[str, Path]) -> None:
    imported = import_files(Sales(), [files["orders"], files["lines"], files["products"]])
    assert [entry.source for entry in imported.sales.imports] == ["lines.csv"]
    assert [entry.source for entry in imported.sales.catalogues] == ["products.csv"]
    assert [intake.report.file for intake in imported.intakes] == [
        "orders.csv", "lines.csv", "products.csv",
    ]  # fmt: skip


def test_a_reference_is_no_product(tmp_path: Path) -> None:
    orders = tmp_path / "ps_orders.csv"
    orders.write_text(
        "id_order;reference;id_customer;current_state;total_paid;date_add\n"
        "1;XKBKNABJK;1;2;61.8;2024-05-02 09:12:00\n2;OHSATSERP;2;5;69.9;2024-05-03 09:12:00\n"
    )
    lines = tmp_path / "ps_order_detail.csv"
    lines.write_text(
        "id_order_detail;id_order;product_id;product_name;product_quantity;product_reference\n"
        "1;1;1;Shirt;1;demo_1\n2;1;2;Sweater;1;demo_3\n3;2;4;Poster;2;demo_5\n"
    )
    imported = import_files(Sales(), [orders, lines])
    (made,) = imported.sales.imports
    assert (made.report.customers, made.report.first_date) == (2, "2024-05-02")
    assert sorted(made.lines.product_keys) == ["demo_1", "demo_3", "demo_5"]
