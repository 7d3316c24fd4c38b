"""How a file is read, as the user may overrule it: format, sheet, characters, signs, dates."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from xsell_desktop import workflow
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.dialogs.chosen_file import ChosenFile
from xsell_desktop.ui.dialogs.file_words import encoding_words, format_words
from xsell_desktop.ui.widgets.choice import Choice

SIGNS = (",", ";", "\t", "|")
SALES_ONLY = ("decimal", "date_order")
LEAST_ACROSS, LEAST_WIDTH = 3, 116
Options = list[tuple[str, str]]


class ReadingChoices(QWidget):
    """A row of choices; `chosen` carries a field of `ColumnMap` and its new value."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.combos: dict[str, Choice] = {}
        self._labels: dict[str, QLabel] = {}
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        names = {
            "format": _("Read as"),
            "sheet": _("Sheet or table"),
            "encoding": _("Characters"),
            "delimiter": _("Columns divided by"),
            "decimal": _("Decimal sign"),
            "date_order": _("Dates"),
            "orders": _("Table of orders"),
        }
        for key, words in names.items():
            combo = self.combos[key] = Choice(words, 6)
            combo.activated.connect(lambda _index, key=key: self._choose(key))
            label = self._labels[key] = QLabel(words)
            label.setBuddy(combo)
            theme.set_role(label, "hint")
        self._map = ColumnMap()
        self._seen: list[str] = []
        self._across = 0

    def show_file(self, file: ChosenFile) -> None:
        """Offer what fits the file; without a preview only its tables can be chosen."""
        self._seen = []
        self._offer_all(file)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for three choices; more go below each other."""
        return QSize(LEAST_ACROSS * LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting() != self._across:
            self._arrange()

    def _fitting(self) -> int:
        """How many choices stand beside each other: all, or as many as in narrow windows."""
        fits = self.width() >= len(self._seen) * LEAST_WIDTH
        return len(self._seen) if fits else LEAST_ACROSS

    def _arrange(self) -> None:
        """Place the choices there are, in one row if they fit."""
        for column in range(len(self.combos)):
            self._grid.setColumnStretch(column, 0)
        self._across = self._fitting()
        for key, combo in self.combos.items():
            shown = key in self._seen
            combo.setVisible(shown)
            self._labels[key].setVisible(shown)
            if not shown:
                continue
            row, column = divmod(self._seen.index(key), self._across)
            self._grid.addWidget(self._labels[key], 2 * row, column)
            self._grid.addWidget(combo, 2 * row + 1, column)
            need = max(LEAST_WIDTH, combo.needed_width())
            self._grid.setColumnStretch(column, max(need, self._grid.columnStretch(column)))
        self.updateGeometry()

    def _offer_all(self, file: ChosenFile) -> None:
        self._map = file.column_map
        preview = file.preview
        self._offer("sheet", [(_("the first one"), ""), *((name, name) for name in file.tables)])
        self._reveal("sheet", bool(file.tables))
        for key in ("format", "encoding", "delimiter", "orders", *SALES_ONLY):
            self._reveal(key, preview is not None)
        if preview is None:
            return
        own = file.found.format if file.found is not None else preview.format
        ids = dict.fromkeys([preview.format, *workflow.formats_for(file.header, own)])
        self._offer("format", [(format_words(id_, preview.kind), id_) for id_ in ids])
        self._offer_found("encoding", preview.encoding, dict(encoding_words()))
        signs = dict.fromkeys([preview.delimiter, *SIGNS])
        words = {sign: workflow.sign_words(sign) for sign in signs if sign}
        self._offer_found("delimiter", preview.delimiter, words)
        point, comma = _("1.50 (point)"), _("1,50 (comma)")
        itself = _("1,50 (found)") if preview.decimal == "," else _("1.50 (found)")
        if self._map.decimal != "auto":
            itself = _("as found")
        self._offer("decimal", [(itself, "auto"), (point, "."), (comma, ",")])
        self._offer("date_order", [
            (_("as found"), "auto"), (_("year-month-day"), "ymd"),
            (_("day-month-year"), "dmy"), (_("month-day-year"), "mdy"),
        ])  # fmt: skip
        self._reveal("encoding", bool(preview.encoding))
        self._reveal("delimiter", bool(preview.delimiter))
        none = "-"  # a mapping's word for it
        found = file.joined if file.joined and not file.lists_orders else _("as found")
        self._offer("orders", [(found, ""), *((name, name) for name in file.order_tables),
                               (_("none"), none)])  # fmt: skip
        self._reveal("orders", bool(file.order_tables) and not file.lists_orders)
        sales = preview.kind != "catalogue"
        for key in SALES_ONLY:
            self._reveal(key, sales and not preview.format.endswith(("-baskets", "-onehot")))

    def _offer_found(self, key: str, here: str, words: dict[str, str]) -> None:
        """Offer values, the one in use marked as found unless the user chose it."""
        chosen = bool(getattr(self._map, key))
        options: Options = []
        if here:
            shown = words.get(here.removesuffix("-sig"), here)
            known = shown if chosen else _("{value} (found)").format(value=shown)
            options.append((known, here if chosen else ""))
        if chosen:
            options.append((_("as found"), ""))
        options += [(text, value) for value, text in words.items() if value != here]
        self._offer(key, options)

    def _offer(self, key: str, options: Options) -> None:
        combo = self.combos[key]
        combo.clear()
        for words, value in options:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, combo.findData(getattr(self._map, key))))
        combo.setToolTip(combo.currentText())

    def _reveal(self, key: str, visible: bool) -> None:
        kept = {*self._seen, key} if visible else {*self._seen} - {key}
        self._seen = [one for one in self.combos if one in kept]

    def _choose(self, key: str) -> None:
        value = self.combos[key].currentData()
        if value != getattr(self._map, key):
            self.chosen.emit(key, value)
