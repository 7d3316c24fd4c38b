"""A frame in a list that mouse and keys lift, move and rule on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from xsell_desktop.ui import theme

RULES = {
    Qt.Key.Key_A: "accept",
    Qt.Key.Key_R: "reject",
    Qt.Key.Key_P: "pin",
    Qt.Key.Key_L: "lock",
    Qt.Key.Key_M: "message",
    Qt.Key.Key_Delete: "clear",
}
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
GRIP = 12  # pixels at the left with the dots to lift it by


class Liftable(QFrame):
    """`pressed` carries the word of a key, `stepped` how far Alt+arrow moves it, `walked` how far
    an arrow moves the focus. While lifted, `dragged` carries the mouse's place on the screen;
    `dropped` tells whether it was let go (or called off). `clicked` and `menu_asked` speak for
    themselves.
    """

    pressed = Signal(str)
    stepped = Signal(int)
    walked = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal(bool)
    clicked = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.can_lift = True
        self._from: QPointF | None = None
        self._is_lifted = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def is_lifted(self) -> bool:
        """Whether it is being dragged."""
        return self._is_lifted

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if self.hasFocus() and ((plain and event.key() in RULES) or self._ends(event)):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        plain = not modifiers & ~Qt.KeyboardModifier.KeypadModifier
        if self._ends(event):
            self._end(False)
        elif key in STEPS and modifiers & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(STEPS[key])
        elif key in STEPS and plain:
            self.walked.emit(STEPS[key])
        elif key in RULES and plain:
            self.pressed.emit(RULES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and plain:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None or not self.can_lift:
            return
        far = (event.position() - self._from).manhattanLength()
        if not self._is_lifted and far >= QApplication.startDragDistance():
            self._is_lifted = True
            self.setFocus()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()
        if self._is_lifted:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._is_lifted:
            self._end(True)
        elif self._from is not None and self.rect().contains(event.position().toPoint()):
            self._from = None
            self.clicked.emit()
        self._from = None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        spot = event.globalPos() if by_mouse else self.mapToGlobal(self.rect().center())
        self.menu_asked.emit(spot)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_lifted:
            painter.fillRect(self.rect(), theme.colour("accent_wash"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        if self.can_lift:
            self._draw_grip(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def _draw_grip(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.colour("hint"), 1.6, c=Qt.PenCapStyle.RoundCap))
        for row in range(3):
            for column in range(2):
                painter.drawPoint(QPointF(5 + 4 * column, 12 + 5 * row))

    def _ends(self, event: QKeyEvent) -> bool:
        return self._is_lifted and event.key() == Qt.Key.Key_Escape

    def _end(self, kept: bool) -> None:
        self._is_lifted, self._from = False, None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.update()
        self.dropped.emit(kept)
