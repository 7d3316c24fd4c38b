"""The policies in priority order: each a sentence with its switch and what it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionViewItem,
)

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.policies.two_lines import BELOW, Index, TwoLines

ID = Qt.ItemDataRole.UserRole
LEFT, EDGE = 40, 9  # pixels round the texts of a row


class Row(NamedTuple):
    """What a row of the list shows."""

    id: str
    sentence: str
    effect: str
    enabled: bool


class PolicyList(QListWidget):
    """Space switches the row, Alt+Up and Alt+Down move it, Delete removes it.

    `chosen` carries an id, `switched` an id and whether it is on, `moved` an id and its new
    place, `removed` an id.
    """

    chosen = Signal(str)
    switched = Signal(str, bool)
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "framed")
        self.setAccessibleName(_("Policies in priority order"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setItemDelegate(_Rows(self, LEFT, EDGE))
        self.setToolTip(_("Drag a policy, or press Alt+Up and Alt+Down, to change its priority."))
        self._rows: tuple[Row, ...] = ()
        self._quiet = False
        self.currentItemChanged.connect(lambda *_items: self._tell_choice())
        self.itemChanged.connect(self._tell_switch)
        self.model().rowsMoved.connect(lambda *_where: self._tell_drop())

    def show_rows(self, rows: Sequence[Row], chosen: str) -> None:
        """Show these policies; the chosen one keeps the keyboard."""
        self._quiet = True
        if [row.id for row in rows] != self._shown_ids():
            self.clear()
            for row in rows:
                item = QListWidgetItem()
                item.setData(ID, row.id)
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)  # between, never on
                self.addItem(item)
        for number, row in enumerate(rows):
            item = self.item(number)
            item.setText(row.sentence)
            item.setData(BELOW, row.effect)
            item.setCheckState(Qt.CheckState.Checked if row.enabled else Qt.CheckState.Unchecked)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{number + 1}. {row.sentence}. {row.effect}"
            )
            if row.id == chosen:
                self.setCurrentRow(number)
        self._rows = tuple(rows)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, alt = self.currentItem(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if item is not None and alt and event.key() in steps:
            place = self.currentRow() + steps[Qt.Key(event.key())]
            if 0 <= place < self.count():
                self.moved.emit(item.data(ID), place)
        elif item is not None and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(item.data(ID))
        else:
            super().keyPressEvent(event)

    def _shown_ids(self) -> list[str]:
        return [self.item(row).data(ID) for row in range(self.count())]

    def _tell_choice(self) -> None:
        item = self.currentItem()
        if not self._quiet and item is not None:
            self.chosen.emit(item.data(ID))

    def _tell_switch(self, item: QListWidgetItem) -> None:
        enabled = item.checkState() is Qt.CheckState.Checked
        known = {row.id: row.enabled for row in self._rows}
        if not self._quiet and known.get(item.data(ID)) is not enabled:
            self.switched.emit(item.data(ID), enabled)

    def _tell_drop(self) -> None:
        before, now = [row.id for row in self._rows], self._shown_ids()
        if self._quiet or before == now:
            return
        for place, policy_id in enumerate(now):
            others = [old for old in before if old != policy_id]
            if [*others[:place], policy_id, *others[place:]] == now:
                self.moved.emit(policy_id, place)
                return


class _Rows(TwoLines):
    """With a check box beside the first line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        option.rect = self._box(option.rect)
        off_and_on = QStyle.StateFlag.State_Off, QStyle.StateFlag.State_On
        option.state &= ~(off_and_on[0] | off_and_on[1])
        option.state |= off_and_on[_is_on(index)]
        box = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
        option.widget.style().drawPrimitive(box, option, painter, option.widget)

    def is_faint(self, index: Index) -> bool:
        return not _is_on(index)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A click on the box, or the space bar, switches the row."""
        if isinstance(event, QMouseEvent):
            near = self._box(option.rect).adjusted(-8, -8, 8, 8)
            pressed = event.type() is QEvent.Type.MouseButtonRelease
            hit = pressed and near.contains(event.position().toPoint())
        else:
            hit = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not hit:
            return False
        other = Qt.CheckState.Unchecked if _is_on(index) else Qt.CheckState.Checked
        return model.setData(index, other, Qt.ItemDataRole.CheckStateRole)

    def _box(self, row: QRect) -> QRect:
        return QRect(row.left() + 12, row.top() + self.edge + 1, 15, 15)


def _is_on(index: Index) -> bool:
    state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
    return state is Qt.CheckState.Checked
