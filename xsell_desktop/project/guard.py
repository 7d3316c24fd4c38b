"""Opens a project file that somebody else may have made, and trusts nothing in it."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from xsell_desktop.domain.errors import Cancelled, UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.project import schema
from xsell_desktop.project.blobs import BUDGET, Damaged
from xsell_desktop.project.migrations import OLDER, digested_of, schema_of
from xsell_desktop.texts import _

log = logging.getLogger(__name__)

DEADLINE = 120.0  # seconds all SQL of one opening may take
_MAGIC = b"SQLite format 3\x00"
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: BUDGET,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 3,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 8,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 50,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 10,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}


class Header(NamedTuple):
    """The first hundred bytes of the file: its version, and the size it should have."""

    version: int
    size: int


@contextmanager
def open_guarded(path: Path, progress: Progress) -> Iterator[tuple[sqlite3.Connection, int]]:
    """The database, read only, and its version, after all checks of form and content.

    Raises UserError for a file that is not a sound project of a known version, also when
    that only shows while the caller reads.
    """
    try:
        header = read_header(path)
        with closing(_connect(path)) as database:
            _watch(database, progress)
            _check(database, header)
            yield database, header.version
    except (Damaged, UnicodeError, sqlite3.Error) as error:
        if progress.stopped.is_set():
            raise Cancelled from error
        log.info("%s refused: %.200s", path.name, error)
        raise _damaged(path, _reason(error)) from error


def read_header(path: Path) -> Header:
    """What the header says; raises UserError when this is no project this program can open."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            head = file.read(100) if stat.S_ISREG(status.st_mode) else b""
    except OSError as error:
        raise _unreadable(path, error) from error
    if not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID:
        raise _not_a_project(path, is_empty=not status.st_size)
    version = int.from_bytes(head[60:64], "big")
    if version > schema.VERSION:
        raise UserError(
            _("This project was made by a newer version of the program"),
            _("{file} is of format {theirs}; this program knows formats up to {ours}").format(
                file=path.name, theirs=version, ours=schema.VERSION
            ),
            _("Install the newest version of xsell-desktop and open it again"),
        )
    page = int.from_bytes(head[16:18], "big")
    size = (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    if status.st_size < size:
        detail = _("only {there} of its {due} bytes are there")
        raise _damaged(path, detail.format(there=status.st_size, due=size))
    return Header(version, size)


def _connect(path: Path) -> sqlite3.Connection:
    place = path.resolve().as_posix()
    prefix = "file://" if place.startswith("/") else "file:///"
    uri = prefix + quote(os.fsencode(place), safe="/:") + "?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None)


def _watch(database: sqlite3.Connection, progress: Progress) -> None:
    """Limits on everything a query may do, and an end to all of it."""
    for limit, value in _LIMITS.items():
        database.setlimit(limit, value)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        database.execute(f"PRAGMA {pragma}")
    end = time.monotonic() + DEADLINE
    database.set_progress_handler(
        lambda: progress.stopped.is_set() or time.monotonic() > end, 20_000
    )


def _check(database: sqlite3.Connection, header: Header) -> None:
    if header.version != schema.VERSION and header.version not in OLDER:
        raise Damaged(f"format {header.version} never existed")
    if schema.list_objects(database) != schema.list_objects_of(schema_of(header.version)):
        raise Damaged("other tables than a project's")
    verdict = database.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != ("ok",):
        raise Damaged(f"integrity: {verdict}")
    stored = database.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
    try:
        digest = schema.digest_rows(database, digested_of(header.version))
    except TypeError as error:
        raise Damaged("a row of bytes") from error
    if stored != (digest,):
        raise Damaged("rows differ from their digest")


def _unreadable(path: Path, error: OSError) -> UserError:
    """What to tell when the file cannot even be read."""
    if isinstance(error, FileNotFoundError):
        return UserError(
            _("The project is not there any more"),
            _("{path} was not found").format(path=path),
            _("It may have been moved, renamed or be on a drive that is not connected"),
        )
    return UserError(
        _("The project cannot be opened"),
        f"{path}: {error.strerror or error}",
        _("Check that it is a file that you may read"),
    )


def _reason(error: Exception) -> str:
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
        return _("checking it took too long")
    if isinstance(error, Damaged):
        return _("what is in it is not what was saved")
    return _("part of it cannot be read")


def _damaged(path: Path, detail: str) -> UserError:
    """What to tell when the file was a project once."""
    return UserError(
        _("The project is damaged"),
        f"{path.name}: {detail}",
        _("Open a backup of it, or import the sales exports again; the file was not changed"),
    )


def _not_a_project(path: Path, *, is_empty: bool) -> UserError:
    message = _("{file} is empty") if is_empty else _("{file} was not saved by this program")
    return UserError(
        _("This is not an xsell project"),
        message.format(file=path.name),
        _("Choose a file that ends in .xsell; sales exports are opened with Import"),
    )
