"""The graph walked by keys: products, relationships, gestures given up or made by arrows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from xsell_desktop.ui.canvas.hand.choosing import ChoosingView
from xsell_desktop.ui.canvas.hand.gestures import Gesture, NudgeProducts
from xsell_desktop.ui.canvas.painting.hits import neighbour_towards, node_at
from xsell_desktop.ui.selection import Selection

NUDGE, LEAP = 8.0, 80.0  # pixels that one key press moves products, and the view
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class WalkedView(ChoosingView):
    """`focus_asked` carries product keys, none for the overview. `gesture` is under way."""

    focus_asked = Signal(object)

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(selection, parent)
        self.gesture: Gesture | None = None
        self.holds_space = False

    def next_edge(self, step: int) -> None:
        """Select the next relationship of the product, or (-1) the one before."""
        node = self.scene.node(self.selection.product)
        if node < 0:
            return
        edges = self.scene.edges_of(node).tolist()
        if edges:
            here = edges.index(self.marks.pair) if self.marks.pair in edges else -min(step, 0) - 1
            self.choose_edge(edges[(here + step) % len(edges)])

    def add_current(self) -> None:
        """Select the product that the keyboard is at beside the others, or take it out."""
        if self.at >= 0:
            self.choose_node(self.at, adds=True)

    def end_gesture(self, *, cancel: bool = False, at: QPointF | None = None) -> None:
        """Let the gesture under way, if any, come to its end or be given up."""
        gesture, self.gesture = self.gesture, None
        if gesture is None:
            return
        self.unsetCursor()
        if cancel:
            gesture.cancel()
        else:
            gesture.release(at or gesture.last)
        if gesture.is_drag:
            self.settle()

    def end_nudge(self) -> None:
        """Keep products where arrow keys have moved them."""
        if isinstance(self.gesture, NudgeProducts):
            self.end_gesture()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        self._hold_keys(event)
        if key == Qt.Key.Key_Escape:
            self._step_back()
        elif key == Qt.Key.Key_Space:
            self.holds_space = True
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.selection.products:
                self.focus_asked.emit(self.selection.products)
        elif key in ARROWS and not event.modifiers() & ALT:
            self._press_arrow(*ARROWS[key], event.modifiers())
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self._hold_keys(event)
            if event.key() == Qt.Key.Key_Space:
                self.holds_space = False
            if event.key() == Qt.Key.Key_Shift:
                self.end_nudge()
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.take_selection()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.holds_space = False
        self.end_nudge()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.end_gesture(cancel=True)
        super().hideEvent(event)

    def _hold_keys(self, event: QKeyEvent) -> None:
        if self.gesture is not None and event.key() == Qt.Key.Key_Shift:
            held = event.type() == QEvent.Type.KeyPress
            self.gesture.press_keys(SHIFT if held else Qt.KeyboardModifier.NoModifier)

    def _press_arrow(self, dx: float, dy: float, keys: Qt.KeyboardModifier) -> None:
        """Walk; with Ctrl without selecting, with Shift moving products, with both the view."""
        if keys & CTRL and keys & SHIFT:
            self.set_camera(self.camera.panned(-dx * LEAP, -dy * LEAP))
        elif keys & SHIFT:
            if self.gesture is None and self.marks.selected and self.scene.anchor < 0:
                self.gesture = NudgeProducts(self)
            if isinstance(self.gesture, NudgeProducts):
                self.gesture.nudge(dx * NUDGE, dy * NUDGE)
        elif self.gesture is None:
            self._walk(dx, dy, chooses=not keys & CTRL)

    def _step_back(self) -> None:
        """Esc: give up the gesture, else the pair, else the selection, else the focus."""
        product = self.selection.product
        if self.gesture is not None:
            self.end_gesture(cancel=True)
        elif self.selection.pair is not None:
            self.selection.select_products([product])
        elif self.selection.products and not (
            self.scene.anchor >= 0 and len(self.selection.products) == 1
        ):
            self.selection.clear()
        else:
            self.focus_asked.emit(())

    def _walk(self, dx: float, dy: float, *, chooses: bool) -> None:
        if not len(self.scene):
            return
        node = self.at
        if node < 0:
            inside = self.picture.visible
            middle = (self.width() / 2, self.height() / 2)
            near = node_at(self.points[inside], self.radii[inside], *middle, reach=1e9)
            towards = int(inside[near]) if near >= 0 else 0
        else:
            towards = neighbour_towards(self.points, node, dx, dy)
        if towards >= 0:
            if chooses:
                self.choose_node(towards)
            else:
                self.go_to(towards)
            self.show_nodes([towards])
