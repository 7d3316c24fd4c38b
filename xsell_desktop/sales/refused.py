"""The texts of refused rows, read again from the file when somebody wants to see them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.files.sniff import file_errors, open_bytes
from xsell_desktop.sales.files.source import Source, guess_again, open_source
from xsell_desktop.sales.report import Refusal
from xsell_desktop.texts import _


class RefusedRow(NamedTuple):
    """A row as it stands in the file; one whose cells cannot be told apart is one cell."""

    row: int
    reason: str
    cells: tuple[str, ...]


def refused_rows(
    path: Path,
    column_map: ColumnMap | None,
    refusals: Sequence[Refusal],
    width: int | None = None,
    progress: Progress | None = None,
) -> Iterator[RefusedRow]:
    """The refused rows with their cells, in file order; `width` is the header's, if it has one.

    Raises UserError when the file is gone or changed beyond reading.
    """
    if not refusals:
        return
    wanted = dict(sorted(refusals))
    source = open_source(path, column_map)
    given = 0
    try:
        for found in _found(source, wanted, width, progress):
            yield found
            given += 1
    except UnicodeError:
        for place, found in enumerate(_found(guess_again(source), wanted, width, progress)):
            if place >= given:
                yield found


def _found(
    source: Source, wanted: dict[int, str], width: int | None, progress: Progress | None
) -> Iterator[RefusedRow]:
    progress = progress or Progress()
    label = _("Looking up refused rows of {file}").format(file=source.path.name)
    open_lines = [row for row, reason in wanted.items() if reason == reasons.OPEN_QUOTE]
    raw = _raw_lines(source, open_lines, progress) if open_lines else {}
    left = len(wanted)
    for block in source.blocks(width):
        progress.step(label, source.share)
        if not any(start in wanted for start in block.starts.tolist()):
            continue
        for start, row in zip(block.starts.tolist(), block.rows(), strict=True):
            if start in wanted:
                cells = tuple(row) or ((raw[start],) if start in raw else ())
                yield RefusedRow(start, wanted[start], cells)
                left -= 1
        if not left:
            return


def _raw_lines(source: Source, numbers: Sequence[int], progress: Progress) -> dict[int, str]:
    """Whole lines by their 1-based numbers, for records without an end."""
    wanted, last = set(numbers), max(numbers)
    found, lines = source.found, {}
    with (
        file_errors(found.path),
        found.path.open("rb") as packed,
        closing(open_bytes(found, packed)) as data,
        io.TextIOWrapper(data, found.encoding, "replace", newline="") as text,
    ):
        for number, line in enumerate(text, start=1):
            if number % 20_000 == 0:
                progress.step(_("Looking up refused rows of {file}").format(file=found.path.name))
            if number in wanted:
                lines[number] = line.rstrip("\r\n")
            if number >= last:
                break
    return lines
