"""The fast reading of plain files gives what the strict one gives, whatever stands in them."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.files import plain_lines, records
from xsell_desktop.sales.files.byte_cells import CutPart
from xsell_desktop.sales.files.plain_lines import byte_blocks
from xsell_desktop.sales.files.records import Block, blocks

Row = tuple[int, int, tuple[str, ...]]


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_lines, "CHUNK_BYTES", 24)


def listed(found: Iterator[Block]) -> list[Row]:
    return [
        (int(start), int(width), tuple(row))
        for block in found
        for start, width, row in zip(block.starts, block.widths, block.rows(), strict=True)
    ]


def fast(
    data: bytes, encoding: str = "utf-8", delimiter: str = ",", width: int = 3, skip: int = 0
) -> list[Row]:
    return listed(byte_blocks(io.BytesIO(data), encoding, delimiter, width, skip))


def strict(data: bytes, encoding: str = "utf-8", delimiter: str = ",", width: int = 3) -> list[Row]:
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    return listed(blocks(text, delimiter, width))


pieces = st.sampled_from(
    ["a", "b1", "é", "日本", ",", ",", ";", "\n", "\n", "\r\n", "\r", '"', '""', " ", "\t", "\0",
     "\x1a", "sep=,", "x,y,z\n", '"q,r",s,t\n', '"m\nn",s,t\n', ",,\n", "\n\n", "\ufeff", "\x0b",
     "\x85", "\u2028"]
)  # fmt: skip


@given(st.lists(pieces, max_size=60).map("".join), st.sampled_from(",;"))
def test_any_text_gives_the_same_records(text: str, delimiter: str) -> None:
    data = text.encode()
    assert fast(data, "utf-8", delimiter) == strict(data, "utf-8", delimiter)


@given(st.lists(pieces, max_size=40).map("".join), st.integers(1, 3))
def test_the_first_lines_may_be_left_out(text: str, skip: int) -> None:
    data = ("order,sku,name\n" * skip + text).encode()
    below = [row for row in strict(data) if row[0] > skip]
    assert [row for row in fast(data, skip=skip) if row[0] > skip] == below


@given(st.binary(max_size=120))
def test_any_bytes_give_the_same_records_or_the_same_failure(data: bytes) -> None:
    def outcome(read: type | object) -> object:
        try:
            return read(data)  # type: ignore[operator]
        except UnicodeError:
            return "not UTF-8"

    assert outcome(fast) == outcome(strict)


@given(st.lists(st.tuples(*[st.text("abé1 ", max_size=9)] * 3), min_size=3, max_size=40))
def test_clean_files_stay_bytes_to_the_last_chunk(rows: list[tuple[str, str, str]]) -> None:
    data = "".join(f"{','.join(row)}\n" for row in rows).encode("cp1252")
    found = list(byte_blocks(io.BytesIO(data), "cp1252", ",", 3))
    cut = sum(isinstance(part, CutPart) for block in found for part in block.parts)
    assert cut >= (len(data) - 2 * 60) // 60
    assert listed(iter(found)) == strict(data, "cp1252")


def test_a_mark_at_the_start_is_no_text() -> None:
    data = "\ufeffa,b,c\n1,2,3\n4,5,6\n7,8,9\n".encode()
    assert fast(data, "utf-8-sig") == strict(data, "utf-8-sig")
    assert fast(data, "utf-8-sig")[0] == (1, 3, ("a", "b", "c"))


def test_records_of_several_lines_keep_their_line_numbers() -> None:
    data = b"a,b,c\n" * 9 + b'"x\ny",2,3\n' + b"d,e,f\n" * 9
    assert [start for start, _width, _row in fast(data)] == [*range(1, 11), *range(12, 21)]


def test_a_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LONGEST_LINE", 400)
    monkeypatch.setattr(records, "BLOCK_CHARS", 24)
    monkeypatch.setattr(plain_lines, "LONGEST_LINE", 400)
    with pytest.raises(UserError, match="million characters"):
        fast(b"a,b,c\n1,2," + b"x" * 5000 + b"\n1,2,3\n")
