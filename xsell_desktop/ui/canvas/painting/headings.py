"""The words above the columns of an arrangement."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from xsell_desktop.tokens import FONT_SMALL
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.painting.camera import Camera
from xsell_desktop.ui.canvas.painting.palette import Palette
from xsell_desktop.ui.canvas.painting.titles import Title
from xsell_desktop.ui.canvas.scene.arrangements import Heading


def place_headings(headings: Sequence[Heading], camera: Camera, base: QFont) -> tuple[Title, ...]:
    """The headings in pixels, shortened to the width of their columns; `code` counts them."""
    if not headings:
        return ()
    metrics = QFontMetricsF(heading_font(base))
    feet = camera.to_screen(np.array([(own.x, own.y) for own in headings]))
    titles = []
    for code, (own, (x, y)) in enumerate(zip(headings, feet.tolist(), strict=True)):
        room = max(own.width * camera.scale - 8.0, 0.0)
        text = metrics.elidedText(own.text, Qt.TextElideMode.ElideRight, room)
        rect = QRectF(x - room / 2, y - metrics.height() - 3.0, room, metrics.height() + 3.0)
        titles.append(Title(code, text, rect))
    return tuple(titles)


def heading_font(base: QFont) -> QFont:
    """The font of headings."""
    font = QFont(base)
    font.setPixelSize(theme.text_px(FONT_SMALL + 1))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def draw_headings(
    painter: QPainter, titles: Sequence[Title], base: QFont, palette: Palette
) -> None:
    """Words with a line below."""
    painter.setFont(heading_font(base))
    for title in titles:
        painter.setPen(palette.text)
        painter.drawText(
            title.rect, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, title.text
        )
        painter.setPen(QPen(palette.second, 1.0))
        painter.drawLine(title.rect.bottomLeft(), title.rect.bottomRight())
