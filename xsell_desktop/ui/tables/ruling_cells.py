"""How a cell of the table of pairs is drawn and edited."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyleOptionViewItem, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.tables.column_model import Column, ColumnModel, Index
from xsell_desktop.ui.tables.pairs_widths import NAMES
from xsell_desktop.ui.widgets.table import Cells
from xsell_desktop.workflow.pairing_lists.cells import Field

LONGEST = 2000  # letters of a message or note


class RulingCells(Cells):
    """Frames the cell the keyboard is at; edits by choosing or by writing."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() < NAMES:  # products of one kind often differ in their last words
            option.textElideMode = Qt.TextElideMode.ElideMiddle

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view = cast(QWidget, self.parent())
        state = option.state
        if state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            painter.save()
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = column_at(index)
        if column.choices:
            box = QComboBox(parent)
            box.addItems(list(column.choices))
            box.setAccessibleName(column.title)
            box.activated.connect(lambda _row: self._choose(box))
            return box
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setMaxLength(LONGEST)
        line.setAccessibleName(column.title)
        if column.field == Field.SEASON:
            line.setPlaceholderText(_("all year, or 15 Nov – 6 Jan"))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findText(text)))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        elif isinstance(editor, QLineEdit) and editor.isModified():
            editor.setModified(False)
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = option.rect
        if isinstance(editor, QComboBox):
            rect.setWidth(max(rect.width(), editor.sizeHint().width()))
        editor.setGeometry(rect)

    def _choose(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)


def column_at(index: Index) -> Column:
    """The column a cell is in."""
    model = cast(ColumnModel, index.model())
    return model.columns[index.column()]
