"""Lines cut by their bytes are what a parser makes of them, and equal texts share a code."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.files import byte_cells
from xsell_desktop.sales.files.byte_cells import WIDEST, Chunk, Coder, Cut, cut_lines


def coders(width: int) -> list[tuple[dict[str, int], Coder]]:
    vocabularies: list[dict[str, int]] = [defaultdict(count().__next__) for _ in range(width)]
    return [(words, Coder(words)) for words in vocabularies]


def columns(
    data: bytes, cut: Cut, encoding: str, made: list[tuple[dict[str, int], Coder]]
) -> list[list[str]]:
    chunk = Chunk(data, encoding)
    result = []
    for place, (words, coder) in enumerate(made):
        codes = coder.code(chunk, *cut.column(place))
        final, texts = coder.settle(codes)
        assert texts[: len(words)] == list(words)
        result.append([texts[code] for code in final])
    return result


def parsed(data: bytes, encoding: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=delimiter))


cells = st.text(st.sampled_from("ab1 é日\t'.;|"), max_size=20)


@given(
    st.lists(
        st.lists(st.lists(cells, min_size=3, max_size=4), min_size=1, max_size=12), max_size=4
    ),
    st.sampled_from([",", "^"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_plain_lines_are_what_the_parser_makes_of_them(
    chunks: list[list[list[str]]], delimiter: str, ending: str
) -> None:
    made = coders(3)
    for rows in chunks:
        data = "".join(delimiter.join(row) + ending for row in rows).encode()
        cut = cut_lines(data, delimiter, 3)
        assert cut is not None
        expected = parsed(data, "utf-8", delimiter)
        plain = [row for row in expected if len(row) == 3]
        assert [list(row) for row in zip(*columns(data, cut, "utf-8", made), strict=True)] == plain
        assert [expected[at] for at in cut.plain] == plain
        lines = [data[b:e].decode() for b, e in zip(cut.line_begins, cut.line_ends, strict=True)]
        assert lines == [delimiter.join(row) for row in rows]
        assert sorted([*cut.plain, *cut.others]) == list(range(len(rows)))
    for words, _coder in made:
        assert list(words.values()) == list(range(len(words)))


def test_lines_with_a_quotation_mark_or_of_another_width_are_left_to_the_parser() -> None:
    data = b'a,b\n"a",b\na,b,c\n\nc,d\n"x\ny",z\n'
    cut = cut_lines(data, ",", 2)
    assert cut is not None
    assert cut.plain.tolist() == [0, 4]
    assert cut.others.tolist() == [1, 2, 3, 5, 6]


@pytest.mark.parametrize("data", [b"a,b\rc,d\n", b"a,b\r\nc\r,d\r\n", b"a,\0b\n"])
def test_what_only_a_parser_can_tell_is_not_cut(data: bytes) -> None:
    assert cut_lines(data, ",", 2) is None


def test_a_single_column_is_not_cut() -> None:
    assert cut_lines(b"a\nb\n", ",", 1) is None


@pytest.mark.parametrize("late", [False, True])
def test_texts_stay_apart_when_all_share_one_hash(
    monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    monkeypatch.setattr(byte_cells, "_hash", lambda words: np.zeros(len(words[0]), np.uint64))
    if late:
        monkeypatch.setattr(byte_cells, "SOON", -1)
        monkeypatch.setattr(byte_cells, "SELDOM", -1.0)
        monkeypatch.setattr(byte_cells, "ENOUGH", 0)
    made = coders(2)
    texts = ["", "a", "aa", "a" * 8, "a" * 9, "a" * 16, "é" * 12, "b"]
    for shift in range(len(texts)):
        rows = [(texts[(shift + at) % len(texts)], texts[at]) for at in range(len(texts))]
        data = "".join(f"{one},{other}\n" for one, other in rows).encode()
        cut = cut_lines(data, ",", 2)
        assert cut is not None
        assert list(zip(*columns(data, cut, "utf-8", made), strict=True)) == rows


def test_a_few_late_texts_among_many_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    ((words, coder),) = coders(1)
    for number in range(100):
        assert words[f"early {number}"] == number
    monkeypatch.setattr(byte_cells, "SOON", -1)
    monkeypatch.setattr(byte_cells, "SELDOM", -1.0)
    monkeypatch.setattr(byte_cells, "ENOUGH", 0)
    found = []
    for data in (b"new,x\nearly 7,x\n", b"late,x\nearly 50,x\nlate,x\nnew,x\n"):
        cut = cut_lines(data, ",", 2)
        assert cut is not None
        found.append(coder.code(Chunk(data, "utf-8"), *cut.column(0)))
    final, texts = coder.settle(np.concatenate([np.array([99], np.int32), *found]))
    assert [texts[code] for code in final] == [
        "early 99", "new", "early 7", "late", "early 50", "late", "new"
    ]  # fmt: skip
    assert len(texts) == len(set(texts)) == 102


def test_long_cells_and_other_encodings() -> None:
    made = coders(2)
    rows = [("x" * WIDEST, "ü"), ("x" * (WIDEST + 1), "ß"), ("y", "ü")]
    data = "".join(f"{one};{other}\n" for one, other in rows).encode("cp1252")
    cut = cut_lines(data, ";", 2)
    assert cut is not None
    assert list(zip(*columns(data, cut, "cp1252", made), strict=True)) == rows


def test_a_column_of_texts_seldom_met_again_still_has_one_code_a_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(byte_cells, "SOON", 10)
    monkeypatch.setattr(byte_cells, "ENOUGH", 10)
    made = coders(2)
    for begin in (0, 30, 20):
        rows = [(f"order {number}", "x") for number in range(begin, begin + 30)]
        data = "".join(f"{one},{other}\n" for one, other in rows).encode()
        cut = cut_lines(data, ",", 2)
        assert cut is not None
        assert list(zip(*columns(data, cut, "utf-8", made), strict=True)) == rows
        _final, texts = made[0][1].settle(np.zeros(0, np.int32))
        assert len(texts) == len(set(texts))
    assert sorted(texts) == sorted(f"order {number}" for number in range(60))
    assert len(made[0][0]) == 30


def test_short_cells_are_found_again_beside_long_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    ((_words, coder),) = coders(1)
    for extra in ("2.55", "2.549999999999", "2.55"):
        data = f"1.25,x\n3.39,x\n{extra},x\n".encode()
        cut = cut_lines(data, ",", 2)
        assert cut is not None
        if extra != "2.55":
            monkeypatch.setattr(coder, "_one_by_one", lambda *_: np.array([9], dtype=np.int32))
        codes = coder.code(Chunk(data, "utf-8"), *cut.column(0))
        assert codes.tolist() == [0, 1, 2 if extra == "2.55" else 9]
