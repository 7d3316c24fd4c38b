"""The matrix with a selection: what is chosen elsewhere is marked, what is clicked is chosen."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from xsell_desktop.domain.plan import Pair, pair_of
from xsell_desktop.ui.matrix.grid import Grid
from xsell_desktop.ui.matrix.overlay import Chosen
from xsell_desktop.ui.matrix.view import NOWHERE, Block, MatrixView
from xsell_desktop.ui.selection import Selection


class ChoosingMatrix(MatrixView):
    """A cell is a pair seen from its row. A `block` of cells selects the products it spans; it is
    gone as soon as anything else is selected. `chosen_changed` tells that something else is."""

    chosen_changed = Signal()

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection = selection
        self.block: Block | None = None
        self._said = ""
        self._from = -1  # the product a run of products starts at
        selection.changed.connect(self.take_selection)

    def set_grid(self, grid: Grid) -> None:
        """Show a grid, with what is selected marked."""
        if grid.keys != self.grid.keys:
            self.block = None
            self._from = -1
        super().set_grid(grid)
        self.take_selection()

    def take_selection(self) -> None:
        """Mark what is selected elsewhere."""
        grid, pair = self.grid, self.selection.pair
        if self.block is not None and self._spanned(self.block) != self.selection.products:
            self.block = None
        places = tuple(p for p in map(grid.place, self.selection.products) if p >= 0)
        block = self.block
        if pair is not None:
            self.set_chosen(Chosen(cell=self._cell_of(pair)))
        elif block is None:
            self.set_chosen(Chosen(places))
        else:
            self.set_chosen(Chosen(places, NOWHERE, block.rows, block.columns))

    def set_chosen(self, chosen: Chosen) -> None:
        """Mark what is selected, and tell of it."""
        if chosen != self.chosen:
            super().set_chosen(chosen)
            self.chosen_changed.emit()

    def say_chosen(self, text: str) -> None:
        """Let screen readers say what is selected."""
        if text != self._said:
            self._said = text
            self.setAccessibleDescription(text)
            if self.hasFocus() and QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def bring_selection(self) -> None:
        """Scroll what is selected into sight."""
        row, column = self.chosen.cell
        if row >= 0 and column >= 0:
            self.show_cell(row, column)
        elif self.block is None and self.chosen.places:
            self.show_cell(self.chosen.places[0], -1)

    def choose_cell(self, row: int, column: int) -> None:
        """Select the pair of a cell, seen from its row; on the diagonal the product."""
        self._from = row
        pair = self.grid.pair(row, column)
        if pair is None:
            self.selection.select_products([self.grid.keys[row]])
        else:
            self.selection.select_pair(pair, self.grid.keys[row])

    def choose_product(self, place: int, *, adds: bool = False, to: bool = False) -> None:
        """Select a product; with `adds` it joins or leaves those selected, with `to` all from
        the last one chosen to this one are."""
        key, chosen = self.grid.keys[place], self.selection.products
        if to and self._from >= 0:
            step = 1 if place >= self._from else -1
            run = range(self._from, place + step, step)
            self.selection.select_products(self.grid.keys[p] for p in run)
            return
        self._from = place
        if adds and key in chosen:
            self.selection.select_products(k for k in chosen if k != key)
        else:
            self.selection.select_products([*chosen, key] if adds else [key])

    def choose_others(self) -> None:
        """Select the products of the matrix that are not selected."""
        chosen = set(self.selection.products)
        self.selection.select_products(key for key in self.grid.keys if key not in chosen)

    def extend_to(self, row: int, column: int) -> None:
        """Select the block from the cell chosen first to this one."""
        first = (self.block.row, self.block.column) if self.block else self.chosen.cell
        if first == NOWHERE:
            start = self._from if self._from >= 0 else row
            first = (start, start)
        if first == (row, column):
            self.block = None
            self.choose_cell(row, column)
            return
        self.block = Block(*first, row, column)
        self.selection.select_products(self._spanned(self.block))
        self.take_selection()  # another block may span the same products

    def walk(self, down: int, right: int, *, extends: bool = False) -> None:
        """Choose the next cell that way, passing over the diagonal; with `extends` grow a block."""
        count = len(self.grid)
        if not count:
            return
        row, column = self._here()
        if (row, column) == NOWHERE:
            row, column = 0, 1 if count > 1 else 0
        else:
            row, column = _moved(row, down, count), _moved(column, right, count)
            if row == column and not extends:
                row, column = self._past_diagonal(row, column, down, right)
        if extends:
            self.extend_to(row, column)
        else:
            self.choose_cell(row, column)
        self.show_cell(row, column)

    def next_marked(self, step: int) -> None:
        """Choose the next cell of the row whose pair is together more often than chance gives."""
        row, column = self._here()
        if row < 0:
            return
        grid = self.grid
        more = grid.passing[row] & (grid.together[row] > grid.expected[row])
        places = np.flatnonzero(more | (grid.marks[row] > 0))
        values = grid.values()[row, places]
        best = places[np.argsort(-np.nan_to_num(values), kind="stable")].tolist()
        if best:
            at = best.index(column) + step if column in best else min(step, 0)
            target = best[at % len(best)]
            self.choose_cell(row, target)
            self.show_cell(row, target)

    def pairs_in_block(self) -> tuple[Pair, ...]:
        """The pairs of the block's cells that are beyond chance and pass, or are the user's."""
        keys = self.grid.keys
        return tuple(pair_of(keys[one], keys[other]) for one, other in self._cells_in_block())

    def count_in_block(self) -> int:
        """How many pairs `pairs_in_block` finds."""
        return len(self._cells_in_block())

    def _cells_in_block(self) -> list[tuple[int, int]]:
        """Places of these pairs, each once, the smaller place first."""
        block, grid = self.block, self.grid
        if block is None:
            return []
        cells = np.ix_(list(block.rows), list(block.columns))
        more = grid.passing[cells] & (grid.together[cells] > grid.expected[cells])
        found = np.argwhere(more | (grid.marks[cells] > 0))
        found += np.array((block.rows[0], block.columns[0]))
        apart = np.sort(found[found[:, 0] != found[:, 1]], axis=1)
        ends = np.unique(apart[:, 0] * len(grid) + apart[:, 1])
        return [divmod(end, len(grid)) for end in ends.tolist()]

    def scroll_by(self, x: int, y: int) -> None:
        """Move the cells by pixels."""
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + x)
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + y)

    def _here(self) -> tuple[int, int]:
        if self.block is not None:
            return self.block.to_row, self.block.to_column
        if self.chosen.cell != NOWHERE:
            return self.chosen.cell
        place = self.grid.place(self.selection.product)
        return place, place

    def _past_diagonal(self, row: int, column: int, down: int, right: int) -> tuple[int, int]:
        count = len(self.grid)
        down, right = (down > 0) - (down < 0), (right > 0) - (right < 0)
        next_row, next_column = _moved(row, down, count), _moved(column, right, count)
        if next_row == next_column:  # the diagonal ends in a corner: turn back
            return _moved(row, -down, count), _moved(column, -right, count)
        return next_row, next_column

    def _cell_of(self, pair: Pair) -> tuple[int, int]:
        anchor = self.selection.product
        if anchor not in pair:
            anchor = pair.a
        row, column = (
            self.grid.place(anchor),
            self.grid.place(pair.b if anchor == pair.a else pair.a),
        )
        return (row, column) if row >= 0 and column >= 0 else NOWHERE

    def _spanned(self, block: Block) -> tuple[str, ...]:
        places = dict.fromkeys((*block.rows, *block.columns))
        return tuple(self.grid.keys[place] for place in places)


def _moved(place: int, by: int, count: int) -> int:
    return min(max(place + by, 0), count - 1)
