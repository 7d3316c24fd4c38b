"""Copies of unsaved work, found again after a crash."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.project.file import Project, save
from xsell_desktop.project.lock import Lock, take_lock
from xsell_desktop.texts import _


@dataclass(frozen=True)
class Recovered:
    """Work a window left behind: its copy, the project it belongs to ('' never saved), when."""

    copy: Path
    original: str
    saved_at: datetime


class Recovery:
    """One window's copy in `folder`, under a name of its own, locked while the window lives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._copy = folder / f"{os.getpid()}-{secrets.token_hex(4)}.xsell"
        self._lock: Lock | None = None

    def write(
        self, project: Project, original: Path | None, progress: Progress | None = None
    ) -> None:
        """Keep this state, in place of the one before; raises UserError and Cancelled."""
        if self._lock is None:
            self._lock = take_lock(_lock_of(self._copy))
        try:
            about = {"original": os.fspath(original) if original else ""}
            _about_of(self._copy).write_text(json.dumps(about), encoding="utf-8")
        except OSError as error:
            raise UserError(
                _("The unsaved work could not be kept"),
                f"{self.folder}: {error.strerror or error}",
                _("Save the project yourself until there is room or permission there"),
            ) from error
        save(self._copy, project, progress)

    def clear(self) -> None:
        """Drop this window's copy: everything is saved, or the window closes as it should."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
            discard(self._copy)

    def find(self) -> list[Recovered]:
        """What windows that are gone left behind, newest first."""
        return find_recovered(self.folder)


def find_recovered(folder: Path) -> list[Recovered]:
    """Copies nobody holds; files that cannot be looked at are passed over."""
    found: list[Recovered] = []
    for copy in sorted(folder.glob("*.xsell")):
        with suppress(OSError, UserError):
            lock = take_lock(_lock_of(copy))
            if lock is not None:
                lock.release()
                saved_at = datetime.fromtimestamp(copy.stat().st_mtime, UTC)
                found.append(Recovered(copy, _original_of(copy), saved_at))
    return sorted(found, key=lambda recovered: recovered.saved_at, reverse=True)


def discard(copy: Path) -> None:
    """Remove a copy and what lies beside it."""
    for path in (copy, _about_of(copy), _lock_of(copy)):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _about_of(copy: Path) -> Path:
    return copy.with_suffix(".json")


def _lock_of(copy: Path) -> Path:
    return copy.with_suffix(".lock")


def _original_of(copy: Path) -> str:
    try:
        about = json.loads(_about_of(copy).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    original = about.get("original", "") if isinstance(about, dict) else ""
    return original if isinstance(original, str) else ""
