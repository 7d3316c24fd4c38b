"""Workbooks (XLSX, XLS, ODS), read by a child process that may fail without harm.

The parser allocates a sheet's whole rectangle, so that a tiny file can ask for all memory there
is; a child with limits on memory and time gives a message instead of taking the program with it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Timer
from typing import IO, Any

import numpy as np

import xsell_desktop
from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.files.records import Block, Part, Rows
from xsell_desktop.sales.files.sniff import file_errors
from xsell_desktop.texts import _

# what the child may take: so much, and more for each megabyte of the file
MEMORY_MB, MEMORY_MB_EACH, MOST_MEMORY_MB = 300, 40, 3000
SECONDS, SECONDS_EACH, MOST_SECONDS = 8.0, 8.0, 300.0
UNPACKED_BYTES, UNPACKED_TIMES = 2 << 30, 100
SMALL_BYTES = 64 << 20
MEMBERS = 10_000


def workbook_blocks(
    path: Path, sheet: str = "", member: str = "", names: list[str] | None = None
) -> Iterator[Block]:
    """A sheet's rows as text, `starts` being the sheet's row numbers.

    `member` is where the workbook lies in a zip archive; `names` is filled with the sheets' names
    before the first row. Raises UserError when the workbook is
    damaged, locked, too large, or has no such sheet.
    """
    with file_errors(path):
        _check_directory(path)
    with closing(_messages(path, member, sheet, "rows")) as messages:
        for message in messages:
            if isinstance(message, list):
                yield _block(message)
            elif names is not None:
                names[:] = map(str, message.get("sheets", ()))


def sheet_names(path: Path, member: str = "") -> tuple[str, ...]:
    """The names of a workbook's sheets; raises UserError as `workbook_blocks` does."""
    with file_errors(path):
        _check_directory(path)
    with closing(_messages(path, member, "", "names")) as messages:
        return next((tuple(map(str, m["sheets"])) for m in messages if "sheets" in m), ())


def _check_directory(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    most = min(UNPACKED_BYTES, max(SMALL_BYTES, UNPACKED_TIMES * path.stat().st_size))
    if len(members) > MEMBERS or unpacked > most:
        raise _failure(path, "large")


def _messages(path: Path, member: str, sheet: str, task: str) -> Generator[Any, None, None]:
    """What the child says, up to its end."""
    megabytes = path.stat().st_size / (1 << 20)
    child = _start(path, member, sheet, task, megabytes)
    watchdog = Timer(min(MOST_SECONDS, SECONDS + SECONDS_EACH * megabytes), child.kill)
    watchdog.daemon = True
    watchdog.start()
    assert child.stdout is not None
    try:
        ended = False
        for message in _lines(child.stdout):
            if isinstance(message, dict) and "error" in message:
                raise _failure(path, message["error"], message.get("sheets", ()))
            ended = isinstance(message, dict) and "end" in message
            if not ended:
                yield message
        if not ended:
            raise _failure(path, "large")
    finally:
        watchdog.cancel()
        child.kill()
        child.stdout.close()
        child.wait()


def _start(
    path: Path, member: str, sheet: str, task: str, megabytes: float
) -> subprocess.Popen[bytes]:
    if getattr(sys, "frozen", False):
        command = [sys.executable, "--read-workbook"]
    else:
        command = [sys.executable, "-m", "xsell_desktop.sales.files.workbook_child"]
    package_home = str(Path(xsell_desktop.__file__).resolve().parents[1])
    search = os.pathsep.join(filter(None, [package_home, os.environ.get("PYTHONPATH")]))
    memory = int(min(MOST_MEMORY_MB, MEMORY_MB + MEMORY_MB_EACH * megabytes))
    return subprocess.Popen(
        [*command, str(path.resolve()), member, sheet, task, str(memory)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": search, "PYTHONIOENCODING": "ascii"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _lines(stdout: IO[bytes]) -> Iterator[Any]:
    for line in stdout:
        with suppress(json.JSONDecodeError):  # a line cut off by the child's death
            yield json.loads(line)


def _block(message: list[Any]) -> Block:
    first, rows = int(message[0]), message[1]
    texts: Rows = [list(row) for row in rows]
    widths = np.array([len(row) for row in texts], dtype=np.int64)
    starts = np.arange(first, first + len(texts), dtype=np.int64)
    return Block(starts, widths, (Part(np.arange(len(texts), dtype=np.int64), texts, []),))


def _failure(path: Path, word: str, sheets: tuple[str, ...] = ()) -> UserError:
    title = _("The workbook cannot be read")
    known = {
        "password": (_("is locked with a password"), _("Save it without one and import that")),
        "empty": (_("has no filled sheet"), _("Save the sheet with the orders and try again")),
        "large": (
            _("is too large or damaged"),
            _("Save the sheet as CSV in Excel or LibreOffice and import that"),
        ),
        "sheet": (
            _("has no such sheet; it has {names}").format(names=", ".join(sheets)),
            _("Choose one of its sheets"),
        ),
    }
    damaged = (_("is damaged or not a workbook"), _("Open it in Excel and save it again"))
    what, step = known.get(word, damaged)
    return UserError(title, f"{path.name} {what}", step)
