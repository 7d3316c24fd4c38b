"""Rows of two texts: one to read, wrapped, and a quieter one below it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from xsell_desktop.ui import theme

BELOW = Qt.ItemDataRole.UserRole + 1  # the role of the quieter text
RIGHT, GAP = 12, 3  # pixels beside and between the texts
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)

Index = QModelIndex | QPersistentModelIndex


class TwoLines(QStyledItemDelegate):
    """Paints an item's text and its `BELOW`, from `left` on and with `edge` above and below."""

    def __init__(self, view: QListView, left: int, edge: int) -> None:
        super().__init__(view)
        self._view, self._left, self.edge = view, left, edge

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        ground = QStyle.PrimitiveElement.PE_PanelItemViewItem
        option.widget.style().drawPrimitive(ground, option, painter, option.widget)
        tokens = theme.current()
        room = option.rect.adjusted(self._left, self.edge, -RIGHT, -self.edge)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.hint if self.is_faint(index) else tokens.text))
        used = painter.boundingRect(room, WRAP, str(index.data()))
        painter.drawText(room, WRAP, str(index.data()))
        painter.setPen(QColor(tokens.hint))
        below = room.adjusted(0, used.height() + GAP, 0, 0)
        painter.drawText(below, WRAP, str(index.data(BELOW)))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = max(80, self._view.viewport().width() - self._left - RIGHT)
        room, metrics = QRect(0, 0, width, 10_000), self._view.fontMetrics()
        texts = (str(index.data()), str(index.data(BELOW) or " "))
        height = sum(metrics.boundingRect(room, WRAP, text).height() for text in texts)
        return QSize(width, height + GAP + 2 * self.edge)

    def is_faint(self, index: Index) -> bool:
        """Whether the first text is quiet too."""
        return False
