"""Delimited text cut into records, block by block, with the line each record starts on.

A record whose quotation mark is never closed would swallow the rest of the file. It shows as a
record of several lines whose marks or number of cells are wrong, or as one that is too long or
still open at the end: only its first line is given up, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from operator import methodcaller
from typing import IO, TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.files.byte_cells import CutPart
from xsell_desktop.sales.files.spelling import BLANKS, LITERAL, mend
from xsell_desktop.texts import _

BLOCK_CHARS = 1 << 17
LONGEST_RECORD = 1 << 21
LONGEST_LINE = 1 << 23
BROKEN = -1

csv.field_size_limit(LONGEST_LINE)

if TYPE_CHECKING:
    from _csv import Reader

Rows = list[list[str]]


class Part(NamedTuple):
    """Some rows of a block: where they belong in it, and their cells, row by row or flat."""

    where: npt.NDArray[np.int64]
    rows: Rows
    flat: list[str]

    def row(self, at: int) -> list[str]:
        """The cells of one of its rows."""
        width = len(self.flat) // max(1, len(self.where))
        return self.flat[at * width : (at + 1) * width] if self.flat else self.rows[at]


class Block(NamedTuple):
    """Records in file order: the line each starts on and how many cells it has.

    `widths` is BROKEN for a line given up; its row holds nothing.
    """

    starts: npt.NDArray[np.int64]
    widths: npt.NDArray[np.int64]
    parts: tuple[Part | CutPart, ...]

    def rows(self) -> Rows:
        """The cells of all records in file order."""
        rows: Rows = [[] for _row in range(len(self.starts))]
        for part in self.parts:
            for at, row in enumerate(part.where):
                rows[row] = part.row(at)
        return rows


class _Style(NamedTuple):
    """How records are cut: the csv module's parser with these settings."""

    delimiter: str
    skip_blanks: bool
    literal: bool

    def parse(self, lines: Iterable[str], *, strict: bool = False) -> Reader:
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            skipinitialspace=self.skip_blanks,
            strict=strict,
            quoting=csv.QUOTE_NONE if self.literal else csv.QUOTE_MINIMAL,
        )


def blocks(
    text: IO[str], delimiter: str, width: int | None, quoting: str = "", line: int = 1
) -> Iterator[Block]:
    """The file's records, block by block; `width` is the header's number of cells if known, `line`
    the number of the first line.

    `quoting` is a word of `spelling`, '' for the rule. Rows are cut as they stand, but for a first
    line that only declares the delimiter and the padding at the end, which become empty rows.
    """
    style = _Style(delimiter, quoting == BLANKS, quoting == LITERAL)
    held: list[str] = []
    fresh = _next_lines(text)
    ended = False
    while not ended:
        following = _next_lines(text) if fresh else []
        ended = not fresh
        lines = held + mend(
            fresh, delimiter, quoting, first=line == 1 and not held, last=not following
        )
        fresh = following
        block = None
        if lines and not held and width is not None and width > 1 and not style.skip_blanks:
            block = _plain_block(lines, line, style, width)
        if block is not None:
            held = []
            line += len(lines)
            yield block
            continue
        while lines:
            block, used = _block(lines, line, style, width, ended)
            line += used
            lines = lines[used:]
            if len(block.starts):
                yield block
            if not used:
                break
        held = lines


def _next_lines(text: IO[str]) -> list[str]:
    chunk = text.read(BLOCK_CHARS)
    if not chunk:
        return []
    tail = text.readline(LONGEST_LINE)
    if len(tail) >= LONGEST_LINE:
        raise UserError(
            _("This is not a sales export"),
            _("One of its lines holds more than eight million characters"),
            _("Choose the CSV or Excel file that your shop's export wrote"),
        )
    return list(io.StringIO(chunk + tail, newline=""))


def _plain_block(lines: list[str], first: int, style: _Style, width: int) -> Block | None:
    """The block when no record spans lines; cutting without a parser is three times faster."""
    delimiter = style.delimiter
    counts = np.fromiter(map(methodcaller("count", delimiter), lines), np.int64, len(lines))
    odd = counts != width - 1
    text = "".join(lines)
    if '"' in text:
        odd |= np.fromiter(map(methodcaller("__contains__", '"'), lines), np.bool_, len(lines))
    where = np.flatnonzero(~odd)
    others = np.flatnonzero(odd)
    rows: Rows = []
    if len(others):
        parsed = _parse_apart([lines[i] for i in others], style)
        if parsed is None:
            return None
        rows = parsed
        text = "".join([lines[i] for i in where])
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        return None
    flat = text.removesuffix("\n").replace("\n", delimiter).split(delimiter) if text else []
    widths = np.full(len(lines), width, dtype=np.int64)
    widths[others] = [len(row) for row in rows]
    starts = np.arange(first, first + len(lines), dtype=np.int64)
    return Block(starts, widths, (Part(where, [], flat), Part(others, rows, [])))


def parse_apart(lines: list[str], delimiter: str) -> Rows | None:
    """The cells of lines each of which is a record; None when one is not."""
    return _parse_apart(lines, _Style(delimiter, skip_blanks=False, literal=False))


def _parse_apart(lines: list[str], style: _Style) -> Rows | None:
    rows = list(style.parse([*lines, "x"]))
    return rows[:-1] if len(rows) == len(lines) + 1 else None


def _block(
    lines: list[str], first: int, style: _Style, width: int | None, ended: bool
) -> tuple[Block, int]:
    """The records these lines hold for certain, and how many of the lines they take."""
    rows: Rows = []
    starts: list[int] = []
    at = 0
    reader = style.parse(lines)
    for row in reader:
        several = reader.line_num - at > 1
        sound = not several or _is_sound(lines[at : reader.line_num], style)
        if reader.line_num == len(lines) and not _is_closed(lines[at:], style):
            if not ended and sum(map(len, lines[at:])) <= LONGEST_RECORD:
                return _whole(starts, rows), at
            return _with_broken(starts, rows, first + at), at + 1
        if not sound or (several and width is not None and len(row) != width):
            return _with_broken(starts, rows, first + at), at + 1
        rows.append(row)
        starts.append(first + at)
        at = reader.line_num
    return _whole(starts, rows), at


def _is_closed(lines: list[str], style: _Style) -> bool:
    return len(list(style.parse([*lines, "x"]))) > 1


def _is_sound(lines: list[str], style: _Style) -> bool:
    """Whether every quotation mark stands where one may: at a cell's ends, or doubled in it."""
    try:
        list(style.parse([*lines, "x"], strict=True))
    except csv.Error:
        return False
    return True


def _whole(starts: list[int], rows: Rows) -> Block:
    widths = np.array([len(row) for row in rows], dtype=np.int64)
    where = np.arange(len(rows), dtype=np.int64)
    return Block(np.array(starts, dtype=np.int64), widths, (Part(where, rows, []),))


def _with_broken(starts: list[int], rows: Rows, line: int) -> Block:
    block = _whole([*starts, line], [*rows, []])
    block.widths[-1] = BROKEN
    return block
