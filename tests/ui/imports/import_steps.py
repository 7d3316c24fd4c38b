"""What the tests of the import dialog do as a user would."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pytestqt.qtbot import QtBot

from xsell_desktop.ui.dialogs.import_dialog import ImportDialog
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.widgets.choice import Choice


@dataclass
class Steps:
    """One window and its import dialog."""

    qtbot: QtBot
    window: MainWindow

    def offer(self, *paths: Path) -> ImportDialog:
        """The dialog on these files, once all of them were read."""
        self.window.imports.offer(list(paths))
        dialog = self.window.imports.dialog
        assert dialog is not None
        self.settle(dialog)
        return dialog

    def settle(self, dialog: ImportDialog) -> None:
        """Wait until every file was looked at and read."""
        self.qtbot.waitUntil(lambda: dialog.reader.is_idle, timeout=20_000)

    def pick(self, dialog: ImportDialog, combo: Choice, data: str) -> None:
        """Choose as a user does: the signal `activated` comes only from the user."""
        place = combo.findData(data)
        assert place >= 0, data
        combo.setCurrentIndex(place)
        combo.activated.emit(place)
        self.settle(dialog)

    def press(self, dialog: ImportDialog) -> None:
        """Import, and wait for the sales."""
        assert dialog.import_button.isEnabled()
        dialog.import_button.click()
        self.qtbot.waitUntil(lambda: not self.window.jobs.is_busy, timeout=20_000)
