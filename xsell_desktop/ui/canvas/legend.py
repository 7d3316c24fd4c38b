"""What the signs on the canvas mean, in a strip below it that covers no product."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from xsell_desktop.domain.views import ColourBy
from xsell_desktop.texts import _, plural
from xsell_desktop.tokens import FONT_SMALL, Theme
from xsell_desktop.ui.canvas.discs import draw_disc
from xsell_desktop.ui.canvas.palette import Palette, mix_palette
from xsell_desktop.ui.canvas.shapes import draw_pin, draw_tick

HEIGHT = 26
GAP = 14.0


class Legend(QWidget):
    """Signs first, then as many families as there is room for; the rest are in the tooltip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = mix_palette(theme)
        self._families: tuple[tuple[int, str], ...] = ()
        self._size_by = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        font = self.font()
        font.setPixelSize(round(FONT_SMALL))
        self.setFont(font)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours."""
        self._palette = mix_palette(theme)
        self.update()

    def show_families(self, families: tuple[tuple[int, str], ...], *, by_revenue: bool) -> None:
        """Name these families (code, name), and what the size of a node stands for."""
        self._families = families
        self._size_by = _("size: revenue") if by_revenue else _("size: orders")
        self.setAccessibleName(
            ", ".join((self._size_by, _("width: strength"), *(name for _code, name in families)))
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, HEIGHT)

    def event(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            names = "\n".join(name for _code, name in self._families)
            QToolTip.showText(event.globalPos(), names, self)
            return True
        return super().event(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self._palette
        painter.fillRect(self.rect(), palette.ground)
        x = 12.0
        for text, draw in self._signs():
            x = self._entry(painter, x, text, draw, palette)
        x += 4
        for turn, (code, name) in enumerate(self._families):
            left = len(self._families) - turn
            rest = plural("+ {n} more", "+ {n} more", left)
            need = 16 + self.fontMetrics().horizontalAdvance(name) + GAP
            room = self.width() - 12 - x
            reserve = self.fontMetrics().horizontalAdvance(rest) + GAP if left > 1 else 0
            if need + reserve > room:
                self._write(painter, x, rest)
                break
            x = self._entry(painter, x, name, self._swatch(code), palette)
        painter.end()

    def _signs(self) -> tuple[tuple[str, Callable[[QPainter, float, float, Palette], None]], ...]:
        return (
            (f"{self._size_by} · {_('width: strength')}", _sizes),
            (_("drawn by you"), _dashed),
            (_("kind not in lists"), _dotted),
            (_("accepted"), _accepted),
            (_("pinned"), _pinned),
        )

    def _swatch(self, code: int) -> Callable[[QPainter, float, float, Palette], None]:
        def draw(painter: QPainter, x: float, y: float, palette: Palette) -> None:
            draw_disc(painter, palette, ColourBy.FAMILY, code, x + 5, y, 5.0)

        return draw

    def _entry(
        self, painter: QPainter, x: float, text: str,
        draw: Callable[[QPainter, float, float, Palette], None], palette: Palette,
    ) -> float:  # fmt: skip
        wide = 26.0 if draw in (_sizes, _dashed, _dotted) else 16.0
        draw(painter, x, self.height() / 2, palette)
        return self._write(painter, x + wide, text)

    def _write(self, painter: QPainter, x: float, text: str) -> float:
        width = float(self.fontMetrics().horizontalAdvance(text)) + 2
        painter.setPen(self._palette.hint)
        rect = QRectF(x, 0, width, self.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        return x + width + GAP


def _sizes(painter: QPainter, x: float, y: float, palette: Palette) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.no_family)
    painter.drawEllipse(QPointF(x + 4, y), 3.0, 3.0)
    painter.drawEllipse(QPointF(x + 15, y), 6.0, 6.0)


def _dashed(painter: QPainter, x: float, y: float, palette: Palette) -> None:
    pen = QPen(palette.yours, 2.0)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.drawLine(QLineF(x, y, x + 20, y))


def _dotted(painter: QPainter, x: float, y: float, palette: Palette) -> None:
    pen = QPen(palette.hint, 2.0)
    pen.setDashPattern([1, 1.5])
    painter.setPen(pen)
    painter.drawLine(QLineF(x, y, x + 20, y))


def _accepted(painter: QPainter, x: float, y: float, palette: Palette) -> None:
    draw_tick(painter, x + 6, y, palette.accepted, palette.ground)


def _pinned(painter: QPainter, x: float, y: float, palette: Palette) -> None:
    draw_pin(painter, x + 6, y, palette.accepted, palette.ground)
