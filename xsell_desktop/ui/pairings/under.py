"""Below the picture: the same pairs as a table, the orders behind one, and all decisions."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
)

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.message_edits import Replaced, replace_in_messages
from xsell_desktop.domain.plan import Decision, Pair
from xsell_desktop.domain.views import View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.lines import Codes
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.scene.scope import pairs_of, shown_in
from xsell_desktop.ui.dialogs.list_dialog import ListDialog
from xsell_desktop.ui.pairings.parts import Parts
from xsell_desktop.ui.settings import AppSettings
from xsell_desktop.ui.tables.cell_edits import CellEdits, today
from xsell_desktop.ui.tables.decisions_panel import DecisionsPanel
from xsell_desktop.ui.tables.orders_panel import OrdersPanel
from xsell_desktop.ui.tables.pairs_panel import PairsPanel
from xsell_desktop.workflow.pairing_lists.taking import PairingList, take_clipboard

AT_ONCE = 20_000  # letters of a clipboard that are understood while one waits


class Under(QFrame):
    """The table twin follows session and view; orders follow the selected pair while on show."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.parts = parts
        self.panel = PairsPanel()
        self.orders = OrdersPanel(parts.jobs)
        self.decided = DecisionsPanel(parts.session, parts.decisions)
        self.cells = CellEdits(parts.session, self.tell)
        self.list_dialog: ListDialog | None = None
        self.tabs, self.said = QTabBar(), QLabel()
        self.bars, self.pages = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self._connect()

    def refresh(self, change: Change) -> None:
        """Follow the session."""
        if change.touches("analysis", "pairings", "products"):
            self.tell("")
            self._show_table()
            self._count_replaced()
        if change.touches("analysis"):
            self._follow_orders()
        self.decided.refresh(change)
        self._name_tabs()

    def follow(self, before: View) -> None:
        """Follow another way of looking; the same one again when more is known of what it asks."""
        view = self.parts.viewing.view
        if before == view or _lists(before) != _lists(view):
            self._show_table()

    def use_settings(self, settings: AppSettings) -> None:
        """Show the columns chosen before, and remember which are chosen from now on."""
        columns = self.panel.columns
        columns.choose(settings.pair_columns)
        columns.chosen.connect(lambda: setattr(settings, "pair_columns", columns.asked))

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
            self.tabs.setCurrentIndex(1)
            self.pages.setCurrentWidget(self.orders)

    def tell(self, words: str) -> None:
        """Say why something asked for was not done, until the next edit."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def paste(self, text: str) -> None:
        """Take what a spreadsheet copied; several rows are shown before anything is done."""
        session, panel = self.parts.session, self.panel
        analysis, plan = session.analysis, session.plan
        if not text.strip():
            self.tell(_("There is no text on the clipboard."))
        if analysis is None or not text.strip():
            return
        spread = len(panel.table.rows_at_hand()) > 1
        place, day = panel.paste_place(text.count("\n") + 1), today()

        def read() -> PairingList:
            found = take_clipboard(text, *place, analysis, plan, day, spread=spread)
            found.compare(plan)
            return found

        if len(text) <= AT_ONCE:
            self._show_pasted(read())
        else:
            self.parts.jobs.run(
                _("Reading the clipboard"), lambda _progress: read(), done=self._show_pasted,
                lane="clipboard", replaces=True, reads=True,
            )  # fmt: skip

    def _show_pasted(self, found: PairingList) -> None:
        if self.cells.paste(found):
            return
        if self.list_dialog is not None:
            self.list_dialog.reject()
        self.list_dialog = ListDialog(self.window(), self.parts.session, found, pasted=True)
        self.list_dialog.finished.connect(lambda _code: setattr(self, "list_dialog", None))
        self.list_dialog.show()

    def _rule(self, verb: str, rows: list[int]) -> None:
        """Do with several rows what the same key does with one."""
        decisions = self.parts.decisions
        pairs = [target.pair for target in self.panel.targets(rows)]
        rulings = [decisions.ruling(pair) for pair in pairs]
        if verb == "pin":
            decisions.pin_all(pairs, not all(ruling.pinned for ruling in rulings))
        elif verb == "lock":
            decisions.lock_all(pairs, not all(ruling.locked for ruling in rulings))
        else:
            wanted = Decision.ACCEPTED if verb == "accept" else Decision.REJECTED
            act = decisions.accept_all if verb == "accept" else decisions.reject_all
            if all(ruling.decision is wanted for ruling in rulings):
                act = decisions.clear_all
            act(pairs)

    def _replaced(self) -> Replaced:
        wanted = self.panel.replace.wanted
        plan = self.parts.session.plan
        among = None
        if wanted.shown_only and wanted.find:
            written = [pair for pair, pairing in plan.pairings.items() if pairing.message]
            among = self.panel.those_shown(written)
        return replace_in_messages(plan, wanted.find, wanted.new, case=wanted.case, among=among)

    def _count_replaced(self) -> None:
        if self.panel.replace.isVisible():
            found = self._replaced()
            self.panel.replace.show_count(found.changed, found.locked)

    def _replace(self) -> None:
        found = self._replaced()
        words = plural("Replace in {n} message", "Replace in {n} messages", found.changed)
        self.parts.session.edit(words, found.plan)

    def _show_table(self) -> None:
        session, view = self.parts.session, self.parts.viewing.view
        analysis = session.analysis
        if analysis is not None:
            focus = view.focus[0] if view.focus else ""
            rows = self._rows(analysis, view)
            self.panel.show_pairs(analysis, session.plan, rows, focus, view.filter)
            self._show_selection()

    def _rows(self, analysis: Analysis, view: View) -> Codes:
        index = analysis.products.index
        if self.panel.shows_all:
            return np.arange(len(analysis.pairs), dtype=np.int32)
        known = [index[key] for key in view.focus if key in index]
        if known:
            found = np.concatenate([pairs_of(analysis, row) for row in known])
            _rows, first = np.unique(found, return_index=True)
            return found[np.sort(first)]
        rows = shown_in(analysis, self.parts.session.plan, view).rows
        return np.sort(rows[rows >= 0])

    def _show_selection(self) -> None:
        selection = self.parts.selection
        self.panel.show_selection(selection.pair, selection.products)

    def _take_selection(self) -> None:
        self._follow_orders()
        self._show_selection()
        self._name_tabs()

    def _follow_orders(self) -> None:
        """While orders are on show, show those of the pair that is selected."""
        if self.pages.currentWidget() is self.orders:
            if self.parts.selection.pair is None:
                self._close_orders()
            else:
                self.show_orders(self.parts.selection.pair)

    def _close_orders(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.pages.setCurrentWidget(self.panel)

    def _turn_to(self, tab: int) -> None:
        pair = self.parts.selection.pair
        if tab == 1 and pair is not None:
            self.show_orders(pair)
        else:
            self.pages.setCurrentIndex(tab)

    def _name_tabs(self) -> None:
        self.tabs.setTabEnabled(1, self.parts.selection.pair is not None)
        count = self.decided.total
        self.tabs.setTabText(2, _("Decisions · {n}").format(n=count) if count else _("Decisions"))

    def _connect(self) -> None:
        panel, table, cells = self.panel, self.panel.table, self.cells
        panel.pair_chosen.connect(self.choose_pair)
        panel.scope_changed.connect(self._show_table)
        panel.filter_asked.connect(lambda asked: self.parts.viewing.change_filter(**asked))
        table.edited.connect(
            lambda rows, field, text: cells.write(panel.targets(rows), field, text)
        )
        table.filled.connect(lambda rows, field: cells.fill(panel.targets(rows), field))
        table.pasted.connect(self.paste)
        table.ruled.connect(self._rule)
        panel.replace.changed.connect(self._count_replaced)
        panel.replace.asked.connect(self._replace)
        self.orders.closed.connect(self._close_orders)
        self.decided.pair_chosen.connect(self.choose_pair)
        self.decided.products_chosen.connect(self.parts.selection.select_products)
        self.decided.told.connect(self.tell)
        self.parts.decisions.told.connect(self.tell)
        self.parts.selection.changed.connect(self._take_selection)
        self.tabs.currentChanged.connect(self._turn_to)

    def _lay_out(self) -> None:
        theme.set_role(self.said, "caution")
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tabs.setAccessibleName(_("Below the picture"))
        for title, page, bar in (
            (_("Pairs"), self.panel, self.panel.bar),
            (_("Orders"), self.orders, self.orders.bar),
            (_("Decisions"), self.decided, self.decided.bar),
        ):
            self.tabs.addTab(title)
            self.pages.addWidget(page)
            self.bars.addWidget(bar)
        self.tabs.setTabToolTip(1, _("The orders behind the selected pair"))
        self.bars.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pages.currentChanged.connect(self.bars.setCurrentIndex)
        self._name_tabs()
        head = QHBoxLayout()
        head.setContentsMargins(6, 2, 12, 3)
        head.setSpacing(12)
        head.addWidget(self.tabs)
        head.addWidget(self.bars, 1)
        self.said.setContentsMargins(12, 0, 12, 4)
        self.said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.said)
        layout.addWidget(self.pages, 1)


def _lists(view: View) -> tuple[object, ...]:
    """What of a view decides which pairs are listed."""
    return view.focus, view.depth, view.limit, view.extra, view.filter
