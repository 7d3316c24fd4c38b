"""The graph of the pairs: caption, canvas and legend, following session and view."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.views import View
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.camera import Camera
from xsell_desktop.ui.canvas.canvas import GraphCanvas
from xsell_desktop.ui.canvas.captions import describe, describe_scope
from xsell_desktop.ui.canvas.colouring import sized_by_revenue
from xsell_desktop.ui.canvas.legend import Legend
from xsell_desktop.ui.canvas.scene import build_scene, no_scene
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.pairings.parts import Parts

MOST_GUESTS = 4  # products shown beside the overview because they were asked for


class GraphSide(QWidget):
    """Draws what `Viewing` asks for. The camera of the overview comes back after a focus."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.parts = parts
        self.caption = ElidedLabel()
        self.canvas = GraphCanvas(parts.selection)
        self.legend = Legend(theme.current())
        self._overview: tuple[Camera, bool] | None = None
        self.canvas.describe = lambda thing: describe(
            parts.session.analysis, parts.session.plan, thing
        )
        self.canvas.products_moved.connect(parts.decisions.move)
        self._lay_out()
        self.setFocusProxy(self.canvas)

    def refresh(self, change: Change) -> None:
        """Follow the session."""
        if change.touches("analysis"):
            self.draw(fit=True)
        elif change.touches("pairings", "positions", "settings", "products"):
            self.draw()
        elif change.touches("sales"):
            self._say()

    def follow(self, before: View) -> None:
        """Follow another way of looking."""
        view = self.parts.viewing.view
        if view.focus and not before.focus:
            self._overview = self.canvas.camera, self.canvas.was_moved
        self.draw(fit=bool(view.focus) and view.focus != before.focus)
        if before.focus and not view.focus:
            self._restore_overview()

    def draw(self, *, fit: bool = False) -> None:
        """Show the scene as it now is."""
        session = self.parts.session
        if session.analysis is None:
            self.canvas.set_scene(no_scene())
            return
        scene = build_scene(session.analysis, session.plan, self.parts.viewing.view)
        self.canvas.set_scene(scene)
        if fit:
            self.canvas.show_all()
        self.legend.show_families(scene.families, by_revenue=sized_by_revenue(session.analysis))
        self._say()

    def bring_selection(self) -> None:
        """Show what was selected elsewhere: the newest guests come with their partners."""
        session, selection, viewing, canvas = (
            self.parts.session, self.parts.selection, self.parts.viewing, self.canvas,
        )  # fmt: skip
        analysis = session.analysis
        if analysis is None or not selection.products:
            return
        if viewing.view.focus and canvas.scene.node(selection.product) < 0:
            pair = selection.pair
            if selection.product in analysis.products.index:
                viewing.change(focus=(selection.product,))
            if pair is not None:
                selection.select_pair(pair, selection.product)
        wanted = dict.fromkeys((*selection.products, *(selection.pair or ())))
        known = [key for key in wanted if key in analysis.products.index][:MOST_GUESTS]
        guests = [key for key in known if canvas.scene.node(key) < 0]
        if guests and not viewing.view.focus:
            extra = dict.fromkeys((*viewing.view.extra, *guests))
            viewing.change(extra=tuple(extra)[-MOST_GUESTS:])
        nodes = [node for node in map(canvas.scene.node, known) if node >= 0]
        if not canvas.sees(nodes):
            canvas.show_nodes(nodes)

    def retheme(self) -> None:
        """Take the theme's colours."""
        self.canvas.set_theme(theme.current())
        self.legend.set_theme(theme.current())

    def _say(self) -> None:
        session, view = self.parts.session, self.parts.viewing.view
        if session.analysis is not None:
            filtered = view.filter.parts > 0
            self.caption.setText(
                describe_scope(
                    session.analysis, self.canvas.scene, stale=session.is_stale, filtered=filtered
                )
            )

    def _restore_overview(self) -> None:
        if self._overview is not None and self._overview[1]:
            camera = self._overview[0]
            self.canvas.set_camera(camera.resized(self.canvas.width(), self.canvas.height()))
        else:
            self.canvas.show_all()

    def _lay_out(self) -> None:
        theme.set_role(self.caption, "hint")
        caption = QFrame()
        theme.set_role(caption, "bar")
        QHBoxLayout(caption).addWidget(self.caption)
        caption.setContentsMargins(3, -5, 0, -5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(caption)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.legend)
