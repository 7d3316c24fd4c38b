"""Below the graph: the same pairs as a table, or the orders behind one of them."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QStackedWidget

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.plan import Pair
from xsell_desktop.domain.views import View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.passing import passing_pairs
from xsell_desktop.sales.lines import Codes
from xsell_desktop.ui.canvas.scope import pairs_of, shown_in
from xsell_desktop.ui.pairings.parts import Parts
from xsell_desktop.ui.tables.orders_panel import OrdersPanel
from xsell_desktop.ui.tables.pairs_panel import PairsPanel


class Under(QStackedWidget):
    """The table twin follows session and view; orders follow the selected pair while on show."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.parts = parts
        self.panel = PairsPanel()
        self.orders = OrdersPanel(parts.jobs)
        for below in (self.panel, self.orders):
            self.addWidget(below)
        self.panel.pair_chosen.connect(self.choose_pair)
        self.panel.scope_changed.connect(self._show_table)
        self.orders.closed.connect(self._close_orders)
        parts.selection.changed.connect(self._take_selection)

    def refresh(self, change: Change) -> None:
        """Follow the session."""
        if change.touches("analysis", "pairings", "products"):
            self._show_table()
        if change.touches("analysis"):
            self._follow_orders()

    def follow(self, _before: View) -> None:
        """Follow another way of looking."""
        self._show_table()

    def choose_pair(self, pair: Pair) -> None:
        """Select a pair, seen from the product in focus where it is one of the two."""
        focus, selection = self.parts.viewing.view.focus, self.parts.selection
        anchor = focus[0] if focus else selection.product
        selection.select_pair(pair, anchor if anchor in pair else "")

    def show_orders(self, pair: Pair) -> None:
        """List the orders behind a pair where the table of pairs is."""
        analysis, sales = self.parts.session.analysis, self.parts.session.analysed
        if analysis is not None and sales is not None:
            self.orders.show_orders(sales, analysis, pair)
            self.setCurrentWidget(self.orders)

    def _show_table(self) -> None:
        session, view = self.parts.session, self.parts.viewing.view
        analysis = session.analysis
        if analysis is not None:
            focus = view.focus[0] if view.focus else ""
            passing = passing_pairs(analysis, session.plan, view.filter)
            rows = self._rows(analysis, view)
            self.panel.show_pairs(analysis, session.plan, rows, focus, passing)
            self.panel.show_selection(self.parts.selection.pair)

    def _rows(self, analysis: Analysis, view: View) -> Codes:
        if self.panel.shows_all:
            return np.arange(len(analysis.pairs), dtype=np.int32)
        known = [key for key in view.focus if key in analysis.products.index]
        if known:
            return pairs_of(analysis, analysis.products.index[known[0]])
        rows = shown_in(analysis, self.parts.session.plan, view).rows
        return np.sort(rows[rows >= 0])

    def _take_selection(self) -> None:
        self._follow_orders()
        self.panel.show_selection(self.parts.selection.pair)

    def _follow_orders(self) -> None:
        """While orders are on show, show those of the pair that is selected."""
        if self.currentWidget() is self.orders:
            if self.parts.selection.pair is None:
                self._close_orders()
            else:
                self.show_orders(self.parts.selection.pair)

    def _close_orders(self) -> None:
        self.setCurrentWidget(self.panel)
