"""Baskets, one order a line: what is no goods is left out of them, and can be left in."""

from __future__ import annotations

from pathlib import Path

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import Intake, read
from xsell_desktop.shops import LAYOUTS

ROWS = "Tea,Cup,Tip\nTip\nCup,Jug\n,,\nTea,Postage,Jug\nshopping bags,Cup\nnone,Tea\nNone\n"


def baskets(folder: Path, **filters: bool) -> Intake:
    path = folder / "baskets.csv"
    path.write_text(ROWS, encoding="utf-8")
    intake = read(path, LAYOUTS, ColumnMap("plain-baskets", {}, filters=filters))
    assert intake.report.balanced()
    return intake


def sold(intake: Intake) -> list[tuple[str, str]]:
    lines = intake.lines
    assert lines is not None
    return [
        (lines.order_keys[order].rpartition("-")[2], lines.product_keys[product])
        for order, product in zip(lines.line_order, lines.line_product, strict=True)
    ]


def test_baskets_keep_their_goods_only(tmp_path: Path) -> None:
    intake = baskets(tmp_path)
    assert sold(intake) == [
        ("1", "Tea"), ("1", "Cup"), ("3", "Cup"), ("3", "Jug"), ("5", "Tea"), ("5", "Jug"),
        ("6", "shopping bags"), ("6", "Cup"), ("7", "Tea"),
    ]  # fmt: skip
    report = intake.report
    assert (report.rows_read, report.lines_kept, report.framing) == (8, 5, 1)
    assert report.set_aside == {reasons.TIPS: 1, reasons.PLACEHOLDER: 1}
    assert (report.orders, report.products) == (5, 4)
    assert any("postage and packing (1)" in warning for warning in report.warnings)


def test_a_switch_leaves_them_in(tmp_path: Path) -> None:
    intake = baskets(tmp_path, tips=False)
    assert ("1", "Tip") in sold(intake)
    assert ("2", "Tip") in sold(intake)
    assert intake.report.lines_kept == 6
    assert intake.report.left_in == {reasons.TIPS: 2}
    assert intake.report.set_aside == {reasons.PLACEHOLDER: 1}
