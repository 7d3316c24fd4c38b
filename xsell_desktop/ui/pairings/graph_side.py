"""The graph of the pairs: caption, canvas and legend, following session and view."""

from __future__ import annotations

from dataclasses import replace
from weakref import WeakKeyDictionary

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from xsell_desktop import workflow
from xsell_desktop.domain.change import Change
from xsell_desktop.domain.views import NO_FILTER, ColourBy, View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.lines import Floats
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.bar.left_out_button import LeftOutButton
from xsell_desktop.ui.canvas.bar.legend import Legend
from xsell_desktop.ui.canvas.bar.legend_entries import HULLS, Entry, list_entries, toggled
from xsell_desktop.ui.canvas.bar.trail import Trail
from xsell_desktop.ui.canvas.hand.canvas import GraphCanvas
from xsell_desktop.ui.canvas.hand.commands import add_step_actions, add_view_actions
from xsell_desktop.ui.canvas.painting.camera import Camera
from xsell_desktop.ui.canvas.scene.arranger import Arranger
from xsell_desktop.ui.canvas.scene.captions import describe, describe_scope
from xsell_desktop.ui.canvas.scene.scene import build_scene, no_scene
from xsell_desktop.ui.canvas.scene.scope import MOST, shown_in
from xsell_desktop.ui.canvas.scene.spoken import speak
from xsell_desktop.ui.canvas.scene.strangers import is_known
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.pairings.parts import Parts

COVERING = "stock cover"  # lane
MOST_GUESTS = 4  # products shown beside the overview because they were selected elsewhere
MOST_EXTRA = 8  # products whose further partners show


