"""One object a mouse operation, from press to release or Esc."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtWidgets import QApplication

from xsell_desktop.ui.canvas.hand.choosing import ChoosingView
from xsell_desktop.ui.canvas.hand.snapping import snap_to_others


class Gesture:
    """A press that has not been released. Subclasses say what moving and letting go mean.

    `button` is the one that was pressed, `keys` the modifiers held just now.
    """

    cursor = Qt.CursorShape.ArrowCursor
    button = Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier

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

    def press_keys(self, keys: Qt.KeyboardModifier) -> None:
        """Other modifiers are held."""
        if keys != self.keys:
            self.keys = keys
            if self.is_drag:
                self.drag(self.last)

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
    """Select a product, or drag it, with the others selected, to another place. It lines up with
    what is nearly in line, unless Alt is held."""

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
        guides: tuple[QLineF, ...] = ()
        if not self.keys & Qt.KeyboardModifier.AltModifier:
            points = self.canvas.camera.to_screen(positions)
            others = np.setdiff1d(self.canvas.picture.visible, self.nodes)
            dx, dy, guides = snap_to_others(points[self.nodes], points[others])
            positions[self.nodes] += np.array([dx, dy]) / self.canvas.camera.scale
        self.canvas.set_positions(positions)
        self.canvas.set_marks(replace(self.canvas.marks, guides=guides))

    def release(self, at: QPointF) -> None:
        self.canvas.set_marks(replace(self.canvas.marks, guides=()))
        if self.is_drag:
            self.canvas.keep_places(self.nodes)
        else:
            self.canvas.choose_node(self.node, adds=self.adds)

    def cancel(self) -> None:
        self.canvas.set_positions(self.before)
        self.canvas.set_marks(replace(self.canvas.marks, guides=()))


class PickInFocus(Pan):
    """In the view of one product places are given: a click selects, a drag moves the view."""

    def __init__(self, canvas: ChoosingView, start: QPointF, node: int, *, adds: bool) -> None:
        super().__init__(canvas, start, clears=False)
        self.node = node
        self.adds = adds

    def release(self, at: QPointF) -> None:
        if not self.is_drag:
            self.canvas.choose_node(self.node, adds=self.adds)


class NudgeProducts(Gesture):
    """Move the selected products with Shift and the arrow keys; letting Shift go keeps them."""

    button = Qt.MouseButton.NoButton

    def __init__(self, canvas: ChoosingView) -> None:
        super().__init__(canvas, QPointF())
        self.nodes = sorted(canvas.marks.selected)
        self.before = canvas.positions.copy()

    def nudge(self, dx: float, dy: float) -> None:
        """So many pixels further."""
        self.is_drag = True
        self.last += QPointF(dx, dy)
        positions = self.before.copy()
        positions[self.nodes] += (
            self.last.x() / self.canvas.camera.scale, self.last.y() / self.canvas.camera.scale,
        )  # fmt: skip
        self.canvas.set_positions(positions)

    def move(self, at: QPointF) -> None:
        """The mouse has no part in this."""

    def press_keys(self, keys: Qt.KeyboardModifier) -> None:
        """Only keys pressed and let go count, not those held with the mouse."""

    def release(self, at: QPointF) -> None:
        self.canvas.keep_places(self.nodes)

    def cancel(self) -> None:
        self.canvas.set_positions(self.before)
