"""Menus and panels over a place: keys typed in them rule on nothing behind them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from xsell_desktop.ui import theme

COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class KeyKeeper(QObject):
    """Keeps plain keys for a popup while it is open; with Ctrl or Alt they are still commands.

    Qt looks for shortcuts of the widget that had the keyboard before, also while a popup has it.
    """

    def __init__(self, popup: QWidget) -> None:
        super().__init__(popup)
        popup.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & COMMANDS
        ):
            event.accept()
            return True
        return False


class Panel(QFrame):
    """A popup of the place that its owner is in; Esc or a click elsewhere closes it."""

    def __init__(self, owner: QWidget, name: str = "") -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        theme.set_role(self, "card")
        self.setAccessibleName(name)
        self._keeper = KeyKeeper(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


class Menu(QMenu):
    """A menu of a place. The key written behind an entry's tab does it while the menu is open."""

    def __init__(self, parent: QWidget, title: str = "") -> None:
        super().__init__(title, parent)
        self._keeper = KeyKeeper(self)

    def add_menu(self, title: str) -> Menu:
        """Add a menu inside this one."""
        menu = Menu(self, title)
        self.addMenu(menu)
        return menu

    def empty(self) -> None:
        """Take everything out; menus inside go with their entries, which `clear` leaves behind."""
        inside = Qt.FindChildOption.FindDirectChildrenOnly
        for menu in self.findChildren(Menu, options=inside):
            menu.deleteLater()
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence(event.keyCombination()).toString()
        found = [own for own in self.actions() if keys and own.text().endswith(f"\t{keys}")]
        if found and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if found[0].isEnabled():
                self.close()
                found[0].trigger()
        else:
            super().keyPressEvent(event)
