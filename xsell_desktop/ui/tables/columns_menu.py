"""Which further columns the table of pairs shows."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.tables.figure_columns import (
    LATER,
    SIZE_AWARE,
    TEXTBOOK,
    figure_meaning,
    figure_title,
)
from xsell_desktop.ui.tables.ruling_columns import FURTHER, ruling_titles
from xsell_desktop.ui.widgets.popups import Menu
from xsell_desktop.workflow.pairing_lists.cells import Field


class ColumnsMenu(QWidget):
    """`button` opens the menu; `chosen` says that the columns asked for have changed."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton(_("Columns"))
        self.button.setToolTip(_("Show further columns: what you said of the pairs, and figures"))
        theme.set_role(self.button, "segment")
        self.menu = Menu(self.button)
        self.menu.setToolTipsVisible(True)
        self._actions: dict[str, QAction] = {}
        self.menu.addAction(_("What you said")).setEnabled(False)
        for field in FURTHER:
            self._add(field.value, *ruling_titles()[field])
        self.menu.addSeparator()
        for title, names in (
            (_("Later orders"), LATER),
            (_("Basket sizes allowed for"), SIZE_AWARE),
            (_("Textbook (assumes independent orders)"), TEXTBOOK),
        ):
            self.menu.addAction(title).setEnabled(False)
            for name in names:
                self._add(name, figure_title(name), figure_meaning(name))
            self.menu.addSeparator()
        self.button.setMenu(self.menu)

    @property
    def names(self) -> tuple[str, ...]:
        """The figures asked for, in the menu's order."""
        return tuple(name for name in self.asked if name not in FURTHER)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The parts of pairings asked for, in the menu's order."""
        return tuple(Field(name) for name in self.asked if name in FURTHER)

    @property
    def asked(self) -> tuple[str, ...]:
        """Everything asked for, in the menu's order."""
        return tuple(name for name, action in self._actions.items() if action.isChecked())

    def choose(self, names: Collection[str]) -> None:
        """Ask for these columns and no others; unknown names are passed over."""
        before = self.asked
        for name, action in self._actions.items():
            action.blockSignals(True)
            action.setChecked(name in names)
            action.blockSignals(False)
        if self.asked != before:
            self.chosen.emit()

    def popup(self, place: QPoint) -> None:
        """Open the menu at a place of the screen."""
        self.menu.popup(place)

    def _add(self, name: str, title: str, meaning: str) -> None:
        action = self.menu.addAction(title)
        action.setCheckable(True)
        action.setToolTip(meaning)
        action.toggled.connect(self.chosen)
        self._actions[name] = action
