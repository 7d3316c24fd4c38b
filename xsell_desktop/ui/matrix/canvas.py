"""The matrix under the user's hands: mouse and keys become selections and signals."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui.canvas.hand.commands import add_view_actions
from xsell_desktop.ui.matrix.choosing import ChoosingMatrix
from xsell_desktop.ui.matrix.grid import Grid
from xsell_desktop.ui.matrix.view import NOWHERE, Block
from xsell_desktop.ui.selection import Selection

STEP = 1.25  # zoom of one key press or wheel click
TURN = 120  # what one click of the wheel reports
ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
RULINGS = {
    Qt.Key.Key_A: "accept",
    Qt.Key.Key_R: "reject",
    Qt.Key.Key_P: "pin",
    Qt.Key.Key_L: "lock",
    Qt.Key.Key_Delete: "clear",
}
_LEFT = Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class MatrixCanvas(ChoosingMatrix):
    """`focus_asked` carries a product key ('' for the overview), `menu_asked` a product key, a
    Pair, a `Block` or None, and where on screen; `pointed_at` a row and a column; `block_ruled`
    what a key says of the block: accept, reject, pin, lock, clear."""

    focus_asked = Signal(str)
    menu_asked = Signal(object, QPoint)
    pointed_at = Signal(int, int)
    block_ruled = Signal(str)

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(selection, parent)
        self._pressed: tuple[int, int] | None = None
        self._panned: QPointF | None = None
        self._space = False
        self._turned = 0
        # not by `event`: an IndexError in a handler that it calls would end the program (PySide)
        self.installEventFilter(self)
        self.viewport().installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Matrix of products and their relationships"))
        self.setAccessibleDescription(
            _("Arrow keys walk from cell to cell. The row's product comes first.")
        )
        add_view_actions(
            self,
            {
                "fit": self.show_all,
                "zoom_in": lambda: self._zoom_at_choice(STEP),
                "zoom_out": lambda: self._zoom_at_choice(1 / STEP),
                "next": lambda: self.next_marked(1),
                "previous": lambda: self.next_marked(-1),
                "select_all": lambda: self.selection.select_products(self.grid.keys),
                "select_others": self.choose_others,
            },
        )

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot, keys = event.position(), event.modifiers()
        if event.button() == Qt.MouseButton.MiddleButton or (
            event.button() == _LEFT and self._space
        ):
            self._panned = spot
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() != _LEFT or self._pressed is not None:
            return
        row, column = self.cell_at(spot)
        if row >= 0 and column >= 0:
            if keys & _SHIFT:
                self.extend_to(row, column)
            else:
                self.choose_cell(row, column)
        elif row >= 0 or column >= 0:
            self.choose_product(max(row, column), adds=bool(keys & _CTRL), to=bool(keys & _SHIFT))
        else:
            self.selection.clear()
        self._pressed = row, column

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position()
        if self._panned is not None:
            by = self._panned - spot
            self._panned = spot
            self.scroll_by(round(by.x()), round(by.y()))
        elif self._pressed is not None and event.buttons() & _LEFT:
            self._drag(spot)
        else:
            self._point(spot)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.let_go()
        if self.block is None:
            self._point(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row, column = self.cell_at(event.position())
        if event.button() == _LEFT and (row < 0) != (column < 0):
            self.focus_asked.emit(self.grid.keys[max(row, column)])

    def leaveEvent(self, event: QEvent) -> None:
        self._point(QPointF(-1, -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & _CTRL:
            super().wheelEvent(event)
            self._point(event.position())
            return
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= TURN:
            self.zoom_by(STEP if self._turned > 0 else 1 / STEP, event.position())
            self._turned = 0
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        spot = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_asked.emit(self._chosen_thing(), self._spot_of_choice())
            return
        row, column = self.cell_at(QPointF(event.pos()))
        if row >= 0 and column >= 0:
            if not self._in_block(row, column):
                self.choose_cell(row, column)
        elif row >= 0 or column >= 0:
            if self.grid.keys[max(row, column)] not in self.selection.products:
                self.choose_product(max(row, column))
            self.menu_asked.emit(self.grid.keys[max(row, column)], spot)
            return
        else:
            self.menu_asked.emit(None, spot)
            return
        self.menu_asked.emit(self._chosen_thing(), spot)

    def set_grid(self, grid: Grid) -> None:
        """Show a grid; a press on cells that are gone is given up."""
        if grid.keys != self.grid.keys:
            self.let_go()
        super().set_grid(grid)

    def let_go(self) -> None:
        """Give up a press, as if nothing were held."""
        self._pressed = None
        if self._panned is not None:
            self._panned = None
            self.viewport().unsetCursor()

    # the keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that rule on the selected pair rule on a block while there is one."""
        if event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.UngrabMouse):
            self.let_go()
        if isinstance(event, QNativeGestureEvent) and watched is self.viewport():
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._turned += round(event.value() * 8 * TURN)
                if abs(self._turned) >= TURN:
                    self.zoom_by(STEP if self._turned > 0 else 1 / STEP, event.position())
                    self._turned = 0
            return True
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.block is not None
            and event.key() in RULINGS
            and not event.modifiers()
        ):
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._step_back()
        elif key == Qt.Key.Key_Space:
            self._space = True
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.selection.product:
                self.focus_asked.emit(self.selection.product)
        elif key in ARROWS:
            self.walk(*ARROWS[key], extends=bool(event.modifiers() & _SHIFT))
        elif key in RULINGS and self.block is not None and not event.modifiers():
            self.block_ruled.emit(RULINGS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            rows = max(1, len(self.frame_now.rows()) - 1)
            self.walk(rows if key == Qt.Key.Key_PageDown else -rows, 0)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False
        super().focusOutEvent(event)
        self.viewport().update()

    def _step_back(self) -> None:
        """Esc: give up the block, else the pair, else the selection, else the focus."""
        if self._pressed is not None:
            self._pressed = None
            self.selection.clear()
        elif self.selection.pair is not None:
            self.selection.select_products([self.selection.product])
        elif self.selection.products:
            self.selection.clear()
        else:
            self.focus_asked.emit("")

    def _drag(self, spot: QPointF) -> None:
        """Grow the block, or the run of products, towards the pointer."""
        assert self._pressed is not None
        row, column = self.frame_now.nearest(spot.x(), spot.y())
        from_row, from_column = self._pressed
        if from_row >= 0 and from_column >= 0:
            self.extend_to(row, column)
        elif from_row >= 0:
            self.choose_product(row, to=True)
        elif from_column >= 0:
            self.choose_product(column, to=True)

    def _point(self, spot: QPointF) -> None:
        row, column = (
            self.cell_at(spot) if self.viewport().rect().contains(spot.toPoint()) else NOWHERE
        )
        if (row, column) != self.pointed:
            self.set_pointed((row, column))
            self.pointed_at.emit(row, column)

    def _zoom_at_choice(self, factor: float) -> None:
        row, column = self.chosen.cell
        if row < 0:
            self.zoom_by(factor)
            return
        self.zoom_by(factor, QPointF(self.rect_of(row, column).center()))
        self.show_cell(row, column)

    def _chosen_thing(self) -> object:
        return self.block or self.selection.pair or self.selection.product or None

    def _in_block(self, row: int, column: int) -> bool:
        block: Block | None = self.block
        return block is not None and row in block.rows and column in block.columns

    def _spot_of_choice(self) -> QPoint:
        row, column = self.chosen.cell
        if self.block is not None:
            row, column = self.block.to_row, self.block.to_column
        inside = self.viewport().rect().center()
        if row >= 0 and column >= 0:
            inside = self.rect_of(row, column).center()
        return self.viewport().mapToGlobal(inside)
