"""Delimited text whose lines are cut by their bytes for as long as each line is a record."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

import numpy as np

from xsell_desktop.sales.files.byte_cells import Chunk, CutPart, cut_lines
from xsell_desktop.sales.files.records import LONGEST_LINE, Block, Part, blocks, parse_apart

CHUNK_BYTES = 1 << 19
MARK = b"\xef\xbb\xbf"
ASCII_BELOW = frozenset((
    "utf-8", "utf-8-sig", "latin-1", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257",
    "iso8859_2", "iso8859_9", "iso8859_15", "koi8_r", "mac_roman", "cp850",
))  # fmt: skip


def byte_blocks(
    data: IO[bytes], encoding: str, delimiter: str, width: int, skip: int = 0
) -> Iterator[Block]:
    """The records that `records.blocks` gives, for an encoding of `ASCII_BELOW`.

    From the first chunk with a record of several lines on that is who reads them. The first
    `skip` lines may be left out.
    """
    line = 1
    chunk = _next_chunk(data)
    if encoding == "utf-8-sig":
        chunk = chunk.removeprefix(MARK)
        encoding = "utf-8"
    above = chunk.split(b"\n", skip)
    if len(above) > skip and not any(
        row.count(b'"') % 2 or b"\r" in row[:-1] for row in above[:-1]
    ):
        line, chunk = line + skip, above[-1]
    while block := _cut_block(chunk, encoding, delimiter, width, line):
        line += len(block.starts)
        yield block
        chunk = _next_chunk(data)
    rest = io.BufferedReader(_Rest(chunk, data))
    with io.TextIOWrapper(rest, encoding, newline="") as text:
        yield from blocks(text, delimiter, width, line=line)


def _next_chunk(data: IO[bytes]) -> bytes:
    chunk = data.read(CHUNK_BYTES)
    return chunk + data.readline(LONGEST_LINE) if chunk else b""


def _cut_block(data: bytes, encoding: str, delimiter: str, width: int, line: int) -> Block | None:
    if not data.endswith(b"\n") or len(data) > LONGEST_LINE or (line == 1 and b"sep=" in data[:9]):
        return None
    cut = cut_lines(data, delimiter, width)
    if cut is None:
        return None
    chunk = Chunk(data, encoding)
    apart = chunk.texts(cut.line_begins[cut.others], cut.line_ends[cut.others])
    rows = parse_apart(apart, delimiter)
    if rows is None:
        return None
    starts = np.arange(line, line + len(cut.line_begins), dtype=np.int64)
    widths = np.full(len(starts), width, dtype=np.int64)
    widths[cut.others] = [len(row) for row in rows]
    parts = (CutPart(cut.plain, chunk, cut), Part(cut.others, rows, []))
    return Block(starts, widths, parts)


class _Rest(io.RawIOBase):
    """Bytes that were read already, and then what follows them."""

    def __init__(self, read: bytes, data: IO[bytes]) -> None:
        self._read = memoryview(read)
        self._data = data

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._read:
            piece = self._read[: len(buffer)]
            self._read = self._read[len(piece) :]
        else:
            piece = memoryview(self._data.read(len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)
