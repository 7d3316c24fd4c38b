"""Pairings: the graph, what is selected in it, and the same pairs as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.plan import Pair
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.lines import Codes
from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.canvas.canvas import GraphCanvas
from xsell_desktop.ui.canvas.captions import (
    being_counted,
    describe,
    describe_scope,
    nothing_yet,
    too_little,
)
from xsell_desktop.ui.canvas.commands import add_pair_actions
from xsell_desktop.ui.canvas.filter_bar import FilterBar
from xsell_desktop.ui.canvas.legend import Legend
from xsell_desktop.ui.canvas.menu import CanvasMenu
from xsell_desktop.ui.canvas.pair_filter import PairFilter
from xsell_desktop.ui.canvas.scene import build_scene, no_scene, sized_by_revenue
from xsell_desktop.ui.canvas.scope import Scope, pairs_of, usual_limit
from xsell_desktop.ui.decisions import Decisions
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.inspector.inspector import WIDTH, Inspector
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places.before import BeforeAnalysis
from xsell_desktop.ui.places.place import Place
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.tables.orders_panel import OrdersPanel
from xsell_desktop.ui.tables.pairs_panel import PairsPanel

MOST_GUESTS = 4  # products shown beside the overview because they were asked for
SETTLE_MS = 40  # pause of the slider after which the canvas follows


class PairingsPlace(Place):
    """`bundle_requested` carries the keys of products to make a bundle of."""

    key = "pairings"
    icon = "pairings"
    bundle_requested = Signal(list)

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self.scope = Scope()
        self.decisions = Decisions(session)
        self.bar = FilterBar()
        self.caption = ElidedLabel()
        self.canvas = GraphCanvas(selection)
        self.legend = Legend(theme.current())
        self.panel = PairsPanel()
        self.orders = OrdersPanel(jobs)
        self.inspector = Inspector(session, jobs, selection, self.decisions)
        self.empty = BeforeAnalysis(self, nothing_yet(), being_counted())
        self.under = QStackedWidget()
        self._overview_camera: object = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._take_limit)
        self._lay_out()
        self._connect()
        self.retheme()
        self.setFocusProxy(self.canvas)

    @property
    def title(self) -> str:
        return _("Pairings")

    def refresh(self, change: Change) -> None:
        if change.touches("sales", "analysis"):
            self._show_state()
        if change.touches("sales", "settings"):
            self._show_caption()
        if change.touches("analysis"):
            self._take_analysis()
        elif change.touches("pairings", "positions", "settings"):
            self._show_scene()
        if change.touches("analysis", "pairings"):
            self._show_table()
        if change.touches("analysis"):
            self._follow_orders()
        if change.touches("analysis", "pairings", "settings", "notes", "policies"):
            self.inspector.show_selection()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.canvas, self.canvas.setFocus)
        self._bring_selection()

    def retheme(self) -> None:
        self.canvas.set_theme(theme.current())
        self.legend.set_theme(theme.current())
        icons.redress(self)

    def snapshot(self) -> dict[str, object]:
        """What is on show, as plain values."""
        return {"scene": self.canvas.scene.snapshot(), "table": self.panel.snapshot()}

    def focus_on(self, key: str) -> None:
        """Show one product with all its partners; '' shows the overview again."""
        analysis = self.session.analysis
        if analysis is None or (key and key not in analysis.products.index):
            return
        before = self.scope.focus
        if key == before:
            return
        if not before:
            self._overview_camera = (self.canvas.camera, self.canvas.was_moved)
        self.scope = replace(self.scope, focus=key, limit=self.bar.limit)
        if key:
            self.selection.select_products([key])
        self._show_scene(fit=bool(key))
        self._show_table()
        if not key:
            self._restore_overview()
        self.canvas.setFocus()

    def find_product(self, key: str) -> None:
        """Select a product, bringing it and its partners onto the canvas if need be."""
        self.selection.select_products([key])
        self._bring_selection()
        self.canvas.setFocus()

    def _bring_selection(self) -> None:
        """Show what was selected elsewhere: the newest guests come with their partners."""
        analysis, selection = self.session.analysis, self.selection
        if analysis is None or not selection.products:
            return
        if self.scope.focus and self.canvas.scene.node(selection.product) < 0:
            pair = selection.pair
            self.focus_on(selection.product)
            if pair is not None:
                selection.select_pair(pair, selection.product)
        wanted = dict.fromkeys((*selection.products, *(selection.pair or ())))
        known = [key for key in wanted if key in analysis.products.index][:MOST_GUESTS]
        guests = [key for key in known if self.canvas.scene.node(key) < 0]
        if guests and not self.scope.focus:
            extra = dict.fromkeys((*self.scope.extra, *guests))
            extra_keys = tuple(extra)[-MOST_GUESTS:]
            self.scope = replace(self.scope, limit=self.bar.limit, extra=extra_keys)
            self._show_scene()
            self._show_table()
        nodes = [node for node in map(self.canvas.scene.node, known) if node >= 0]
        if not self.canvas.sees(nodes):
            self.canvas.show_nodes(nodes)

    def _take_analysis(self) -> None:
        """Start anew with another analysis; what is still there stays selected."""
        analysis = self.session.analysis
        if analysis is None:
            self.scope = Scope("", self.bar.limit, filter=self.scope.filter)
            self.canvas.set_scene(no_scene())
            return
        self.bar.suggest_limit(usual_limit(analysis))
        known = analysis.products.index
        focus = self.scope.focus if self.scope.focus in known else ""
        extra = tuple(key for key in self.scope.extra if key in known)
        self.scope = Scope(focus, self.bar.limit, extra, self.scope.filter)
        self.bar.show_products(analysis.products)
        self._show_scene(fit=True)

    def _show_scene(self, *, fit: bool = False) -> None:
        analysis = self.session.analysis
        if analysis is None:
            return
        scene = build_scene(analysis, self.session.plan, self.scope)
        self.canvas.set_scene(scene)
        if fit:
            self.canvas.show_all()
        self.bar.show_focus(bool(self.scope.focus))
        self.inspector.show_focus(self.scope.focus)
        self.legend.show_families(scene.families, by_revenue=sized_by_revenue(analysis))
        self._show_caption()

    def _show_caption(self) -> None:
        analysis = self.session.analysis
        if analysis is not None:
            stale = self.session.is_stale
            filtered = self.scope.filter.parts > 0
            self.caption.setText(
                describe_scope(analysis, self.canvas.scene, stale=stale, filtered=filtered)
            )

    def _show_table(self) -> None:
        analysis = self.session.analysis
        if analysis is not None:
            focus = self.scope.focus
            rows = self._table_rows(analysis)
            passing = self.scope.filter.passing(analysis, self.session.plan)
            self.panel.show_pairs(analysis, self.session.plan, rows, focus, passing)
            self.panel.show_selection(self.selection.pair)

    def _table_rows(self, analysis: Analysis) -> Codes:
        if self.panel.shows_all:
            return np.arange(len(analysis.pairs), dtype=np.int32)
        if self.scope.focus:
            return pairs_of(analysis, analysis.products.index[self.scope.focus])
        rows = self.canvas.scene.rows
        return np.sort(rows[rows >= 0])

    def _show_state(self) -> None:
        """The canvas, or what to do or wait for when there is nothing to draw yet."""
        analysis = self.session.analysis
        if analysis is None:
            self.empty.tell()
        elif not len(analysis.pairs):
            self.empty.say(*too_little(analysis))
        has_pairs = analysis is not None and len(analysis.pairs) > 0
        self.states.setCurrentWidget(self.content if has_pairs else self.empty)

    def _restore_overview(self) -> None:
        if isinstance(self._overview_camera, tuple):
            camera, moved = self._overview_camera
            if moved:
                self.canvas.set_camera(camera.resized(self.canvas.width(), self.canvas.height()))
                return
        self.canvas.show_all()

    def _take_limit(self) -> None:
        self.scope = replace(self.scope, limit=self.bar.limit)
        self._show_scene()
        self._show_table()

    def _take_filter(self, pair_filter: PairFilter) -> None:
        self.scope = replace(self.scope, filter=pair_filter)
        self._show_scene()
        self._show_table()

    def _take_selection(self) -> None:
        if self.isVisible():
            self._bring_selection()
        self.inspector.show_selection()
        self._follow_orders()
        self.panel.show_selection(self.selection.pair)

    def show_orders(self, pair: Pair) -> None:
        """List the orders behind a pair where the table of pairs is."""
        analysis, sales = self.session.analysis, self.session.analysed
        if analysis is not None and sales is not None:
            self.orders.show_orders(sales, analysis, pair)
            self.under.setCurrentWidget(self.orders)
            self.bar.table.setChecked(True)

    def _open_orders(self, pair: Pair) -> None:
        self.show_orders(pair)
        self.orders.table.setFocus()

    def _follow_orders(self) -> None:
        """While orders are on show, show those of the pair that is selected."""
        if self.under.currentWidget() is self.orders:
            if self.selection.pair is None:
                self._close_orders()
            else:
                self.show_orders(self.selection.pair)

    def _close_orders(self) -> None:
        self.under.setCurrentWidget(self.panel)

    def _choose_pair(self, pair: Pair) -> None:
        focus = self.scope.focus or self.selection.product
        self.selection.select_pair(pair, focus if focus in pair else "")

    def _with_pair(self, act: Callable[[Pair], None]) -> Callable[[], None]:
        def run() -> None:
            if self.selection.pair is not None:
                act(self.selection.pair)

        return run

    def _draw(self, pair: Pair) -> None:
        self.decisions.draw(pair)
        self._choose_pair(pair)

    def _write_message(self) -> None:
        if self.selection.pair is not None:
            self.bar.details.setChecked(True)
            self.inspector.edit_message()

    def _open_menu(self, thing: object, spot: QPoint) -> None:
        menu = CanvasMenu(self, self.decisions)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        plan = self.session.plan
        if isinstance(thing, Pair):
            menu.fill_for_pair(thing, self._write_message)
        elif isinstance(thing, str):
            menu.fill_for_products(
                self.selection.products or (thing,), plan, self.focus_on, self.bundle_requested.emit
            )
        else:
            back = (lambda: self.focus_on("")) if self.scope.focus else None
            menu.fill_for_canvas(plan, self.canvas.show_all, back)
        menu.popup(spot)

    def _connect(self) -> None:
        canvas, bar = self.canvas, self.bar
        canvas.describe = lambda thing: describe(self.session.analysis, self.session.plan, thing)
        canvas.products_moved.connect(self.decisions.move)
        canvas.pairing_drawn.connect(self._draw)
        canvas.focus_asked.connect(self.focus_on)
        canvas.menu_asked.connect(self._open_menu)
        bar.found.connect(self.find_product)
        bar.limit_changed.connect(lambda _limit: self._settle.start())
        bar.filtered.connect(self._take_filter)
        bar.overview_asked.connect(lambda: self.focus_on(""))
        bar.fit_asked.connect(canvas.show_all)
        bar.zoomed.connect(canvas.zoom_by)
        bar.table_shown.connect(self.under.setVisible)
        bar.details_shown.connect(self.inspector.setVisible)
        self.panel.pair_chosen.connect(self._choose_pair)
        self.panel.scope_changed.connect(self._show_table)
        self.orders.closed.connect(self._close_orders)
        self.inspector.focus_asked.connect(self.focus_on)
        self.inspector.orders_asked.connect(self._open_orders)
        self.inspector.bundle_requested.connect(self.bundle_requested)
        self.selection.changed.connect(self._take_selection)
        add_pair_actions(
            self,
            {
                "accept": self._with_pair(self.decisions.accept),
                "reject": self._with_pair(self.decisions.reject),
                "pin": self._with_pair(self.decisions.pin),
                "clear": self._with_pair(self.decisions.clear),
                "message": self._write_message,
                "focus": lambda: self.focus_on(self.selection.product),
                "find": bar.search.setFocus,
            },
        )

    def _lay_out(self) -> None:
        theme.set_role(self.caption, "hint")
        caption = QFrame()
        theme.set_role(caption, "bar")
        QHBoxLayout(caption).addWidget(self.caption)
        caption.setContentsMargins(3, -5, 0, -5)
        graph = QWidget()
        column = QVBoxLayout(graph)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in ((self.bar, 0), (caption, 0), (self.canvas, 1),
                                (self.legend, 0)):  # fmt: skip
            column.addWidget(widget, stretch)
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.addWidget(graph)
        for below in (self.panel, self.orders):
            self.under.addWidget(below)
        left.addWidget(self.under)
        left.setStretchFactor(0, 3)
        left.setStretchFactor(1, 1)
        left.setSizes([560, 200])
        self.content = QSplitter(Qt.Orientation.Horizontal)
        self.content.setChildrenCollapsible(False)
        self.content.addWidget(left)
        self.content.addWidget(self.inspector)
        self.content.setStretchFactor(0, 1)
        self.content.setSizes([860, WIDTH])
        self.states = QStackedWidget()
        self.states.addWidget(self.empty)
        self.states.addWidget(self.content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.states)
