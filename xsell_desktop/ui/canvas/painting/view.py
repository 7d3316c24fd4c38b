"""Shows a scene through a camera; knows nothing of mouse or keys."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.tokens import LIGHT, Theme
from xsell_desktop.ui.canvas.painting.camera import Camera
from xsell_desktop.ui.canvas.painting.headings import place_headings
from xsell_desktop.ui.canvas.painting.hits import label_at, node_at
from xsell_desktop.ui.canvas.painting.marks import Marks
from xsell_desktop.ui.canvas.painting.motion import Motion
from xsell_desktop.ui.canvas.painting.names import Names, place_names
from xsell_desktop.ui.canvas.painting.overview_map import OverviewMap
from xsell_desktop.ui.canvas.painting.painter import paint
from xsell_desktop.ui.canvas.painting.palette import mix_palette
from xsell_desktop.ui.canvas.painting.picture import Picture
from xsell_desktop.ui.canvas.painting.titles import Title, boxes_of
from xsell_desktop.ui.canvas.scene.scene import Scene, no_scene

USUAL_EDGE = 58.0  # pixels of a middling edge at which nodes have their plain size
NAME_MARGIN = 150.0  # pixels beyond the view for which names are placed
NEAR = 2.5  # times the usual size, the nearest that products are brought
FIT_MARGIN = (104.0, 34.0)  # pixels left free for names when fitting


class GraphView(QWidget):
    """A scene on the screen. The view stays where the user left it until `show_all`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = no_scene()
        self.camera = Camera()
        self.marks = Marks()
        self.positions: Floats = np.zeros((0, 2))
        self.was_moved = False
        self.motion = Motion(self)
        self._picture: Picture | None = None
        self._named: tuple[Camera, Names] | None = None
        self._palette = mix_palette(LIGHT)
        self.overview_map = OverviewMap(self)
        self.overview_map.looked_at.connect(lambda x, y: self.set_camera(self.camera.centred(x, y)))
        self.setMinimumSize(240, 160)

    def sizeHint(self) -> QSize:
        return QSize(860, 480)

    def set_scene(self, scene: Scene) -> None:
        """Show a scene. The camera follows only if other products are shown than before and
        the user never moved it: products that are moved or decided on leave the rest in place.
        """
        others = scene.keys != self.scene.keys
        self.motion.begin()
        self.scene = scene
        self.positions = scene.position.copy()
        self._draw_map()
        self._place_map()
        self._forget(names=True)
        if others and not self.was_moved:
            self.show_all()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours, with texts of its size."""
        self._palette = mix_palette(theme)
        self._draw_map()
        self._forget(names=True)

    def set_camera(self, camera: Camera) -> None:
        """Look elsewhere, as the user asked."""
        self.motion.stop()
        self.was_moved = True
        self._look(camera)

    def ease_to(self, camera: Camera) -> None:
        """Glide elsewhere, as the user asked."""
        self.motion.begin()
        self.was_moved = True
        self._look(camera)

    def set_positions(self, positions: Floats) -> None:
        """Show nodes at other places, (N, 2), while they are being moved."""
        self.motion.stop()
        self.positions = positions
        self._draw_map()
        self._forget(names=True)

    def set_marks(self, marks: Marks) -> None:
        """Show what the user is doing; names give way to newly selected products."""
        names = (marks.chosen, marks.near) != (self.marks.chosen, self.marks.near)
        self.marks = marks
        if names:
            self._forget(names=True)
        self.update()

    def show_all(self) -> None:
        """Fit everything into the view, and keep it fitted until the user moves the view."""
        self.motion.begin()
        self._fit()

    def show_close(self, nodes: list[int]) -> None:
        """Fit these nodes into the view, as near as a few of them still read well."""
        if nodes:
            fitted = self.camera.fitted(self.positions[nodes], *FIT_MARGIN)
            nearest = NEAR * USUAL_EDGE / self.scene.unit
            scale = nearest if len(nodes) == 1 else min(fitted.scale, nearest)
            self.ease_to(replace(fitted, scale=scale))

    def show_nodes(self, nodes: list[int]) -> None:
        """Bring nodes into view, without zooming unless they would not fit."""
        points = self.points[nodes]
        inside = (points > 40).all() and (points < (self.width() - 40, self.height() - 40)).all()
        if inside or not nodes:
            return
        places = self.positions[nodes]
        fitted = self.camera.fitted(places, *FIT_MARGIN)
        middle = places.mean(axis=0)
        self.ease_to(
            fitted
            if len(nodes) > 1 and fitted.scale < self.camera.scale
            else self.camera.centred(float(middle[0]), float(middle[1]))
        )

    def sees(self, nodes: list[int]) -> bool:
        """Whether all these nodes are in view."""
        points = self.points[nodes]
        return bool(((points >= 0) & (points <= (self.width(), self.height()))).all())

    def settle(self) -> None:
        """Place the names anew where the view came to rest."""
        self._forget(names=True)

    @property
    def points(self) -> Floats:
        """Node centres in pixels, (N, 2)."""
        return self.picture.points

    @property
    def radii(self) -> Floats:
        """Node radii in pixels."""
        return self.picture.radius

    @property
    def picture(self) -> Picture:
        """The scene laid on the screen."""
        if self._picture is None:
            self._picture = self._lay_out()
        return self._picture

    def node_under(self, at: QPointF) -> int:
        """The node at a pixel, by its disc or its name; -1 for none."""
        node = node_at(self.points, self.radii, at.x(), at.y())
        return node if node >= 0 else label_at(self.picture.names.labels, at.x(), at.y())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:  # ended also when painting fails
            painter.fillRect(self.rect(), self._palette.ground)
            paint(painter, self.motion.between(self.picture), self.marks, self._palette)
            if self.hasFocus():
                painter.setPen(QPen(self._palette.accent, 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.motion.stop()
        self._look(self.camera.resized(self.width(), self.height()))
        if not self.was_moved:
            self._fit()

    def _fit(self) -> None:
        self._look(self.camera.fitted(self.positions, *FIT_MARGIN))
        self.was_moved = False

    def _look(self, camera: Camera) -> None:
        self.camera = camera
        self._place_map()
        self._forget(names=False)

    def _draw_map(self) -> None:
        self.overview_map.show_products(self.positions, self.scene, self._palette)

    def _place_map(self) -> None:
        """The map stands in its corner unless everything is in view."""
        shown = self.overview_map.isVisibleTo(self)
        points = self.camera.to_screen(self.positions)
        whole = ((points >= 0) & (points <= self._size())).all()
        self.overview_map.follow(self.camera)
        self.overview_map.setVisible(not whole)
        if shown == whole:
            self._forget(names=True)

    def _forget(self, *, names: bool) -> None:
        self._picture = None
        if names:
            self._named = None
        self.update()

    def _lay_out(self) -> Picture:
        scene = self.scene
        points = self.camera.to_screen(self.positions)
        zoom = float(np.clip(np.sqrt(scene.unit * self.camera.scale / USUAL_EDGE), 0.5, 1.6))
        radius = scene.radius * zoom
        visible = self._visible(points, 40.0)
        names = self._names(points, radius, zoom)
        return Picture(scene, points, radius, zoom, names, visible, self._size(), self._headings())

    def _names(self, points: Floats, radius: Floats, zoom: float) -> Names:
        """Names placed at this zoom are carried along while the view moves a little."""
        scene = self.scene
        if self._named is not None:
            camera, names = self._named
            dx = (camera.x - self.camera.x) * self.camera.scale
            dy = (camera.y - self.camera.y) * self.camera.scale
            same = (camera.scale, camera.width, camera.height) == (
                self.camera.scale, self.camera.width, self.camera.height
            )  # fmt: skip
            if same and max(abs(dx), abs(dy)) < NAME_MARGIN:
                return names.moved(dx, dy, self._kept_clear())
        near = self._visible(points, NAME_MARGIN)
        names = place_names(
            scene, points, radius, zoom, near, self.marks, self.font(), self._size(),
            self._kept_clear(),
        )  # fmt: skip
        self._named = (self.camera, names)
        return names

    def _size(self) -> tuple[float, float]:
        return float(self.width()), float(self.height())

    def _kept_clear(self) -> Floats:
        """Rectangles (M, 4) that no name may cover: headings, and the map in the corner."""
        headed = boxes_of(self._headings())
        if not self.overview_map.isVisibleTo(self):
            return headed
        box = self.overview_map.geometry()
        corner = [[box.left(), box.top(), box.right() + 1, box.bottom() + 1]]
        return np.concatenate([headed, np.array(corner, dtype=np.float64)])

    def _headings(self) -> tuple[Title, ...]:
        return place_headings(self.scene.headings, self.camera, self.font())

    def _visible(self, points: Floats, margin: float) -> Codes:
        low, high = -margin, np.array([self.width() + margin, self.height() + margin])
        return np.flatnonzero(((points > low) & (points < high)).all(axis=1)).astype(np.int32)
