"""What the colours and signs of the matrix mean, in a strip below it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from xsell_desktop.domain.views import MatrixShows
from xsell_desktop.texts import _
from xsell_desktop.tokens import FONT_SMALL, Theme
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.painting.shapes import draw_cross, draw_lock, draw_pin, draw_tick
from xsell_desktop.ui.matrix.painter import Inks
from xsell_desktop.ui.matrix.scale import Scale
from xsell_desktop.ui.matrix.words import shows_meaning, shows_words

HEIGHT = 26
GAP = 14.0
BAR = 150.0  # pixels of the scale
AIR = 8.0


class MatrixLegend(QWidget):
    """The scale first, then the signs; the tooltip says what the scale is of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inks = Inks.of(theme.current())
        self._scale = Scale(MatrixShows.RATE, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._set_font()

    def set_theme(self, tokens: Theme) -> None:
        """Paint in another theme's colours, with texts of its size."""
        self._inks = Inks.of(tokens)
        self._set_font()
        self.update()

    def show_scale(self, scale: Scale) -> None:
        """Explain another scale."""
        self._scale = scale
        ticks = ", ".join(text for _share, text in scale.ticks())
        self.setAccessibleName(f"{shows_words()[scale.shows]}: {ticks}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def event(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), shows_meaning(self._scale.shows), self)
            return True
        return super().event(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._inks.palette.ground)
        x = self._paint_scale(painter, 12.0)
        ground, text = self._inks.palette.ground, self._inks.palette.text
        yours, middle = self._inks.palette.accepted, self.height() / 2
        signs: tuple[tuple[str, Callable[[float], None]], ...] = (
            (_("accepted"), lambda at: draw_tick(painter, at, middle, yours, ground)),
            (_("rejected"), lambda at: draw_cross(painter, at, middle, ground, self._inks.chance)),
            (_("pinned"), lambda at: draw_pin(painter, at, middle, yours, ground)),
            (_("locked"), lambda at: draw_lock(painter, at, middle, ground, text)),
            (_("paired by you"), lambda at: self._dashed(painter, at)),
            (_("left out"), lambda at: self._left_out(painter, at)),
        )
        for word, draw in signs:
            if x + 16 + self.fontMetrics().horizontalAdvance(word) > self.width() - 6:
                break
            draw(x + 6)
            x = self._write(painter, x + 16, word)
        painter.end()

    def _paint_scale(self, painter: QPainter, x: float) -> float:
        """The title, the strip of colours, and its ticks beside and over it."""
        x = self._write(painter, x, shows_words()[self._scale.shows])
        ticks = self._scale.ticks()
        x = self._write(painter, x, ticks[0][1]) - GAP + AIR
        low = ticks[0][0]
        colours = self._inks.ramp.paint(np.linspace(low, 1.0, int(BAR)))
        line = np.ascontiguousarray(colours, dtype=np.uint32)
        strip = QImage(line.tobytes(), len(line), 1, len(line) * 4, QImage.Format.Format_RGB32)
        bar = QRectF(x, self.height() / 2 - 5, BAR, 10)
        painter.drawImage(bar, strip)
        painter.setPen(QPen(self._inks.palette.line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        for share, text in ticks[1:-1]:
            self._write_over(painter, x + (share - low) / (1.0 - low) * BAR, text)
        return self._write(painter, x + BAR + AIR, ticks[-1][1]) + GAP

    def _write_over(self, painter: QPainter, x: float, text: str) -> None:
        """A tick's text on the strip, on a plate of the ground."""
        wide = QFontMetricsF(self.font()).horizontalAdvance(text) + 6
        plate = QRectF(x - wide / 2, self.height() / 2 - 7, wide, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._inks.palette.ground)
        painter.drawRoundedRect(plate, 3, 3)
        painter.setPen(self._inks.palette.hint)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    def _dashed(self, painter: QPainter, x: float) -> None:
        pen = QPen(self._inks.palette.yours, 1.5)
        pen.setDashPattern([2, 1.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(x - 5, self.height() / 2 - 5, 10, 10))

    def _left_out(self, painter: QPainter, x: float) -> None:
        painter.setPen(QPen(self._inks.palette.line, 1))
        painter.setBrush(self._inks.left_out)
        painter.drawRect(QRectF(x - 5, self.height() / 2 - 5, 10, 10))

    def _write(self, painter: QPainter, x: float, text: str) -> float:
        width = QFontMetricsF(self.font()).horizontalAdvance(text) + 2
        painter.setPen(self._inks.palette.hint)
        rect = QRectF(x, 0, width, self.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        return x + width + GAP

    def _set_font(self) -> None:
        font = self.font()
        font.setPixelSize(theme.text_px(FONT_SMALL))
        self.setFont(font)
        self.setFixedHeight(max(HEIGHT, self.fontMetrics().height() + 10))
