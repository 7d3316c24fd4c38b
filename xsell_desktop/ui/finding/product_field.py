"""A field that finds one product, sold or not, by any part of its name or key."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.finding.products import Found, find_products

MOST = 12
POPUP_WIDTH = 320  # pixels: names are longer than the field


class ProductField(QLineEdit):
    """`found` carries the product's key; the field is empty again afterwards."""

    found = Signal(str)

    def __init__(self, placeholder: str, name: str) -> None:
        super().__init__()
        self._analysis: Analysis | None = None
        self._without: frozenset[str] = frozenset()
        self._lines: list[Found] = []
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(MOST)
        completer.activated.connect(self._take_line)
        popup = completer.popup()
        assert popup is not None
        popup.setMinimumWidth(POPUP_WIDTH)
        theme.set_role(popup, "popup")
        self.setCompleter(completer)
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.textEdited.connect(self._search)
        self.returnPressed.connect(self._confirm)

    def search_in(self, analysis: Analysis, without: frozenset[str] = frozenset()) -> None:
        """Offer the products of an analysis but for these keys."""
        self._analysis, self._without = analysis, without

    def _search(self, typed: str) -> None:
        self.setToolTip("")
        found = [] if self._analysis is None or not typed.strip() else self._find(typed)
        self._lines = found
        self._words.setStringList(list(map(_line, found)))

    def _find(self, typed: str) -> list[Found]:
        assert self._analysis is not None
        found = find_products(self._analysis, typed, MOST + len(self._without))
        return [line for line in found if line.key not in self._without][:MOST]

    def _confirm(self) -> None:
        """The key or name that was typed in full, else the only product that fits."""
        typed = self.text().strip().casefold()
        self._search(typed)
        exact = [
            row
            for row, line in enumerate(self._lines)
            if typed in (line.key.casefold(), line.name.casefold())
        ]
        rows = exact or range(len(self._lines))
        if len(rows) == 1:
            self._take(rows[0])
        elif typed:
            self.setToolTip(
                _("{count} products fit. Choose one of the list.").format(count=len(self._lines))
                if self._lines
                else _("No product fits “{text}”.").format(text=self.text().strip())
            )
            self.selectAll()

    def _take_line(self, words: str) -> None:
        """The product of a line that was chosen; a line holds its key, so that it is the only."""
        lines = list(map(_line, self._lines))
        if words in lines:
            self._take(lines.index(words))

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._lines):
            key, self._lines = self._lines[row].key, []
            QTimer.singleShot(0, self, self.clear)  # the completer writes its words after this
            self.found.emit(key)


def _line(found: Found) -> str:
    return _("{name} · {detail}").format(name=found.name, detail=found.detail)
