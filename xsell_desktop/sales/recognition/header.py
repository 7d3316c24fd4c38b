"""Where a table's header is, told by what the cells below it look like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from xsell_desktop.sales.recognition.names import ALL_NAMES, bare
from xsell_desktop.sales.values.dates import is_date
from xsell_desktop.sales.values.numbers import parse_number

SEARCHED = 25
_NUMBERED = re.compile(r"(\D*[^\W\d]\D*?)[ _.#-]*(\d{1,3})")
YEAR = re.compile(r"(19|20)\d\d")


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


def numbers_places(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row only numbers the columns: `Item 1`, `Item 2`, `Item 3`."""
    head = [cell.strip() for cell in rows[0] if cell.strip()]
    if any(cell.strip() in head for row in rows[1:] for cell in row):
        return False
    found = [_NUMBERED.fullmatch(cell) for cell in head]
    if len(found) < 2 or None in found:
        return False
    hits = [hit for hit in found if hit is not None]
    numbers = [int(hit[2]) for hit in hits]
    alike = len({bare(hit[1]) for hit in hits}) == 1
    return alike and numbers[0] < 2 and numbers == [*range(numbers[0], numbers[0] + len(numbers))]


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows is the header; None when the file starts with data.

    A header is about as wide as the rows below it and has no number or date in it, but for years
    beside known names. The row with most known column names wins, so that a row of groups above
    the header, or a title, does not. Where no names are known it is the first row of words that
    stands above a column of numbers or dates.
    """
    usual = _usual_width(rows)
    shaped: int | None = None
    best, most = None, (0, 0)
    for at, row in enumerate(rows[:SEARCHED]):
        cells = clean_header(row)
        filled = [cell for cell in cells if cell]
        if len(filled) < max(2, 0.5 * usual):
            continue
        names = {bare(cell) for cell in filled}
        known = len(names & ALL_NAMES)
        mostly = 2 * sum(bare(cell) in ALL_NAMES for cell in filled) >= len(filled)
        if not all(_may_head(cell, known) for cell in filled):
            continue
        if known >= 2 or mostly:
            if (known, len(filled)) > most:
                best, most = at, (known, len(filled))
        elif shaped is None and 2 * len(names) >= len(filled) and filled_width(row) > 0.7 * usual:
            shaped = at if _values_below(rows[at + 1 :], cells) else None
    if best is None or (shaped is not None and shaped < best and most[0] < 2):
        return shaped
    return best


def repeats_header(row: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row below the header is the header again, as in files joined end to end."""
    cells = clean_header(row)
    return cells[: len(header)] == tuple(header) and not any(cells[len(header) :])


def _may_head(cell: str, known: int) -> bool:
    return not is_value(cell) or (known >= 1 and YEAR.fullmatch(cell) is not None)


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    """The commonest place of a row's last filled cell, the larger of two."""
    widths = Counter(filled_width(row) for row in rows)
    widths.pop(0, None)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def filled_width(row: Sequence[str]) -> int:
    """How many cells a row has up to its last that is not blank."""
    for width in range(len(row), 0, -1):
        if row[width - 1].strip():
            return width
    return 0


def _values_below(below: Sequence[Sequence[str]], cells: Sequence[str]) -> bool:
    width = filled_width(cells)
    rows = [row for row in below if filled_width(row)]
    near = [row for row in rows if len(row) >= 0.5 * width]
    if not near or len(near) < 0.8 * len(rows):
        return False
    for place, cell in enumerate(cells):
        column = [row[place] for row in near if place < len(row) and row[place].strip()]
        if cell and len(column) > 0.3 * len(near) and _are_values(column):
            return True
    return False


def _are_values(column: Sequence[str]) -> bool:
    return sum(map(is_value, column)) >= 0.8 * len(column)
