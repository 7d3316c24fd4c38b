"""A field that finds one product by any part of its name or key."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _
from xsell_desktop.ui import theme


class ProductSearch(QLineEdit):
    """`found` carries the product's key; the field is empty again afterwards."""

    found = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._keys: dict[str, str] = {}
        self._analysis: Analysis | None = None
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._take)
        popup = completer.popup()
        assert popup is not None
        theme.set_role(popup, "popup")
        self.setCompleter(completer)
        self.setPlaceholderText(_("Add a product…"))
        self.setAccessibleName(_("Add a product to the bundle"))
        self.returnPressed.connect(lambda: self._take(self.text()))

    def show_products(self, analysis: Analysis) -> None:
        """Offer the products that sold, then those of the catalogue that never did."""
        if analysis is not self._analysis:
            self._analysis = analysis
            self._keys = {
                key if name in (key, "") else f"{name} · {key}": key
                for offered in (analysis.products, analysis.unsold)
                for key, name in zip(offered.keys, offered.names, strict=True)
            }
            self._words.setStringList(list(self._keys))

    def _take(self, words: str) -> None:
        """The product of exactly these words, else of the only line that holds them."""
        wanted = words.strip().casefold()
        lines = [line for line in self._keys if wanted in line.casefold()] if wanted else []
        key = self._keys.get(words) or (self._keys[lines[0]] if len(lines) == 1 else "")
        if key:
            QTimer.singleShot(0, self.clear)  # the completer writes its words after this
            self.found.emit(key)
