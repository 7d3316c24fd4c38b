"""A line of a list: a text, something smaller behind it, and keys at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from xsell_desktop.ui import theme

Index = QModelIndex | QPersistentModelIndex
PAD, GAP = 8, 10


class LineDelegate(QStyledItemDelegate):
    """Draws an item whose user data is (detail, keys)."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, QFontMetrics(option.font).height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        detail, keys = index.data(Qt.ItemDataRole.UserRole) or ("", "")
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_wash"))
            painter.drawRoundedRect(option.rect, 4, 4)
        room = option.rect.adjusted(PAD, 0, -PAD, 0)
        small = QFont(option.font)
        small.setPixelSize(theme.text_px(12))
        if keys:
            room = self._write_keys(painter, room, keys, small)
        painter.setFont(option.font)
        painter.setPen(theme.colour("text"))
        metrics = QFontMetrics(option.font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        left = metrics.horizontalAdvance(shown) + GAP
        if detail and left < room.width():
            painter.setFont(small)
            painter.setPen(theme.colour("hint"))
            rest = room.adjusted(left, 0, 0, 0)
            fits = QFontMetrics(small).elidedText(detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, fits)
        painter.restore()

    def _write_keys(self, painter: QPainter, room: QRect, keys: str, font: QFont) -> QRect:
        painter.setFont(font)
        painter.setPen(theme.colour("second"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, flags, keys)
        return room.adjusted(0, 0, -QFontMetrics(font).horizontalAdvance(keys) - GAP, 0)
