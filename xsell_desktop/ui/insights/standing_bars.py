"""How often each ranking found the hidden product, as bars with their spread over the draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.widgets.glossary import wrapped

if TYPE_CHECKING:
    from xsell_desktop.mining.ranking.contest_result import Standing

ROW, BAR, GAP = 24, 12, 10
NAME_SHARE, NUMBER_WIDTH = 0.42, 84
QUIET = 90  # of 255: how much of a bar shows that is not in use


class StandingBars(QWidget):
    """The best first; the one in use is in the accent's colour."""

    def __init__(self) -> None:
        super().__init__()
        self._standings: tuple[Standing, ...] = ()
        self._used = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(360)

    def show_standings(self, standings: tuple[Standing, ...], used: str) -> None:
        """Take another contest's rankings; `used` is the name of the one in use, '' for none."""
        self._standings, self._used = standings, used
        self.setFixedHeight(ROW * len(standings))
        self.setAccessibleName(_("Hidden products found among ten, of 100 orders"))
        self.setAccessibleDescription(" ".join(map(self._text_of, standings)))
        self.update()

    def _text_of(self, standing: Standing) -> str:
        return f"{standing.title}: {rate_text(standing)}."

    def meaning_at(self, height: float) -> str:
        """What the ranking does whose bar is this far from the top; '' beside all bars."""
        from xsell_desktop.mining.ranking.scorers import scorer_meaning

        row = int(height // ROW)
        there = 0 <= row < len(self._standings)
        return scorer_meaning(self._standings[row].name) if there else ""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            meaning = self.meaning_at(event.pos().y())
            QToolTip.showText(event.globalPos(), wrapped(meaning) if meaning else "", self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(640, ROW * max(1, len(self._standings)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._standings:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = self.width() * NAME_SHARE
        room = max(1.0, self.width() - names - NUMBER_WIDTH - 2 * GAP)
        most = max(s.hr10.mean + s.hr10.sd for s in self._standings) or 1.0
        metrics = QFontMetrics(self.font())
        for row, standing in enumerate(self._standings):
            used = standing.name == self._used
            top = row * ROW
            self._bar(painter, standing, used=used, left=names + GAP, top=top, scale=room / most)
            font = self.font()
            font.setBold(used)
            painter.setFont(font)
            painter.setPen(theme.colour("text" if used else "second"))
            title = metrics.elidedText(standing.title, Qt.TextElideMode.ElideRight, int(names) - 6)
            painter.drawText(
                QRectF(0, top, names, ROW),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                title,
            )
            painter.drawText(
                QRectF(self.width() - NUMBER_WIDTH, top, NUMBER_WIDTH, ROW),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                rate_text(standing),
            )
        painter.end()

    def _bar(
        self,
        painter: QPainter,
        standing: Standing,
        *,
        used: bool,
        left: float,
        top: float,
        scale: float,
    ) -> None:
        middle = top + ROW / 2
        painter.setPen(Qt.PenStyle.NoPen)
        fill = theme.colour("accent" if used else "hint")
        if not used:
            fill.setAlpha(QUIET)
        painter.setBrush(fill)
        length = standing.hr10.mean * scale
        painter.drawRoundedRect(QRectF(left, middle - BAR / 2, length, BAR), 2, 2)
        painter.setPen(QPen(theme.colour("text"), 1.2))
        reach = standing.hr10.sd * scale
        painter.drawLine(QLineF(left + length - reach, middle, left + length + reach, middle))


def rate_text(standing: Standing) -> str:
    """`12.4 ± 0.4`, of 100."""
    return f"{100 * standing.hr10.mean:.1f} ± {100 * standing.hr10.sd:.1f}"
