"""Rows met twice: overlaps of exports go, two scans of one article stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from order_lines import kept, take

HEADER = "order,sku,qty"
ORDERS = (("1,A,1", "1,B,1"), ("2,A,1",), ("3,C,2", "3,A,1"), ("4,D,1",), ("5,A,1", "5,D,1"))
FILE = [row for rows in ORDERS for row in rows]


def orders(*numbers: int) -> list[str]:
    return [row for number in numbers for row in ORDERS[number - 1]]


@pytest.mark.parametrize(
    "rows",
    [
        [*FILE, *FILE],
        [*orders(1, 2, 3), *orders(2, 3, 4, 5)],
        [*orders(1, 2, 3), *orders(2, 1, 4, 5)],
        [*orders(1, 2, 3, 4, 5), *orders(2, 3)],
        [*FILE, *FILE, *FILE],
    ],
    ids=["twice", "overlap", "overlap the other way round", "a piece again", "three times"],
)
def test_a_stretch_of_orders_met_again_is_an_overlap(tmp_path: Path, rows: list[str]) -> None:
    intake = take(tmp_path, HEADER, *rows)
    assert sorted(kept(intake)) == sorted(kept(take(tmp_path, HEADER, *FILE)))
    assert intake.report.set_aside == {"exact copies of a row": len(rows) - len(FILE)}
    assert len(kept(take(tmp_path, HEADER, *rows, copies=False))) == len(rows)


@pytest.mark.parametrize(
    "rows",
    [
        ["1,A,1", "1,A,1", "1,B,1", "2,A,1", "2,A,1"],
        ["1,A,1", "2,A,1", "1,A,1", "2,A,1"],
        ["1,A,1", "1,B,1", "2,C,1", "1,A,1", "1,B,1"],
        ["1,A,1", "1,B,1", "2,C,1", "1,A,1", "2,C,1"],
        ["1,A,1", "1,B,1", "2,C,1", "2,D,1", "1,A,1", "1,B,2", "2,C,1", "2,D,1", "2,E,1"],
    ],
    ids=["two scans", "two tills", "one order again", "pieces again", "other pieces"],
)
def test_equal_rows_may_be_quantity(tmp_path: Path, rows: list[str]) -> None:
    intake = take(tmp_path, HEADER, *rows)
    assert len(kept(intake)) == len(rows)
    assert not intake.report.set_aside
    equal = len(rows) - len(set(rows))
    said = [warning for warning in intake.report.warnings if "the same as another" in warning]
    assert [warning.split()[0] for warning in said] == [str(equal)]


@settings(max_examples=50)
@given(
    st.lists(st.lists(st.sampled_from("ABCD"), min_size=1, max_size=4), min_size=3, max_size=12),
    st.data(),
)
def test_two_exports_of_overlapping_periods_give_what_one_gives(
    tmp_path_factory: pytest.TempPathFactory, baskets: list[list[str]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("t")
    rows = [[f"{n},{sku},1" for sku in basket] for n, basket in enumerate(baskets)]
    start = data.draw(st.integers(0, len(rows) - 2))
    end = data.draw(st.integers(start + 2, len(rows)))
    if all(len(one) == 1 for one in rows[start:end]) and end - start < 5:
        rows[start].append(f"{start},E,1")
    joined = [*rows[:end], *rows[start:]]
    head = ["first,A,1", "first,B,1"]  # keeps the last of one file from touching itself
    both = take(folder, HEADER, *head, *[row for one in joined for row in one])
    once = take(folder, HEADER, *head, *[row for one in rows for row in one])
    assert sorted(kept(both)) == sorted(kept(once))