class GraphSide(QWidget):
    """Draws what `Viewing` asks for. The camera of the overview comes back after a focus.

    `lasso_asked` says whether a drag over empty space draws a line around products.
    """

    lasso_asked = Signal(bool)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.parts = parts
        self.caption = ElidedLabel()
        self.left_out = LeftOutButton()
        self.canvas = GraphCanvas(parts.selection)
        self.legend = Legend(theme.current())
        self.shows_hulls = True
        self._covers: WeakKeyDictionary[Analysis, Floats] = WeakKeyDictionary()
        self._overview: tuple[Camera, bool] | None = None
        self.canvas.describe = lambda thing: describe(
            parts.session.analysis, parts.session.plan, thing
        )
        self.canvas.speak = lambda thing: speak(
            parts.session.analysis, parts.session.plan, self.canvas.scene, thing
        )
        self.canvas.products_moved.connect(parts.decisions.move)
        self.arranger = Arranger(parts.jobs, self)
        self.arranger.arrived.connect(lambda: self.draw(fit=not parts.viewing.view.focus))
        self.left_out.product_asked.connect(lambda key: parts.selection.select_products([key]))
        self.left_out.unhide_asked.connect(lambda key: parts.decisions.hide([key], False))
        self.left_out.clear_asked.connect(lambda: parts.viewing.change(filter=NO_FILTER))
        self.left_out.more_asked.connect(self._show_weaker)
        self.legend.toggled.connect(self._toggle)
        self.legend.size_asked.connect(lambda by: parts.viewing.change(size_by=by))
        self.legend.colour_asked.connect(lambda by: parts.viewing.change(colour_by=by))
        self.trail = Trail()
        self.trail.chosen.connect(parts.viewing.back)
        add_view_actions(
            self.canvas,
            {
                "expand": lambda: self.expand(parts.selection.product),
                "lasso": lambda: self.lasso_asked.emit(not self.canvas.draws_lasso),
            },
        )
        add_step_actions(self.canvas, parts.viewing.show_steps)
        self._lay_out()
        self.setFocusProxy(self.canvas)

    def refresh(self, change: Change) -> None:
        """Follow the session."""
        if change.touches("analysis"):
            self.draw(fit=True)
        elif change.touches("pairings", "positions", "settings", "products", "bundles"):
            self.draw()
        elif change.touches("sales"):
            self._say()

    def follow(self, before: View) -> None:
        """Follow another way of looking."""
        view = self.parts.viewing.view
        if view.focus and not before.focus:
            self._overview = self.canvas.camera, self.canvas.was_moved
        around = view.focus, view.depth
        anew = bool(view.focus) and around != (before.focus, before.depth)
        self.draw(fit=anew or view.arrangement is not before.arrangement)
        if before.focus and not view.focus:
            self._restore_overview()

    def draw(self, *, fit: bool = False) -> None:
        """Show the scene as it now is."""
        session = self.parts.session
        if session.analysis is None:
            self.canvas.set_scene(no_scene())
            return
        view = self.parts.viewing.view
        arranged = self.arranger.arranged(session.analysis, view.arrangement)
        scene = build_scene(session.analysis, session.plan, view, self._cover(view), arranged)
        self.canvas.set_scene(scene if self.shows_hulls else replace(scene, hulls=()))
        if fit:
            self.canvas.show_all()
        entries = list_entries(session.analysis, session.plan, view, scene, hulls=self.shows_hulls)
        self.legend.show_entries(entries, view, scene.sized_by)
        self.left_out.follow(session.analysis, session.plan, view, scene)
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
            if is_known(analysis, session.plan, selection.product):
                viewing.focus_on((selection.product,))
            if pair is not None:
                selection.select_pair(pair, selection.product)
        wanted = dict.fromkeys((*selection.products, *(selection.pair or ())))
        known = [key for key in wanted if is_known(analysis, session.plan, key)][:MOST_GUESTS]
        guests = [key for key in known if canvas.scene.node(key) < 0]
        if guests and not viewing.view.focus:
            extra = *viewing.view.extra, *(key for key in guests if key not in viewing.view.extra)
            viewing.change(extra=extra[-max(MOST_GUESTS, len(viewing.view.extra)) :])
        nodes = [node for node in map(canvas.scene.node, known) if node >= 0]
        if len(wanted) <= MOST_GUESTS and not canvas.sees(nodes):
            canvas.show_nodes(nodes)

    def expand(self, key: str) -> None:
        """Show more partners of a product, or only those that showed before."""
        viewing, analysis = self.parts.viewing, self.parts.session.analysis
        if analysis is None or key not in analysis.products.index:
            return  # nothing is known of others but what the user drew
        base = self._without(key)
        more = base if self.is_expanded(key) else (*base, key)[-MOST_EXTRA:]
        viewing.change(extra=more)

    def is_expanded(self, key: str) -> bool:
        """Whether more partners of a product show than by itself."""
        return len(self.parts.viewing.view.extra) > len(self._without(key))

    def _without(self, key: str) -> tuple[str, ...]:
        """What was asked for but for more partners of a product; one that shows for no other
        reason stays."""
        session, view = self.parts.session, self.parts.viewing.view
        if key not in view.extra or session.analysis is None:
            return view.extra
        others = tuple(own for own in view.extra if own != key)
        row = session.analysis.products.index.get(key, -1)
        shown = shown_in(session.analysis, session.plan, replace(view, extra=others))
        return others if row in shown.products else (*others, key)

    def retheme(self) -> None:
        """Take the theme's colours."""
        self.canvas.set_theme(theme.current())
        self.legend.set_theme(theme.current())

    def _show_weaker(self) -> None:
        """Half as many relationships again; around a focus, more of its partners."""
        view = self.parts.viewing.view
        if view.focus:
            self.expand(next(key for key in view.focus if key not in view.extra))
        else:
            self.parts.viewing.change(limit=min(view.limit * 3 // 2, MOST))

    def _toggle(self, entry: Entry) -> None:
        """Show only what an entry of the legend stands for, or everything again."""
        if entry.part == HULLS:
            self.shows_hulls = not self.shows_hulls
            self.draw()
        else:
            viewing = self.parts.viewing
            viewing.change_filter(**toggled(viewing.view, entry))

    def _cover(self, view: View) -> Floats | None:
        """Days of stock a product, where colours stand for them; None until they are known."""
        session = self.parts.session
        analysis, sales = session.analysis, session.analysed
        if view.colour_by is not ColourBy.STOCK_COVER or analysis is None or sales is None:
            return None
        if analysis not in self._covers:

            def take(days: Floats) -> None:
                self._covers[analysis] = days
                if self.parts.session.analysis is analysis:
                    self.draw()

            self.parts.jobs.run(
                "", lambda _progress: workflow.days_of_stock(sales, analysis), done=take,
                lane=COVERING, replaces=True, reads=True,
            )  # fmt: skip
        return self._covers.get(analysis)

    def _say(self) -> None:
        session, view = self.parts.session, self.parts.viewing.view
        if session.analysis is not None:
            self.trail.show_steps(self.parts.viewing.past, view, session.analysis.name_of)
            filtered = view.filter.parts > 0
            self.caption.setText(
                describe_scope(
                    session.analysis, self.canvas.whole, stale=session.is_stale, filtered=filtered
                )
            )

    def _restore_overview(self) -> None:
        if self._overview is not None and self._overview[1]:
            camera = self._overview[0]
            self.canvas.ease_to(camera.resized(self.canvas.width(), self.canvas.height()))
        else:
            self.canvas.show_all()

    def _lay_out(self) -> None:
        theme.set_role(self.caption, "hint")
        caption = QFrame()
        theme.set_role(caption, "bar")
        line = QHBoxLayout(caption)
        line.addWidget(self.trail)
        line.addWidget(self.caption, 1)
        line.addWidget(self.left_out)
        caption.setContentsMargins(3, -5, 0, -5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(caption)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.legend)
