"""Ctrl+K: every action and every product, a few letters away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleValueChangeEvent,
    QHideEvent,
    QKeyEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.finding.entries import Entry
from xsell_desktop.ui.finding.lines import LineDelegate
from xsell_desktop.ui.finding.products import find_products
from xsell_desktop.ui.finding.ranking import rank_lines

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis

WIDTH, HEIGHT, TOP = 620, 420, 64
MOST_ACTIONS, MOST_PRODUCTS, MOST_RECENT = 40, 30, 6
WALKS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


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
        self.list = QListView()
        self.list.setAccessibleName(_("Commands and products that fit"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(LineDelegate(self.list))
        self.nothing = QLabel(_("Nothing is called that. Try a part of a word."))
        theme.set_role(self.nothing, "hint")
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._run)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in WALKS:
                self._walk(Qt.Key(event.key()))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

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
        self._model.clear()
        for entry in self._shown:
            item = QStandardItem(entry.text)
            item.setData((entry.detail, entry.keys), Qt.ItemDataRole.UserRole)
            said = ", ".join(filter(None, (entry.text, entry.detail, entry.keys)))
            item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self.nothing.setVisible(not self._shown)
        self.list.setVisible(bool(self._shown))
        self._choose(0)

    def _products(self, typed: str) -> list[Entry]:
        if self._analysis is None:
            return []
        return [
            Entry(found.name, found.detail, _("product"), "", _sender(self, found.key))
            for found in find_products(self._analysis, typed, MOST_PRODUCTS)
        ]

    def _turn(self, entry: Entry) -> int:
        return self._recent.index(entry.text) if entry.text in self._recent else MOST_RECENT

    def _walk(self, key: Qt.Key) -> None:
        here, last = self.list.currentIndex().row(), len(self._shown) - 1
        page = max(1, self.list.height() // max(1, self.list.sizeHintForRow(0)) - 1)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page}.get(key, page)
        if abs(step) == 1 and last >= 0:
            self._choose((here + step) % (last + 1))
        else:
            self._choose(min(max(here + step, 0), last))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            index = self._model.index(row, 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
            said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            self.field.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self.field, said))

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid() or index.row() >= len(self._shown):
            return
        entry = self._shown[index.row()]
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
