"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
LOCKED = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY, errno.EROFS}
GONE = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ESTALE}


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` that takes its place when the block ends well.

    A failed block leaves the old file as it was. Raises UserError for any OSError inside.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        _to_disk(temporary)
        temporary.replace(path)
        _to_disk(path.parent)
    except OSError as error:
        raise writing_failed(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def writing_failed(path: Path, error: OSError) -> UserError:
    """What to tell the user when a file could not be written."""
    if error.errno in FULL:
        return UserError(
            _("The disk is full"),
            _("{file} was not written; there is no room left in {folder}.").format(
                file=path.name, folder=path.parent
            ),
            _("Free some space or choose another disk. Files written before this one stay."),
        )
    if error.errno in LOCKED:
        return UserError(
            _("A file cannot be written"),
            _("{file} in {folder} is open elsewhere or protected.").format(
                file=path.name, folder=path.parent
            ),
            _("Close it in other programs, or choose another folder."),
        )
    if error.errno in GONE:
        return UserError(
            _("The folder is not there"),
            _("{file} could not be put in {folder}.").format(file=path.name, folder=path.parent),
            _("Choose a folder that exists, then write the file again."),
        )
    return UserError(
        _("A file cannot be written"),
        f"{path}: {error.strerror or error}",
        _("Choose another folder, then write the file again."),
    )


def _to_disk(path: Path) -> None:
    """Make the system keep the file or the folder's entry; folders only where it can."""
    folder = path.is_dir()
    if folder and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if folder or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        if not folder or error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)
