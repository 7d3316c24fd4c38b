"""An attach rate as a bar, with its interval and what chance gives."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from xsell_desktop.texts import _, percent_text
from xsell_desktop.ui import theme


class RateBar(QWidget):
    """Shares are 0–1; `top` is the share at the bar's right end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rate, self._low, self._high = math.nan, math.nan, math.nan
        self._chance, self._top = math.nan, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(14)

    def show_rate(
        self, rate: float, low: float, high: float, chance: float = math.nan, top: float = 1.0
    ) -> None:
        """Take another rate with its 95 % interval and the rate chance gives."""
        self._rate, self._low, self._high, self._chance = rate, low, high, chance
        self._top = top if top > 0 else 1.0
        text = _("Attach rate {rate}, 95 % interval {low} to {high}; chance gives {chance}").format(
            rate=percent_text(rate),
            low=percent_text(low),
            high=percent_text(high),
            chance=percent_text(chance),
        )
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, thick = self.height() / 2, 4.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(QRectF(0, middle - thick / 2, self.width(), thick), 2, 2)
        if not math.isnan(self._rate):
            painter.setBrush(theme.colour("accent"))
            bar = QRectF(0, middle - thick / 2, self._at(self._rate), thick)
            painter.drawRoundedRect(bar, 2, 2)
            self._draw_interval(painter, middle)
        if not math.isnan(self._chance):
            painter.setPen(QPen(theme.colour("hint"), 1.5))
            x = self._at(self._chance)
            painter.drawLine(QLineF(x, middle - 5, x, middle + 5))
        painter.end()

    def _draw_interval(self, painter: QPainter, middle: float) -> None:
        painter.setPen(QPen(theme.colour("text"), 1.2))
        low, high = self._at(self._low), self._at(self._high)
        painter.drawLine(QLineF(low, middle, high, middle))
        for x in (low, high):
            painter.drawLine(QLineF(x, middle - 3, x, middle + 3))

    def _at(self, share: float) -> float:
        return min(max(share / self._top, 0.0), 1.0) * (self.width() - 2) + 1
