"""Brings back how a project was looked at when it was last open."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.view_texts import read_view, view_text
from xsell_desktop.domain.views import View
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.settings import AppSettings
from xsell_desktop.ui.viewing import Viewing

PAUSE_MS = 400


class ViewMemory(QObject):
    """Keeps the view of each project file among the user's settings, not in the project."""

    def __init__(self, settings: AppSettings, session: Session, viewing: Viewing) -> None:
        super().__init__(viewing)
        self._settings, self._session, self._viewing = settings, session, viewing
        self._path = ""
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._remember)
        session.changed.connect(self._follow)
        viewing.changed.connect(lambda _before: self._later.start())
        self._take(session.path)

    def _follow(self, change: Change) -> None:
        if change.touches("path"):
            if change.touches("sales"):  # another project
                self._take(self._session.path)
            else:  # saved under another name
                self._path = self._session.path
                self._later.start()

    def _take(self, path: str) -> None:
        self._later.stop()
        self._path = path
        text = self._settings.view_of(path) if path else ""
        view = _read(text) if text else View(limit=self._viewing.view.limit)
        if view != self._viewing.view or self._viewing.past:
            self._viewing.forget(view)
        self._later.stop()

    def _remember(self) -> None:
        if self._path and self._path == self._session.path and self._session.analysis is not None:
            self._settings.remember_view(self._path, view_text(self._viewing.view))


def _read(text: str) -> View:
    """The view of a text; the usual one where a later version wrote it."""
    try:
        return read_view(text)
    except ValueError:
        return View()
