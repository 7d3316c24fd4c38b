"""Records against the csv module, and files whose quoting is broken."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.files import records
from xsell_desktop.sales.files.records import BROKEN, blocks

CELLS = st.text(alphabet="ab1 ,;\t|\"'\n\ré€", max_size=6)
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=30)
)


def read_all(
    text: str, delimiter: str = ",", width: int | None = None
) -> tuple[list[int], list[list[str]], list[int]]:
    starts: list[int] = []
    rows: list[list[str]] = []
    widths: list[int] = []
    for block in blocks(io.StringIO(text, newline=""), delimiter, width):
        starts += block.starts.tolist()
        widths += block.widths.tolist()
        rows += block.rows()
    return starts, rows, widths


@pytest.fixture(params=[7, 60, 1 << 17], ids=lambda size: f"block{size}")
def block_chars(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(records, "BLOCK_CHARS", request.param)
    return int(request.param)


@given(
    TABLES,
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([7, 60, 1 << 17]),
)
def test_reads_what_the_csv_module_reads(
    table: list[list[str]], delimiter: str, quoting: int, ending: str, size: int
) -> None:
    file = io.StringIO(newline="")
    if any("\r" in cell for row in table for cell in row):
        quoting = csv.QUOTE_ALL  # the csv module leaves a lone \r bare, and cannot read it back
    csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=ending).writerows(table)
    text = file.getvalue()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    expected, lines = [], []
    line = 1
    for row in reader:
        expected.append(row)
        lines.append(line)
        line = reader.line_num + 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "BLOCK_CHARS", size)
        for width in (None, len(table[0])):
            starts, rows, _widths = read_all(text, delimiter, width)
            assert rows == expected
            assert starts == lines


@given(st.text(alphabet='a1,"\n', max_size=80), st.sampled_from([5, 1 << 17]))
def test_any_text_is_read_to_its_end_once(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "BLOCK_CHARS", size)
        starts, rows, widths = read_all(text, ",", 3)
    assert starts == sorted(set(starts))
    assert len(rows) == len(widths)
    whole = [row for row, width in zip(rows, widths, strict=True) if width != BROKEN]
    if '"' not in text:
        assert whole == list(csv.reader(io.StringIO(text, newline="")))


def test_an_open_quote_costs_one_line(block_chars: int) -> None:
    lines = ["h1,h2"] + [f"{n},x" for n in range(2, 200)]
    lines[50] = '51,"never closed'
    starts, rows, widths = read_all("\n".join(lines) + "\n", ",", 2)
    assert starts == list(range(1, 200))
    assert [start for start, width in zip(starts, widths, strict=True) if width == BROKEN] == [51]
    assert rows[51] == ["52", "x"]


def test_an_open_quote_that_a_later_one_closes(block_chars: int) -> None:
    text = 'a,b\n1,"open\n2,x\n3,"fine"\n4,y\n'
    starts, rows, widths = read_all(text, ",", 2)
    assert widths[1] == BROKEN
    assert rows[2:] == [["2", "x"], ["3", "fine"], ["4", "y"]]
    assert starts == [1, 2, 3, 4, 5]


def test_an_open_quote_on_the_last_line() -> None:
    _starts, _rows, widths = read_all('a,b\n1,x\n2,"cut', ",", 2)
    assert widths == [2, 2, BROKEN]


def test_line_numbers_count_the_lines_inside_cells(block_chars: int) -> None:
    starts, rows, _widths = read_all('a,b\n1,"x\r\ny\nz"\n\n2,q\n', ",", 2)
    assert starts == [1, 2, 5, 6]
    assert rows[1] == ["1", "x\r\ny\nz"]


def test_a_runaway_quote_is_given_up_before_it_eats_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(records, "BLOCK_CHARS", 100)
    monkeypatch.setattr(records, "LONGEST_RECORD", 1000)
    text = 'a,b\n1,"open\n' + "2,x\n" * 5000
    starts, _rows, widths = read_all(text, ",", 2)
    assert len(starts) == 5002
    assert widths.count(BROKEN) == 1
