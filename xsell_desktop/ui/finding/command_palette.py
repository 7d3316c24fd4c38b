"""Ctrl+K: every action and every product, a few letters away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.finding.entries import Entry
from xsell_desktop.ui.finding.products import find_products
from xsell_desktop.ui.finding.ranking import rank_lines
from xsell_desktop.ui.finding.walked_list import WalkedList, line_item

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis

WIDTH, HEIGHT, TOP = 620, 420, 64
MOST_ACTIONS, MOST_PRODUCTS, MOST_RECENT = 40, 30, 6


class CommandPalette(QFrame):
    """`product_chosen` carries a product's key. What was done last comes first next time."""

    product_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._above = parent
        theme.set_role(self, "card")
        self._entries: list[Entry] = []
        self._analysis: Analysis | None = None
        self._recent: list[str] = []
        self._shown: list[Entry] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Type what you want to do, or a product…"))
        self.field.setAccessibleName(_("Find a command or a product"))
        self.list = WalkedList(self.field)
        self.list.setAccessibleName(_("Commands and products that fit"))
        self.nothing = QLabel(_("Nothing is called that. Try a part of a word."))
        theme.set_role(self.nothing, "hint")
        self.field.textChanged.connect(self._fill)
        self.list.taken.connect(self._run)
        self._lay_out()

    def open(self, entries: Sequence[Entry], analysis: Analysis | None) -> None:
        """Show above the window's middle, with these entries and the analysis' products."""
        self._entries, self._analysis = list(entries), analysis
        self.field.clear()
        self._fill("")
        window = self._above.window()
        width = min(WIDTH, window.width() - 24)
        self.resize(width, min(HEIGHT, window.height() - TOP - 12))
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, TOP)))
        self.show()
        self.field.setFocus()

    @property
    def lines(self) -> list[str]:
        """What is on offer now, as texts."""
        return [entry.text for entry in self._shown]

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._entries, self._shown, self._analysis = [], [], None

    def _fill(self, typed: str) -> None:
        places = rank_lines(typed, [entry.line for entry in self._entries], MOST_ACTIONS)
        self._shown = [self._entries[place] for place in places]
        if typed.strip():
            self._shown += self._products(typed)
        else:
            self._shown.sort(key=self._turn)
        self.list.lines.clear()
        for entry in self._shown:
            self.list.lines.appendRow(line_item(entry.text, entry.detail, entry.keys))
        self.nothing.setVisible(not self._shown)
        self.list.setVisible(bool(self._shown))
        self.list.choose(0)

    def _products(self, typed: str) -> list[Entry]:
        if self._analysis is None:
            return []
        return [
            Entry(found.name, found.detail, _("product"), "", _sender(self, found.key))
            for found in find_products(self._analysis, typed, MOST_PRODUCTS)
        ]

    def _turn(self, entry: Entry) -> int:
        return self._recent.index(entry.text) if entry.text in self._recent else MOST_RECENT

    def _run(self, row: int) -> None:
        entry = self._shown[row]
        if entry.line:
            others = [text for text in self._recent if text != entry.text]
            self._recent = [entry.text, *others][:MOST_RECENT]
        self.hide()
        entry.run()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)


def _sender(palette: CommandPalette, key: str) -> Callable[[], None]:
    return lambda: palette.product_chosen.emit(key)
