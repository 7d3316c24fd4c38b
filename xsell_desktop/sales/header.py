"""Where a table's header is, told by what the cells below it look like."""

from __future__ import annotations

from collections.abc import Sequence

from xsell_desktop.sales.dates import is_date
from xsell_desktop.sales.names import ALL_NAMES, bare
from xsell_desktop.sales.numbers import parse_number

SEARCHED = 10


def is_number(text: str) -> bool:
    """Whether the text is a number in either way of writing decimals."""
    text = text.strip()
    return any(parse_number(text, mark) == parse_number(text, mark) is not None for mark in ".,")


def is_value(text: str) -> bool:
    """Whether the text is a number or a date: something no header cell is."""
    return is_number(text) or is_date(text)


def clean_header(row: Sequence[str]) -> tuple[str, ...]:
    """Header cells without byte-order marks and surrounding blanks."""
    return tuple(cell.replace("\ufeff", "").strip() for cell in row)


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows is the header; None when the file starts with data.

    A header has no number or date in it and either known column names, or numbers or dates below
    at least one of its cells.
    """
    for at, row in enumerate(rows[:SEARCHED]):
        cells = clean_header(row)
        filled = [cell for cell in cells if cell]
        if len(filled) < max(2, 0.5 * len(cells)) or any(map(is_value, filled)):
            continue
        known = sum(bare(cell) in ALL_NAMES for cell in filled)
        if known >= 2 or (known and known * 2 >= len(filled)):
            return at
        distinct = len({cell.casefold() for cell in filled}) == len(filled)
        if distinct and _values_below(rows[at + 1 :], cells):
            return at
    return None


def _values_below(below: Sequence[Sequence[str]], cells: Sequence[str]) -> bool:
    rows = [row for row in below if len(row) == len(cells)]
    if not rows or len(rows) < 0.8 * len(below):
        return False
    for place, cell in enumerate(cells):
        column = [row[place] for row in rows if row[place].strip()]
        if cell and column and sum(map(is_value, column)) >= 0.8 * len(column):
            return True
    return False
