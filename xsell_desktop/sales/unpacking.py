"""Rows that pack several order lines into one cell, or into a cell each, as a row an order line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from xsell_desktop.sales.table import Column, Rows64, Table

Packed = Sequence[Mapping[str, str]]


def unpack_cells(table: Table, part: str, parse: Callable[[str], Packed]) -> Table:
    """The table with a row an order line, made of the cells of `part` (and `part.1` and so on).

    `parse` gives a cell's order lines, each its texts by part; a text it cannot read gives lines
    without a product. Rows without any line keep one, with nothing in it. A part that a line has
    wins over the row's own.
    """
    cells = [
        column
        for name, column in table.columns.items()
        if name == part or name.startswith(f"{part}.")
    ]
    packs = [[parse(text) if text.strip() else () for text in column.values] for column in cells]
    counts = np.zeros(len(table), dtype=np.int64)
    for column, pack in zip(cells, packs, strict=True):
        counts += column.spread(np.array([len(lines) for lines in pack], dtype=np.int64))
    rows = np.arange(len(table), dtype=np.int64)
    origin = np.repeat(rows, np.maximum(counts, 1))
    names = sorted({name for pack in packs for lines in pack for line in lines for name in line})
    gathered = _gather(cells, packs, len(table), names)
    columns = {
        name: _coded(texts, table.columns.get(name), origin) for name, texts in gathered.items()
    }
    kept = {name: c for name, c in table.columns.items() if c not in cells}
    return replace(table, columns=kept).spread(origin, columns)


def _gather(
    cells: Sequence[Column], packs: Sequence[Sequence[Packed]], rows: int, names: Sequence[str]
) -> dict[str, list[str | None]]:
    texts: dict[str, list[str | None]] = {name: [] for name in names}
    codes = [column.codes.tolist() for column in cells]
    nothing: Packed = ({},)
    for row in range(rows):
        lines = [line for of, pack in zip(codes, packs, strict=True) for line in pack[of[row]]]
        for line in lines or nothing:
            for name in names:
                texts[name].append(line.get(name))
    return texts


def _coded(texts: Sequence[str | None], own: Column | None, origin: Rows64) -> Column:
    """The texts as a column; None takes the row's own text, where it has that part."""
    fallback = [own.values[code] for code in own.codes[origin]] if own is not None else None
    codes: dict[str, int] = {}
    coded = np.empty(len(texts), dtype=np.int32)
    for at, text in enumerate(texts):
        known = text if text is not None else fallback[at] if fallback is not None else ""
        coded[at] = codes.setdefault(known, len(codes))
    return Column(coded, list(codes))


def unpack_columns(table: Table, parts: Sequence[str]) -> Table:
    """The table with a row an order line, made of columns side by side: the parts `name.1`,
    `quantity.1`, `name.2` and so on.

    A row has an order line for each number under which any of `parts` is filled; rows without
    one keep one, with nothing in it.
    """
    sides: dict[int, dict[str, Column]] = {}
    for name, column in table.columns.items():
        part, _dot, number = name.rpartition(".")
        if part in parts:
            sides.setdefault(int(number), {})[part] = column
    filled = np.zeros((len(table), len(sides)), dtype=bool)
    numbered = [side for _number, side in sorted(sides.items())]
    for place, side in enumerate(numbered):
        for column in side.values():
            filled[:, place] |= ~column.blank()
    filled[:, 0] |= ~filled.any(axis=1)
    origin, _place = np.nonzero(filled)
    empty = Column(np.zeros(len(table), dtype=np.int32), [""])
    columns = {}
    for part in parts:
        codes = np.zeros(filled.shape, dtype=np.int32)
        values: list[str] = []
        for place, side in enumerate(numbered):
            column = side.get(part, empty)
            codes[:, place] = column.codes + len(values)
            values += column.values
        columns[part] = Column(codes[filled], values).merged()
    kept = {name: c for name, c in table.columns.items() if name.rpartition(".")[0] not in parts}
    return replace(table, columns=kept).spread(origin, columns)
