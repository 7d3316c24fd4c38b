"""CSV files keep what they are given, and nothing in them computes."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.tables.write import csv_rows, guard, guard_key, write_csv

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_small_table_by_hand(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "product": ["007", 'a "b", c'],
            "orders": np.array([3, 4]),
            "share": [0.25, math.nan],
            "money": [1234567.89, 1e-30],
            "yes": [True, False],
            "kind": pd.Categorical.from_codes([1, -1], ["x", "y,z"]),
        }
    )
    write_csv(frame, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == (
        b"product,orders,share,money,yes,kind\n"
        b'007,3,0.25,1234567.89,true,"y,z"\n'
        b'"a ""b"", c",4,,1e-30,false,\n'
    )


def test_an_empty_table_is_its_header(tmp_path: Path) -> None:
    write_csv(pd.DataFrame({"a": [], "b": []}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == "a,b\n"


@given(rows=st.lists(st.tuples(texts, texts), min_size=1, max_size=8))
def test_every_text_comes_back(
    rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    frame = pd.DataFrame(rows, columns=["product", "name"], dtype=object)
    write_csv(frame, path)
    assert csv_rows(frame) == read(path)
    back = read(path)[1:]
    assert back == [[guard_key(key), guard(name)] for key, name in rows]
    as_categories = frame.astype("category")
    write_csv(as_categories, path)
    assert read(path)[1:] == back


@given(values=st.lists(st.floats(-1e15, 1e15), min_size=1, max_size=20))
def test_numbers_come_back_to_ten_digits(
    values: list[float], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    write_csv(pd.DataFrame({"x": values}), path)
    back = pd.read_csv(path)["x"].tolist()
    assert back == pytest.approx(values, rel=1e-9, abs=1e-300)


@pytest.mark.parametrize("text", ["=1+1", "+49", "-5 %", "@home", "\tx", "\rx"])
def test_a_name_never_starts_a_formula(text: str) -> None:
    assert guard(text) == "'" + text
    assert guard("x" + text) == "x" + text


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("-5", "-5"),
        ("+49-7", "+49-7"),
        ("=A1", "=A1"),
        ("@12", "@12"),
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(A1:A9)", "'@SUM(A1:A9)"),
        ("A(1)", "A(1)"),
    ],
)
def test_a_key_stays_exact_unless_it_computes(key: str, written: str) -> None:
    assert guard_key(key) == written


def test_many_rows_are_written_in_order(tmp_path: Path) -> None:
    frame = pd.DataFrame({"n": np.arange(45_001)})
    write_csv(frame, tmp_path / "t.csv")
    lines = (tmp_path / "t.csv").read_text().splitlines()
    assert lines[1:] == [str(n) for n in range(45_001)]


def test_lone_surrogates_do_not_stop_the_file(tmp_path: Path) -> None:
    write_csv(pd.DataFrame({"name": ["a\ud800b"]}, dtype=object), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == "name\na?b\n"
