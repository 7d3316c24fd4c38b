"""A table as it was read, before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from xsell_desktop.sales.header import clean_header, find_header
from xsell_desktop.sales.source import Source, guess_again, open_source
from xsell_desktop.sales.study import HEAD_ROWS


def cells(path: Path, sheet: str = "") -> Iterator[list[str] | None]:
    """The header, then each row that is not an empty line, all as text; None stands for the
    header of a file without one. `sheet` names a workbook's sheet, '' its first filled one.
    """
    source = replace(open_source(path), sheet=sheet)
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
    header_line = 0 if at is None else starts[at]
    yield None if at is None else list(clean_header(rows[at]))
    for block in source.blocks(None if at is None else len(rows[at])):
        for start, row in zip(block.starts.tolist(), block.rows(), strict=True):
            if row and start > header_line:
                yield row
