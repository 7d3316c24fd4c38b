"""Matrices with a row an order and a column a product: 0 and 1, yes and no, x and blank, pieces."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from xsell_desktop.sales.draft import EMPTY
from xsell_desktop.sales.lines import Codes, Flags
from xsell_desktop.sales.recognition.header import SEARCHED, clean_header
from xsell_desktop.sales.recognition.names import NAMES, bare
from xsell_desktop.sales.table import Column, Rows64, Table

ITEM = "item."  # and the column's number and header: the part a product's column plays
_NOUGHT = {"0", "false", "no", "n", "f", "nein", "non", "nee", "nie", "нет", "-", "?"}
_ONCE = {"1", "true", "yes", "y", "x", "t", "ja", "j", "oui", "o", "si", "sí", "s", "tak", "да",
         "✓", "✔", "✗", "×"}  # fmt: skip
_PIECES = re.compile(r"([0-9]{1,5})(?:[.,]0{1,6})?")
_GOODS = frozenset((*NAMES["product"], *NAMES["name"]))
_OF_ORDER = frozenset(word for role, words in NAMES.items() for word in words) - _GOODS
FEWEST, SHARE = 4, 0.8
NOUGHTS = 0.2  # at least, of the cells of a column that counts pieces


@lru_cache(maxsize=4096)
def pieces(text: str) -> int | None:
    """How many pieces a cell says were bought; None where it says no such thing."""
    word = text.strip().casefold()
    if not word or word in _NOUGHT:
        return 0
    if word in _ONCE:
        return 1
    found = _PIECES.fullmatch(word)
    return int(found.group(1)) if found else None


def find_items(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    taken: Collection[int] = (),
    *,
    sure: bool = False,
) -> dict[str, int]:
    """The columns that hold a product each, by part; `taken` columns play parts of their own.

    With `sure` the file is known to be a matrix: a column may count pieces in every order.
    """
    return {
        f"{ITEM}{at + 1}.{name.strip()}": at
        for at, name in enumerate(header)
        if at not in taken and bare(name) and _is_item(name, _column(rows, at), sure)
    }


def find_one_hot(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """Which row is the header of a matrix, and its products' columns; None for what is none.

    Four columns in five are products', names of other parts aside, and some row has two. A
    column of products' names makes it a list.
    """
    for at, row in enumerate(rows[:SEARCHED]):
        header, below = clean_header(row), rows[at + 1 :]
        filled = [cell for cell in header if cell]
        if not _may_hold_flags(below[:FEWEST]):
            continue
        flags = sum(pieces(cell) in (0, 1) for cell in filled)
        if len(filled) < FEWEST or not below or flags > (1 - SHARE) * len(filled):
            continue
        if 2 * len(set(filled)) < len(filled):
            continue
        items = find_items(header, below)
        places = set(items.values())
        others = [at for at, name in enumerate(header) if name and at not in places]
        if any(bare(header[at]) in _GOODS for at in others):
            continue
        unknown = [at for at in others if bare(header[at]) not in _OF_ORDER]
        if len(items) < max(FEWEST, SHARE * (len(items) + len(unknown))):
            continue
        if any(_bought(row, places) > 1 for row in below):
            return at, items
    return None


def _may_hold_flags(rows: Sequence[Sequence[str]]) -> bool:
    """Whether most cells say how many pieces were bought; what is asked of every table first."""
    cells = [cell for row in rows for cell in row]
    return 2 * sum(pieces(cell) is not None for cell in cells) > len(cells)


def _column(rows: Sequence[Sequence[str]], at: int) -> list[int | None]:
    return [pieces(row[at]) if at < len(row) else 0 for row in rows]


def _is_item(name: str, cells: Sequence[int | None], sure: bool) -> bool:
    """Whether a column says how many of a product each order holds, with few cells damaged."""
    told = [cell for cell in cells if cell is not None]
    if len(told) < min(FEWEST, len(cells)):
        return False
    if len(cells) - len(told) > max(1, 0.1 * len(cells)) or not told:
        return False
    often = sure or len(set(told)) < len(told)
    if max(told) <= 1:
        return often or bare(name) not in _OF_ORDER
    noughts = len(told) if sure else sum(cell == 0 for cell in told)
    return often and noughts >= NOUGHTS * len(told) and bare(name) not in _OF_ORDER


def _bought(row: Sequence[str], places: Collection[int]) -> int:
    return sum(bool(pieces(row[at])) for at in places if at < len(row))


def unpack_items(table: Table) -> Table:
    """The matrix with a row for each product of each order.

    Rows of nothing keep one, marked in the part `empty`. In a row with a cell that tells no
    pieces, all lines carry that cell, so that the row is refused.
    """
    columns = {part: column for part, column in table.columns.items() if part.startswith(ITEM)}
    products = [part.split(".", 2)[2] for part in columns]
    texts: dict[str, int] = {"": 0}
    filled = np.zeros(len(table), dtype=bool)
    wrong = np.zeros(len(table), dtype=np.int32)
    rows: list[Rows64] = []
    items: list[Codes] = []
    amounts: list[Codes] = []
    noughts = False
    for item, column in enumerate(columns.values()):
        counts = [pieces(value) for value in column.values]
        noughts |= any(
            n == 0 and text.strip() for n, text in zip(counts, column.values, strict=True)
        )
        filled |= ~column.blank()
        code = column.spread(_amount_codes(column.values, counts, texts))
        bad = column.spread(np.array([n is None for n in counts], dtype=bool))
        wrong[bad] = code[bad]
        bought = np.flatnonzero(code)
        rows.append(bought)
        items.append(np.full(len(bought), item, dtype=np.int32))
        amounts.append(code[bought])
    origin, item_codes, amount_codes = _sorted_lines(len(table), len(products), rows, items,
                                                     amounts)  # fmt: skip
    amount_codes = np.where(wrong[origin] > 0, wrong[origin], amount_codes).astype(np.int32)
    kept = {part: column for part, column in table.columns.items() if part not in columns}
    nothing = (item_codes == len(products)) & filled[origin]
    table = replace(table, columns=kept)
    if noughts:  # a row without its last cells is cut short
        table = replace(table, last_needed=table.width - 1)
    return table.spread(
        origin,
        {
            "product": Column(item_codes, [*products, ""]).merged(),
            "quantity": Column(amount_codes, list(texts)),
            EMPTY: Column(nothing.astype(np.int32), ["", "yes"]),
        },
    )


def _amount_codes(
    values: Sequence[str], counts: Sequence[int | None], texts: dict[str, int]
) -> Codes:
    """Each distinct cell's pieces as a code into `texts`, 0 for none."""
    told = [
        value.strip() if count is None else str(count) if count else ""
        for value, count in zip(values, counts, strict=True)
    ]
    return np.array([texts.setdefault(text, len(texts)) for text in told], dtype=np.int32)


def _sorted_lines(
    size: int,
    products: int,
    rows: Sequence[Rows64],
    items: Sequence[Codes],
    amounts: Sequence[Codes],
) -> tuple[Rows64, Codes, Codes]:
    """Row, product and amount of each line in the order of the file; rows of nothing have one."""
    sold: Flags = np.zeros(size, dtype=bool)
    for some in rows:
        sold[some] = True
    idle = np.flatnonzero(~sold)
    origin = np.concatenate([*rows, idle])
    sorting = np.argsort(origin, kind="stable")
    item_codes = np.concatenate([*items, np.full(len(idle), products, dtype=np.int32)])
    amount_codes = np.concatenate([*amounts, np.zeros(len(idle), dtype=np.int32)])
    return (
        origin[sorting].astype(np.int64),
        item_codes[sorting].astype(np.int32),
        amount_codes[sorting].astype(np.int32),
    )
