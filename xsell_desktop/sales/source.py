"""One file's records, whatever holds them: text, packed text or a workbook's sheet."""

from __future__ import annotations

import io
import os
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from xsell_desktop.sales.charset import guess_encoding
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.records import Block, Rows, blocks
from xsell_desktop.sales.sniff import Found, file_errors, open_bytes, sniff
from xsell_desktop.sales.workbook import workbook_blocks

TELLING_BYTES = 1 << 17


@dataclass
class Source:
    """A file that is known to be a table. `share` tells how much of it has been read, 0–1, or
    -1 where that is unknown.
    """

    found: Found
    sheet: str = ""
    share: float = -1.0
    _opened: Iterator[Block] | None = field(default=None, repr=False)

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.found.path

    @property
    def name(self) -> str:
        """The file's name as text that can be stored, also where the system's is none."""
        return os.fsencode(self.path.name).decode("utf-8", "replace")

    def blocks(self, width: int | None = None) -> Iterator[Block]:
        """All records; raises UserError, and UnicodeError when the encoding was a bad guess.

        A workbook whose head was looked at goes on from there, as opening one takes long.
        """
        if not self.found.workbook:
            return self._text_blocks(width)
        opened, self._opened = self._opened, None
        return opened or workbook_blocks(self.path, self.sheet)

    def _text_blocks(self, width: int | None) -> Iterator[Block]:
        found = self.found
        with (
            file_errors(found.path),
            found.path.open("rb") as packed,
            closing(open_bytes(found, packed)) as data,
            io.TextIOWrapper(
                data, found.encoding, "replace" if found.damaged else "strict", newline=""
            ) as text,
        ):
            size = max(1, found.path.stat().st_size)
            for block in blocks(text, found.delimiter, width):
                self.share = min(1.0, packed.tell() / size)
                yield block

    def head(self, count: int) -> tuple[list[int], Rows]:
        """The first records that are not empty lines, with the line each starts on."""
        opened = self.blocks()
        seen: list[Block] = []
        with closing(_records(opened, seen)) as records:
            filled = list(islice((record for record in records if record[1]), count))
        if self.found.workbook:
            self._opened = chain(seen, opened)
        return [start for start, _row in filled], [row for _start, row in filled]


def _records(
    opened: Iterator[Block], seen: list[Block]
) -> Generator[tuple[int, list[str]], None, None]:
    for block in opened:
        seen.append(block)
        yield from zip(block.starts.tolist(), block.rows(), strict=True)


def open_source(path: Path, wish: ColumnMap | None = None) -> Source:
    """The file as a source, opened the way a saved mapping asks where it does."""
    found = sniff(Path(path))
    if wish is None:
        return Source(found)
    if not found.workbook:
        found = replace(
            found,
            encoding=wish.encoding or found.encoding,
            delimiter=wish.delimiter or found.delimiter,
            damaged=found.damaged and not wish.encoding,
        )
    return Source(found, wish.sheet)


def guess_again(source: Source) -> Source:
    """The source with an encoding judged by all its lines that are not plain ASCII."""
    telling = bytearray()
    with (
        file_errors(source.path),
        source.path.open("rb") as packed,
        open_bytes(source.found, packed) as data,
    ):
        for line in data:
            if not line.isascii():
                telling += line
            if len(telling) > TELLING_BYTES:
                break
    encoding = guess_encoding(bytes(telling))
    damaged = encoding == "utf-8"
    if encoding == source.found.encoding and not damaged:
        encoding = "latin-1"
    return Source(replace(source.found, encoding=encoding, damaged=damaged), source.sheet)
