"""A table model over whole columns, sorted and filtered by one array of row numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from xsell_desktop.domain.money import format_money
from xsell_desktop.mining.reasons import expected_text
from xsell_desktop.texts import count_text, figure_text, percent_text, times_text
from xsell_desktop.ui import theme
from xsell_desktop.ui.product_drag import pack_products

Rows = npt.NDArray[np.intp]
Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, eq=False)
class Column:
    """One column: a title, one value a row, and how to write it.

    `values` are texts for kind text (codes into `words` if those are given), otherwise numbers
    with NaN for unknown. `tints` may name a theme colour a row ('' for none). Cells with a
    `field` can be edited: by choosing one of `choices`, by switching where it `switches`, else by
    writing.
    """

    title: str
    values: Sequence[Any] | npt.NDArray[Any]
    kind: str = "text"
    tooltip: str = ""
    currency: str = ""
    words: Sequence[str] | None = None
    tints: Sequence[str] | npt.NDArray[Any] | None = None
    field: str = ""
    choices: Sequence[str] = ()
    switches: bool = False

    def write(self, row: int) -> str:
        """The cell's text."""
        value = self.values[row]
        if self.words is not None:
            return self.words[value] if value >= 0 else ""
        if self.kind == "text":
            return str(value)
        if _unknown(value):
            return "–"
        if self.kind == "percent":
            return percent_text(value)
        if self.kind == "times":
            return times_text(value)
        if self.kind == "expected":
            return expected_text(float(value))
        if self.kind == "figure":
            return figure_text(float(value))
        if self.kind == "money":
            return format_money(float(value), self.currency)
        return count_text(value)

    def raw(self, row: int) -> str:
        """The cell for the clipboard: numbers in full and without units."""
        value = self.values[row]
        if self.kind == "text":
            return self.write(row).replace("\t", " ").replace("\n", " ")
        if _unknown(value):
            return ""
        return f"{value:.10g}"

    def ranks(self) -> npt.NDArray[Any]:
        """What to sort the rows by; unknown numbers are NaN."""
        if self.kind != "text":
            return np.asarray(self.values, dtype=np.float64)
        if self.words is not None:
            codes = np.asarray(self.values, dtype=np.intp)
            order = np.argsort(np.array([w.casefold() for w in self.words], dtype=object))
            place = np.empty(len(self.words) + 1, dtype=np.float64)
            place[order] = np.arange(len(self.words))
            place[-1] = np.nan
            return place[codes]
        return np.array([str(v).casefold() for v in self.values], dtype=object)


def header_font() -> QFont:
    """The font of column titles, to measure them with."""
    font = QFont()
    font.setPixelSize(theme.text_px(12))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _unknown(value: Any) -> bool:
    return value is None or bool(value != value)  # noqa: PLR0124 - NaN


