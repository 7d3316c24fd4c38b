"""Merging a product into another: which one, and what that will do, before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.product_edits import merges_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.finding.product_field import ProductField

if TYPE_CHECKING:
    from xsell_desktop.ui.decisions import Decisions


class MergeForm(QFrame):
    """Hidden until `open`. Escape closes it."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        theme.set_role(self, "card")
        self._decisions = decisions
        self._shown: tuple[Analysis, str] | None = None
        self._into = ""
        self.title, self.told = QLabel(_("Merge into")), QLabel()
        self.search = ProductField(_("Find the product…"), _("Product to merge into"))
        self.merge, self.cancel = QPushButton(_("Merge")), QPushButton(_("Cancel"))
        theme.set_role(self.title, "strong")
        theme.set_role(self.told, "second")
        theme.set_role(self.merge, "primary")
        self.told.setWordWrap(True)
        self.search.found.connect(self._choose)
        self.merge.clicked.connect(self._merge)
        self.cancel.clicked.connect(self.hide)
        buttons = QHBoxLayout()
        buttons.addWidget(self.merge)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        for widget in (self.title, self.search, self.told):
            layout.addWidget(widget)
        layout.addLayout(buttons)

    def show_product(self, analysis: Analysis, plan: Plan, key: str) -> None:
        """Know which product is to be merged."""
        self._shown = analysis, key
        self.search.search_in(analysis, frozenset({key, *merges_of(plan)}))

    def open(self) -> None:
        """Ask anew."""
        self._choose("")
        self.show()
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _choose(self, into: str) -> None:
        self._into = into
        self.merge.setEnabled(bool(into))
        self.told.setText(
            _tell_merge(*self._shown, into)
            if into and self._shown is not None
            else _("Choose the product that this one is the same as.")
        )
        if into:
            self.merge.setFocus()

    def _merge(self) -> None:
        if self._shown is not None and self._into:
            self.hide()
            self._decisions.merge((self._shown[1],), self._into)


def _tell_merge(analysis: Analysis, key: str, into: str) -> str:
    """What merging does, with the orders it concerns."""
    products = analysis.products
    rows = [products.index.get(one) for one in (key, into)]
    orders = [0 if row is None else int(products.orders[row]) for row in rows]
    both, _chance = analysis.count_together(key, into)
    return _(
        "{one} ({one_orders}) is counted as {other} ({other_orders}): {all} together, {both} of "
        "them with both. Your decisions on it move along. The sales are analysed again."
    ).format(
        one=analysis.name_of(key),
        other=analysis.name_of(into),
        one_orders=plural("{n} order", "{n} orders", orders[0]),
        other_orders=plural("{n} order", "{n} orders", orders[1]),
        all=plural("{n} order", "{n} orders", sum(orders) - both),
        both=count_text(both),
    )
