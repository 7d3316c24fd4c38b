"""The table below the canvas: which pairs, what was said of them, and how to say more."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.plan import Pair, Plan
from xsell_desktop.domain.views import NO_FILTER, Filter
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.passing import passing_drawn, passing_pairs
from xsell_desktop.sales.lines import Codes, Flags
from xsell_desktop.texts import _, count_text
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.bar.overflow import OverflowRow
from xsell_desktop.ui.tables.column_model import Column
from xsell_desktop.ui.tables.columns_menu import ColumnsMenu
from xsell_desktop.ui.tables.decision_filter import DecisionFilter
from xsell_desktop.ui.tables.figure_columns import figure_columns
from xsell_desktop.ui.tables.pairs_model import PairRows, pair_columns, pair_rows
from xsell_desktop.ui.tables.pairs_table import PairsTable
from xsell_desktop.ui.tables.pairs_widths import pair_widths
from xsell_desktop.ui.tables.replace_bar import ReplaceBar
from xsell_desktop.ui.tables.ruling_columns import USUAL, ruling_columns
from xsell_desktop.workflow.pairing_lists.cells import Field
from xsell_desktop.workflow.pairing_lists.pasting import Target

KEEP = QItemSelectionModel.SelectionFlag.NoUpdate


class PairsPanel(QWidget):
    """`bar` holds the controls, for whoever lays the panel out.

    `pair_chosen` carries a Pair, `scope_changed` whether all kept pairs are asked for,
    `filter_asked` parts of a `Filter`.
    """

    pair_chosen = Signal(object)
    scope_changed = Signal(bool)
    filter_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._listed: PairRows | None = None
        self._scope = ("", False)
        self._shown: tuple[Analysis, Plan, Filter] | None = None
        self.table = PairsTable()
        self.table.setAccessibleName(_("Table of pairs"))
        theme.set_role(self.table, "dense")
        self.table.chosen.connect(self._choose)
        self.replace = ReplaceBar()
        self.replace.closed.connect(self.table.setFocus)
        self.table.replacing.connect(self.replace.open)
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
        self.bar = OverflowRow()
        self.filters = DecisionFilter(self, self.filter_asked.emit)
        self._lay_out()

    @property
    def shows_all(self) -> bool:
        """Whether all kept pairs are listed rather than those on the canvas."""
        return self.whole.isChecked()

    @property
    def filter_name(self) -> str:
        """The button that the filter in force amounts to; '' for none."""
        return self.filters.choice

    def sizeHint(self) -> QSize:
        return QSize(860, 190)

    def show_pairs(
        self, analysis: Analysis, plan: Plan, rows: Codes, focus: str, asked: Filter = NO_FILTER
    ) -> None:
        """List these rows of the kept pairs, strongest first, as far as they pass the filter, and
        what else the user ruled on."""
        before, self._listed = self._listed, pair_rows(analysis, plan, rows, focus)
        same = before is not None and before.lists_same(self._listed)
        self._shown = analysis, plan, asked
        self.filters.show_filter(asked)
        if (focus, self.shows_all) != self._scope:
            self._scope = (focus, self.shows_all)
            self.table.scrollToTop()
        self._show(before, same=same)

    def targets(self, rows: Sequence[int]) -> list[Target]:
        """The pairs of source rows, each seen from its row's product."""
        listed = self._listed
        return [Target(listed.pair(row), listed.key_of(row)) for row in rows] if listed else []

    @property
    def shown_pairs(self) -> list[Pair]:
        """The pairs on show, in the table's order."""
        return [target.pair for target in self.targets(self.table.columns.shown.tolist())]

    def those_shown(self, pairs: Collection[Pair]) -> set[Pair]:
        """Which of these pairs are on show."""
        listed = self._listed
        if listed is None:
            return set()
        places = self.table.columns.view_rows(listed.rows_of(pairs))
        return {target.pair for target in self.targets(self.table.columns.shown[places].tolist())}

    def paste_place(self, count: int) -> tuple[list[Target], list[Field | None]]:
        """Where a paste of so many rows goes: the selected rows, or those from the current one
        on, and what the columns from the current one on hold."""
        columns, index = self.table.columns, self.table.currentIndex()
        rows = self.table.rows_at_hand()
        if len(rows) < 2:
            rows = columns.shown[max(0, index.row()) :][:count].tolist()
        fields = [column.field for column in columns.columns[max(0, index.column()) :]]
        return self.targets(rows), [Field(field) if field else None for field in fields]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def show_selection(self, pair: Pair | None, products: Sequence[str] = ()) -> None:
        """Select a pair's row, or those of all pairs among several products."""
        listed = self._listed
        if listed is None:
            return
        if pair is None:
            rows = listed.within(products) if len(products) > 1 else []
        else:
            row = listed.row_of(pair)
            rows = [row] if row >= 0 else []
            if row >= 0 and row in self.table.chosen_rows():
                return  # one of several rows that were selected here
        self.table.choose(rows)

    def snapshot(self) -> list[tuple[str, ...]]:
        """The rows on show as texts."""
        columns = self.table.columns
        return [
            tuple(column.write(int(row)) for column in columns.columns) for row in columns.shown
        ]

    def _show_columns(self) -> None:
        if self._listed is not None:
            self._show(self._listed, same=False)

    def _show(self, before: PairRows | None, *, same: bool) -> None:
        """Fill the table; rows that are listed again keep selection and current cell."""
        listed, shown = self._listed, self._shown
        if listed is None or shown is None:
            return
        columns, mask, table = self._columns(listed, shown), _mask(listed, *shown), self.table
        titles = [column.title for column in columns]
        same = same and titles == [column.title for column in table.columns.columns]
        if not same or not table.columns.renew(columns, mask):
            chosen = [before.pair(row) for row in table.chosen_rows()] if before else []
            place = table.currentIndex()
            table.set_columns(columns, mask)
            if chosen:
                table.choose(listed.rows_of(chosen), scroll=False)
            at = table.columns.index(table.currentIndex().row(), place.column())
            if at.isValid():
                table.selectionModel().setCurrentIndex(at, KEEP)
            self._share_width()
        count = len(listed) if mask is None else int(mask.sum())
        self.count.setText(
            _("{shown} of {total} pairs").format(
                shown=count_text(count), total=count_text(len(listed))
            )
        )

    def _columns(
        self, listed: PairRows, shown: tuple[Analysis, Plan, Filter]
    ) -> tuple[Column, ...]:
        """What the sales say, the figures chosen, what the user said."""
        analysis, plan, _asked = shown
        return (
            *pair_columns(analysis, listed),
            *figure_columns(analysis, listed, self.columns.names),
            *ruling_columns(analysis, plan, listed, (*USUAL, *self.columns.fields)),
        )

    def _choose(self, rows: list[int]) -> None:
        index = self.table.currentIndex()
        current = self.table.columns.source_row(index.row()) if index.isValid() else -1
        if self._listed is not None and rows:
            row = current if current in rows else rows[-1]
            self.pair_chosen.emit(self._listed.pair(row))

    def _share_width(self) -> None:
        widths = pair_widths(self.table.columns.columns, self.table.font(), self.table.width())
        for place, width in enumerate(widths):
            self.table.setColumnWidth(place, width)

    def _lay_out(self) -> None:
        for button in self.filters.buttons():
            stays = button.property("choice") in {"all", "sure", "accepted"}
            self.bar.add(button, leaves=1 if stays else 2)
        self.bar.add(self.whole, leaves=1)
        self.bar.add(self.columns.button, leaves=3)
        self.bar.add(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.replace)
        layout.addWidget(self.table, 1)


def _mask(listed: PairRows, analysis: Analysis, plan: Plan, asked: Filter) -> Flags | None:
    """Which of the listed pairs pass; of those that were never kept, only rulings can."""
    passing = passing_pairs(analysis, plan, asked)
    if passing is None:
        return None
    mask = np.asarray((listed.rows >= 0) & np.append(passing, False)[listed.rows])
    drawn = np.flatnonzero(listed.rows < 0).tolist()
    if drawn:
        good = passing_drawn(analysis, plan, asked)
        mask[drawn] = [listed.pair(row) in good for row in drawn]
    return mask
