"""Puts a finished file in another's place in one step, or leaves that one alone."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new empty file beside `path` to write; afterwards it is synced and takes its place.

    Whatever fails, the file at `path` is whole, the old one or the new one, and nothing is
    left beside it. Raises UserError for failures of the disk.
    """
    try:
        target = path.resolve()
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        temporary = target.with_name(f".xsell-{secrets.token_hex(8)}.tmp")
        temporary.open("xb").close()
    except OSError as error:
        raise _refused(path, error) from error
    try:
        yield temporary
        if target.exists():
            shutil.copymode(target, temporary)
        _sync(temporary)
        temporary.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Wait until the disk has it; Windows cannot sync a folder."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refused(path: Path, error: OSError) -> UserError:
    title = _("The project was not saved")
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return UserError(
            title,
            _("The disk has no room for {path}").format(path=path),
            _("Make room or save it on another disk; the earlier file is as it was"),
        )
    if isinstance(error, FileNotFoundError):
        return UserError(
            title,
            _("The folder of {path} is not there any more").format(path=path),
            _("Save it in another folder"),
        )
    return UserError(
        title,
        f"{path}: {error.strerror or error}",
        _("Save it in a folder that you may write to; the earlier file is as it was"),
    )
