"""A product's disc: its colour, and a pattern that tells what the colour tells."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap

from xsell_desktop.domain.views import ColourBy
from xsell_desktop.ui.canvas.painting.palette import Palette
from xsell_desktop.ui.canvas.scene.colouring import Cover
from xsell_desktop.ui.canvas.scene.strangers import UNSOLD

RIM = 1.2  # pixels of ground around a disc, which part it from lines and other discs
WHOLE = 7.0  # pixels of radius above which whole pixels will do
FILLED = {Cover.OUT: 0.0, Cover.SCARCE: 0.34, Cover.SHORT: 0.66, Cover.LONG: 1.0}
Look = tuple[ColourBy, int, float, float]
_sprites: WeakKeyDictionary[Palette, dict[Look, tuple[QPixmap, float]]] = WeakKeyDictionary()


def draw_disc(
    painter: QPainter, palette: Palette, by: ColourBy, slot: int, x: float, y: float, radius: float
) -> None:
    """A disc around a point, radius to the half pixel. Discs alike are painted once.

    Families and categories of one colour have another core: plain, a hole, a hole with a dot.
    Stock is the height to which the disc is filled. What never sold is a dotted ring.
    """
    size = float(round(radius)) if radius > WHOLE else max(round(radius * 2) / 2, 1.0)
    slot = slot % palette.looks if slot >= 0 else slot
    look = by, slot, size, painter.device().devicePixelRatio()
    known = _sprites.get(palette)
    if known is None:
        known = _sprites[palette] = {}
    found = known.get(look)
    if found is None:
        sprite = _paint_sprite(palette, look)
        found = known[look] = sprite, sprite.deviceIndependentSize().width() / 2
    sprite, half = found
    painter.drawPixmap(QPointF(x - half, y - half), sprite)


def _paint_sprite(palette: Palette, look: Look) -> QPixmap:
    by, slot, radius, ratio = look
    half = int(radius + RIM) + 1
    sprite = QPixmap(round(2 * half * ratio), round(2 * half * ratio))
    sprite.setDevicePixelRatio(ratio)
    sprite.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sprite)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(half, half)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.ground)
    painter.drawEllipse(middle, radius + RIM / 2, radius + RIM / 2)
    if by is ColourBy.STOCK_COVER and slot >= 0:
        _fill_to(painter, palette, slot, middle, radius)
    elif slot == UNSOLD:
        painter.setPen(QPen(palette.hint, 1.2, Qt.PenStyle.DotLine))
        painter.drawEllipse(middle, radius - 0.6, radius - 0.6)
    else:
        _paint_core(painter, palette, slot, middle, radius)
    painter.end()
    return sprite


def _paint_core(
    painter: QPainter, palette: Palette, slot: int, middle: QPointF, radius: float
) -> None:
    core = palette.core(slot)
    painter.setBrush(palette.family(slot))
    painter.drawEllipse(middle, radius, radius)
    if core:
        hole = radius * (0.42 if core == 1 else 0.66)
        painter.setBrush(palette.ground)
        painter.drawEllipse(middle, hole, hole)
    if core == 2:
        painter.setBrush(palette.family(slot))
        painter.drawEllipse(middle, radius * 0.34, radius * 0.34)


def _fill_to(
    painter: QPainter, palette: Palette, slot: int, middle: QPointF, radius: float
) -> None:
    pen = max(1.4, radius * 0.16)
    disc, level = QPainterPath(), QPainterPath()
    disc.addEllipse(middle, radius, radius)
    height = 2 * radius * FILLED[Cover(slot)]
    top = middle.y() + radius - height
    level.addRect(QRectF(middle.x() - radius, top, 2 * radius, height))
    painter.fillPath(disc.intersected(level), palette.band(slot))
    painter.setPen(QPen(palette.band(slot), pen))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, radius - pen / 2, radius - pen / 2)
