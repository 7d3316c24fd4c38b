"""The table of pairs as a spreadsheet: a current cell, keys that edit, rows that go together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui.tables.ruling_cells import RulingCells, column_at
from xsell_desktop.ui.widgets.table import DataTable

Trigger = QAbstractItemView.EditTrigger
Hint = QAbstractItemDelegate.EndEditHint
Key = Qt.Key
VERBS = {Key.Key_A: "accept", Key.Key_R: "reject", Key.Key_P: "pin", Key.Key_L: "lock"}
_WRITTEN = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class PairsTable(DataTable):
    """`edited` carries source rows, a field and the text for all of them; `filled` the rows, the
    first of which gives the others its cell; `pasted` the clipboard's text; `ruled` a verb (accept,
    reject, pin, lock) and the rows it is for; `replacing` asks for find and replace.
    """

    edited = Signal(list, str, str)
    filled = Signal(list, str)
    pasted = Signal(str)
    ruled = Signal(str, list)
    replacing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        self.setItemDelegate(RulingCells(self))
        self.setEditTriggers(Trigger.DoubleClicked | Trigger.EditKeyPressed | Trigger.AnyKeyPressed)
        self.columns.written.connect(self._write)
        for words, keys, act in (
            (_("Fill the cell down into the selected rows"), "Ctrl+D", self.fill_down),
            (_("Paste from a spreadsheet"), "Ctrl+V", self.paste),
            (_("Copy the cell"), "Ctrl+Shift+C", self.copy_cell),
            (_("Find and replace in messages"), "Ctrl+H", self.replacing.emit),
        ):
            self._add(words, keys, act)

    @property
    def field(self) -> str:
        """What the current cell edits; '' where it cannot be edited."""
        index = self.currentIndex()
        return column_at(index).field if index.isValid() else ""

    def rows_at_hand(self) -> list[int]:
        """The source rows an edit is for: the selected ones, or the current one's."""
        index, chosen = self.currentIndex(), self.chosen_rows()
        if not index.isValid():
            return chosen
        own = self.columns.source_row(index.row())
        return chosen if own in chosen else [own]

    def fill_down(self) -> None:
        """Give all selected rows what the first of them has in the current column."""
        rows = self.rows_at_hand()
        if self.field and len(rows) > 1:
            self.filled.emit(rows, self.field)

    def paste(self) -> None:
        """Take what a spreadsheet copied."""
        self.pasted.emit(QGuiApplication.clipboard().text())

    def copy_cell(self) -> None:
        """Put the current cell on the clipboard."""
        index = self.currentIndex()
        if index.isValid():
            text = column_at(index).raw(self.columns.source_row(index.row()))
            QGuiApplication.clipboard().setText(text)

    def edit(self, *arguments: object) -> bool | None:  # type: ignore[override]
        """Open the editor of a cell, or switch the cell where it only knows yes and no."""
        index = arguments[0]
        assert isinstance(index, QModelIndex)
        if len(arguments) == 1:
            super().edit(index)
            return None
        trigger, event = arguments[1], arguments[2]
        if index.isValid() and column_at(index).switches:
            if trigger in (Trigger.DoubleClicked, Trigger.EditKeyPressed):
                self._switch(index)
            return False
        return bool(super().edit(index, trigger, event))  # type: ignore[call-overload]

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        plain = not event.modifiers() & _WRITTEN
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif plain and key in VERBS and len(self.rows_at_hand()) > 1 and not self._writes():
            self.ruled.emit(VERBS[Key(key)], self.rows_at_hand())
        elif plain and key == Key.Key_Delete and self.field:
            self.edited.emit(self.rows_at_hand(), self.field, "")
        elif plain and key in (Key.Key_Return, Key.Key_Enter, Key.Key_F2) and self.field:
            self.edit(index, Trigger.EditKeyPressed, event)
        elif plain and key == Key.Key_Space and self.field and column_at(index).switches:
            self._switch(index)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        step = {Hint.EditNextItem: 1, Hint.EditPreviousItem: -1}.get(hint, 0)
        super().closeEditor(editor, Hint.NoHint if step else hint)
        if step and (index := self._next_cell(step)) is not None:
            self.setCurrentIndex(index)
            if not column_at(index).switches:
                self.edit(index)

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key is for the cell here rather than a shortcut of the place."""
        if event.modifiers() & _WRITTEN:
            return event.matches(QKeySequence.StandardKey.Paste)
        if event.key() == Key.Key_Delete:
            return bool(self.field)
        several = event.key() in VERBS and len(self.rows_at_hand()) > 1
        return several or (self._writes() and event.text().isprintable() and event.text() != "")

    def _writes(self) -> bool:
        """Whether typing writes into the current cell."""
        index = self.currentIndex()
        if not index.isValid():
            return False
        column = column_at(index)
        return bool(column.field) and not column.choices and not column.switches

    def _switch(self, index: QModelIndex) -> None:
        yes = "" if index.data(Qt.ItemDataRole.EditRole) else "yes"
        self.columns.setData(index, yes)

    def _next_cell(self, step: int) -> QModelIndex | None:
        """The next cell that can be edited, in reading order."""
        index, width = self.currentIndex(), self.columns.columnCount()
        place, last = index.row() * width + index.column() + step, self.columns.rowCount() * width
        while 0 <= place < last:
            found = self.columns.index(place // width, place % width)
            if column_at(found).field and not self.isColumnHidden(found.column()):
                return found
            place += step
        return None

    def _write(self, row: int, field: str, text: str) -> None:
        rows = self.chosen_rows()
        self.edited.emit(rows if row in rows else [row], field, text)

    def _add(self, words: str, keys: str, act: Callable[[], object]) -> None:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setProperty("group", _("Table of pairs"))
        action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
