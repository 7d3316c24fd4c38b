"""Draws relationships: width is strength, colour the kind, dashes are yours, badges rulings."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.sales.lines import Codes
from xsell_desktop.ui.canvas.painting.marks import Marks
from xsell_desktop.ui.canvas.painting.palette import Palette
from xsell_desktop.ui.canvas.painting.picture import Picture
from xsell_desktop.ui.canvas.painting.shapes import (
    draw_arrow,
    draw_calendar,
    draw_cross,
    draw_kind,
    draw_lock,
    draw_pin,
    draw_tick,
)
from xsell_desktop.ui.canvas.scene.scene import Scene

HAND_DRAWN = 2.5  # widest dashed edge in pixels
SOLID, DASHED, DOTTED = range(3)
DASHES = {DASHED: (6.0, 4.0), DOTTED: (2.0, 3.0)}  # pixels drawn and left out
DIM, PLAIN, YOURS, ACCENT = 0, 1, 1 + len(KINDS), 2 + len(KINDS)  # inks, the topmost last
QUIET = (KINDS.index(Kind.CROSS_SELL), KINDS.index(Kind.COLLECTION))  # kinds without a sign
BADGE = 13.0  # pixels from badge to badge
ROOM_FOR_BADGE, ROOM_FOR_DOT = 30.0, 10.0  # pixels an edge needs between its ends
HALF = 8.0  # pixels from a badge's middle to the rim of what it is painted on
Badge = Callable[[QPainter, float, float, QColor, QColor], None]
_stamps: WeakKeyDictionary[Palette, dict[tuple[Badge, int, float], QPixmap]] = WeakKeyDictionary()


def draw_edges(painter: QPainter, picture: Picture, marks: Marks, palette: Palette) -> None:
    """All lines in view, those of one look at once."""
    scene, points = picture.scene, picture.points
    inks = (palette.edge_dim, *palette.kinds, palette.yours, palette.accent)
    shown = picture.edges_in_view()
    ink, style, width = _looks(scene, marks, picture.zoom)
    look = ((ink * 3 + style) * 64 + width)[shown]
    order = np.argsort(look, kind="stable")
    look, shown = look[order], shown[order]
    places = np.hstack([points[scene.a[shown]], points[scene.b[shown]]]).tolist()
    starts = np.flatnonzero(np.diff(look, prepend=-1)).tolist()
    ends = [*starts[1:], len(look)] if starts else []
    for start, end in zip(starts, ends, strict=True):
        which, wide = divmod(int(look[start]), 64)
        painter.setPen(_pen(inks[which // 3], wide / 2, which % 3))
        painter.drawLines([QLineF(*place) for place in places[start:end]])
    if marks.pair < 0 <= min(marks.ends):  # a pair too weak to have an edge here
        (x1, y1), (x2, y2) = points[list(marks.ends)]
        painter.setPen(_pen(palette.accent, 2.0, SOLID))
        painter.drawLine(QLineF(x1, y1, x2, y2))


def draw_badges(painter: QPainter, picture: Picture, palette: Palette) -> None:
    """What was decided, at the middle of its line; a dot where there is no room for more."""
    scene = picture.scene
    rulings, kind = scene.rulings, scene.kind
    ruled = rulings.table()[:, [0, 1, 3, 4, 5]].any(axis=1) | (scene.direction > 0)
    signed = (kind >= 0) & ~np.isin(kind, QUIET)
    shown = picture.edges_in_view()
    shown = shown[ruled[shown] | signed[shown]]
    a, b = scene.a[shown], scene.b[shown]
    starts, ends = picture.points[a], picture.points[b]
    lengths = np.hypot(*(ends - starts).T)
    rooms = lengths - picture.radius[a] - picture.radius[b]
    for edge, (x1, y1), (x2, y2), length, room in zip(
        shown.tolist(), starts.tolist(), ends.tolist(), lengths.tolist(), rooms.tolist(),
        strict=True,
    ):  # fmt: skip
        badges = _badges_of(scene, edge)
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        ground = palette.yours if rulings.by_hand[edge] else palette.accepted
        ground = palette.hint if rulings.rejected[edge] else ground
        if badges and room >= max(ROOM_FOR_BADGE, BADGE * len(badges) + 8):
            for turn, draw in enumerate(badges):
                off = BADGE * (turn - (len(badges) - 1) / 2) / length
                _stamp(painter, palette, draw, x + (x2 - x1) * off, y + (y2 - y1) * off, ground)
        elif badges and room >= ROOM_FOR_DOT:
            _stamp(painter, palette, _draw_dot, x, y, ground)
        aside = 0.0 if not badges else 0.26
        if signed[edge] and room >= ROOM_FOR_BADGE * (1 + 3 * aside):
            spot = x - (x2 - x1) * aside, y - (y2 - y1) * aside
            draw_kind(painter, KINDS[kind[edge]], *spot, palette.kind(int(kind[edge])))
        if scene.direction[edge]:
            _draw_head(painter, picture, edge, palette)


def _stamp(
    painter: QPainter, palette: Palette, draw: Badge, x: float, y: float, ground: QColor
) -> None:
    """A badge around a point, to the whole pixel. Badges alike are painted once."""
    ratio = painter.device().devicePixelRatio()
    known = _stamps.setdefault(palette, {})
    stamp = known.get((draw, ground.rgba(), ratio))
    if stamp is None:
        stamp = QPixmap(round(2 * HALF * ratio), round(2 * HALF * ratio))
        stamp.setDevicePixelRatio(ratio)
        stamp.fill(Qt.GlobalColor.transparent)
        with QPainter(stamp) as brush:
            brush.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(brush, HALF, HALF, ground, palette.ground)
        known[draw, ground.rgba(), ratio] = stamp
    painter.drawPixmap(
        QPointF(round((x - HALF) * ratio) / ratio, round((y - HALF) * ratio) / ratio), stamp
    )


def _draw_dot(painter: QPainter, x: float, y: float, ground: QColor, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1.0))
    painter.setBrush(ground)
    painter.drawEllipse(QPointF(x, y), 3.5, 3.5)


def _looks(scene: Scene, marks: Marks, zoom: float) -> tuple[Codes, Codes, Codes]:
    """Ink, style and width in half pixels of every edge."""
    a, b, by_hand = scene.a, scene.b, scene.by_hand
    ink = PLAIN + np.maximum(scene.kind, 0)
    ink[by_hand & (scene.kind <= 0)] = YOURS
    if scene.anchor >= 0:  # what leads further than to the partners stays in the background
        near = scene.steps == 0
        near[list(marks.chosen)] = True
        ruled = by_hand | scene.accepted
        ink[~(near[a] | near[b]) & ~ruled & ((scene.kind < 0) | np.isin(scene.kind, QUIET))] = DIM
    elif marks.selected:
        chosen = np.zeros(len(scene), dtype=np.bool_)
        chosen[list(marks.selected)] = True
        touched = (chosen[a] | chosen[b]) & (max(marks.ends) < 0)
        ink[touched & (ink == PLAIN)] = ACCENT
        ink[~touched & ~by_hand & ~scene.accepted] = DIM
    ink[scene.rulings.rejected] = DIM
    ink[[edge for edge in (marks.pair, marks.hover_edge) if edge >= 0]] = ACCENT
    style = np.where(by_hand, DASHED, np.where(scene.unlisted, DOTTED, SOLID))
    wide = scene.width * min(max(zoom, 0.75), 1.4)
    wide = np.where(style == SOLID, wide, np.minimum(wide, HAND_DRAWN))
    wide = np.where(scene.rulings.rejected, 1.2, wide)
    return ink, style, np.minimum(np.round(2 * wide), 63).astype(np.int32)


def _pen(colour: QColor, width: float, style: int) -> QPen:
    pen = QPen(colour, max(width, 1.2))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if style == SOLID else Qt.PenCapStyle.FlatCap)
    if style != SOLID:
        pen.setDashPattern([length / pen.widthF() for length in DASHES[style]])
    return pen


def _badges_of(scene: Scene, edge: int) -> list[Badge]:
    rulings = scene.rulings
    if rulings.rejected[edge]:
        found: list[Badge] = [draw_cross]
    elif rulings.pinned[edge]:
        found = [draw_pin]
    else:
        found = [draw_tick] if rulings.accepted[edge] else []
    if rulings.timed[edge]:
        found.append(draw_calendar)
    if rulings.locked[edge]:
        found.append(draw_lock)
    return found


def _draw_head(painter: QPainter, picture: Picture, edge: int, palette: Palette) -> None:
    """An arrow towards the partner that is recommended, at its rim."""
    scene = picture.scene
    ends = (scene.a[edge], scene.b[edge])
    start, end = ends if scene.direction[edge] == 1 else ends[::-1]
    (x1, y1), (x2, y2) = picture.points[[start, end]].tolist()
    line = QLineF(x1, y1, x2, y2)
    line.setLength(max(line.length() - float(picture.radius[end]) - 2.0, 0.0))
    draw_arrow(painter, line, palette.yours if scene.by_hand[edge] else palette.accepted)
