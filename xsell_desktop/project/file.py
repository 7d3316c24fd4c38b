"""Saving a project and opening it again."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from xsell_desktop import __version__
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.progress import Progress
from xsell_desktop.project import schema
from xsell_desktop.project.guard import open_guarded
from xsell_desktop.project.layout_rows import Places, read_layout, write_layout
from xsell_desktop.project.migrations import upgrade_copy
from xsell_desktop.project.plan_rows import read_plan, write_plan
from xsell_desktop.project.sales_rows import TooLarge, read_sales, write_sales
from xsell_desktop.sales.sales import Sales
from xsell_desktop.tables.atomic import atomic_path, writing_failed
from xsell_desktop.texts import _


@dataclass(frozen=True, eq=False)
class Project:
    """What a file holds: the imports, the decisions, and where products lay in the picture.

    What else is mined is not stored.
    """

    sales: Sales = field(default_factory=Sales)
    plan: Plan = field(default_factory=Plan)
    places: Places = field(default_factory=dict)


def save(path: Path, project: Project, progress: Progress | None = None) -> None:
    """Write the project in one step; the same project gives the same bytes.

    Raises UserError when it cannot be written, and Cancelled; the earlier file is then whole.
    """
    progress = progress or Progress()
    progress.step(_("Saving {file}").format(file=path.name), 0.0)
    with _beside(path) as temporary, closing(_connect()) as database:
        try:
            _fill(database, project, progress.part(0.0, 0.8))
            label = _("Writing {file}").format(file=path.name)
            progress.step(label, 0.8)
            database.execute("VACUUM INTO ?", (str(temporary),))
            progress.step(label, 0.9)
        except TooLarge as error:
            raise UserError(
                _("The project is too large to be saved"),
                _("{file} would hold more than a project can").format(file=path.name),
                _("Take back an import on the Data place and save again"),
            ) from error
        except UnicodeEncodeError as error:  # SQLite takes no path that is not text
            raise OSError(errno.EILSEQ, os.strerror(errno.EILSEQ)) from error
        except sqlite3.Error as error:
            raise _as_os_error(error) from error


def load(path: Path, progress: Progress | None = None) -> Project:
    """Open a project without changing a byte of it; raises UserError and Cancelled."""
    progress = progress or Progress()
    progress.step(_("Opening {file}").format(file=path.name), 0.0)
    with open_guarded(path, progress) as (database, version):
        if version == schema.VERSION:
            return _read(database, progress)
        with closing(upgrade_copy(database, version)) as upgraded:
            return _read(upgraded, progress)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A new file beside the project that takes its place and permissions when all went well.

    A link stays a link. Neither a write protection nor a missing folder is worked around.
    """
    target = path.resolve()
    if not target.parent.is_dir():
        raise writing_failed(target, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
    with atomic_path(target) as temporary:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        temporary.open("wb").close()
        yield temporary
        if target.exists():
            shutil.copymode(target, temporary)


def _connect() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def _fill(database: sqlite3.Connection, project: Project, progress: Progress) -> None:
    schema.create_tables(database)
    database.execute("BEGIN")
    written_by = f"xsell-desktop {__version__}"
    database.execute("INSERT INTO meta VALUES ('written_by', ?)", (written_by,))
    write_plan(database, project.plan)
    write_layout(database, project.places)
    write_sales(database, project.sales, progress)
    database.execute("INSERT INTO meta VALUES ('digest', ?)", (schema.digest_rows(database),))
    database.execute("COMMIT")


def _read(database: sqlite3.Connection, progress: Progress) -> Project:
    sales = read_sales(database, progress.part(0.1, 1.0))
    return Project(sales, read_plan(database), read_layout(database))


def _as_os_error(error: sqlite3.Error) -> OSError:
    """SQLite's word for a failing disk in the system's own terms."""
    is_full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
    code = errno.ENOSPC if is_full else errno.EIO
    return OSError(code, os.strerror(code) if is_full else str(error))
