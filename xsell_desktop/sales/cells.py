"""A table as it was read, before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from xsell_desktop.sales.files.source import Source, guess_again, open_source
from xsell_desktop.sales.recognition.header import clean_header, filled_width, find_header
from xsell_desktop.sales.recognition.study import HEAD_ROWS


def cells(path: Path, sheet: str = "") -> Iterator[list[str] | None]:
    """The header, then each row that is not blank, all as text; None stands for the header of a
    file without one. `sheet` names a workbook's sheet, '' its first filled one.

    Below a header rows are as wide as it is: short ones are filled up with blanks, and blanks
    beyond its last column are dropped. A row with more to say stays wider.
    """
    source = open_source(path, sheet=sheet)
    given = 0
    try:
        for row in _cells(source):
            yield row
            given += 1
    except UnicodeError:
        yield from islice(_cells(guess_again(source)), given, None)


def _cells(source: Source) -> Iterator[list[str] | None]:
    starts, rows = source.head(HEAD_ROWS)
    at = find_header(rows)
    header_line, cut = 0, None
    if at is None:
        yield None
        width = 0 if _are_ragged(rows) else max(map(filled_width, rows), default=0)
    else:
        header_line, cut = starts[at], len(rows[at])
        width = min(len(rows[at]), max(map(filled_width, rows[at:])))
        yield list(clean_header(rows[at]))[:width]
    for block in source.blocks(cut):
        for start, row in zip(block.starts.tolist(), block.rows(), strict=True):
            filled = filled_width(row)
            if filled and start > header_line:
                yield row[: max(width, filled)] + [""] * (width - len(row))


def _are_ragged(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows without a header are lists, which have no columns to fill up."""
    return len({len(row) for row in rows}) > 1
