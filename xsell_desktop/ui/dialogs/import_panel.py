"""One file in the import dialog: its verdict, its columns, its first rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.dialogs.file_words import format_words, role_words, verdict
from xsell_desktop.ui.widgets.table import Column, DataTable

if TYPE_CHECKING:
    from xsell_desktop.sales.intake import Preview

LINES, BASKETS = "plain-lines", "plain-baskets"
ENCODINGS = ("utf-8", "cp1252", "iso8859-15", "cp1250", "utf-16", "shift_jis", "gb18030", "big5")
COLUMNS_ACROSS = 4


class ImportPanel(QWidget):
    """Shows a preview; `remap` carries the mapping the user wants the file read with."""

    remap = Signal(object)  # ColumnMap

    def __init__(self) -> None:
        super().__init__()
        self._preview: Preview | None = None
        self._map = ColumnMap()
        self.title, self.verdict = QLabel(), QLabel()
        theme.set_role(self.title, "heading")
        self.verdict.setWordWrap(True)
        self.roles: dict[str, QComboBox] = {}
        self.choices: dict[str, QComboBox] = {}
        self.table = DataTable(fills=False)
        self.table.setProperty("role", "framed")
        self.table.setSortingEnabled(False)
        self.table.setAccessibleName(_("First rows of the file"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.verdict)
        layout.addWidget(self._make_choices())
        self.mapping = self._make_roles()
        layout.addWidget(self.mapping)
        layout.addWidget(self.table, 1)
        self.blank = QWidget()
        layout.addWidget(self.blank, 1)

    def show_waiting(self, path: Path) -> None:
        """The file is being looked at."""
        self._show(path, _("Looking at the file…"), None)

    def show_error(self, path: Path, error: UserError, before: Preview | None) -> None:
        """The file cannot be read; what it looked like before helps to choose otherwise."""
        parts = [p.rstrip(".") + "." for p in (error.title, error.message, error.next_step) if p]
        self._show(path, " ".join(parts), before)

    def show_preview(self, path: Path, preview: Preview, column_map: ColumnMap) -> None:
        """The file as read with this mapping."""
        self._map = column_map
        self._show(path, verdict(preview), preview)

    def _show(self, path: Path, words: str, preview: Preview | None) -> None:
        self._preview = preview
        self.title.setText(path.name)
        self.title.setToolTip(str(path))
        self.verdict.setText(words)
        self.table.setVisible(preview is not None)
        self.blank.setVisible(preview is None)
        readable = preview is not None and preview.kind != "catalogue"
        self.choices_box.setVisible(readable)
        self.mapping.setVisible(readable and self._map.format == LINES)
        if preview is not None:
            self._fill_choices(preview)
            self._fill_roles(preview)
            self._fill_table(preview)

    def _make_choices(self) -> QWidget:
        self.choices_box = QWidget()
        grid = QGridLayout(self.choices_box)
        grid.setContentsMargins(0, 0, 0, 0)
        names = {
            "format": _("Read as"),
            "encoding": _("Characters"),
            "delimiter": _("Columns divided by"),
            "decimal": _("Decimal sign"),
            "date_order": _("Dates"),
        }
        for place, (key, words) in enumerate(names.items()):
            combo = self.choices[key] = QComboBox()
            combo.setAccessibleName(words)
            combo.setMinimumContentsLength(8)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                if key == "format"
                else QComboBox.SizeAdjustPolicy.AdjustToContents
            )
            combo.activated.connect(lambda _index, key=key: self._choose(key))
            label = QLabel(words)
            theme.set_role(label, "hint")
            grid.addWidget(label, 0, place)
            grid.addWidget(combo, 1, place)
        grid.setColumnStretch(0, 1)
        return self.choices_box

    def _make_roles(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        for place, (role, words) in enumerate(role_words().items()):
            row, column = divmod(place, COLUMNS_ACROSS)
            combo = self.roles[role] = QComboBox()
            combo.setAccessibleName(words)
            combo.setMinimumContentsLength(6)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.activated.connect(self._choose_role)
            label = QLabel(words)
            theme.set_role(label, "hint")
            grid.addWidget(label, 2 * row, column)
            grid.addWidget(combo, 2 * row + 1, column)
            grid.setColumnStretch(column, 1)
        return box

    def _fill_choices(self, preview: Preview) -> None:
        formats = dict.fromkeys((preview.format, LINES, BASKETS))
        self._offer("format", [(format_words(f, preview.kind), f) for f in formats])
        found = _("found: {value}")
        codes = dict.fromkeys((preview.encoding, *ENCODINGS))
        self._offer("encoding", [
            (found.format(value=code) if code == preview.encoding else code,
             "" if code == preview.encoding and not self._map.encoding else code)
            for code in codes if code
        ])  # fmt: skip
        signs = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("bar")}
        here = preview.delimiter
        self._offer("delimiter", [
            (found.format(value=word) if sign == here else word,
             "" if sign == here and not self._map.delimiter else sign)
            for sign, word in signs.items()
        ])  # fmt: skip
        self._offer("decimal", [
            (_("by itself"), "auto"), (_("point: 1.50"), "."), (_("comma: 1,50"), ","),
        ])  # fmt: skip
        self._offer("date_order", [
            (_("by itself"), "auto"), (_("year-month-day"), "ymd"),
            (_("day-month-year"), "dmy"), (_("month-day-year"), "mdy"),
        ])  # fmt: skip
        is_text = bool(preview.delimiter or preview.encoding)
        self.choices["encoding"].setEnabled(is_text)
        self.choices["delimiter"].setEnabled(is_text and bool(preview.delimiter))

    def _offer(self, key: str, options: list[tuple[str, str]]) -> None:
        combo = self.choices[key]
        combo.clear()
        for words, value in options:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, combo.findData(getattr(self._map, key))))

    def _fill_roles(self, preview: Preview) -> None:
        keys = column_keys(preview)
        titles = column_titles(preview)
        for role, combo in self.roles.items():
            if [combo.itemData(i) for i in range(1, combo.count())] != keys:
                combo.clear()
                combo.addItem(_("– none –"), "")
                for key, title in zip(keys, titles, strict=True):
                    combo.addItem(title, key)
            combo.setCurrentIndex(max(0, combo.findData(self._map.columns.get(role, ""))))

    def _fill_table(self, preview: Preview) -> None:
        words = role_words()
        parts = {key: words[role] for role, key in self._map.columns.items() if role in words}
        titles = [
            f"{title} → {parts[key]}" if key in parts else title
            for key, title in zip(column_keys(preview), column_titles(preview), strict=True)
        ]
        self.table.set_columns(
            [
                Column(title, [row[i] if i < len(row) else "" for row in preview.rows])
                for i, title in enumerate(titles)
            ]
        )

    def _choose(self, key: str) -> None:
        value = self.choices[key].currentData()
        if value == getattr(self._map, key) or self._preview is None:
            return
        columns = dict(self._map.columns)
        if key == "delimiter" or BASKETS in (self._map.format, value):
            columns = {}
        elif key == "encoding":  # headers may be spelt otherwise, their places stay
            places = {name: str(i + 1) for i, name in enumerate(column_keys(self._preview))}
            columns = {role: places.get(name, name) for role, name in columns.items()}
        self._map = replace(self._map, columns=columns, **{key: value})
        self.remap.emit(self._map)

    def _choose_role(self) -> None:
        columns = {r: c.currentData() for r, c in self.roles.items() if c.currentData()}
        self._map = replace(self._map, columns=columns)
        self.remap.emit(self._map)


def column_keys(preview: Preview) -> list[str]:
    """What a mapping calls each column: its header, or its 1-based number where that is unclear."""
    width = max([len(preview.header or ()), *(len(row) for row in preview.rows)])
    header = preview.header or ()
    often = Counter(header)
    return [
        header[i] if i < len(header) and header[i] and often[header[i]] == 1 else str(i + 1)
        for i in range(width)
    ]


def column_titles(preview: Preview) -> list[str]:
    """What people call each column."""
    header = preview.header or ()
    keys = column_keys(preview)
    return [
        header[i] if i < len(header) and header[i] else _("Column {number}").format(number=i + 1)
        for i in range(len(keys))
    ]
