"""One file's records, whatever holds them: text, packed text or a workbook's sheet."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO

import numpy as np

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.files.archive import is_workbook, table_names
from xsell_desktop.sales.files.charset import guess_encoding
from xsell_desktop.sales.files.markup import batches, read_markup
from xsell_desktop.sales.files.plain_lines import ASCII_BELOW, byte_blocks
from xsell_desktop.sales.files.records import Block, Part, Rows, blocks
from xsell_desktop.sales.files.sniff import Found, file_errors, open_bytes, sniff
from xsell_desktop.sales.files.workbook import sheet_names, workbook_blocks
from xsell_desktop.texts import _

TELLING_BYTES = 1 << 17
MOST_COLUMNS = 100_000
HEAD_CELLS = 1_000_000


@dataclass
class Source:
    """A file that is known to be a table. `share` tells how much of it has been read, 0–1, or
    -1 where that is unknown; `names` are a workbook's sheets, once rows of it were read.
    """

    found: Found
    sheet: str = ""
    share: float = -1.0
    names: list[str] = field(default_factory=list)
    _opened: Iterator[Block] | None = field(default=None, repr=False)

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.found.path

    @property
    def name(self) -> str:
        """The file's name as text that can be stored, also where the system's is none."""
        return os.fsencode(self.path.name).decode("utf-8", "replace")

    def blocks(
        self, width: int | None = None, *, as_bytes: bool = False, skip: int = 0
    ) -> Iterator[Block]:
        """All records; raises UserError, and UnicodeError when the encoding was a bad guess.

        A workbook whose head was looked at goes on from there, as opening one takes long. With
        `as_bytes` cells may be left as bytes (`CutPart`) where the file is plain enough, and the
        first `skip` lines left out.
        """
        if self.found.workbook:
            opened, self._opened = self._opened, None
            return opened or workbook_blocks(self.path, self.sheet, self.found.member, self.names)
        if self.found.markup:
            return self._markup_blocks()
        if as_bytes and width is not None and self._is_plain:
            return self._byte_blocks(width, skip)
        return self._text_blocks(width)

    @property
    def _is_plain(self) -> bool:
        found = self.found
        return found.encoding in ASCII_BELOW and not found.quoting and not found.damaged

    def _byte_blocks(self, width: int, skip: int) -> Iterator[Block]:
        found = self.found
        with (
            file_errors(found.path),
            found.path.open("rb") as packed,
            closing(open_bytes(found, packed)) as data,
        ):
            size = max(1, found.path.stat().st_size)
            for block in byte_blocks(data, found.encoding, found.delimiter, width, skip):
                self.share = min(1.0, packed.tell() / size)
                yield block

    @contextmanager
    def _text(self) -> Iterator[tuple[IO[str], IO[bytes]]]:
        found = self.found
        errors = "replace" if found.damaged else "strict"
        with (
            file_errors(found.path),
            found.path.open("rb") as packed,
            closing(open_bytes(found, packed)) as data,
            io.TextIOWrapper(data, found.encoding, errors, newline="") as text,
        ):
            yield text, packed

    def _text_blocks(self, width: int | None) -> Iterator[Block]:
        found = self.found
        with self._text() as (text, packed):
            size = max(1, found.path.stat().st_size)
            for block in blocks(text, found.delimiter, width, found.quoting):
                self.share = min(1.0, packed.tell() / size)
                yield block

    def _markup_blocks(self) -> Iterator[Block]:
        with self._text() as (text, _packed):
            table = read_markup(text, self.found.markup, self.path.name)
        for numbers, rows in batches(table):
            widths = np.array([len(row) for row in rows], dtype=np.int64)
            where = np.arange(len(rows), dtype=np.int64)
            yield Block(np.array(numbers, dtype=np.int64), widths, (Part(where, rows, []),))

    def head(self, count: int) -> tuple[list[int], Rows]:
        """The first records that are not empty lines, with the line each starts on."""
        opened = self.blocks()
        seen: list[Block] | None = [] if self.found.workbook else None
        starts: list[int] = []
        rows: Rows = []
        size = 0
        with closing(_records(opened, seen)) as records:
            for start, row in records:
                size += len(row)
                if len(row) > MOST_COLUMNS:
                    raise _too_wide(self.path)
                if row:
                    starts.append(start)
                    rows.append(row)
                if len(rows) >= count or size > HEAD_CELLS:
                    break
        if seen is not None:
            self._opened = chain(seen, opened)
        return starts, rows


def _too_wide(path: Path) -> UserError:
    return UserError(
        _("This is not a sales export"),
        _("{file} has more than {n} cells in a row").format(file=path.name, n=MOST_COLUMNS),
        _("Choose the CSV or Excel file that your shop's export wrote"),
    )


def _records(
    opened: Iterator[Block], seen: list[Block] | None
) -> Generator[tuple[int, list[str]], None, None]:
    for block in opened:
        if seen is not None:
            seen.append(block)
        yield from zip(block.starts.tolist(), block.rows(), strict=True)


def open_source(path: Path, wish: ColumnMap | None = None, sheet: str = "") -> Source:
    """The file as a source, opened the way a saved mapping asks where it does.

    `sheet` names a workbook's sheet or a table of an archive, where no mapping does.
    """
    found = sniff(Path(path), wish.sheet if wish is not None else sheet)
    if wish is None:
        return Source(found, sheet)
    if not found.workbook:
        found = replace(
            found,
            encoding=wish.encoding or found.encoding,
            delimiter=wish.delimiter or found.delimiter,
            damaged=found.damaged and not wish.encoding,
        )
    return Source(found, wish.sheet)


def count_others(source: Source) -> int:
    """How many sheets of its workbook, or tables of its archive, are passed over unasked."""
    if source.sheet:
        return 0
    if source.found.workbook:
        return max(0, len(source.names) - 1)
    return max(0, len(table_names(source.path)) - 1) if source.found.packing == "zip" else 0


def guess_again(source: Source) -> Source:
    """The source with an encoding judged by all its lines that are not plain ASCII."""
    wide = source.found.encoding.startswith(("utf-16", "utf-32"))
    if wide and sniff(source.path, source.sheet).encoding == source.found.encoding:
        return Source(replace(source.found, damaged=True), source.sheet)
    telling = bytearray()
    with (
        file_errors(source.path),
        source.path.open("rb") as packed,
        open_bytes(source.found, packed) as data,
    ):
        for line in iter(partial(data.readline, TELLING_BYTES), b""):
            if not line.isascii():
                telling += line
            if len(telling) > TELLING_BYTES:
                break
    encoding = guess_encoding(bytes(telling))
    damaged = encoding == "utf-8"
    if encoding == source.found.encoding and not damaged:
        encoding = "latin-1"
    return Source(replace(source.found, encoding=encoding, damaged=damaged), source.sheet)


def sheets(path: Path) -> tuple[str, ...]:
    """The names to choose from: a workbook's sheets, or the tables of an archive of several."""
    path = Path(path)
    with file_errors(path):
        names = table_names(path) if zipfile.is_zipfile(path) and not is_workbook(path) else ()
    if len(names) > 1:
        return names
    found = sniff(path)
    return sheet_names(path, found.member) if found.workbook else ()
