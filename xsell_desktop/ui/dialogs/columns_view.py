"""The first rows of a file as read, and which column plays which part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import tokens, workflow
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.texts import _, count_text
from xsell_desktop.ui import theme
from xsell_desktop.ui.dialogs.file_words import parts_of, role_words
from xsell_desktop.ui.tables.column_model import header_font
from xsell_desktop.ui.widgets.choice import Choice
from xsell_desktop.ui.widgets.table import CELL_PADDING, WIDEST, Column, DataTable

if TYPE_CHECKING:
    from xsell_desktop.sales.intake import Preview

MOST_COLUMNS = 200
LONGEST = 200  # characters of a cell shown
FORM_WIDTH = 320


class ColumnsView(QWidget):
    """A choice for each part beside the rows; `mapped` carries the column of each part.

    A click on a column's title offers the parts as well.
    """

    mapped = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._map = ColumnMap()
        self._keys: list[str] = []
        self._parts: tuple[str, ...] = ()
        self.roles: dict[str, Choice] = {}
        self.mapping = self._make_roles()
        self.table = DataTable(fills=False)
        self.table.setProperty("role", "framed")
        self.table.setSortingEnabled(False)
        self.table.setAccessibleName(_("First rows of the file"))
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._offer_parts)
        self.note = QLabel()
        self.note.setWordWrap(True)
        theme.set_role(self.note, "hint")
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addWidget(self.table, 1)
        side.addWidget(self.note)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.mapping)
        layout.addLayout(side, 1)

    def show_preview(self, preview: Preview, column_map: ColumnMap) -> None:
        """The file's top as read with this mapping."""
        self._map = column_map
        width = max([len(preview.header or ()), *(len(row) for row in preview.rows)])
        keys = workflow.column_keys(preview.header or (), width)
        shown = [at for at, key in enumerate(keys)
                 if at < MOST_COLUMNS or key in column_map.columns.values()]  # fmt: skip
        self._keys = [keys[at] for at in shown]
        titles = titles_of(preview.header or (), shown)
        self._parts = parts_of(preview)
        self.mapping.setVisible(bool(self._parts))
        for role, combo in self.roles.items():
            self._form.setRowVisible(combo, role in self._parts)
        lines = 1 if self.mapping.isHidden() else 2
        self.table.horizontalHeader().setFixedHeight(lines * 20 + tokens.ROW_HEIGHT - 18)
        self._fill_roles(titles)
        self._fill_table(preview, shown, titles)
        words = [_("The first {n} rows, as read.").format(n=len(preview.rows))]
        if len(shown) < width:
            text = _("{n} of its {all} columns are shown.")
            words.append(text.format(n=count_text(len(shown)), all=count_text(width)))
        self.note.setText(" ".join(words))

    def _make_roles(self) -> QScrollArea:
        box = QWidget()
        theme.set_role(box, "page")
        form = self._form = QFormLayout(box)
        form.setContentsMargins(0, 0, 8, 0)
        form.setVerticalSpacing(4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for role, words in role_words().items():
            combo = self.roles[role] = Choice(words, 6)
            combo.activated.connect(self._choose_role)
            combo.entered.connect(partial(self._show_column, role))
            label = QLabel(words)
            theme.set_role(label, "second")
            form.addRow(label, combo)
        area = QScrollArea()
        area.setWidget(box)
        area.setWidgetResizable(True)
        area.setFixedWidth(FORM_WIDTH)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _fill_roles(self, titles: Sequence[str]) -> None:
        for role, combo in self.roles.items():
            if [combo.itemData(i) for i in range(1, combo.count())] != self._keys:
                combo.clear()
                combo.addItem(_("– none –"), "")
                for key, title in zip(self._keys, titles, strict=True):
                    combo.addItem(shortened(title), key)
            combo.setCurrentIndex(max(0, combo.findData(self._map.columns.get(role, ""))))
            combo.setToolTip(combo.currentText())

    def _fill_table(self, preview: Preview, shown: Sequence[int], titles: Sequence[str]) -> None:
        parts = _parts_by_column(self._map.columns)
        columns = []
        for key, title, at in zip(self._keys, titles, shown, strict=True):
            cells = [shortened(row[at]) if at < len(row) else "" for row in preview.rows]
            part = parts.get(key, "")
            name = fitting(title)
            if not self.mapping.isHidden():
                name += "\n" + fitting(f"→ {part}" if part else "")
            faded = ["" if part or not parts else "hint"] * len(cells)
            hint = title if len(title) > LONGEST or not part else f"{shortened(title)} → {part}"
            columns.append(Column(name, cells, tooltip=shortened(hint, 1000), tints=faded))
        self.table.set_columns(columns)

    def _show_column(self, role: str) -> None:
        """Bring the column that plays this part into view."""
        key = self._map.columns.get(role, "")
        if key in self._keys and self.table.columns.rows:
            at = self._keys.index(key)
            top = max(0, self.table.rowAt(0))
            self.table.scrollTo(self.table.columns.index(top, at))

    def _choose_role(self) -> None:
        self.mapped.emit(self._columns({r: self.roles[r].currentData() for r in self._parts}))

    def _columns(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """What was chosen; a part the program had found and the user took away stays blank."""
        before = self._map.columns
        return {role: key for role, key in chosen.items() if key or role in before}

    def _offer_parts(self, section: int) -> None:
        """A menu of the parts under a column's title."""
        if self.mapping.isHidden():
            return
        header = self.table.horizontalHeader()
        place = QPoint(header.sectionViewportPosition(section), header.height())
        menu = self.parts_menu(self._keys[section])
        menu.popup(header.mapToGlobal(place))

    def parts_menu(self, key: str) -> QMenu:
        """The parts a column can play, the one it plays now ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words_of = role_words()
        for role, words in {"": _("not used"), **{r: words_of[r] for r in self._parts}}.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            plays = self._map.columns.get(role) == key
            action.setChecked(plays if role else key not in self._map.columns.values())
            action.triggered.connect(lambda _on=False, role=role: self._give(role, key))
        return menu

    def _give(self, role: str, key: str) -> None:
        columns = {r: "" if k == key else k for r, k in self._map.columns.items()}
        if role:
            columns[role] = key
        if columns != dict(self._map.columns):
            self.mapped.emit(self._columns(columns))


def _parts_by_column(columns: Mapping[str, str]) -> dict[str, str]:
    words = role_words()
    parts: dict[str, str] = {}
    for role, key in columns.items():
        if key and role in words:
            parts[key] = f"{parts[key]}, {words[role]}" if key in parts else words[role]
    return parts


def titles_of(header: Sequence[str], shown: Sequence[int]) -> list[str]:
    """What people call each of these columns."""
    return [
        header[at]
        if at < len(header) and header[at]
        else _("Column {number}").format(number=at + 1)
        for at in shown
    ]


def fitting(title: str) -> str:
    """A column's title on one line that fits the widest column."""
    metrics = QFontMetrics(header_font())
    return metrics.elidedText(shortened(title), Qt.TextElideMode.ElideRight, WIDEST - CELL_PADDING)


def shortened(text: str, longest: int = LONGEST) -> str:
    """A cell on one line of bearable length, its control characters made visible."""
    line = text[: longest + 1].replace("\x00", "␀").replace("\r\n", "⏎").replace("\n", "⏎")
    line = "".join(c if c.isprintable() or c.isspace() else "�" for c in line)
    return line[:longest] + "…" if len(text) > longest else line
