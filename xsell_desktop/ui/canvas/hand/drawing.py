"""Gestures that leave a line: around products to select them, between two to pair them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from xsell_desktop.domain.plan import Direction, pair_of
from xsell_desktop.sales.lines import Codes
from xsell_desktop.ui.canvas.hand.choosing import ChoosingView
from xsell_desktop.ui.canvas.hand.gestures import Gesture
from xsell_desktop.ui.canvas.painting.hits import nodes_inside, nodes_within
from xsell_desktop.ui.canvas.painting.painter import handle_point

LEAST_STEP = 3.0  # pixels between two points of a lasso
SHIFT = Qt.KeyboardModifier.ShiftModifier


class RubberBand(Gesture):
    """Select every product inside a rectangle; with `adds` beside those selected before."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: ChoosingView, start: QPointF, *, adds: bool) -> None:
        super().__init__(canvas, start)
        self.adds = adds

    def drag(self, at: QPointF) -> None:
        self.canvas.set_marks(replace(self.canvas.marks, band=self._band(at)))

    def release(self, at: QPointF) -> None:
        self.cancel()
        if self.is_drag:
            self.canvas.choose_nodes(self.inside(at).tolist(), adds=self.adds)

    def inside(self, at: QPointF) -> Codes:
        """The nodes that letting go here would select."""
        band = self._band(at)
        return nodes_within(
            self.canvas.points, band.left(), band.top(), band.right(), band.bottom()
        )

    def cancel(self) -> None:
        self.canvas.set_marks(replace(self.canvas.marks, band=None, lasso=None))

    def _band(self, at: QPointF) -> QRectF:
        return QRectF(self.start, at).normalized()


class Lasso(RubberBand):
    """Select every product inside a line drawn around them."""

    def __init__(self, canvas: ChoosingView, start: QPointF, *, adds: bool) -> None:
        super().__init__(canvas, start, adds=adds)
        self.way = [start]

    def drag(self, at: QPointF) -> None:
        if (at - self.way[-1]).manhattanLength() >= LEAST_STEP:
            self.way.append(at)
        self.canvas.set_marks(replace(self.canvas.marks, lasso=QPolygonF([*self.way, at])))

    def inside(self, at: QPointF) -> Codes:
        return nodes_inside(self.canvas.points, [(p.x(), p.y()) for p in [*self.way, at]])


class DrawPairing(Gesture):
    """Drag from a product's rim handle to another product: they are paired by hand, with Shift
    one way only. Dropped where nothing is, the partner is asked for there."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: ChoosingView, start: QPointF, node: int) -> None:
        super().__init__(canvas, start)
        self.node = node
        self.angle = canvas.marks.handle

    def drag(self, at: QPointF) -> None:
        canvas = self.canvas
        target = canvas.node_under(at)
        x, y = canvas.points[self.node]
        begin = handle_point(x, y, float(canvas.radii[self.node]), self.angle)
        canvas.set_marks(
            replace(
                canvas.marks,
                line=QLineF(begin, at),
                one_way=bool(self.keys & SHIFT),
                target=target if target != self.node else -1,
            )
        )

    def release(self, at: QPointF) -> None:
        canvas, target = self.canvas, self.canvas.marks.target
        self.cancel()
        if not self.is_drag or not canvas.rect().contains(at.toPoint()):
            return
        key = canvas.scene.keys[self.node]
        one_way = bool(self.keys & SHIFT)
        if target >= 0:
            pair = pair_of(key, canvas.scene.keys[target])
            canvas.pairing_drawn.emit(pair, direction_from(key, pair, one_way=one_way))
        elif canvas.node_under(at) < 0:
            canvas.partner_asked.emit(key, at, one_way)

    def cancel(self) -> None:
        self.canvas.set_marks(replace(self.canvas.marks, line=None, one_way=False, target=-1))


def direction_from(key: str, pair: tuple[str, str], *, one_way: bool) -> Direction:
    """Both ways, or only beside the product that the line was drawn from."""
    if not one_way:
        return Direction.BOTH
    return Direction.FROM_A if key == pair[0] else Direction.FROM_B
