"""Several products at once: a bundle of them, or a ruling on all their pairs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.plan import Pair, Plan, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme

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
        self._pairs: tuple[Pair, ...] = ()
        self.heading, self.names, self.among = QLabel(), QLabel(), QLabel()
        self.bundle = QPushButton(_("Make a bundle of these"))
        self.draw = QPushButton(_("Pair these two by hand"))
        self.accept, self.reject = QPushButton(), QPushButton()
        self.next_title = QLabel(_("With these in the basket, next"))
        self.next = [QPushButton() for _n in range(NEXT)]
        self._next_keys: list[str] = []
        self.bundle.clicked.connect(lambda: self.bundle_requested.emit(list(self._keys)))
        self.draw.clicked.connect(lambda: self._draw(decisions))
        self.accept.clicked.connect(lambda: decisions.accept_all(self._pairs))
        self.reject.clicked.connect(lambda: decisions.reject_all(self._pairs))
        theme.set_role(self.heading, "heading")
        theme.set_role(self.bundle, "primary")
        theme.set_role(self.among, "second")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        for widget in (self.heading, self.names, self.bundle, self.draw, self.among, self.accept,
                       self.reject):  # fmt: skip
            layout.addWidget(widget)
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
        self._keys = keys
        self._pairs = pairs_among(analysis, plan, keys)
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
        count = len(self._pairs)
        self.among.setText(
            plural(
                "{n} pair among them is beyond chance or yours.",
                "{n} pairs among them are beyond chance or yours.",
                count,
            )
            if count
            else _("The sales show no pair beyond chance among them.")
        )
        for button, text in (
            (self.accept, plural("Accept this pair", "Accept all {n} pairs among them", count)),
            (self.reject, plural("Reject this pair", "Reject all {n} pairs among them", count)),
        ):
            button.setText(text)
            button.setVisible(count > 0)


def _next_words(one: Next, name: str) -> str:
    if not one.orders:
        return _("{name}: no order holds all of these yet; it goes with them one by one.").format(
            name=name
        )
    return _("{name}: in {count} of the {orders} orders that hold all of these.").format(
        name=name, count=count_text(one.with_it), orders=count_text(one.orders)
    )


def pairs_among(analysis: Analysis, plan: Plan, keys: tuple[str, ...]) -> tuple[Pair, ...]:
    """Kept pairs beyond chance with both ends among the keys, and pairings of theirs."""
    products, pairs = analysis.products, analysis.pairs
    chosen = [products.index[key] for key in keys if key in products.index]
    inside = np.isin(pairs.a, chosen) & np.isin(pairs.b, chosen)
    rows = np.flatnonzero(inside & (pairs.together > pairs.expected))
    found = [pair_of(products.keys[int(pairs.a[r])], products.keys[int(pairs.b[r])]) for r in rows]
    own = [pair for pair in plan.pairings if pair.a in keys and pair.b in keys]
    return tuple(dict.fromkeys([*found, *own]))
