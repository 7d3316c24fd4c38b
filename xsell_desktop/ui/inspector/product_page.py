"""A product and what goes with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.inspector.beside import Beside
from xsell_desktop.ui.inspector.dial import Dial
from xsell_desktop.ui.inspector.figures import Figures
from xsell_desktop.ui.inspector.line_edit import LineEdit
from xsell_desktop.ui.inspector.list_maker import ListMaker
from xsell_desktop.ui.inspector.own_places import OwnPlaces
from xsell_desktop.ui.inspector.partner_card import PartnerCard
from xsell_desktop.ui.inspector.partner_list import PartnerList
from xsell_desktop.ui.inspector.partners import Partners
from xsell_desktop.ui.inspector.product_facts import product_figures, tell_product
from xsell_desktop.ui.inspector.product_rulings import ProductRulings
from xsell_desktop.ui.inspector.shopfront import Shopfront
from xsell_desktop.ui.widgets.flow import Flow
from xsell_desktop.ui.widgets.popups import Menu

if TYPE_CHECKING:
    from xsell_desktop.ui.decisions import Decisions
    from xsell_desktop.ui.jobs import Jobs


class ProductPage(QWidget):
    """`focus_asked` carries the product's key, or '' to leave it; `pair_chosen` a Pair,
    `product_asked` a partner's key, `policy_asked` the id of a policy.

    Without `jobs` lists are made at once, whatever that takes.
    """

    focus_asked = Signal(str)
    pair_chosen = Signal(object)
    product_asked = Signal(str)
    policy_asked = Signal(str)

    def __init__(self, decisions: Decisions, jobs: Jobs | None = None) -> None:
        super().__init__()
        self._key = ""
        self._is_focused = False
        self._shown: tuple[Analysis, Plan] | None = None
        self._maker = ListMaker(jobs)
        self.name, self.facts = QLabel(), QLabel()
        self.figures = Figures(4)
        self.rulings = ProductRulings(decisions)
        self.more = QToolButton()
        self.tabs = (QPushButton(_("Goes with")), QPushButton(_("What customers see")))
        self.partners = PartnerList(decisions)
        self.places = OwnPlaces(decisions, self.partners)
        self.shopfront = Shopfront()
        self.dial = Dial()
        self.beside = Beside()
        self.footer, self.making = QLabel(), QLabel(_("Making the list…"))
        self.focus = QPushButton()
        self.note = LineEdit(_("Note to yourself on this product"), _("Note on this product"))
        self.note.written.connect(lambda text: decisions.note_product(self._key, text))
        self.dial.chosen.connect(decisions.turn_dial)
        self._connect()
        self._lay_out()
        self._turn(0)

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
        is_new, self._key = key != self._key, key
        if is_new:
            self.partners.show_more = False
        sold = key in analysis.products.index
        self.name.setText(analysis.name_of(key))
        self.facts.setText(tell_product(analysis, key))
        figures = product_figures(analysis, key)
        self.figures.setVisible(bool(figures))
        if figures:
            self.figures.show_figures(figures)
        self.focus.setVisible(sold)
        self.rulings.show_product(analysis, plan, key)
        if is_new or self._shown is None or self._shown[0] is not analysis:
            self.shopfront.show_day(plan.settings.list_day or analysis.last_date)
        self._shown = analysis, plan
        self.dial.show_plan(plan)
        self.dial.setVisible(sold and self.tabs[0].isChecked())
        self._list(analysis, plan)
        self._preview()
        self.beside.show_product(analysis, key, workflow.found_follow_ups(analysis))
        self.note.show_text(plan.notes.get(key, ""), about=key)

    def _list(self, analysis: Analysis, plan: Plan) -> None:
        """Have the list made, at once where that is quick."""
        key = self._key

        def show(found: Partners) -> None:
            self.making.hide()
            self.partners.setEnabled(True)
            self.partners.show_partners(analysis, plan, key, found)
            self.places.show_list(analysis, key)
            self.footer.setText(_footer(found))

        if not self._maker.make(analysis, plan, key, show):
            self.making.show()
            self.partners.setEnabled(False)

    def _preview(self) -> None:
        """Have the list of the day that customers look on made, while that is on show."""
        if self._shown is None or not self.tabs[1].isChecked():
            return
        analysis, plan = self._shown
        day = self.shopfront.iso_day
        self._maker.preview(
            analysis, plan, self._key, day,
            lambda picks: self.shopfront.show_picks(analysis, picks),
        )  # fmt: skip

    def _try_dial(self, share: float) -> None:
        """Show the list as it would be, before the dial is let go."""
        if self._shown is not None and self.dial.slider.isSliderDown():
            analysis, plan = self._shown
            settings = replace(plan.settings, popularity_discount=share)
            self._list(analysis, replace(plan, settings=settings))

    def _turn(self, chosen: int) -> None:
        """Show the list to edit, or the list as customers see it."""
        for number, tab in enumerate(self.tabs):
            tab.setChecked(number == chosen)
        known = self._shown is not None and self._key in self._shown[0].products.index
        for widget in (self.partners, self.places, self.footer):
            widget.setVisible(chosen == 0)
        self.dial.setVisible(chosen == 0 and known)
        self.shopfront.setVisible(chosen == 1)
        self._preview()

    def _open_menu(self) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rulings.fill_menu(menu)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _connect(self) -> None:
        self.focus.clicked.connect(
            lambda: self.focus_asked.emit("" if self._is_focused else self._key)
        )
        for number, tab in enumerate(self.tabs):
            tab.clicked.connect(lambda _checked, at=number: self._turn(at))
        self.more.clicked.connect(self._open_menu)
        self.shopfront.asked.connect(lambda _day: self._preview())
        self.partners.chosen.connect(self.pair_chosen)
        self.partners.product_asked.connect(self.product_asked)
        self.partners.policy_asked.connect(self.policy_asked)
        self.dial.moved.connect(self._try_dial)
        self.beside.chosen.connect(self.pair_chosen)

    def _lay_out(self) -> None:
        theme.set_role(self.name, "heading")
        for label in (self.facts, self.footer, self.making):
            theme.set_role(label, "second")
        for label in (self.name, self.facts, self.footer):
            label.setWordWrap(True)
        for label in (self.name, self.facts):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.making.hide()
        self.more.setIconSize(QSize(16, 16))
        self.more.setToolTip(_("Hide, never recommend, merge…"))
        self.more.setAccessibleName(_("More on this product: hide, never recommend, merge"))
        icons.dress(self.more, "more")
        head, tabs = QHBoxLayout(), Flow(6)
        head.addWidget(self.name, 1)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        for tab in self.tabs:
            tab.setCheckable(True)
            theme.set_role(tab, "segment")
            tabs.addWidget(tab)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(6)
        for part in (head, self.facts, self.rulings, self.figures, tabs, self.dial, self.making):
            layout.addLayout(_boxed(part, 0))
        layout.addWidget(self.partners)
        layout.addWidget(self.shopfront)
        for below in (self.places, self.footer):
            layout.addLayout(_boxed(below, 4))
        layout.addWidget(self.beside)
        for last in (self.note, self.focus):
            layout.addLayout(_boxed(last, 4))
        layout.addStretch(1)


def _boxed(part: QWidget | QLayout, above: int) -> QVBoxLayout:
    """A part of the page with the page's margins."""
    box = QVBoxLayout()
    box.setContentsMargins(14, above, 14, 0)
    if isinstance(part, QLayout):
        box.addLayout(part)
    else:
        box.addWidget(part)
    return box


def _footer(found: Partners) -> str:
    """`4 shown to customers · 2 yours, 2 from data · 1 kept out`."""
    entries = [entry for entry in found.listed if not entry.against]
    out = len(found.listed) - len(entries)
    said = []
    if entries:
        yours = sum(entry.is_yours for entry in entries)
        said.append(plural("{n} shown to customers", "{n} shown to customers", len(entries)))
        said.append(
            _("{yours} yours, {data} from data").format(yours=yours, data=len(entries) - yours)
        )
    else:
        said.append(_("Nothing is shown to customers yet."))
    if out:
        said.append(plural("{n} kept out", "{n} kept out", out))
    return " · ".join(said)
