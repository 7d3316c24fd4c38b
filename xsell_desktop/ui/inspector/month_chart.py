"""Orders with both products by month as bars, with a mark at what chance gives."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from xsell_desktop.mining.reasons import expected_text, month_name
from xsell_desktop.texts import _, count_text
from xsell_desktop.ui import theme

HEIGHT, FOOT, HEAD = 88, 18, 14
WIDEST = 30.0


class MonthChart(QWidget):
    """Months are ISO (`2011-03`), rising and without gaps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[str, ...] = ()
        self._together: tuple[int, ...] = ()
        self._expected: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def show_months(
        self, months: tuple[str, ...], together: tuple[int, ...], expected: tuple[float, ...]
    ) -> None:
        """Take another pair's months: orders with both, and what chance gives."""
        self._months, self._together, self._expected = months, together, expected
        told = [self.text_of(place) for place in range(len(months)) if together[place]]
        self.setAccessibleName(_("Orders with both by month"))
        self.setAccessibleDescription(" ".join(told))
        self.update()

    def text_of(self, place: int) -> str:
        """One month in words."""
        return _("{month}: {count} together, chance gives {chance}.").format(
            month=month_text(self._months[place]),
            count=count_text(self._together[place]),
            chance=expected_text(self._expected[place]),
        )

    def sizeHint(self) -> QSize:
        return QSize(280, HEIGHT)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._months:
            place = min(int(event.pos().x() / self._step()), len(self._months) - 1)
            QToolTip.showText(event.globalPos(), self.text_of(place), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._months:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = max(*self._together, *self._expected, 1.0)
        base, room = HEIGHT - FOOT, HEIGHT - FOOT - HEAD
        step = self._step()
        bar = max(min(step * 0.68, WIDEST), 1.0)
        for place, (count, chance) in enumerate(zip(self._together, self._expected, strict=True)):
            middle = (place + 0.5) * step
            tall = room * count / top
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRect(QRectF(middle - bar / 2, base - tall, bar, tall))
            mark = base - room * chance / top
            reach = bar / 2 + min(2.0, step * 0.1)
            painter.setPen(QPen(theme.colour("text"), 1.5))
            painter.drawLine(QLineF(middle - reach, mark, middle + reach, mark))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QLineF(0, base + 0.5, self.width(), base + 0.5))
        self._write(painter, step, top)
        painter.end()

    def _step(self) -> float:
        return min(self.width() / max(1, len(self._months)), 2 * WIDEST)

    def _write(self, painter: QPainter, step: float, top: float) -> None:
        """The tallest bar's count, and as many months as there is room for."""
        font = self.font()
        font.setPixelSize(theme.text_px(11))
        painter.setFont(font)
        painter.setPen(theme.colour("hint"))
        metrics = QFontMetrics(font)
        most = max(range(len(self._months)), key=lambda place: self._together[place])
        text = count_text(self._together[most])
        wide = metrics.horizontalAdvance(text)
        left = min(max((most + 0.5) * step - wide / 2, 0), self.width() - wide)
        tall = (HEIGHT - FOOT - HEAD) * max(self._together[most], self._expected[most]) / top
        painter.drawText(round(left), round(HEIGHT - FOOT - tall - 3), text)
        every = max(1, math.ceil((metrics.horizontalAdvance("Mmm 0000") + 8) / step))
        year = ""
        for place in range(0, len(self._months), every):
            month = self._months[place]
            label = month_text(month)
            short = label[:3] if month[:4] == year else f"{label[:3]} {month[:4]}"
            year = month[:4]
            wide = metrics.horizontalAdvance(short)
            left = max((place + 0.5) * step - wide / 2, 0)
            if left + wide <= self.width():
                painter.drawText(round(left), HEIGHT - 4, short)


def month_text(month: str) -> str:
    """`March 2011` of `2011-03`."""
    return f"{month_name(int(month[5:]) - 1)} {month[:4]}"
