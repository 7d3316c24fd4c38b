"""The dialogs beside the work: preferences, glossary, shortcuts, log, about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMainWindow

from xsell_desktop.domain import edits
from xsell_desktop.texts import _
from xsell_desktop.ui.actions import PLACE_KEYS, listed
from xsell_desktop.ui.canvas.hand.commands import canvas_keys
from xsell_desktop.ui.deck import Deck
from xsell_desktop.ui.dialogs.preferences import PreferencesDialog
from xsell_desktop.ui.dialogs.text_dialogs import AboutDialog, GlossaryDialog, ShortcutDialog
from xsell_desktop.ui.faults import log_path
from xsell_desktop.ui.looks import Looks
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.settings import AppSettings


class SideDialogs:
    """Opens them above the window."""

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        settings: AppSettings,
        deck: Deck,
        looks: Looks,
    ) -> None:
        self._window, self._session = window, session
        self._settings, self._deck, self._looks = settings, deck, looks

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each of the menu's entries does."""
        return {
            "preferences": self.open_preferences,
            "glossary": lambda: GlossaryDialog(self._window).open(),
            "shortcuts": self.open_shortcuts,
            "log": show_log,
            "about": lambda: AboutDialog(self._window).open(),
        }

    def open_preferences(self) -> None:
        """Preferences of the program and of the project; the latter can be undone."""
        session, settings = self._session, self._settings
        analysis = session.analysis
        codes = (analysis.currency, *analysis.other_currencies) if analysis is not None else ()
        dialog = PreferencesDialog(self._window, settings, session.plan.settings, codes)

        def use() -> None:
            settings.autosave, settings.language = dialog.autosave, dialog.language
            if dialog.theme != settings.theme:
                self._looks.set_theme(dialog.theme)
            if dialog.text_size != settings.text_size:
                self._looks.set_text_size(dialog.text_size)
            session.edit(_("Change settings"), edits.change_settings(session.plan, dialog.settings))

        dialog.accepted.connect(use)
        dialog.open()

    def open_shortcuts(self) -> None:
        """Every shortcut, those of places not yet shown included."""
        for key in PLACE_KEYS:
            self._deck.build(key)
        ShortcutDialog(self._window, [*listed(self._window), *canvas_keys()]).open()


def show_log() -> None:
    """Open the log's folder in the desktop's file manager."""
    folder = log_path().parent
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
