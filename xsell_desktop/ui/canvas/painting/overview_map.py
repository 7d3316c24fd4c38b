"""The small map in the corner of the canvas: all products, and the part in view."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _
from xsell_desktop.tokens import LIGHT
from xsell_desktop.ui.canvas.painting.camera import Camera
from xsell_desktop.ui.canvas.painting.palette import Palette, mix_palette
from xsell_desktop.ui.canvas.scene.scene import Scene

SIZE = QSize(136, 92)
CORNER = 8  # pixels from the canvas' right and bottom
INSET = 7.0
DOT = 2.4  # pixels across


class OverviewMap(QWidget):
    """A click or a drag looks there: `looked_at` carries the place as x, y of the layout.

    The keyboard has arrows and Home for the same, so the map takes no focus.
    """

    looked_at = Signal(float, float)

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._camera = Camera()
        self._palette = mix_palette(LIGHT)
        self._fitted = Camera()
        self._dots: QPixmap | None = None
        self._products: tuple[Floats, Scene] | None = None
        self._grip: tuple[float, float] | None = None
        self.setFixedSize(SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(_("The whole picture: click or drag to look elsewhere"))
        self.setAccessibleName(_("Map of the whole picture"))
        self.hide()

    def show_products(self, positions: Floats, scene: Scene, palette: Palette) -> None:
        """Show these places, (N, 2) of the layout, as dots in their colours."""
        camera = Camera(width=SIZE.width(), height=SIZE.height())
        self._fitted = camera.fitted(positions, INSET, INSET)
        self._products, self._palette, self._dots = (positions, scene), palette, None
        self.update()

    def follow(self, camera: Camera) -> None:
        """Frame the part that a camera of the canvas sees."""
        self._camera = camera
        self.move(round(camera.width) - SIZE.width() - CORNER,
                  round(camera.height) - SIZE.height() - CORNER)  # fmt: skip
        self.update()

    @property
    def frame(self) -> QRectF:
        """The part in view, in pixels of the map."""
        ends = [self._camera.to_place(0, 0),
                self._camera.to_place(self._camera.width, self._camera.height)]  # fmt: skip
        (left, top), (right, bottom) = self._fitted.to_screen(np.array(ends)).tolist()
        return QRectF(left, top, right - left, bottom - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._dots is None:
            self._dots = self._paint_dots()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._dots)
        inside = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(self._palette.accent, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.frame.intersected(inside))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            at, middle = event.position(), self.frame.center()
            held = self.frame.contains(at)
            self._grip = (middle.x() - at.x(), middle.y() - at.y()) if held else (0.0, 0.0)
            self._go(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def _go(self, at: QPointF) -> None:
        """Look where the pointer is; a frame that was taken hold of keeps its place under it."""
        dx, dy = self._grip or (0.0, 0.0)
        x = min(max(at.x() + dx, 0.0), float(self.width()))
        y = min(max(at.y() + dy, 0.0), float(self.height()))
        self.looked_at.emit(*self._fitted.to_place(x, y))

    def _paint_dots(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._palette.raised)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        positions, scene = self._products or (np.zeros((0, 2)), None)
        for node, (x, y) in enumerate(self._fitted.to_screen(positions).tolist()):
            if scene is not None:
                painter.setBrush(self._palette.disc(scene.coloured_by, int(scene.colour[node])))
            painter.drawEllipse(QPointF(x, y), DOT / 2, DOT / 2)
        painter.setPen(QPen(self._palette.line, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(0.5, 0.5, self.width() - 1.0, self.height() - 1.0))
        painter.end()
        return picture
