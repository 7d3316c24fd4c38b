"""Reads one workbook sheet in a process of its own and writes its cells as JSON lines.

First line: `{"sheets": [...], "sheet": name}` or `{"error": word}`; then `[first row number,
[[cell, ...], ...]]` a line; last `{"end": true}`.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

ROWS_A_LINE = 500
CONTAINER = b"\xd0\xcf\x11\xe0"
LOOKED_BYTES = 1 << 26


def main(argv: Sequence[str]) -> int:
    """`argv` is path, member of it (''), sheet ('' for the first filled one, hidden ones last),
    names or rows, and the memory limit in MB.
    """
    path, member, sheet, task, megabytes = *argv[:4], int(argv[4])
    _limit_memory(megabytes)
    from python_calamine import CalamineError, PasswordError

    try:
        book = _load(path, member)
        if task == "names":
            _say({"sheets": book.sheet_names})
            _say({"end": True})
        else:
            _write(book, sheet)
    except PasswordError:
        _say({"error": "password"})
    except CalamineError:
        _say({"error": "password" if not member and _is_locked(path) else "damaged"})
    except OSError:
        _say({"error": "unreadable"})
    except MemoryError:
        _say({"error": "large"})
    return 0


def _load(path: str, member: str) -> Any:
    """The workbook, of whatever kind its content is; its name may promise another."""
    from python_calamine import CalamineError, PasswordError, load_workbook

    if member:
        return load_workbook(_member(path, member))
    try:
        return load_workbook(path)
    except PasswordError:
        raise
    except CalamineError:
        return load_workbook(io.BytesIO(Path(path).read_bytes()))


def _is_locked(path: str) -> bool:
    """Whether an old-style container holds what Office names its encrypted workbooks."""
    with Path(path).open("rb") as file:
        data = file.read(LOOKED_BYTES)
    return data.startswith(CONTAINER) and "EncryptedPackage".encode("utf-16-le") in data


def _member(path: str, member: str) -> io.BytesIO:
    with zipfile.ZipFile(path) as archive:
        return io.BytesIO(archive.read(member))


def _write(book: Any, wanted: str) -> None:
    names = [wanted] if wanted in book.sheet_names else [] if wanted else _shown_first(book)
    if not names:
        _say({"error": "sheet", "sheets": book.sheet_names})
        return
    for name in names:
        sheet = book.get_sheet_by_name(name)
        if sheet.start is not None:
            break
    else:
        _say({"error": "empty"})
        return
    _say({"sheets": book.sheet_names, "sheet": name})
    row_number = sheet.start[0] + 1
    for rows in _batches(sheet):
        _say([row_number, [[cell_text(cell) for cell in row] for row in rows]])
        row_number += len(rows)
    _say({"end": True})


def _shown_first(book: Any) -> list[str]:
    """The sheets' names, those last that the workbook hides."""
    from python_calamine import SheetVisibleEnum

    sheets = sorted(book.sheets_metadata, key=lambda one: one.visible != SheetVisibleEnum.Visible)
    return [sheet.name for sheet in sheets]


def _batches(sheet: Any) -> Iterator[list[list[Any]]]:
    rows = islice(sheet.iter_rows(), sheet.start[0], None)
    while batch := list(islice(rows, ROWS_A_LINE)):
        yield batch


def cell_text(cell: Any) -> str:
    """A cell as text: whole numbers without a point, dates in ISO form, TRUE and FALSE."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) <= 2**53 else repr(cell)
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0).isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell)


def _say(message: Any) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True, separators=(",", ":")) + "\n")


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the parent's look at the directory holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
