"""Tells a second window that a project is already open in a first."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from pathlib import Path

from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _


class Lock:
    """A lock file held by this process until `release`, or until the process ends.

    The system drops it with the process, however that ends, so no lock is ever stale. It is
    SQLite's write lock on an empty database: the same on every system.
    """

    def __init__(self, path: Path, held: sqlite3.Connection) -> None:
        self.path = path
        self._held: sqlite3.Connection | None = held

    def release(self) -> None:
        """Let others have it; a second call does nothing."""
        if self._held is not None:
            self._held.close()
            self._held = None


def take_lock(path: Path) -> Lock | None:
    """Lock the file at `path`, making it where it is missing; None while another holds it.

    Raises UserError when the file cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise _refused(path, error) from error
    try:
        database.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        database.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            return None
        raise _refused(path, error) from error
    return Lock(path, database)


def lock_project(folder: Path, project: Path) -> Lock | None:
    """Lock a project by its place in the user's own `folder`, so that nothing is put beside it.

    None while another window of this user on this computer has it open.
    """
    place = os.path.normcase(project.resolve())
    name = hashlib.sha256(os.fsencode(place)).hexdigest()[:32]
    return take_lock(folder / f"{name}.lock")


def _refused(path: Path, error: Exception) -> UserError:
    return UserError(
        _("Other windows cannot be told that this project is open"),
        f"{path}: {error}",
        _("Check that you may write to this folder; the project itself is not affected"),
    )
