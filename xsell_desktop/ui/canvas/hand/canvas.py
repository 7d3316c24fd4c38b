"""The graph under the user's hands: mouse and keys become selections, gestures and signals."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui.canvas.hand.commands import add_view_actions
from xsell_desktop.ui.canvas.hand.drawing import DrawPairing, Lasso, RubberBand
from xsell_desktop.ui.canvas.hand.gestures import (
    Gesture,
    MoveProducts,
    Pan,
    PickEdge,
    PickInFocus,
)
from xsell_desktop.ui.canvas.hand.walking import ALT, CTRL, SHIFT, WalkedView
from xsell_desktop.ui.canvas.painting.hits import edge_at, node_at
from xsell_desktop.ui.canvas.painting.painter import HANDLE_OUT, handle_point
from xsell_desktop.ui.canvas.scene.scene import Scene
from xsell_desktop.ui.selection import Selection

HANDLE_REACH = 8.0  # pixels around the rim handle that grab it
STEP = 1.25  # zoom of one key press or wheel click
STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}


class GraphCanvas(WalkedView):
    """`menu_asked` carries a product key, a Pair or None, and where on screen, `step_asked` -1
    for back and 1 for forward.

    `describe` gives the tooltip of a product key or a Pair. While `draws_lasso` is set, a drag
    over empty space selects what it goes around.
    """

    menu_asked = Signal(object, QPoint)
    step_asked = Signal(int)

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(selection, parent)
        self.whole = self.scene
        self._thin: Callable[[Scene], Scene] | None = None
        self.describe: Callable[[object], str] = lambda thing: ""
        self.draws_lasso = False
        # not by `event`: an IndexError in a handler that it calls would end the program (PySide)
        self.installEventFilter(self)
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
                "next": lambda: self.next_edge(1),
                "previous": lambda: self.next_edge(-1),
                "zoom_to": lambda: self.show_close(sorted(self.marks.chosen)),
                "select_all": lambda: self.choose_nodes(range(len(self.scene))),
                "select_others": self.choose_others,
                "select_partners": self.choose_partners,
                "add_current": self.add_current,
            },
        )

    def set_scene(self, scene: Scene) -> None:
        """Show a scene; a gesture under way is given up."""
        self.end_gesture(cancel=True)
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

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in STEPS and self.gesture is None:
            self.step_asked.emit(STEPS[event.button()])
            return
        self.end_nudge()
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
            self.end_gesture(cancel=True)  # the button was let go where nobody told
        else:
            gesture.move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture = self.gesture
        if gesture is not None and gesture.button == event.button():
            gesture.keys = event.modifiers()
            self.end_gesture(at=event.position())
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.UngrabMouse):
            self.end_gesture(cancel=True)
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
        return False

    def _gesture_for(self, event: QMouseEvent) -> Gesture | None:
        at, button = event.position(), event.button()
        keys = event.modifiers()
        adds = bool(keys & CTRL)
        if button == Qt.MouseButton.MiddleButton:
            return Pan(self, at, clears=False)
        if button != Qt.MouseButton.LeftButton:
            return None
        if self.holds_space:
            return Pan(self, at, clears=False)
        self._hover(at)
        node = self.node_under(at)
        if keys & SHIFT and keys & ALT:
            return Lasso(self, at, adds=adds)
        if keys & SHIFT:  # also beside a product's rim, which is where frames begin
            return RubberBand(self, at, adds=adds)
        if self._on_handle(at):
            return DrawPairing(self, at, self.marks.hover)
        if self.draws_lasso and node < 0:
            return Lasso(self, at, adds=adds)
        if node >= 0:
            kind = PickInFocus if self.scene.anchor >= 0 else MoveProducts
            return kind(self, at, node, adds=adds)
        edge = self._edge_under(at)
        return PickEdge(self, at, edge) if edge >= 0 else Pan(self, at, clears=True)

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
