"""Colours and text size of the whole window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QActionGroup, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.actions import Actions
from xsell_desktop.ui.settings import AppSettings


class Looks(QObject):
    """Applies what the user chose and remembers it; `changed` tells that all is drawn anew."""

    changed = Signal()

    def __init__(self, window: QMainWindow, settings: AppSettings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_desktop)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the menu's entries do."""
        found: dict[str, Callable[[], object]] = {
            f"theme_{choice}": partial(self.set_theme, choice) for choice in theme.CHOICES
        }
        return found | {
            "larger_text": partial(self.step_text, 1),
            "smaller_text": partial(self.step_text, -1),
            "usual_text": partial(self.set_text_size, 100),
        }

    def mark_choice(self, actions: Actions) -> None:
        """Let the menu show which colours are chosen."""
        group = QActionGroup(self)
        for choice in theme.CHOICES:
            action = actions[f"theme_{choice}"]
            action.setCheckable(True)
            action.setChecked(choice == self._settings.theme)
            group.addAction(action)
            self.changed.connect(partial(self._mark, actions, choice))

    def set_theme(self, choice: str) -> None:
        """Use `system`, `light` or `dark` from now on."""
        self._settings.theme = choice
        self._apply()

    def set_text_size(self, per_cent: int) -> None:
        """Write texts so large from now on, in per cent of the usual size."""
        self._settings.text_size = per_cent
        self._apply()

    def step_text(self, step: int) -> None:
        """The next larger or smaller text."""
        sizes = theme.TEXT_SIZES
        here = min(range(len(sizes)), key=lambda n: abs(sizes[n] - self._settings.text_size))
        self.set_text_size(sizes[min(max(here + step, 0), len(sizes) - 1)])

    def _apply(self) -> None:
        settings = self._settings
        app = cast(QApplication, QApplication.instance())
        theme.apply_theme(app, settings.theme, settings.text_size)
        icons.redress(self._window)
        self.changed.emit()

    def _mark(self, actions: Actions, choice: str) -> None:
        actions[f"theme_{choice}"].setChecked(choice == self._settings.theme)

    def _follow_desktop(self, _scheme: Qt.ColorScheme) -> None:
        if self._settings.theme == "system":
            self.set_theme("system")
