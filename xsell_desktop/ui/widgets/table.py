"""The table every place uses: sorted by its headers, copied as text, quiet to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from xsell_desktop import tokens
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.tables.column_model import Column, ColumnModel, Index, header_font

WIDEST, NARROWEST, LEAST_TEXT, MEASURED_ROWS = 320, 64, 200, 60
CELL_PADDING = 36


class DataTable(QTableView):
    """A view on a `ColumnModel`; rows are named by source row in its signals and methods.

    With `fills`, the first column of text takes what room the others leave.
    """

    chosen = Signal(list)  # source rows, after the user changed the selection
    opened = Signal(int)  # source row, double-clicked or Enter

    def __init__(self, columns: Sequence[Column | tuple[Any, ...]] = (),
                 parent: QWidget | None = None, *, fills: bool = True) -> None:  # fmt: skip
        super().__init__(parent)
        self.columns = ColumnModel(columns, self)
        self._quiet = False
        self._natural: list[int] = []
        self._own_widths, self._fills = True, fills
        self.setModel(self.columns)
        self.setItemDelegate(Cells(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # a header asks of every row whether its column is selected, which nobody looks at
        header.setSelectionModel(QItemSelectionModel(self.columns, self))
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sectionResized.connect(self._keep_widths)
        self._fit_rows()
        self.setSortingEnabled(True)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.activated.connect(self._open)
        copy = QAction(_("Copy the selected rows"), self)
        copy.setShortcut(QKeySequence("Ctrl+C"))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.setProperty("group", _("Tables"))
        copy.triggered.connect(self.copy_selection)
        self.addAction(copy)
        self.fit_columns()

    def set_columns(
        self,
        columns: Sequence[Column | tuple[Any, ...]],
        mask: npt.NDArray[np.bool_] | None = None,
    ) -> None:
        """Show other columns. Widths are kept while the titles stay the same."""
        before = [column.title for column in self.columns.columns]
        self._quiet = True
        self.columns.set_columns(columns, mask)
        self._quiet = False
        if before != [column.title for column in self.columns.columns]:
            self.fit_columns()

    def fit_columns(self) -> None:
        """Make columns as wide as their titles and first cells need, within bounds."""
        metrics, titles = QFontMetrics(self.font()), QFontMetrics(header_font())
        self._natural = []
        for column in self.columns.columns:
            texts = [column.write(row) for row in range(min(self.columns.rows, MEASURED_ROWS))]
            widths = [metrics.horizontalAdvance(text) for text in texts]
            widths += [titles.horizontalAdvance(line) for line in column.title.split("\n")]
            need = max(widths) + CELL_PADDING
            self._natural.append(max(NARROWEST, min(WIDEST, need)))
        self._own_widths = True
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()
            self.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._own_widths:
            self._fill()

    def _fit_rows(self) -> None:
        """Make rows and header as high as the texts need."""
        height = max(tokens.ROW_HEIGHT, theme.text_px(tokens.ROW_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(height + 2)

    def _fill(self) -> None:
        """Give the columns their widths. The first column of text takes what is left over, and
        gives way, to a point, where all do not fit."""
        kinds = [column.kind for column in self.columns.columns]
        wide = kinds.index("text") if "text" in kinds else 0
        spare = self.viewport().width() - sum(self._natural) if self._fills else 0
        self._quiet = True
        for number, width in enumerate(self._natural):
            least = min(width, LEAST_TEXT)
            self.setColumnWidth(number, max(least, width + spare) if number == wide else width)
        self._quiet = False

    def _keep_widths(self) -> None:
        if not self._quiet:
            self._own_widths = False

    def chosen_rows(self) -> list[int]:
        """The selected source rows, top to bottom."""
        selection = self.selectionModel().selection()
        ranges = [(r.top(), r.bottom() + 1) for r in map(selection.at, range(selection.count()))]
        if not ranges or not len(self.columns.shown):
            return []
        chosen = np.zeros(len(self.columns.shown), dtype=np.bool_)
        for top, below in ranges:
            chosen[top:below] = True
        rows: list[int] = self.columns.shown[chosen].tolist()
        return rows

    def choose(self, source_rows: Iterable[int], *, scroll: bool = True) -> None:
        """Select source rows without telling anybody; rows filtered away are left out."""
        wanted = list(source_rows)
        found = self.columns.view_rows(wanted)
        last = self.columns.columnCount() - 1
        selection = QItemSelection()
        breaks = np.flatnonzero(np.diff(found) > 1) + 1
        for block in np.split(np.array(found, dtype=np.intp), breaks) if found else ():
            top, bottom = int(block[0]), int(block[-1])
            selection.select(self.columns.index(top, 0), self.columns.index(bottom, last))
        self._quiet = True
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(selection, flags)
        if found:
            row = next(row for row in map(self.columns.view_row, wanted) if row >= 0)
            first = self.columns.index(row, max(0, self.currentIndex().column()))
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            if scroll:
                self.scrollTo(first)
        self._quiet = False

    def carry(self, products: Callable[[list[int]], Sequence[str]]) -> None:
        """Let rows be dragged; `products` names the product keys of source rows."""
        self.columns.carried = products
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def copy_selection(self) -> None:
        """Put the selected rows, with their header, on the clipboard as tab-separated text."""
        rows = self.chosen_rows()
        if not rows:
            return
        columns = self.columns.columns
        lines = ["\t".join(column.title for column in columns)]
        lines += ["\t".join(column.raw(row) for column in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def _tell(self) -> None:
        if not self._quiet:
            self.chosen.emit(self.chosen_rows())

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.columns.source_row(index.row()))


class Cells(QStyledItemDelegate):
    """Shows a cell's tooltip only when its text does not fit."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        rect = option.rect
        if index.isValid() and self.sizeHint(option, index).width() <= rect.width():
            return True
        return super().helpEvent(event, view, option, index)


__all__ = ["Cells", "Column", "ColumnModel", "DataTable"]
