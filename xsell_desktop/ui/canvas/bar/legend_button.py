"""One entry of the legend: a sign, its words, and a click that filters by it."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.domain.views import ColourBy
from xsell_desktop.texts import _
from xsell_desktop.tokens import FONT_SMALL
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.bar.legend_entries import Entry
from xsell_desktop.ui.canvas.painting.discs import draw_disc
from xsell_desktop.ui.canvas.painting.palette import Palette
from xsell_desktop.ui.canvas.painting.shapes import (
    draw_cross,
    draw_kind,
    draw_lock,
    draw_pin,
    draw_tick,
)

HEIGHT = 22
WIDEST = 190  # pixels
WALKS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
BADGES = {"accepted": draw_tick, "pinned": draw_pin, "locked": draw_lock, "rejected": draw_cross}


class LegendButton(QAbstractButton):
    """Looks pressed while the filter asks for it, and pale while it asks for others."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_entry(self, entry: Entry, palette: Palette, by: ColourBy) -> None:
        """Take another state of the entry; `by` is what colours stand for."""
        self.entry, self._colours, self._by = entry, palette, by
        self.setFont(_small(self.font()))  # texts may have another size by now
        self.setText(entry.text)
        self.setCheckable(bool(entry.part))
        self.setChecked(entry.active)
        self.setToolTip(entry.hint)
        name = _("{what}, only these pairs show") if entry.active else "{what}"
        self.setAccessibleName(name.format(what=entry.text))
        self.setAccessibleDescription(entry.hint)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk in the row, Enter clicks as Space does."""
        if event.key() in WALKS:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """Whether it looks pressed follows the filter, not the click."""

    def sizeHint(self) -> QSize:
        wide = entry_width(self.entry, self.font())
        return QSize(wide, max(HEIGHT, self.fontMetrics().height() + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, box = self._colours, QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        active = self.entry.active and self.entry.part != "hulls"
        if active or (self.underMouse() and self.entry.part):
            painter.setPen(QPen(colours.accent if active else colours.line, 1.0))
            painter.setBrush(colours.wash if active else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        pale = self.entry.faded or (self.entry.part == "hulls" and not self.entry.active)
        painter.setOpacity(0.45 if pale else 1.0)
        self._draw_sign(painter, 7.0, self.height() / 2)
        painter.setOpacity(0.75 if pale else 1.0)
        painter.setPen(colours.accent if active else colours.second)
        room = self.rect().adjusted(_sign_width(self.entry) + 7, 0, -6, 0)
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width() + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()

    def _draw_sign(self, painter: QPainter, x: float, y: float) -> None:
        colours, sign, code = self._colours, self.entry.sign, self.entry.code
        if sign == "disc":
            draw_disc(painter, colours, self._by, code, x + 6, y, 5.0)
        elif sign == "kind":
            painter.setPen(QPen(colours.kind(code), 2.4))
            painter.drawLine(QLineF(x, y, x + 19, y))
            draw_kind(painter, KINDS[code], x + 9.5, y, colours.kind(code))
        elif sign == "by_hand":
            pen = QPen(colours.yours, 2.0)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.drawLine(QLineF(x, y, x + 19, y))
        elif sign == "hub":
            draw_disc(painter, colours, ColourBy.FAMILY, -1, x + 6, y, 3.5)
            painter.setPen(QPen(colours.second, 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x + 6, y), 6.2, 6.2)
        elif sign == "hull":
            painter.setPen(QPen(colours.edge, 1.2))
            painter.setBrush(colours.wash)
            painter.drawRoundedRect(QRectF(x, y - 5, 12, 10), 5, 5)
        else:
            BADGES[sign](painter, x + 6, y, colours.accepted, colours.ground)


def entry_width(entry: Entry, font: QFont) -> int:
    """How wide the button of an entry is, in pixels."""
    text = QFontMetrics(_small(font)).horizontalAdvance(entry.text)
    return min(_sign_width(entry) + text + 14, WIDEST)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(theme.text_px(FONT_SMALL))
    return small


def _sign_width(entry: Entry) -> int:
    return 25 if entry.sign in ("kind", "by_hand") else 17
