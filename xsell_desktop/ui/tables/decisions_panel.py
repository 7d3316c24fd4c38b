"""Every decision with its date, and those about products that are not in the sales any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.domain.product_edits import move_decisions
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.bar.overflow import OverflowRow
from xsell_desktop.ui.decisions import Decisions
from xsell_desktop.ui.questions import ask
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.tables.cell_edits import locked_words
from xsell_desktop.ui.tables.decided_columns import decided_columns, sort_words
from xsell_desktop.ui.tables.move_form import MoveForm
from xsell_desktop.ui.widgets.choice import Choice
from xsell_desktop.ui.widgets.table import DataTable
from xsell_desktop.workflow.decided import (
    Decided,
    Mapped,
    Sort,
    clear_matches,
    gone_products,
    list_decisions,
    take_back,
)

PARTS = ("pairings", "lists", "bundles", "products", "notes", "positions")
NAMED = 12  # products named before all that clearly match are moved
GONE = "gone"


class DecisionsPanel(QWidget):
    """`bar` holds the controls, for whoever lays the panel out.

    `pair_chosen` carries a Pair, `products_chosen` keys, `told` why nothing was done.
    """

    pair_chosen = Signal(object)
    products_chosen = Signal(list)
    told = Signal(str)

    def __init__(self, session: Session, decisions: Decisions) -> None:
        super().__init__()
        self._session, self._decisions = session, decisions
        self._listed: tuple[Decided, ...] = ()
        self._matches: Sequence[Mapped] = ()
        self._behind = True
        self.table = DataTable()
        self.table.setAccessibleName(_("Table of decisions"))
        theme.set_role(self.table, "dense")
        self.kinds = Choice(_("Which decisions"), 9)
        self.kinds.addItem(_("All decisions"), "")
        for sort, words in sort_words().items():
            self.kinds.addItem(words, sort.value)
        self.kinds.addItem(_("Not in these sales"), GONE)
        self.back = QPushButton(_("Take back"))
        self.back.setToolTip(_("Take the selected decisions back (Del)"))
        self.mover = QPushButton(_("Move to another product…"))
        self.match = QPushButton()
        theme.set_role(self.match, "link")
        self.warning, self.gone, self.count = QFrame(), QLabel(), QLabel()
        theme.set_role(self.gone, "caution")
        theme.set_role(self.count, "hint")
        self.bar = OverflowRow()
        self.form = MoveForm()
        self.form.chosen.connect(decisions.move_decisions)
        self.form.closed.connect(self.table.setFocus)
        self.kinds.currentIndexChanged.connect(self._filter)
        self.table.chosen.connect(self._choose)
        self.table.installEventFilter(self)
        self.back.clicked.connect(self._take_back)
        self.mover.clicked.connect(self._ask_to_move)
        self.match.clicked.connect(self._ask_to_match)
        self._lay_out()
        self.warning.hide()
        self._enable()

    @property
    def total(self) -> int:
        """How many decisions there are."""
        plan = self._session.plan
        return sum(len(getattr(plan, part)) for part in PARTS)

    def sizeHint(self) -> QSize:
        return QSize(860, 190)

    def refresh(self, change: Change) -> None:
        """Follow the session; the list is made when it is seen."""
        if change.touches("analysis", *PARTS):
            self._behind = True
            if self.isVisible():
                self._list()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Del takes back, rather than what it does elsewhere in the place."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take_back()
                return True
        return False

    def snapshot(self) -> list[tuple[str, ...]]:
        """The rows on show as texts."""
        self._list()
        columns = self.table.columns
        return [tuple(c.write(int(row)) for c in columns.columns) for row in columns.shown]

    def _list(self) -> None:
        if not self._behind:
            return
        self._behind = False
        before = [self._listed[row] for row in self.table.chosen_rows()]
        analysis = self._session.analysis
        self._listed = list_decisions(self._session.plan, analysis)
        self.table.set_columns(decided_columns(self._listed, self._decisions.name_of))
        self.table.choose(
            [row for row, one in enumerate(self._listed) if one in before], scroll=False
        )
        counts = gone_products(self._listed)
        about = sum(bool(one.gone) for one in self._listed)
        self.gone.setText(
            plural(
                "{n} decision is about products that are not in these sales.",
                "{n} decisions are about products that are not in these sales.",
                about,
            )
        )
        matches = clear_matches(counts, analysis) if counts and analysis is not None else ()
        self.match.setText(
            plural("Move {n} that clearly matches…", "Move {n} that clearly match…", len(matches))
        )
        self.warning.setVisible(about > 0)
        self.match.setVisible(bool(matches))
        self._matches = matches
        self._filter()
        self._enable()

    def _filter(self) -> None:
        wanted = self.kinds.currentData()
        shown = np.array(
            [not wanted or (bool(one.gone) if wanted == GONE else one.sort == wanted)
             for one in self._listed], dtype=np.bool_,
        )  # fmt: skip
        self.table.columns.filter(shown)
        self.count.setText(
            _("{shown} of {total} decisions").format(
                shown=count_text(int(shown.sum())), total=count_text(len(shown))
            )
        )

    def _chosen(self) -> list[Decided]:
        return [self._listed[row] for row in self.table.chosen_rows()]

    def _choose(self, _rows: list[int]) -> None:
        chosen = self._chosen()
        self._enable()
        if len(chosen) == 1:
            if chosen[0].sort is Sort.PAIRING:
                self.pair_chosen.emit(pair_of(*chosen[0].products))
            else:
                self.products_chosen.emit(list(chosen[0].products))

    def _enable(self) -> None:
        chosen = self._chosen()
        self.back.setEnabled(bool(chosen))
        self.mover.setEnabled(len(chosen) == 1 and bool(chosen[0].gone))

    def _take_back(self) -> None:
        chosen, plan = self._chosen(), self._session.plan
        for one in chosen:
            plan = take_back(plan, one)
        locked = sum(one.locked for one in chosen)
        text = plural("Take {n} decision back", "Take {n} decisions back", len(chosen) - locked)
        self._session.edit(text, plan)
        if locked:
            self.told.emit(locked_words(locked))

    def _ask_to_move(self) -> None:
        analysis, chosen = self._session.analysis, self._chosen()
        if analysis is not None and chosen and chosen[0].gone:
            self.form.open(analysis, chosen[0].gone[0])

    def _ask_to_match(self) -> None:
        """Show what would be moved where, then do it in one step."""
        name: Callable[[str], str] = self._decisions.name_of
        lines = [
            _("{gone} → {product}").format(gone=one.gone, product=f"{name(one.to)} ({one.to})")
            for one in self._matches[:NAMED]
        ]
        more = len(self._matches) - NAMED
        if more > 0:
            lines.append(plural("and {n} more", "and {n} more", more))
        text = plural(
            "Move decisions of {n} product", "Move decisions of {n} products", len(self._matches)
        )
        matches = tuple(self._matches)
        ask(
            self.window(), text, "\n".join(lines),
            [(text, QMessageBox.ButtonRole.AcceptRole, lambda: self._match(matches, text))],
        )  # fmt: skip

    def _match(self, matches: Sequence[Mapped], text: str) -> None:
        plan: Plan = self._session.plan
        for one in matches:
            plan = move_decisions(plan, one.gone, one.to)
        self._session.edit(text, plan)

    def _lay_out(self) -> None:
        self.bar.add(self.kinds)
        self.bar.add(self.back, leaves=1)
        self.bar.add(self.mover, leaves=1)
        self.bar.add(self.count)
        line = QHBoxLayout(self.warning)
        line.setContentsMargins(12, 0, 12, 5)
        line.setSpacing(12)
        line.addWidget(self.gone)
        line.addWidget(self.match)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.warning)
        layout.addWidget(self.form)
        layout.addWidget(self.table, 1)
