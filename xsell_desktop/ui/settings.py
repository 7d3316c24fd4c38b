"""What the program remembers of its user between two runs, apart from projects."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QSettings

from xsell_desktop.ui.theme import CHOICES, TEXT_SIZES

RECENT_KEPT = 8
VIEWS_KEPT = 30


class AppSettings:
    """Theme, language, autosave, recent projects and the window's place, kept in an INI file."""

    def __init__(self, path: Path | None = None) -> None:
        folder = user_config_path("xsell-desktop", appauthor=False)
        file = path or folder / "settings.ini"
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        value = str(self._store.value("look/theme", "system"))
        return value if value in CHOICES else "system"

    @theme.setter
    def theme(self, value: str) -> None:
        self._store.setValue("look/theme", value)

    @property
    def text_size(self) -> int:
        """How large texts are, in per cent of their usual size; one of `theme.TEXT_SIZES`."""
        value = str(self._store.value("look/text_size", "100"))
        size = int(value) if value.isdecimal() else 100
        return size if size in TEXT_SIZES else 100

    @text_size.setter
    def text_size(self, value: int) -> None:
        self._store.setValue("look/text_size", value)

    @property
    def language(self) -> str:
        """A language code; '' is the program's own English."""
        return str(self._store.value("look/language", ""))

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("look/language", value)

    @property
    def autosave(self) -> bool:
        """Whether unsaved work is kept aside for the case of a crash."""
        return str(self._store.value("project/autosave", "true")).lower() != "false"

    @autosave.setter
    def autosave(self, value: bool) -> None:
        self._store.setValue("project/autosave", "true" if value else "false")

    @property
    def recent(self) -> list[str]:
        """The projects opened last that still exist, newest first."""
        return [path for path in self._recent() if Path(path).is_file()]

    def remember_project(self, path: str) -> None:
        """Put a project first among the recent ones."""
        others = [known for known in self._recent() if known != path]
        self._store.setValue("project/recent", [path, *others][:RECENT_KEPT])

    def view_of(self, path: str) -> str:
        """How a project was looked at last, as `domain.view_texts` writes it; '' unknown."""
        return self._views().get(path, "")

    def remember_view(self, path: str, text: str) -> None:
        """Keep how a project is looked at; those not seen for long are forgotten."""
        others = {known: kept for known, kept in self._views().items() if known != path}
        kept = [*others.items(), (path, text)][-VIEWS_KEPT:]
        self._store.setValue("project/views", json.dumps(dict(kept)))

    def _views(self) -> dict[str, str]:
        try:
            found = json.loads(str(self._store.value("project/views", "{}")))
        except ValueError:
            return {}
        kept = found.items() if isinstance(found, dict) else ()
        return {path: text for path, text in kept if isinstance(text, str)}

    @property
    def geometry(self) -> QByteArray:
        """Where the window was; empty at the first run."""
        value = self._store.value("window/geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)

    @property
    def folder(self) -> str:
        """Where files were last chosen."""
        return str(self._store.value("window/folder", ""))

    @folder.setter
    def folder(self, value: str) -> None:
        self._store.setValue("window/folder", value)

    @property
    def pair_columns(self) -> list[str]:
        """The further columns of the table of pairs, by name."""
        return str(self._store.value("pairings/columns", "")).split()

    @pair_columns.setter
    def pair_columns(self, value: Iterable[str]) -> None:
        self._store.setValue("pairings/columns", " ".join(value))

    def _recent(self) -> list[str]:
        value = self._store.value("project/recent", [])
        if isinstance(value, str):
            return [value]
        return [str(path) for path in value] if isinstance(value, list) else []
