"""How many products stand on each rung of the ladder, as bars with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from xsell_desktop.texts import _, count_text, percent_text
from xsell_desktop.ui import theme
from xsell_desktop.ui.widgets.glossary import wrapped

ROW, BAR, GAP = 24, 12, 10
NAME_WIDTH, NUMBER_WIDTH = 210, 110


class RungBar(NamedTuple):
    """One bar: what it counts, what that means, how many, and its theme colour."""

    word: str
    meaning: str
    products: int
    colour: str


class RungBars(QWidget):
    """The surest rung at the top; hovering a row says what it means."""

    def __init__(self) -> None:
        super().__init__()
        self.bars: tuple[RungBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(NAME_WIDTH + NUMBER_WIDTH + 80)

    def show_bars(self, bars: Sequence[RungBar]) -> None:
        """Take other counts."""
        self.bars = tuple(bars)
        self.setFixedHeight(ROW * len(self.bars))
        self.setAccessibleName(_("Active products by where their list comes from"))
        self.setAccessibleDescription(
            " ".join(f"{bar.word}: {self.text_of(bar)}." for bar in self.bars)
        )
        self.update()

    def text_of(self, bar: RungBar) -> str:
        """A bar's count and share."""
        total = sum(other.products for other in self.bars)
        share = percent_text(bar.products / total) if total else "–"
        return f"{count_text(bar.products)} · {share}"

    def sizeHint(self) -> QSize:
        return QSize(640, ROW * max(1, len(self.bars)))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = event.pos().y() // ROW
            if 0 <= row < len(self.bars):
                QToolTip.showText(event.globalPos(), wrapped(self.bars[row].meaning), self)
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(self.font())
        room = max(1.0, self.width() - NAME_WIDTH - NUMBER_WIDTH - 2 * GAP)
        most = max((bar.products for bar in self.bars), default=0) or 1
        left = NAME_WIDTH + GAP
        for row, bar in enumerate(self.bars):
            top = row * ROW
            painter.setPen(theme.colour("text" if bar.products else "hint"))
            name = metrics.elidedText(bar.word, Qt.TextElideMode.ElideRight, NAME_WIDTH)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(
                QRectF(0, top, NAME_WIDTH, ROW), middle | Qt.AlignmentFlag.AlignRight, name
            )
            wide = room * bar.products / most
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(bar.colour))
            if bar.products:
                edge = QRectF(left, top + (ROW - BAR) / 2, max(2.0, wide), BAR)
                painter.drawRoundedRect(edge, 2, 2)
            painter.setPen(theme.colour("second" if bar.products else "hint"))
            words = QRectF(left + wide + GAP, top, NUMBER_WIDTH, ROW)
            painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, self.text_of(bar))
        painter.end()
