"""Shift+F10 opens the menu of what has the focus, also where a keyboard has no key for it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


def add_menu_key(window: QWidget) -> QShortcut:
    """Give a window what Qt gives it on Windows only."""
    shortcut = QShortcut(QKeySequence("Shift+F10"), window)
    shortcut.activated.connect(_ask_for_menu)
    return shortcut


def _ask_for_menu() -> None:
    focused = QApplication.focusWidget()
    if focused is None:
        return
    cursor = focused.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    at = cursor.center() if isinstance(cursor, QRect) else QPoint()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(focused, QContextMenuEvent(reason, at, focused.mapToGlobal(at)))
