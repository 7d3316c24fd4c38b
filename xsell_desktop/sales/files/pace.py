"""A file's blocks of rows, telling on the way how far they are."""

from __future__ import annotations

from collections.abc import Iterator

from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.files.records import Block
from xsell_desktop.sales.files.source import Source
from xsell_desktop.texts import _, plural


def tracked_blocks(
    source: Source,
    width: int | None = None,
    progress: Progress | None = None,
    *,
    as_bytes: bool = False,
    skip: int = 0,
) -> Iterator[Block]:
    """`source.blocks`, with a step of the progress before each: file, rows so far, share."""
    rows = 0
    for block in source.blocks(width, as_bytes=as_bytes, skip=skip):
        if progress is not None:
            count = plural("{n} row", "{n} rows", rows)
            label = _("Reading {file} – {count}").format(file=source.name, count=count)
            progress.step(label, source.share)
        rows += len(block.starts)
        yield block
