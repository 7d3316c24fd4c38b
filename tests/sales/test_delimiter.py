"""Which delimiter, which quoting: against tables written in one style after another."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xsell_desktop.sales.files.delimiter import find_delimiter
from xsell_desktop.sales.files.records import blocks
from xsell_desktop.sales.files.spelling import (
    BACKSLASH,
    BLANKS,
    LITERAL,
    WRAPPED,
    declared_delimiter,
    mend,
    unwrap,
)

HEADER = ["order", "product", "price"]
WORDS = st.text(alphabet="ab ,;|\t\"'é", max_size=8)
ROWS = st.lists(
    st.tuples(st.integers(1, 99).map(str), WORDS, st.sampled_from(["1,50", "2.25", "7"])),
    min_size=1,
    max_size=12,
)


def write(rows: list[tuple[str, ...]], delimiter: str, quoting: int) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, quoting=quoting).writerows([HEADER, *rows])
    return file.getvalue()


@given(ROWS, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from([0, 1]))
def test_a_written_table_is_told(rows: list[tuple[str, ...]], delimiter: str, quoting: int) -> None:
    found, style = find_delimiter(write(rows, delimiter, quoting))
    assert found == delimiter
    assert style in {"", BLANKS}


@given(ROWS)
def test_backslashes_before_quotes_give_the_same_cells(rows: list[tuple[str, ...]]) -> None:
    assume(any('"' in cell for row in rows for cell in row))
    text = "".join(
        ",".join('"' + cell.replace('"', '\\"') + '"' for cell in row) + "\n"
        for row in [HEADER, *rows]
    )
    mended = mend(text.splitlines(keepends=True), ",", BACKSLASH, first=True, last=True)
    assert list(csv.reader(mended)) == [list(row) for row in [HEADER, *rows]]


@given(ROWS)
def test_wrapped_lines_are_unwrapped(rows: list[tuple[str, ...]]) -> None:
    lines = write(rows, ",", 0).splitlines(keepends=True)
    assert all(unwrap('"' + li[:-2].replace('"', '""') + '"\r\n', ",") == li for li in lines)


@pytest.mark.parametrize(
    ("text", "delimiter", "quoting"),
    [
        ('"a","b"\n"1","x \\"y\\""\n"2","z"\n', ",", BACKSLASH),
        ('order, product\n1, "tea, green"\n2, "b, c"\n', ",", BLANKS),
        ('"order,product"\n"1,""tea, x"""\n"2,milk"\n', ",", WRAPPED),
        ('order\tproduct\n1\t5" pot\n2\t"x\n3\ty\n', "\t", LITERAL),
        ('order\tproduct\n1\t"a\tb"\n2\t"x\n3\ty\n', "\t", ""),
        ("order product\n1 tea\n2 milk\n", " ", BLANKS),
        ("order   product\n1       tea\n", " ", BLANKS),
        ("order:product\n1:tea\n", ":", ""),
        ("time\n10:30\n11:45\n", ",", ""),
        ("order~product\n1~tea\n", "~", ""),
        ("sep=;\n1;2\n", ";", ""),
        ("sep=;\norder,product\n1,tea\n", ",", ""),
        ('product\n"tea, green"\n"milk, cold"\n', ",", ""),
    ],
)
def test_told_by_example(text: str, delimiter: str, quoting: str) -> None:
    assert find_delimiter(text) == (delimiter, quoting)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("sep=;", ";"), ("SEP=,\r\n", ","), ("\ufeffsep=\t\n", "\t"), ('"sep=|"\n', "|"),
        ("sep=;;;\n", ";"), ("separator=;", ""), ("sep=", ""), ("order;product", ""),
    ],
)  # fmt: skip
def test_a_declared_delimiter(line: str, mark: str) -> None:
    assert declared_delimiter(line) == mark


def test_the_declaration_keeps_line_numbers() -> None:
    text = io.StringIO("sep=;\norder;product\n1;tea\n\x1a", newline="")
    found = [
        (int(s), row)
        for b in blocks(text, ";", 2)
        for s, row in zip(b.starts, b.rows(), strict=True)
    ]
    assert found == [(1, []), (2, ["order", "product"]), (3, ["1", "tea"]), (4, [])]


@given(st.text(max_size=300))
def test_any_text_gets_a_delimiter(text: str) -> None:
    delimiter, _quoting = find_delimiter(text or "x")
    assert len(delimiter) == 1
