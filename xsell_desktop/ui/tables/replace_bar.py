"""Find and replace in messages, above the table of pairs."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton
from PySide6.QtWidgets import QToolButton as Tool

from xsell_desktop.texts import _, plural
from xsell_desktop.ui import icons, theme


class Wanted(NamedTuple):
    """What to find, what to put there, whether capitals count, whether only in pairs shown."""

    find: str
    new: str
    case: bool
    shown_only: bool


class ReplaceBar(QFrame):
    """`changed` says that something else is wanted, `asked` that it is to be done."""

    changed = Signal()
    asked = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.old, self.new = QLineEdit(), QLineEdit()
        self.old.setPlaceholderText(_("Find in messages"))
        self.new.setPlaceholderText(_("Replace with"))
        self.case = QCheckBox(_("Match case"))
        self.shown = QCheckBox(_("Only pairs in the table"))
        self.shown.setChecked(True)
        self.count = QLabel()
        theme.set_role(self.count, "hint")
        self.button = QPushButton()
        self.close_button = Tool()
        icons.dress(self.close_button, "close")
        self.close_button.setToolTip(_("Close find and replace (Esc)"))
        self.close_button.setAccessibleName(_("Close find and replace"))
        for line in (self.old, self.new):
            line.setAccessibleName(line.placeholderText())
            line.textChanged.connect(self.changed)
            line.returnPressed.connect(self.button.click)
        for box in (self.case, self.shown):
            box.toggled.connect(self.changed)
        self.button.clicked.connect(self.asked)
        self.close_button.clicked.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 5)
        row.setSpacing(6)
        for part, stretch in (
            (self.old, 2), (self.new, 2), (self.case, 0), (self.shown, 0), (self.count, 1),
            (self.button, 0), (self.close_button, 0),
        ):  # fmt: skip
            row.addWidget(part, stretch)
        self.show_count(0, 0)
        self.hide()

    @property
    def wanted(self) -> Wanted:
        """What is written in the bar."""
        return Wanted(
            self.old.text(), self.new.text(), self.case.isChecked(), self.shown.isChecked()
        )

    def open(self) -> None:
        """Show the bar and write into it."""
        self.show()
        self.old.setFocus()
        self.old.selectAll()
        self.changed.emit()

    def show_count(self, count: int, locked: int) -> None:
        """How many messages would change, and how many would but are locked."""
        words = plural("{n} message", "{n} messages", count) if self.old.text() else ""
        if locked:
            words += " " + plural("({n} more is locked)", "({n} more are locked)", locked)
        self.count.setText(words)
        text = plural("Replace in {n} message", "Replace in {n} messages", count)
        self.button.setText(text if count else _("Replace"))
        self.button.setEnabled(count > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
