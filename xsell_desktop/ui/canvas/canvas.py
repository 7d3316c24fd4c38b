"""The graph under the user's hands: mouse and keys become selections, gestures and signals."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui.canvas.choosing import ChoosingView
from xsell_desktop.ui.canvas.commands import add_view_actions
from xsell_desktop.ui.canvas.drawing import DrawPairing, Lasso, RubberBand
from xsell_desktop.ui.canvas.gestures import (
    Gesture,
    MoveProducts,
    NudgeProducts,
    Pan,
    PickEdge,
    PickInFocus,
)
from xsell_desktop.ui.canvas.hits import edge_at, neighbour_towards, node_at
from xsell_desktop.ui.canvas.painter import HANDLE_OUT, handle_point
from xsell_desktop.ui.canvas.scene import Scene
from xsell_desktop.ui.selection import Selection

HANDLE_REACH = 8.0  # pixels around the rim handle that grab it
STEP = 1.25  # zoom of one key press or wheel click
NUDGE, LEAP = 8.0, 80.0  # pixels that one key press moves products, and the view
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class GraphCanvas(ChoosingView):
    """`focus_asked` carries product keys (none for the overview), `menu_asked` a product key, a
    Pair or None, and where on screen, `step_asked` -1 for back and 1 for forward.

    `describe` gives the tooltip of a product key or a Pair. While `draws_lasso` is set, a drag
    over empty space selects what it goes around.
    """

    focus_asked = Signal(object)
    menu_asked = Signal(object, QPoint)
    step_asked = Signal(int)

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(selection, parent)
        self.gesture: Gesture | None = None
        self.whole = self.scene
        self._thin: Callable[[Scene], Scene] | None = None
        self.describe: Callable[[object], str] = lambda thing: ""
        self.draws_lasso = False
        self._space = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setAccessibleName(_("Graph of products and their relationships"))
        self.setWhatsThis(
            _("Arrow keys walk from product to product, [ and ] through its relationships.")
        )
        add_view_actions(
            self,
            {
                "fit": self.show_all,
                "zoom_in": lambda: self.zoom_by(STEP),
                "zoom_out": lambda: self.zoom_by(1 / STEP),
                "next": lambda: self._next_edge(1),
                "previous": lambda: self._next_edge(-1),
                "zoom_to": lambda: self.show_close(sorted(self.marks.chosen)),
                "select_all": lambda: self.choose_nodes(range(len(self.scene))),
                "select_others": self.choose_others,
                "select_partners": self.choose_partners,
                "add_current": self.add_current,
            },
        )

    def set_scene(self, scene: Scene) -> None:
        """Show a scene; a gesture under way is given up."""
        self._end_gesture(cancel=True)
        self.whole = scene
        super().set_scene(self._thin(scene) if self._thin is not None else scene)

    def set_thin(self, thin: Callable[[Scene], Scene] | None) -> None:
        """Show only what this leaves of the scene and of those that come; None shows all."""
        self._thin = thin
        self.set_scene(self.whole)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer or farther, around a pixel or the middle."""
        spot = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
        self.set_camera(self.camera.zoomed(factor, spot.x(), spot.y()))

    def set_lasso(self, on: bool) -> None:
        """Let a drag over empty space draw a line around products, or move the view."""
        self.draws_lasso = on

    def add_current(self) -> None:
        """Select the product that the keyboard is at beside the others, or take it out."""
        if self.at >= 0:
            self.choose_node(self.at, adds=True)

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in STEPS and self.gesture is None:
            self.step_asked.emit(STEPS[event.button()])
            return
        self._end_nudge()
        if self.gesture is not None:
            return
        self.gesture = self._gesture_for(event)
        if self.gesture is not None:
            self.gesture.button = event.button()
            self.gesture.keys = event.modifiers()
            QToolTip.hideText()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        gesture = self.gesture
        if gesture is None:
            self._hover(event.position())
        elif gesture.button and not event.buttons() & gesture.button:
            self._end_gesture(cancel=True)  # the button was let go where nobody told
        else:
            gesture.move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture = self.gesture
        if gesture is not None and gesture.button == event.button():
            gesture.keys = event.modifiers()
            self._end_gesture(at=event.position())
            self._hover(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        node = self.node_under(event.position())
        if self.gesture is None and event.button() == Qt.MouseButton.LeftButton and node >= 0:
            self.focus_asked.emit((self.scene.keys[node],))
        elif event.button() in STEPS:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.gesture is None:
            self.set_marks(replace(self.marks, hover=-1, hover_edge=-1, handle=math.nan))

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or event.angleDelta().x()
        if turn:
            self.zoom_by(STEP ** (turn / 120), event.position())
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.gesture is not None:
            return
        thing: object = None
        spot = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            thing = self.selection.pair or self.selection.product or None
            node = self.scene.node(self.selection.product)
            if node >= 0:
                spot = self.mapToGlobal(QPointF(*self.points[node]).toPoint())
        else:
            at = QPointF(event.pos())
            node = self.node_under(at)
            edge = -1 if node >= 0 else self._edge_under(at)
            if node >= 0:
                thing = self.scene.keys[node]
                if node not in self.marks.selected:
                    self.choose_node(node)
            elif edge >= 0:
                thing = self.scene.pairs[edge]
                self.choose_edge(edge)
        self.menu_asked.emit(thing, spot)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.UngrabMouse):
            self._end_gesture(cancel=True)
        if isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1.0 + event.value(), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                middle = self.mapFromGlobal(pinch.centerPoint().toPoint())
                self.zoom_by(pinch.scaleFactor(), QPointF(middle))
            return True
        return super().event(event)

    # the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        self._hold_keys(event)
        if key == Qt.Key.Key_Escape:
            self._step_back()
        elif key == Qt.Key.Key_Space:
            self._space = True
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
                self._space = False
            if event.key() == Qt.Key.Key_Shift:
                self._end_nudge()
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.take_selection()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False
        self._end_nudge()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._end_gesture(cancel=True)
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
            self._end_gesture(cancel=True)
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

    def _next_edge(self, step: int) -> None:
        node = self.scene.node(self.selection.product)
        if node < 0:
            return
        edges = self.scene.edges_of(node).tolist()
        if edges:
            here = edges.index(self.marks.pair) if self.marks.pair in edges else -min(step, 0) - 1
            self.choose_edge(edges[(here + step) % len(edges)])

    def _gesture_for(self, event: QMouseEvent) -> Gesture | None:
        at, button = event.position(), event.button()
        keys = event.modifiers()
        adds = bool(keys & CTRL)
        if button == Qt.MouseButton.MiddleButton:
            return Pan(self, at, clears=False)
        if button != Qt.MouseButton.LeftButton:
            return None
        if self._space:
            return Pan(self, at, clears=False)
        self._hover(at)
        node = self.node_under(at)
        if keys & SHIFT and keys & ALT:
            return Lasso(self, at, adds=adds)
        if self._on_handle(at):
            return DrawPairing(self, at, self.marks.hover)
        if keys & SHIFT:
            return RubberBand(self, at, adds=adds)
        if self.draws_lasso and node < 0:
            return Lasso(self, at, adds=adds)
        if node >= 0:
            kind = PickInFocus if self.scene.anchor >= 0 else MoveProducts
            return kind(self, at, node, adds=adds)
        edge = self._edge_under(at)
        return PickEdge(self, at, edge) if edge >= 0 else Pan(self, at, clears=True)

    def _end_gesture(self, *, cancel: bool = False, at: QPointF | None = None) -> None:
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

    def _end_nudge(self) -> None:
        if isinstance(self.gesture, NudgeProducts):
            self._end_gesture()

    def _hover(self, at: QPointF) -> None:
        """Mark what is under the pointer; near a node's rim its handle shows."""
        if self._on_handle(at):
            return
        node = node_at(self.points, self.radii, at.x(), at.y(), HANDLE_OUT + HANDLE_REACH)
        edge = self._edge_under(at) if self.node_under(at) < 0 else -1
        angle = math.nan
        if node >= 0:
            x, y = self.points[node]
            angle = math.atan2(at.y() - y, at.x() - x)
        self.set_marks(replace(self.marks, hover=node, hover_edge=edge, handle=angle))

    def _on_handle(self, at: QPointF) -> bool:
        node = self.marks.hover
        if node < 0 or math.isnan(self.marks.handle) or node >= len(self.points):
            return False
        x, y = self.points[node]
        radius = float(self.radii[node])
        off = handle_point(x, y, radius, self.marks.handle) - at
        outside = math.hypot(at.x() - x, at.y() - y) > radius + 1.0
        if node_at(self.points, self.radii, at.x(), at.y(), reach=0.0) not in (-1, node):
            return False
        return outside and math.hypot(off.x(), off.y()) <= HANDLE_REACH

    def _edge_under(self, at: QPointF) -> int:
        return edge_at(self.points, self.scene.a, self.scene.b, at.x(), at.y())

    def _show_tip(self, event: QHelpEvent) -> None:
        if self.gesture is not None:
            return
        at = QPointF(event.pos())
        node, text = self.node_under(at), ""
        if node >= 0:
            text = self.describe(self.scene.keys[node])
        elif (edge := self._edge_under(at)) >= 0:
            text = self.describe(self.scene.pairs[edge])
        QToolTip.showText(event.globalPos(), text, self)
