"""A product and what goes with it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop import workflow
from xsell_desktop.domain.money import format_money
from xsell_desktop.domain.plan import Decision, Pair, Plan, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.colouring import sized_by_revenue
from xsell_desktop.ui.inspector.beside import Beside
from xsell_desktop.ui.inspector.dial import Dial
from xsell_desktop.ui.inspector.figures import Figures
from xsell_desktop.ui.inspector.line_edit import LineEdit
from xsell_desktop.ui.inspector.partner_card import PartnerCard
from xsell_desktop.ui.inspector.partner_list import PartnerList, Partners, partners_for

if TYPE_CHECKING:
    from xsell_desktop.ui.decisions import Decisions


class ProductPage(QWidget):
    """`focus_asked` carries the product's key, or '' to leave it; `pair_chosen` a Pair."""

    focus_asked = Signal(str)
    pair_chosen = Signal(object)

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        self._key = ""
        self._is_focused = False
        self._shown: tuple[Analysis, Plan] | None = None
        self.name, self.facts = QLabel(), QLabel()
        self.figures = Figures(4)
        self.partners = PartnerList(decisions)
        self.dial = Dial()
        self.beside = Beside()
        self.footer = QLabel()
        self.focus = QPushButton()
        self.note = LineEdit(_("Note to yourself on this product"), _("Note on this product"))
        self.focus.clicked.connect(
            lambda: self.focus_asked.emit("" if self._is_focused else self._key)
        )
        self.note.written.connect(lambda text: decisions.note_product(self._key, text))
        self.partners.chosen.connect(self.pair_chosen)
        self.dial.moved.connect(self._try_dial)
        self.dial.chosen.connect(decisions.turn_dial)
        self.beside.chosen.connect(self.pair_chosen)
        self._lay_out()

    @property
    def cards(self) -> list[PartnerCard]:
        """The partners on show."""
        return self.partners.cards

    def show_product(self, analysis: Analysis, plan: Plan, key: str, focus: str) -> None:
        """Take another product, or the same after a decision; `focus` is the one on show alone."""
        self._is_focused = key == focus
        self.focus.setText(
            _("Back to overview") if self._is_focused else _("Focus on this product")
        )
        if key != self._key:
            self.partners.show_more = False
        self._key = key
        row = analysis.products.index.get(key, -1)
        self.name.setText(analysis.name_of(key))
        self._show_facts(analysis, row)
        self._shown = analysis, plan
        self.dial.show_plan(plan)
        self.dial.setVisible(row >= 0)
        self._list(analysis, plan)
        self.beside.show_product(analysis, key, workflow.found_follow_ups(analysis))
        self.note.show_text(plan.notes.get(key, ""))

    def _list(self, analysis: Analysis, plan: Plan) -> None:
        found = partners_for(analysis, plan, self._key)
        self.partners.show_partners(analysis, plan, found)
        self.footer.setText(_footer(found, plan))

    def _try_dial(self, share: float) -> None:
        """Show the list as it would be, before the dial is let go."""
        if self._shown is not None and self.dial.slider.isSliderDown():
            analysis, plan = self._shown
            settings = replace(plan.settings, popularity_discount=share)
            self._list(analysis, replace(plan, settings=settings))

    def _show_facts(self, analysis: Analysis, row: int) -> None:
        products = analysis.products
        if row < 0:
            self.facts.setText(_("{key} · not in these sales").format(key=self._key))
        else:
            code = int(products.family[row])
            named = products.names[row] != self._key
            parts = [self._key if named else "", products.categories[row]]
            if code >= 0 and analysis.families[code].name != products.categories[row]:
                parts.append(_("family {name}").format(name=analysis.families[code].name))
            self.facts.setText(" · ".join(part for part in parts if part))
        self.figures.setVisible(row >= 0)
        if row < 0:
            return
        money = analysis.currency
        stock = float(products.stock[row])
        revenue = float(products.revenue[row]) if sized_by_revenue(analysis) else math.nan
        self.figures.show_figures(
            (
                (format_money(float(products.price[row]), money), _("price"), ""),
                (count_text(products.orders[row]), _("orders"), _("Orders with this product")),
                (
                    format_money(revenue, money, short=True),
                    _("revenue"),
                    _("No prices known") if math.isnan(revenue) else format_money(revenue, money),
                ),
                ("–" if math.isnan(stock) else count_text(stock), _("in stock"), ""),
            )
        )

    def _lay_out(self) -> None:
        theme.set_role(self.name, "heading")
        self.name.setWordWrap(True)
        theme.set_role(self.facts, "second")
        self.facts.setWordWrap(True)
        for label in (self.name, self.facts):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.set_role(self.footer, "second")
        self.footer.setWordWrap(True)
        heading = QLabel(_("Goes with"))
        heading.setStyleSheet("font-weight: 600")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(6)
        for part in (self.name, self.facts, self.figures, heading, self.dial):
            box = QVBoxLayout()
            box.setContentsMargins(14, 0, 14, 0)
            box.addWidget(part)
            layout.addLayout(box)
        layout.addWidget(self.partners)
        layout.addWidget(self.beside)
        for widget in (self.footer, self.note, self.focus):
            box = QVBoxLayout()
            box.setContentsMargins(14, 4, 14, 0)
            box.addWidget(widget)
            layout.addLayout(box)
        layout.addStretch(1)


def _footer(found: Partners, plan: Plan) -> str:
    """`4 shown to customers · 2 yours, 2 from data`."""
    shown = found.shown
    if not shown:
        return _("Nothing is shown to customers yet.")
    yours = sum(_is_yours(plan, pair_of(pick.anchor, pick.partner)) for pick in shown)
    return " · ".join(
        (
            plural("{n} shown to customers", "{n} shown to customers", len(shown)),
            _("{yours} yours, {data} from data").format(yours=yours, data=len(shown) - yours),
        )
    )


def _is_yours(plan: Plan, pair: Pair) -> bool:
    pairing = plan.pairings.get(pair)
    return pairing is not None and pairing.decision is Decision.ACCEPTED
