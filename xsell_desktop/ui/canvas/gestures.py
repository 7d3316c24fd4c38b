"""One object a mouse operation, from press to release or Esc."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication

from xsell_desktop.domain.plan import pair_of
from xsell_desktop.ui.canvas.choosing import ChoosingView
from xsell_desktop.ui.canvas.hits import nodes_within
from xsell_desktop.ui.canvas.painter import handle_point


class Gesture:
    """A press that has not been released. Subclasses say what moving and letting go mean."""

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, canvas: ChoosingView, start: QPointF) -> None:
        self.canvas = canvas
        self.start = start
        self.last = start
        self.is_drag = False

    def move(self, at: QPointF) -> None:
        """The pointer moved; below the drag distance nothing happens."""
        far = (at - self.start).manhattanLength() >= QApplication.startDragDistance()
        if far and not self.is_drag:
            self.is_drag = True
            self.canvas.setCursor(self.cursor)
        if self.is_drag:
            self.drag(at)
        self.last = at

    def drag(self, at: QPointF) -> None:
        """The pointer was dragged."""

    def release(self, at: QPointF) -> None:
        """The button was let go."""

    def cancel(self) -> None:
        """Esc: everything is as before the press."""


class Pan(Gesture):
    """Move the view; a click without a drag selects nothing."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, canvas: ChoosingView, start: QPointF, *, clears: bool) -> None:
        super().__init__(canvas, start)
        self.before = canvas.camera
        self.clears = clears

    def drag(self, at: QPointF) -> None:
        moved = at - self.start
        self.canvas.set_camera(self.before.panned(moved.x(), moved.y()))

    def release(self, at: QPointF) -> None:
        if self.clears and not self.is_drag:
            self.canvas.selection.clear()

    def cancel(self) -> None:
        self.canvas.set_camera(self.before)


class PickEdge(Pan):
    """Select a relationship; dragging from it moves the view."""

    def __init__(self, canvas: ChoosingView, start: QPointF, edge: int) -> None:
        super().__init__(canvas, start, clears=False)
        self.edge = edge

    def release(self, at: QPointF) -> None:
        if not self.is_drag:
            self.canvas.choose_edge(self.edge)


class MoveProducts(Gesture):
    """Select a product, or drag it, with the others selected, to another place."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, canvas: ChoosingView, start: QPointF, node: int, *, adds: bool) -> None:
        super().__init__(canvas, start)
        self.node = node
        self.adds = adds
        chosen = canvas.marks.selected
        self.nodes = sorted(chosen) if node in chosen else [node]
        self.before = canvas.positions.copy()

    def drag(self, at: QPointF) -> None:
        moved = (at - self.start) / self.canvas.camera.scale
        positions = self.before.copy()
        positions[self.nodes] += (moved.x(), moved.y())
        self.canvas.set_positions(positions)

    def release(self, at: QPointF) -> None:
        if not self.is_drag:
            self.canvas.choose_node(self.node, adds=self.adds)
            return
        keys, positions = self.canvas.scene.keys, self.canvas.positions
        self.canvas.products_moved.emit(
            {keys[n]: (float(positions[n, 0]), float(positions[n, 1])) for n in self.nodes}
        )

    def cancel(self) -> None:
        self.canvas.set_positions(self.before)


class PickInFocus(Pan):
    """In the view of one product places are given: a click selects, a drag moves the view."""

    def __init__(self, canvas: ChoosingView, start: QPointF, node: int, *, adds: bool) -> None:
        super().__init__(canvas, start, clears=False)
        self.node = node
        self.adds = adds

    def release(self, at: QPointF) -> None:
        if not self.is_drag:
            self.canvas.choose_node(self.node, adds=self.adds)


class RubberBand(Gesture):
    """Select every product inside a rectangle."""

    cursor = Qt.CursorShape.CrossCursor

    def drag(self, at: QPointF) -> None:
        self.canvas.set_marks(replace(self.canvas.marks, band=self._band(at)))

    def release(self, at: QPointF) -> None:
        canvas = self.canvas
        canvas.set_marks(replace(canvas.marks, band=None))
        if self.is_drag:
            band = self._band(at)
            inside = nodes_within(
                canvas.points, band.left(), band.top(), band.right(), band.bottom()
            )
            canvas.selection.select_products(canvas.scene.keys[node] for node in inside)

    def cancel(self) -> None:
        self.canvas.set_marks(replace(self.canvas.marks, band=None))

    def _band(self, at: QPointF) -> QRectF:
        return QRectF(self.start, at).normalized()


class DrawPairing(Gesture):
    """Drag from a product's rim handle to another product: they are paired by hand."""

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
                target=target if target != self.node else -1,
            )
        )

    def release(self, at: QPointF) -> None:
        target = self.canvas.marks.target
        self.cancel()
        if self.is_drag and target >= 0:
            keys = self.canvas.scene.keys
            self.canvas.pairing_drawn.emit(pair_of(keys[self.node], keys[target]))

    def cancel(self) -> None:
        self.canvas.set_marks(replace(self.canvas.marks, line=None, target=-1))
