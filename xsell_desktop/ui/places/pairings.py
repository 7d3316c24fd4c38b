"""Pairings: the graph, what is selected in it, and the same pairs as a table."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.plan import Direction, Pair
from xsell_desktop.domain.product_edits import merges_of
from xsell_desktop.domain.views import Mode, View
from xsell_desktop.texts import _
from xsell_desktop.ui import icons
from xsell_desktop.ui.canvas.bar.arrange_button import ArrangeButton
from xsell_desktop.ui.canvas.bar.filter_bar import FilterBar
from xsell_desktop.ui.canvas.hand.commands import add_pair_actions
from xsell_desktop.ui.canvas.scene.captions import being_counted, nothing_yet, too_little
from xsell_desktop.ui.canvas.scene.scope import usual_limit
from xsell_desktop.ui.canvas.scene.strangers import is_known
from xsell_desktop.ui.decisions import Decisions
from xsell_desktop.ui.filters.filtering import Filtering
from xsell_desktop.ui.inspector.inspector import WIDTH, Inspector
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.matrix.view import Block
from xsell_desktop.ui.pairings.graph_side import GraphSide
from xsell_desktop.ui.pairings.menus import Menus
from xsell_desktop.ui.pairings.parts import Parts
from xsell_desktop.ui.pairings.pictures import Pictures
from xsell_desktop.ui.pairings.under import Under
from xsell_desktop.ui.places.before import BeforeAnalysis
from xsell_desktop.ui.places.place import Place
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.viewing import Viewing

SETTLE_MS = 40  # pause of the slider after which the canvas follows


class PairingsPlace(Place):
    """`bundle_requested` carries the keys of products to make a bundle of, `policy_asked` the
    id of a policy."""

    key = "pairings"
    icon = "pairings"
    bundle_requested = Signal(list)
    policy_asked = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self.viewing = Viewing(self)
        self.decisions = Decisions(session)
        parts = Parts(session, jobs, selection, self.viewing, self.decisions)
        self.bar = FilterBar()
        self.graph = GraphSide(parts)
        self.canvas, self.legend, self.caption = (
            self.graph.canvas, self.graph.legend, self.graph.caption,
        )  # fmt: skip
        self.pictures = Pictures(parts, self.graph)
        self.bar.add(self.pictures.switch, 1)
        self.arrange = ArrangeButton(self.viewing)
        self.bar.add(self.arrange, 6)
        self.menus = Menus(parts, self.graph)
        self.filtering = Filtering(parts, self.bar, self.graph, self)
        self.under = Under(parts)
        self.panel, self.orders = self.under.panel, self.under.orders
        self.inspector = Inspector(session, jobs, selection, self.decisions)
        self.empty = BeforeAnalysis(self, nothing_yet(), being_counted())
        self._is_new = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(lambda: self.viewing.change(limit=self.bar.limit))
        self._lay_out()
        self._connect()
        self.retheme()
        self.setFocusProxy(self.pictures)

    @property
    def title(self) -> str:
        return _("Pairings")

    def refresh(self, change: Change) -> None:
        if change.touches("products") and (merges := merges_of(self.session.plan)):
            self.viewing.rename(merges)
            self.selection.rename(merges)
        self._is_new |= change.touches("sales") and change.touches("path")  # another project
        if change.touches("sales", "analysis"):
            self._show_state()
        if change.touches("analysis"):
            self._take_analysis()
            self.arrange.follow(self.session.analysis)
        self.pictures.refresh(change)
        self.under.refresh(change)
        if self._is_new and self.session.analysis is not None:
            self._is_new = False
            if not self.selection.products:  # what was in focus when it was last open
                self.selection.select_products(self.viewing.view.focus)
        if change.touches(
            "analysis", "pairings", "settings", "notes", "policies", "lists", "products"
        ):
            self.inspector.show_selection()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.pictures, self.pictures.setFocus)
        self.pictures.bring_selection()

    def retheme(self) -> None:
        self.pictures.retheme()
        icons.redress(self)

    def snapshot(self) -> dict[str, object]:
        """What is on show, as plain values."""
        return {"scene": self.canvas.scene.snapshot(), "table": self.panel.snapshot()}

    def focus_on(self, *keys: str) -> None:
        """Show products with their partners; '' or none shows the overview again."""
        analysis = self.session.analysis
        if analysis is None:
            return
        plan = self.session.plan
        known = tuple(key for key in keys if is_known(analysis, plan, key))
        if known or not any(keys):
            is_other = known != self.viewing.view.focus
            self.viewing.focus_on(known)
            if known and is_other:
                self.selection.select_products(known)
            self.pictures.setFocus()

    def find_product(self, key: str) -> None:
        """Select a product, bringing it and its partners onto the canvas if need be."""
        self.selection.select_products([key])
        self.pictures.bring_selection()
        self.pictures.setFocus()

    def _take_analysis(self) -> None:
        """Start anew with another analysis; what is still there stays in view."""
        analysis, view = self.session.analysis, self.viewing.view
        if analysis is None:
            return  # a project being opened is looked at as it was last
        self.bar.suggest_limit(usual_limit(analysis))
        self.bar.show_products(analysis)
        plan = self.session.plan
        focus = tuple(key for key in view.focus if is_known(analysis, plan, key))
        extra = tuple(key for key in view.extra if is_known(analysis, plan, key))
        self.viewing.show(replace(view, focus=focus, extra=extra, limit=self.bar.limit))

    def _follow(self, before: View) -> None:
        """Take another way of looking."""
        self.pictures.follow(before)
        self.under.follow(before)
        focus = self.viewing.view.focus
        self.bar.show_place(
            focused=bool(focus),
            depth=self.viewing.view.depth,
            back=bool(self.viewing.past),
            forward=bool(self.viewing.future),
        )
        self.inspector.show_focus(focus[0] if focus else "")

    def _show_state(self) -> None:
        """The canvas, or what to do or wait for when there is nothing to draw yet."""
        analysis = self.session.analysis
        if analysis is None:
            self.empty.tell()
        elif not len(analysis.pairs):
            self.empty.say(*too_little(analysis))
        has_pairs = analysis is not None and len(analysis.pairs) > 0
        self.states.setCurrentWidget(self.content if has_pairs else self.empty)

    def _take_selection(self) -> None:
        if self.isVisible():
            self.pictures.bring_selection()
        self.inspector.show_selection()

    def show_orders(self, pair: Pair) -> None:
        """List the orders behind a pair where the table of pairs is."""
        self.under.show_orders(pair)
        self.bar.table.setChecked(True)

    def _open_orders(self, pair: Pair) -> None:
        self.show_orders(pair)
        self.orders.table.setFocus()

    def _draw(self, pair: Pair, direction: Direction) -> None:
        self.decisions.draw(pair, direction)
        self.under.choose_pair(pair)

    def _write_message(self) -> None:
        if self.selection.pair is not None:
            self.bar.details.setChecked(True)
            self.inspector.edit_message()

    def review(self) -> None:
        """Walk the undecided suggestions that pass the filter, one by one."""
        if self.session.analysis is not None:
            self.bar.details.setChecked(True)
            self.inspector.review.start(self.viewing.view.filter)

    def _show_in_matrix(self, keys: tuple[str, ...]) -> None:
        self.viewing.change(mode=Mode.MATRIX)
        self.selection.select_products(keys)
        self.pictures.bring_selection()
        self.pictures.setFocus()

    def _choose_days(self) -> None:
        self.bar.details.setChecked(True)
        self.inspector.edit_season()

    def _write_note(self) -> None:
        self.bar.details.setChecked(True)
        self.inspector.edit_note()

    def _open_menu(self, thing: object, spot: QPoint) -> None:
        menu = self.menus.make(None if isinstance(thing, Block) else thing)
        if isinstance(thing, Block):
            menu.clear()
            self.pictures.matrix.fill_for_block(menu)
        menu.popup(spot)

    def _open_table_menu(self, at: QPoint) -> None:
        table = self.panel.table
        pairs = [target.pair for target in self.panel.targets(table.chosen_rows())]
        if pairs:
            thing: object = pairs[0] if len(pairs) == 1 else pairs
            self._open_menu(thing, table.viewport().mapToGlobal(at))

    def _connect(self) -> None:
        canvas, bar, menus = self.canvas, self.bar, self.menus
        matrix = self.pictures.matrix.canvas
        self.viewing.changed.connect(self._follow)
        self.selection.changed.connect(self._take_selection)
        canvas.pairing_drawn.connect(self._draw)
        menus.drawn.connect(self.under.choose_pair)
        menus.matrix_asked.connect(self._show_in_matrix)
        menus.bundle_requested.connect(self.bundle_requested)
        menus.message_asked.connect(self._write_message)
        menus.note_asked.connect(self._write_note)
        menus.season_asked.connect(self._choose_days)
        for source in (canvas, menus):
            source.focus_asked.connect(lambda keys: self.focus_on(*keys))
        matrix.focus_asked.connect(self.focus_on)
        for picture in (canvas, matrix):
            picture.menu_asked.connect(self._open_menu)
        self.panel.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.panel.table.customContextMenuRequested.connect(self._open_table_menu)
        bar.found.connect(self.find_product)
        bar.limit_changed.connect(lambda _limit: self._settle.start())
        bar.overview_asked.connect(self.focus_on)
        bar.back_asked.connect(self.viewing.back)
        bar.forward_asked.connect(self.viewing.forward)
        bar.depth_asked.connect(lambda depth: self.viewing.change(depth=depth))
        bar.fit_asked.connect(self.pictures.show_all)
        bar.zoomed.connect(self.pictures.zoom_by)
        bar.lasso.toggled.connect(canvas.set_lasso)
        self.graph.lasso_asked.connect(bar.lasso.setChecked)
        bar.table_shown.connect(self.under.setVisible)
        bar.details_shown.connect(self.inspector.setVisible)
        self.inspector.focus_asked.connect(self.focus_on)
        self.inspector.orders_asked.connect(self._open_orders)
        self.inspector.policy_asked.connect(self.policy_asked)
        self.inspector.review_asked.connect(self.review)
        self.inspector.review_ended.connect(self.pictures.setFocus)
        self.inspector.bundle_requested.connect(self.bundle_requested)
        self._add_actions()

    def _add_actions(self) -> None:
        add_pair_actions(
            self,
            {
                **self.menus.handlers(),
                "message": self._write_message,
                "review": self.review,
                "focus": lambda: self.focus_on(*self.selection.products),
                "toggle": self.pictures.toggle,
                "find": self.bar.search.setFocus,
            },
        )

    def _lay_out(self) -> None:
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.filtering.chips)
        column.addWidget(self.pictures, 1)
        column.addWidget(self.filtering.months)
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.addWidget(above)
        left.addWidget(self.under)
        left.setStretchFactor(0, 3)
        left.setStretchFactor(1, 1)
        left.setSizes([520, 240])
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
