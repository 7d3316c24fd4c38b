"""Which further figures the table of pairs shows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.tables.figure_columns import (
    SIZE_AWARE,
    TEXTBOOK,
    figure_meaning,
    figure_title,
)


class ColumnsMenu(QWidget):
    """`button` opens the menu; `chosen` says that the figures asked for have changed."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton(_("Columns"))
        self.button.setToolTip(_("Show further figures of the pairs"))
        theme.set_role(self.button, "segment")
        self.menu = QMenu(self.button)
        self.menu.setToolTipsVisible(True)
        self._actions: dict[str, QAction] = {}
        for title, names in (
            (_("Basket sizes allowed for"), SIZE_AWARE),
            (_("Textbook (assumes independent orders)"), TEXTBOOK),
        ):
            self.menu.addAction(title).setEnabled(False)
            for name in names:
                self._add(name)
            self.menu.addSeparator()
        self.button.setMenu(self.menu)

    @property
    def names(self) -> tuple[str, ...]:
        """The figures asked for, in the menu's order."""
        return tuple(name for name, action in self._actions.items() if action.isChecked())

    def choose(self, names: tuple[str, ...]) -> None:
        """Ask for these figures and no others; unknown names are passed over."""
        for name, action in self._actions.items():
            action.setChecked(name in names)

    def popup(self, place: QPoint) -> None:
        """Open the menu at a place of the screen."""
        self.menu.popup(place)

    def _add(self, name: str) -> None:
        action = self.menu.addAction(figure_title(name))
        action.setCheckable(True)
        action.setToolTip(figure_meaning(name))
        action.toggled.connect(self.chosen)
        self._actions[name] = action
