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
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import IO, Any

import numpy as np

import xsell_desktop
from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.records import Block, Part, Rows
from xsell_desktop.sales.sniff import file_errors
from xsell_desktop.texts import _

MEMORY_MB = 3000
SECONDS = 180.0
UNPACKED_BYTES = 2 << 30
MEMBERS = 10_000


def workbook_blocks(path: Path, sheet: str = "") -> Iterator[Block]:
    """A sheet's rows as text, `starts` being the sheet's row numbers.

    Raises UserError when the workbook is damaged, locked, too large, or has no such sheet.
    """
    with file_errors(path):
        _check_directory(path)
    yield from _read_child(path, sheet)


def _check_directory(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if len(members) > MEMBERS or sum(m.file_size for m in members) > UNPACKED_BYTES:
            raise _failure(path, "large")


def _read_child(path: Path, sheet: str) -> Iterator[Block]:
    child = _start(path, sheet)
    watchdog = Timer(SECONDS, child.kill)
    watchdog.daemon = True
    watchdog.start()
    assert child.stdout is not None
    try:
        ended = False
        for message in _messages(child.stdout):
            if isinstance(message, list):
                yield _block(message)
            elif "error" in message:
                raise _failure(path, message["error"], message.get("sheets", ()))
            else:
                ended = ended or "end" in message
        if not ended:
            raise _failure(path, "large")
    finally:
        watchdog.cancel()
        child.kill()
        child.stdout.close()
        child.wait()


def _start(path: Path, sheet: str) -> subprocess.Popen[bytes]:
    if getattr(sys, "frozen", False):
        command = [sys.executable, "--read-workbook"]
    else:
        command = [sys.executable, "-m", "xsell_desktop.sales.workbook_child"]
    package_home = str(Path(xsell_desktop.__file__).resolve().parents[1])
    search = os.pathsep.join(filter(None, [package_home, os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(
        [*command, str(path.resolve()), sheet, str(MEMORY_MB)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": search, "PYTHONIOENCODING": "ascii"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _messages(stdout: IO[bytes]) -> Iterator[Any]:
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
