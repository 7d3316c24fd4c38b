"""Several products at once: a bundle of them, or a ruling on all their pairs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.plan import Pair, Plan, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.inspector.bulk_rulings import BulkRulings
from xsell_desktop.ui.inspector.pair_sets import pairs_among, pairs_at
from xsell_desktop.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from xsell_desktop.ui.decisions import Decisions
    from xsell_desktop.workflow import Next

LISTED = 14
NEXT, NEXT_WIDTH = 5, 290
LARGEST_BUNDLE = 12  # products; more in one bundle is a slip of the rubber band


class SeveralPage(QWidget):
    """`bundle_requested` carries the product keys, `product_chosen` one that completes them."""

    bundle_requested = Signal(list)
    product_chosen = Signal(str)

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        self._keys: tuple[str, ...] = ()
        self._sets: tuple[tuple[Pair, ...], tuple[Pair, ...]] = ((), ())
        self._plan = Plan()
        self.heading, self.names, self.among = QLabel(), QLabel(), QLabel()
        self.bundle = QPushButton(_("Make a bundle of these"))
        self.draw = QPushButton(_("Pair these two by hand"))
        self.scopes = (QPushButton(), QPushButton())
        self.bulk = BulkRulings(decisions)
        self.accept, self.reject = self.bulk.accept, self.bulk.reject
        self.next_title = QLabel(_("With these in the basket, next"))
        self.next = [QPushButton() for _n in range(NEXT)]
        self._next_keys: list[str] = []
        self.bundle.clicked.connect(lambda: self.bundle_requested.emit(list(self._keys)))
        self.draw.clicked.connect(lambda: self._draw(decisions))
        for number, scope in enumerate(self.scopes):
            scope.setCheckable(True)
            theme.set_role(scope, "segment")
            scope.clicked.connect(partial(self._choose_scope, number))
        self.scopes[0].setChecked(True)
        theme.set_role(self.heading, "heading")
        theme.set_role(self.bundle, "primary")
        theme.set_role(self.among, "second")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        for widget in (self.heading, self.names, self.bundle, self.draw, self.among):
            layout.addWidget(widget)
        scopes = Flow(6)
        for scope in self.scopes:
            scopes.addWidget(scope)
        layout.addLayout(scopes)
        layout.addWidget(self.bulk)
        for label in (self.heading, self.names, self.among):
            label.setWordWrap(True)
        self.next_title.setStyleSheet("font-weight: 600")
        layout.addWidget(self.next_title)
        for place, button in enumerate(self.next):
            theme.set_role(button, "link")
            button.clicked.connect(partial(self._choose_next, place))
            layout.addWidget(button)
        self.show_next(None, ())
        layout.addStretch(1)

    def show_next(self, analysis: Analysis | None, found: Sequence[Next]) -> None:
        """Take the products that complete the basket; none hides the section."""
        self._next_keys = [one.key for one in found[:NEXT]]
        self.next_title.setVisible(bool(found))
        for place, button in enumerate(self.next):
            button.setVisible(place < len(self._next_keys))
            if place < len(self._next_keys) and analysis is not None:
                one = found[place]
                name = analysis.name_of(one.key)
                metrics = button.fontMetrics()
                short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, NEXT_WIDTH)
                button.setText(short.replace("&", "&&"))
                button.setToolTip(_next_words(one, name))
                button.setAccessibleName(_next_words(one, name))

    def _choose_next(self, place: int) -> None:
        self.product_chosen.emit(self._next_keys[place])

    def _draw(self, decisions: Decisions) -> None:
        if len(self._keys) == 2:
            decisions.draw(pair_of(*self._keys))

    def show_products(self, analysis: Analysis, plan: Plan, keys: tuple[str, ...]) -> None:
        """Take another set of products, or the same after a decision."""
        if keys != self._keys:
            self._choose_scope(0)
        self._keys, self._plan = keys, plan
        self._sets = pairs_among(analysis, plan, keys), pairs_at(analysis, plan, keys)
        names = [analysis.name_of(key) for key in keys]
        self.heading.setText(plural("{n} product selected", "{n} products selected", len(keys)))
        listed = [f"• {name}" for name in names[:LISTED]]
        if len(names) > LISTED:
            listed.append(plural("and {n} more", "and {n} more", len(names) - LISTED))
        self.names.setText("\n".join(listed))
        self.bundle.setEnabled(2 <= len(keys) <= LARGEST_BUNDLE)
        self.bundle.setToolTip(
            ""
            if self.bundle.isEnabled()
            else _("A bundle has 2 to {n} products.").format(n=LARGEST_BUNDLE)
        )
        self.draw.setVisible(len(keys) == 2)
        count = len(self._sets[0])
        self.among.setText(
            plural(
                "{n} pair among them is beyond chance or yours.",
                "{n} pairs among them are beyond chance or yours.",
                count,
            )
            if count
            else _("The sales show no pair beyond chance among them.")
        )
        for scope, text, pairs in zip(
            self.scopes, (_("Among them ({n})"), _("All of theirs ({n})")), self._sets, strict=True
        ):
            scope.setText(text.format(n=count_text(len(pairs))))
            scope.setVisible(bool(self._sets[1]))
        self.scopes[0].setEnabled(bool(count))
        self._choose_scope(int(self.scopes[1].isChecked() or not count))

    def _choose_scope(self, number: int, _checked: bool = False) -> None:
        """Rule on the pairs among the products, or on all of theirs."""
        for place, scope in enumerate(self.scopes):
            scope.setChecked(place == number)
        self.bulk.show_pairs(self._plan, self._sets[number])


def _next_words(one: Next, name: str) -> str:
    if not one.orders:
        return _("{name}: no order holds all of these yet; it goes with them one by one.").format(
            name=name
        )
    return _("{name}: in {count} of the {orders} orders that hold all of these.").format(
        name=name, count=count_text(one.with_it), orders=count_text(one.orders)
    )