class ColumnModel(QAbstractTableModel):
    """Shows columns. A *source row* is a row of the columns, whatever is sorted or filtered.

    `written` carries source row, field and text of a cell that the user edited; `carried` names
    the products that source rows take along when they are dragged, None where rows stay.
    """

    written = Signal(int, str, str)

    def __init__(self, columns: Sequence[Column | tuple[Any, ...]] = (),
                 parent: QObject | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.carried: Callable[[list[int]], Sequence[str]] | None = None
        self._columns: tuple[Column, ...] = ()
        self._shown: Rows = np.empty(0, dtype=np.intp)
        self._mask: npt.NDArray[np.bool_] | None = None
        self._sorted_by: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self.set_columns(columns)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns on show."""
        return self._columns

    @property
    def shown(self) -> Rows:
        """The source rows in the order on show."""
        return self._shown

    @property
    def rows(self) -> int:
        """How many source rows there are, shown or not."""
        return len(self._columns[0].values) if self._columns else 0

    def set_columns(
        self,
        columns: Sequence[Column | tuple[Any, ...]],
        mask: npt.NDArray[np.bool_] | None = None,
    ) -> None:
        """Show other columns (`Column`s or their arguments), filtered by the mask as `filter`
        does. Sorting stays."""
        made = tuple(c if isinstance(c, Column) else Column(*c) for c in columns)
        if len({len(c.values) for c in made}) > 1:
            raise ValueError("all columns of a table need the same number of rows")
        self.beginResetModel()
        self._columns, self._mask = made, mask
        self._shown = self._arrange()
        self.endResetModel()

    def renew(self, columns: Sequence[Column], mask: npt.NDArray[np.bool_] | None) -> bool:
        """Other values of the very same rows: order, selection and open editors stay. False, and
        nothing done, where the mask lets other rows through."""
        there = np.zeros(self.rows, dtype=np.bool_)
        there[self._shown] = True
        if not np.array_equal(there, np.ones(self.rows, np.bool_) if mask is None else mask):
            return False
        self._columns, self._mask = tuple(columns), mask
        if len(self._shown):
            last = self.index(len(self._shown) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return True

    def filter(self, mask: npt.NDArray[np.bool_] | None) -> None:
        """Show only the source rows where the mask is true; None shows all."""
        self.beginResetModel()
        self._mask = mask
        self._shown = self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 brings the given order back. Unknown numbers come last."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        sources = [int(self._shown[index.row()]) for index in before]
        self._sorted_by = (column, order)
        self._shown = self._arrange()
        place = {int(self._shown[i]): i for i in self.view_rows(sources)}
        after = [self.index(place[s], index.column()) for s, index in
                 zip(sources, before, strict=True)]  # fmt: skip
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def source_row(self, view_row: int) -> int:
        """The source row shown at a row of the view."""
        return int(self._shown[view_row])

    def view_row(self, source_row: int) -> int:
        """Where a source row is shown; -1 while it is filtered away."""
        found = np.flatnonzero(self._shown == source_row)
        return int(found[0]) if len(found) else -1

    def view_rows(self, source_rows: Sequence[int]) -> list[int]:
        """Where source rows are shown, top to bottom, without those that are filtered away."""
        wanted, rows = np.zeros(self.rows, dtype=np.bool_), np.asarray(source_rows, dtype=np.intp)
        wanted[rows[(rows >= 0) & (rows < self.rows)]] = True
        return np.flatnonzero(wanted[self._shown]).tolist()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        column = self._columns[index.column()]
        row = int(self._shown[index.row()])
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole, _ROLE.EditRole):
            return column.write(row)
        if role == _ROLE.TextAlignmentRole:
            return _LEFT if column.kind == "text" else _RIGHT
        if role == _ROLE.ForegroundRole and column.tints is not None and column.tints[row]:
            return theme.colour(column.tints[row])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        own = super().flags(index)
        editable = index.isValid() and self._columns[index.column()].field
        if self.carried is not None and index.isValid():
            own |= Qt.ItemFlag.ItemIsDragEnabled
        return own | Qt.ItemFlag.ItemIsEditable if editable else own

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = dict.fromkeys(self.source_row(index.row()) for index in indexes)
        carried = self.carried(list(rows)) if self.carried is not None else []
        return pack_products(carried)

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        column = self._columns[index.column()]
        if role != _ROLE.EditRole or not column.field:
            return False
        self.written.emit(int(self._shown[index.row()]), column.field, str(value))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == _ROLE.DisplayRole:
            return column.title
        if role == _ROLE.ToolTipRole:
            return column.tooltip or None
        if role == _ROLE.TextAlignmentRole:
            return _LEFT if column.kind == "text" else _RIGHT
        if role == _ROLE.FontRole:
            return header_font()
        return None

    def _arrange(self) -> Rows:
        rows = np.arange(self.rows) if self._mask is None else np.flatnonzero(self._mask)
        column, order = self._sorted_by
        if not 0 <= column < len(self._columns):
            return rows
        ranks = self._columns[column].ranks()[rows]
        falling = order == Qt.SortOrder.DescendingOrder
        if ranks.dtype == object:
            __, ranks = np.unique(ranks, return_inverse=True)
        return rows[np.argsort(-ranks if falling else ranks, kind="stable")]
