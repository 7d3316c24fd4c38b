"""A panel under a button: Esc closes it, and keys typed in it rule on nothing behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from xsell_desktop.ui import theme

COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Panel(QFrame):
    """A popup of the place that its button is in; the place's plain keys rest while it is open."""

    def __init__(self, button: QWidget, name: str) -> None:
        super().__init__(button, Qt.WindowType.Popup)
        theme.set_role(self, "card")
        self.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & COMMANDS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
