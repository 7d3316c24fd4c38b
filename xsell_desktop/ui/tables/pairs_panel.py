"""The table below the canvas: which pairs, filtered by what was decided."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.plan import Pair, Plan
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.sales.lines import Codes, Flags
from xsell_desktop.texts import _, count_text, percent_text
from xsell_desktop.ui import theme
from xsell_desktop.ui.tables.column_model import Column, header_font
from xsell_desktop.ui.tables.columns_menu import ColumnsMenu
from xsell_desktop.ui.tables.figure_columns import figure_columns
from xsell_desktop.ui.tables.pairs_model import (
    ACCEPTED,
    REJECTED,
    UNDECIDED,
    PairRows,
    pair_columns,
    pair_rows,
)
from xsell_desktop.ui.widgets.table import DataTable

CELL_ROOM, SCROLL_BAR, NARROWEST_NAME, MESSAGE = 20, 14, 150, 240  # pixels


class PairsPanel(QWidget):
    """`pair_chosen` carries a Pair, `scope_changed` whether all kept pairs are asked for."""

    pair_chosen = Signal(object)
    scope_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._listed: PairRows | None = None
        self._scope = ("", False)
        self._shown: tuple[Analysis, Plan] | None = None
        self._passing: Flags | None = None
        self.table = DataTable()
        self.table.setAccessibleName(_("Table of pairs"))
        theme.set_role(self.table, "dense")
        self.table.chosen.connect(self._choose)
        self.count = QLabel()
        theme.set_role(self.count, "hint")
        self.whole = QPushButton(_("Whole shop"))
        self.whole.setCheckable(True)
        self.whole.setToolTip(_("List every pair that was kept, not only those on the canvas"))
        theme.set_role(self.whole, "segment")
        self.whole.toggled.connect(self.scope_changed)
        self.columns = ColumnsMenu()
        self.columns.chosen.connect(self._show_columns)
        header = self.table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda place: self.columns.popup(header.mapToGlobal(place))
        )
        self.filters = self._group(
            (
                ("all", _("All")),
                ("sure", _("Proven + likely")),
                ("undecided", _("Undecided")),
                ("accepted", _("Accepted")),
                ("rejected", _("Rejected")),
                ("yours", _("Yours")),
            )
        )
        self.filters.buttonClicked.connect(self._filter)
        self._lay_out()

    @property
    def shows_all(self) -> bool:
        """Whether all kept pairs are listed rather than those on the canvas."""
        return self.whole.isChecked()

    @property
    def filter_name(self) -> str:
        """The filter in force."""
        chosen = (b for b in self.filters.buttons() if b.isChecked())
        return str(next(chosen).property("choice"))

    def sizeHint(self) -> QSize:
        return QSize(860, 190)

    def show_pairs(
        self, analysis: Analysis, plan: Plan, rows: Codes, focus: str, passing: Flags | None = None
    ) -> None:
        """List these rows of the kept pairs, strongest first, or only those that pass."""
        self._listed = pair_rows(analysis, plan, rows, focus)
        self._passing = _passing(self._listed, passing)
        if (focus, self.shows_all) != self._scope:
            self._scope = (focus, self.shows_all)
            self.table.scrollToTop()
        self._shown = analysis, plan
        self._show_columns()

    def _show_columns(self) -> None:
        """The usual columns, the figures chosen before decision, kind and message."""
        if self._listed is None or self._shown is None:
            return
        analysis, plan = self._shown
        usual = pair_columns(analysis, plan, self._listed)
        further = figure_columns(analysis, self._listed, self.columns.names)
        self.table.set_columns((*usual[:-3], *further, *usual[-3:]))
        self._share_width()
        self._filter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def show_selection(self, pair: Pair | None) -> None:
        """Select a pair's row."""
        row = self._listed.row_of(pair) if self._listed is not None and pair is not None else -1
        self.table.choose([row] if row >= 0 else [])

    def snapshot(self) -> list[tuple[str, ...]]:
        """The rows on show as texts."""
        columns = self.table.columns
        return [
            tuple(column.write(int(row)) for column in columns.columns) for row in columns.shown
        ]

    def _choose(self, rows: list[int]) -> None:
        if self._listed is not None and len(rows) == 1:
            self.pair_chosen.emit(self._listed.pair(rows[0]))

    def _filter(self) -> None:
        listed = self._listed
        if listed is None:
            return
        mask = _mask(listed, self.filter_name)
        if self._passing is not None:
            mask = self._passing if mask is None else mask & self._passing
        self.table.columns.filter(mask)
        shown = len(listed) if mask is None else int(mask.sum())
        self.count.setText(
            _("{shown} of {total} pairs").format(
                shown=count_text(shown), total=count_text(len(listed))
            )
        )

    def _share_width(self) -> None:
        """Figures get what their titles need, the two names share the rest."""
        columns = self.table.columns.columns
        cells = QFontMetrics(self.table.font())
        titles = QFontMetrics(header_font())
        need = [
            CELL_ROOM
            + max(
                titles.horizontalAdvance(column.title),
                *map(cells.horizontalAdvance, _widest_cells(column) if place > 1 else ("",)),
            )
            for place, column in enumerate(columns)
        ]
        room = self.table.width() - sum(need[2:-1]) - SCROLL_BAR
        for place in range(len(columns)):
            names = max(room // 2, NARROWEST_NAME)
            width = names if place < 2 else MESSAGE if place == len(columns) - 1 else need[place]
            self.table.setColumnWidth(place, width)

    def _group(self, choices: tuple[tuple[str, str], ...]) -> QButtonGroup:
        group = QButtonGroup(self)
        for choice, text in choices:
            button = QPushButton(text)
            button.setCheckable(True)
            button.setProperty("choice", choice)
            theme.set_role(button, "segment")
            group.addButton(button)
        group.buttons()[0].setChecked(True)
        return group

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 5, 12, 5)
        bar.setSpacing(5)
        for button in self.filters.buttons():
            bar.addWidget(button)
        bar.addSpacing(10)
        bar.addWidget(self.whole)
        bar.addWidget(self.columns.button)
        bar.addStretch(1)
        bar.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.table, 1)


def _widest_cells(column: Column) -> tuple[str, ...]:
    """Texts as wide as any a column of figures or set words has."""
    if column.words is not None:
        return tuple(column.words)
    if column.kind == "figure":
        return ("< 0.0001",)
    return (count_text(99_999),) if column.kind == "count" else (percent_text(1.0),)


def _passing(listed: PairRows, passing: Flags | None) -> Flags | None:
    """Which of the listed pairs pass; pairs that were never kept do not."""
    if passing is None:
        return None
    return np.asarray((listed.rows >= 0) & np.append(passing, False)[listed.rows])


def _mask(listed: PairRows, choice: str) -> Flags | None:
    masks = {
        "sure": listed.evidence >= Evidence.LIKELY,
        "undecided": listed.decision == UNDECIDED,
        "accepted": listed.decision == ACCEPTED,
        "rejected": listed.decision == REJECTED,
        "yours": listed.yours,
    }
    return masks.get(choice)
