"""Columns combined, filled within orders and cleared, against what a loop over the rows does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales import arrangement
from xsell_desktop.sales.arrangement import clear, combine, fill, fill_by_order, with_columns
from xsell_desktop.sales.table import Column, Table

TEXTS = st.sampled_from(["", " ", "a", "b", "c d", "é"])
ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=12)


def column(texts: Sequence[str]) -> Column:
    values = list(dict.fromkeys(texts))
    return Column(np.array([values.index(text) for text in texts], dtype=np.int32), values)


def texts(column: Column) -> list[str]:
    return [column.values[code] for code in column.codes]


@pytest.mark.parametrize("largest", [arrangement.LARGEST, 2])
@given(rows=ROWS)
def test_combine(largest: int, rows: list[tuple[str, str, str]]) -> None:
    calls = []

    def spell(*cells: str) -> str:
        calls.append(cells)
        return "|".join(cells).strip()

    parts = [column([row[n] for row in rows]) for n in range(3)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrangement, "LARGEST", largest)
        combined = combine([parts[0], None, *parts[1:]], spell)
    assert texts(combined) == [f"{a}||{b}|{c}".strip() for a, b, c in rows]
    assert len(calls) == len(set(rows))
    assert combined.values == list(dict.fromkeys(texts(combined)))


@given(ROWS)
def test_fill_by_order(rows: list[tuple[str, str, str]]) -> None:
    orders, cells = [row[0] for row in rows], [row[1] for row in rows]
    first: dict[str, str] = {}
    for order, cell in zip(orders, cells, strict=True):
        if cell.strip():
            first.setdefault(order, cell)
    expected = [
        cell if cell.strip() else first.get(order, cell)
        for order, cell in zip(orders, cells, strict=True)
    ]
    assert texts(fill_by_order(column(cells), column(orders))) == expected


def test_fill_clear_and_with_columns() -> None:
    table = Table(
        {"order": column(["1", "2", "1"]), "name": column(["x", "y", "x"])},
        np.arange(2, 5), np.full(3, 2), np.zeros(0, np.int64), 2, 1,
    )  # fmt: skip
    rows = np.array([False, True, False])
    assert texts(fill(table.columns["name"], rows, "x")) == ["x", "x", "x"]
    assert texts(fill(table.columns["name"], rows, "z")) == ["x", "z", "x"]
    assert [texts(c) for c in clear(table, rows).columns.values()] == [
        ["1", "", "1"], ["x", "", "x"],
    ]  # fmt: skip
    changed = with_columns(table, name=column(["n"] * 3), date=None)
    assert sorted(changed.columns) == ["name", "order"]
    assert texts(changed.columns["name"]) == ["n"] * 3
    assert texts(table.columns["name"]) == ["x", "y", "x"]
