"""Where the header is, whatever stands above it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.recognition.header import filled_width, find_header, repeats_header

HEADER = ["Order ID", "Date", "Product", "Qty"]
ROWS = [["1", "2024-01-02", "Tea", "2"], ["2", "2024-01-03", "Milk", "1"]] * 4
ABOVE = st.lists(
    st.sampled_from(
        [
            ["Sales report"], ["Store:", "Harbour"], ["Period", "2024-01-01", "2024-01-31"], [""],
            ["", "", "", ""], ["Printed on 2024-02-01"], ["Orders", "", "", ""],
        ]
    ),
    max_size=15,
)  # fmt: skip


@given(ABOVE, st.booleans())
def test_a_known_header_is_found_below_any_preamble(above: list[list[str]], groups: bool) -> None:
    lines = [*above, *([["Order", "", "Product", ""]] if groups else []), HEADER, *ROWS]
    assert find_header(lines) == len(lines) - len(ROWS) - 1


@given(ABOVE)
def test_an_unknown_header_is_told_by_the_cells_below(above: list[list[str]]) -> None:
    header = ["Tilaus", "Päivä", "Tuote", "Määrä"]
    assert find_header([*above, header, *ROWS]) == len(above)


@given(st.lists(st.sampled_from(ROWS), min_size=1, max_size=30))
def test_data_have_no_header(rows: list[list[str]]) -> None:
    assert find_header(rows) is None


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([["name", "name", "name"], ["tea", "2", "x"]], 0),
        ([["order", "", "product"], ["1", "x", "tea"]], 0),
        ([["product", "2023", "2024"], ["tea", "20", "30"]], 0),
        ([["tea", "2023", "2024"], ["milk", "20", "30"]], None),
        ([["tea", "milk"], ["honey"], ["tea", "honey", "milk"]], None),
        ([HEADER, *ROWS, HEADER, *ROWS], 0),
        ([["Shop", "Harbour"], ["order", "product"], ["1", "tea"]], 1),
    ],
)
def test_found_by_example(rows: list[list[str]], at: int | None) -> None:
    assert find_header(rows) == at


def test_the_header_again() -> None:
    header = ("order", "product")
    assert repeats_header(["\ufefforder", " product ", ""], header)
    assert not repeats_header(["order", "product", "x"], header)
    assert not repeats_header(["order", "tea"], header)


@given(st.lists(st.sampled_from(["", " ", "x"]), max_size=6))
def test_the_filled_width(row: list[str]) -> None:
    naive = max((at + 1 for at, cell in enumerate(row) if cell.strip()), default=0)
    assert filled_width(row) == naive
