"""The matrix of the pairs: caption, order, cells, what is pointed at, legend."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.views import MatrixOrder, MatrixShows, Mode, View
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.hand.commands import add_step_actions
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.matrix.canvas import MatrixCanvas
from xsell_desktop.ui.matrix.grid import build_grid, no_grid
from xsell_desktop.ui.matrix.legend import MatrixLegend
from xsell_desktop.ui.matrix.scale import scale_of
from xsell_desktop.ui.matrix.words import (
    describe_block,
    describe_cell,
    describe_grid,
    describe_product,
    order_words,
    shows_meaning,
    shows_words,
)
from xsell_desktop.ui.pairings.parts import Parts
from xsell_desktop.ui.widgets.choice import Choice


class MatrixSide(QWidget):
    """Draws what `Viewing` asks for while its mode is the matrix."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.parts = parts
        self.caption, self.readout = ElidedLabel(), ElidedLabel()
        self.order = Choice(_("Order of rows and columns"), 14)
        self.shows = Choice(_("What cells show"), 14)
        self.canvas = MatrixCanvas(parts.selection)
        add_step_actions(self.canvas, parts.viewing.show_steps)
        self.legend = MatrixLegend()
        self._late = True  # the session or the view changed while the graph was on show
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.canvas)

    def refresh(self, change: Change) -> None:
        """Follow the session."""
        if change.touches("analysis", "pairings", "settings", "products"):
            self._draw_soon()
        elif change.touches("sales"):
            self._say()

    def follow(self, _before: View) -> None:
        """Follow another way of looking."""
        self._draw_soon()

    def draw(self) -> None:
        """Show the grid as it now is."""
        session, view = self.parts.session, self.parts.viewing.view
        self._late = False
        if session.analysis is None:
            self.canvas.set_grid(no_grid())
            return
        grid = build_grid(session.analysis, session.plan, view)
        self.canvas.set_grid(grid)
        self.legend.show_scale(scale_of(grid.shows, grid.values()))
        for choice, value in ((self.order, view.matrix_order), (self.shows, view.matrix_shows)):
            choice.blockSignals(True)
            choice.setCurrentIndex(choice.findData(value))
            choice.blockSignals(False)
        self.shows.setToolTip(shows_meaning(view.matrix_shows))
        self._say()
        self._tell_chosen()

    def show_now(self) -> None:
        """Draw what changed while the graph was on show."""
        if self._late:
            self.draw()
        self.canvas.bring_selection()

    def retheme(self) -> None:
        """Take the theme's colours."""
        self.canvas.set_theme(theme.current())
        self.legend.set_theme(theme.current())

    def snapshot(self) -> dict[str, object]:
        """What is on show, as plain values."""
        return self.canvas.grid.snapshot()

    def fill_for_block(self, menu: QMenu) -> None:
        """What can be done with the pairs in the selected block."""
        decisions, pairs = self.parts.decisions, self.canvas.pairs_in_block()
        count = len(pairs)
        entries: tuple[tuple[str, Callable[[], None]], ...] = (
            (plural("Accept the {n} pairing in the block", "Accept the {n} pairings in the block",
                    count), lambda: decisions.accept_all(pairs)),
            (plural("Reject the {n} pairing in the block", "Reject the {n} pairings in the block",
                    count), lambda: decisions.reject_all(pairs)),
            (_("Pin them first in their lists"), lambda: decisions.pin_all(pairs)),
            (_("Lock them"), lambda: decisions.lock_all(pairs)),
            (_("Unlock them"), lambda: decisions.lock_all(pairs, False)),
            (_("Take their decisions back"), lambda: decisions.clear_all(pairs)),
        )  # fmt: skip
        for text, act in entries:
            action = menu.addAction(text)
            action.setEnabled(count > 0)
            action.triggered.connect(lambda _checked=False, act=act: act())

    def _draw_soon(self) -> None:
        """Draw if this side is on show, else when it will be."""
        self._late = True
        if self.parts.viewing.view.mode is Mode.MATRIX:
            self.draw()

    def _rule_on_block(self, what: str) -> None:
        decisions, pairs = self.parts.decisions, self.canvas.pairs_in_block()
        if not pairs:
            return
        rulings = [decisions.ruling(pair) for pair in pairs]
        acts: dict[str, Callable[[], None]] = {
            "accept": lambda: decisions.accept_all(pairs),
            "reject": lambda: decisions.reject_all(pairs),
            "pin": lambda: decisions.pin_all(pairs, not all(r.pinned for r in rulings)),
            "lock": lambda: decisions.lock_all(pairs, not all(r.locked for r in rulings)),
            "clear": lambda: decisions.clear_all(pairs),
        }
        acts[what]()

    def _say(self) -> None:
        session = self.parts.session
        if session.analysis is not None:
            self.caption.setText(
                describe_grid(
                    self.canvas.grid,
                    session.analysis,
                    stale=session.is_stale,
                    filtered=self.parts.viewing.view.filter.parts > 0,
                )
            )

    def _describe(self, row: int, column: int) -> str:
        session, grid = self.parts.session, self.canvas.grid
        if session.analysis is None:
            return ""
        if row >= 0 and column >= 0:
            return describe_cell(session.analysis, session.plan, grid, row, column)
        return describe_product(session.analysis, grid, max(row, column))

    def _tell_pointed(self, row: int, column: int) -> None:
        if row < 0 and column < 0:
            self._tell_chosen()
        else:
            self.readout.setText(self._describe(row, column))

    def _tell_chosen(self) -> None:
        """Say what is selected while nothing is pointed at."""
        canvas = self.canvas
        block, cell, places = canvas.block, canvas.chosen.cell, canvas.chosen.places
        if block is not None:
            pairs = canvas.count_in_block()
            text = describe_block(len(block.rows), len(block.columns), pairs)
        elif cell[0] >= 0:
            text = self._describe(*cell)
        elif len(places) == 1:
            text = self._describe(places[0], -1)
        else:
            text = _("Point at a cell or walk with the arrow keys to read it.")
        self.readout.setText(text)
        canvas.say_chosen(text)

    def _connect(self) -> None:
        viewing, canvas = self.parts.viewing, self.canvas
        for order, text in order_words().items():
            self.order.addItem(text, order)
        for shows, text in shows_words().items():
            self.shows.addItem(text, shows)
        self.order.activated.connect(
            lambda _row: viewing.change(matrix_order=MatrixOrder(self.order.currentData()))
        )
        self.shows.activated.connect(
            lambda _row: viewing.change(matrix_shows=MatrixShows(self.shows.currentData()))
        )
        canvas.pointed_at.connect(self._tell_pointed)
        canvas.chosen_changed.connect(self._tell_chosen)
        canvas.block_ruled.connect(self._rule_on_block)

    def _lay_out(self) -> None:
        theme.set_role(self.caption, "hint")
        theme.set_role(self.readout, "second")
        bar = QFrame()
        theme.set_role(bar, "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 3, 12, 3)
        row.addWidget(self.caption, 1)
        row.addWidget(self.order)
        row.addWidget(self.shows)
        foot = QFrame()
        theme.set_role(foot, "bar")
        said = QHBoxLayout(foot)
        said.setContentsMargins(12, 3, 12, 3)
        said.addWidget(self.readout)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.canvas, 1)
        column.addWidget(foot)
        column.addWidget(self.legend)
