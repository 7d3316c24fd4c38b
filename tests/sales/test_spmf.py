"""SPMF's and FIMI's files of numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import Intake, preview, read
from xsell_desktop.sales.spmf import find_kind
from xsell_desktop.shops import LAYOUTS


def take(folder: Path, text: str, column_map: ColumnMap | None = None) -> Intake:
    path = folder / "numbers.txt"
    path.write_text(text, encoding="utf-8")
    intake = read(path, LAYOUTS, column_map)
    assert intake.report.balanced()
    return intake


def lines_of(intake: Intake) -> list[tuple[int, str, str]]:
    lines = intake.lines
    assert lines is not None
    return [
        (int(order), lines.product_keys[product], lines.product_names[product])
        for order, product in zip(lines.line_order, lines.line_product, strict=True)
    ]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["1 2 3", "2 3", "4"], "transactions"),
        (["@CONVERTED_FROM_TEXT", "@ITEM=1=apple", "# note", "% note", "1 2", "2"], "transactions"),
        (["3 5 1:9:1 3 5", "3 5:4:2 2"], "utilities"),
        (["1 -1 1 2 3 -1 -2", "4 -1 -2"], "sequences"),
        (["<1> 1 -1 <2> 1 2 -1 -2"], "sequences"),
        (["1[5] -1 2[10] -1 -2 SUtility:15"], "sequences"),
        (["1 5", "1 7", "2 5", "3 9"], "pairs"),
        (["1", "2", "3"], ""),
        (["milk bread", "tea"], ""),
        (["# only", "@a comment"], ""),
    ],
)
def test_what_lines_are(lines: list[str], kind: str) -> None:
    assert find_kind(lines) == kind


def test_names_comments_and_blank_lines(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        "@CONVERTED_FROM_TEXT\n@ITEM=1=apple, red\n@ITEM=2=a=b\n@ITEM=-1=|\n# note\n% note\n"
        "1 2\n2 3 \n\n3\n1 two\n",
        ColumnMap("spmf"),
    )
    report = intake.report
    assert (report.rows_read, report.lines_kept, report.framing) == (11, 3, 7)
    assert [tuple(refusal) for refusal in report.rows_refused] == [(11, "no product")]
    assert lines_of(intake) == [
        (0, "1", "apple, red"), (0, "2", "a=b"), (1, "2", "a=b"), (1, "3", "3"), (2, "3", "3"),
    ]  # fmt: skip
    assert (report.delimiter, report.orders, report.products) == ("", 3, 3)


def test_utilities_are_money(tmp_path: Path) -> None:
    intake = take(tmp_path, "3 5 1:9:1 3 5\n3 5:4:2 2\n4 6:3:3\n")
    lines = intake.lines
    assert intake.report.format == "spmf"
    assert lines is not None
    assert lines.line_revenue.tolist() == [1, 3, 5, 2, 2]
    assert intake.report.rows_refused_total == 1


def test_sequences_are_answered(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="sequences of events"):
        take(tmp_path, "1 -1 1 2 3 -1 -2\n4 -1 -2\n")


def test_pairs_of_numbers_ask_which_is_the_order(tmp_path: Path) -> None:
    intake = take(tmp_path, "1 5\n1 7\n2 5\n3 9\n")
    assert intake.needs_mapping
    assert intake.column_map.columns == {"order": "1", "product": "2"}
    again = take(tmp_path, "1 5\n1 7\n2 5\n3 9\n", intake.column_map)
    assert [(order, key) for order, key, _name in lines_of(again)] == [
        (0, "5"), (0, "7"), (1, "5"), (2, "9"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("1,bread\n1,milk\n2,bread\n3,milk\n", {"order": "1", "product": "2"}),
        ("bread,1\nmilk,1\nbread,2\nmilk,3\n", {"order": "2", "product": "1"}),
    ],
)
def test_single_format_is_mapped_but_not_certain(
    tmp_path: Path, text: str, columns: dict[str, str]
) -> None:
    path = tmp_path / "single.csv"
    path.write_text(text)
    seen = preview(path, LAYOUTS)
    assert not seen.certain
    assert seen.column_map.columns == columns


def test_the_same_numbers_in_two_files_are_other_orders(tmp_path: Path) -> None:
    one = take(tmp_path, "1 2\n2 3\n")
    other = take(tmp_path, "1 2\n2 4\n")
    assert one.lines is not None
    assert other.lines is not None
    assert not {*one.lines.order_keys} & {*other.lines.order_keys}


@given(st.lists(st.sets(st.integers(1, 50), min_size=1, max_size=8), min_size=2, max_size=30))
def test_transactions_come_back(
    tmp_path_factory: pytest.TempPathFactory, baskets: list[set[int]]
) -> None:
    text = "".join(" ".join(map(str, sorted(basket))) + "\n" for basket in baskets)
    intake = take(tmp_path_factory.mktemp("spmf"), "@CONVERTED_FROM_TEXT\n" + text,
                  ColumnMap("spmf"))  # fmt: skip
    found: dict[int, list[str]] = {}
    for order, key, _name in lines_of(intake):
        found.setdefault(order, []).append(key)
    assert [*found.values()] == [[str(item) for item in sorted(basket)] for basket in baskets]
    assert intake.report.lines_kept == len(baskets)
