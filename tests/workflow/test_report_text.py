"""What `inspect` says in words, and the rules that its arguments switch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xsell_desktop import workflow
from xsell_desktop.cli import main
from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.report import Refusal, Report

ORDERS = """Name,Email,Financial Status,Paid at,Lineitem quantity,Lineitem name,Lineitem price,\
Lineitem sku,Cancelled at,Created at
#1,a@x.example,paid,2025-01-02,1,Mug,8.00,MUG,,2025-01-02
#1,,,,1,Cup,5.00,CUP,,2025-01-02
#2,b@x.example,paid,2025-01-03,1,Mug,8.00,MUG,2025-01-04,2025-01-03
#3,c@x.example,paid,2025-01-05,x,Mug,8.00,MUG,,2025-01-05
"""


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    return path


def test_every_count_of_a_report_is_said() -> None:
    report = Report(
        "orders.csv", "shopify-orders", "sales", "utf-8", "\t", ".",
        rows_read=30, lines_kept=10, set_aside={"cancelled orders": 3, "placeholder": 2},
        framing=2, rows_refused=tuple(Refusal(n, "no product") for n in range(13)),
        rows_refused_total=13, orders=4, products=3, customers=2, first_date="2025-01-01",
        last_date="2025-02-01", returns=1, warnings=("A note",), left_in={"test orders": 1},
    )  # fmt: skip
    assert report.balanced()
    assert workflow.report_lines(report) == [
        "orders.csv: Shopify orders (shopify-orders, sales)",
        "  utf-8, columns divided by tab, decimal point",
        "  10 of 30 rows kept (33 %)",
        "  3 set aside: cancelled orders [cancelled]",
        "  2 set aside: placeholder",
        "  1 left in: test orders [test]",
        "  2 blank or framing rows",
        "  13 refused:",
        *(f"    row {n}: no product" for n in range(10)),
        "    and 3 more",
        "  4 orders, 3 products, 2 customers",
        "  1 returned line",
        "  2025-01-01 – 2025-02-01",
        "  A note",
        "",
    ]


def test_rules_are_switched_by_arguments(orders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def inspected(*arguments: str) -> dict[str, object]:
        assert main(["inspect", str(orders), "--json", *arguments]) == 0
        (report,) = json.loads(capsys.readouterr().out)
        return dict(report)

    plain = inspected()
    assert plain["set_aside"] == {"cancelled orders": 1}
    switched = inspected("--without", "cancelled", "--with", "giants")
    assert switched["set_aside"] == {}
    assert switched["left_in"] == {"cancelled orders": 1}
    assert switched["format"] == plain["format"]
    assert switched["lines_kept"] == 3


def test_an_unknown_rule_is_wrong_usage(orders: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main(["inspect", str(orders), "--without", "weather"])
    assert left.value.code == 2


def test_a_query_to_copy_follows_the_error(
    orders: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise UserError("Nothing to work with", "orders.csv lists orders", "Run this", "SELECT 1")

    monkeypatch.setattr(workflow, "read_files", refuse)
    assert main(["inspect", str(orders), "--json"]) == 3
    told = capsys.readouterr()
    sentence = "Nothing to work with. orders.csv lists orders. Run this."
    assert told.err == f"error: {sentence}\nSELECT 1\n"
    (report,) = json.loads(told.out)
    assert report["format"] == "unreadable"
    assert report["warnings"] == [sentence, "SELECT 1"]
    assert report.keys() >= {"set_aside", "left_in", "rows_read", "rows_refused", "decimal"}
