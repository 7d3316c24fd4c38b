"""The panel that shows one bundle and changes it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.money import format_money
from xsell_desktop.domain.plan import Bundle
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.reasons import evidence_word
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.bundles import drafts, words
from xsell_desktop.ui.bundles.part_row import PartList, read_cost
from xsell_desktop.ui.bundles.price_field import PriceField
from xsell_desktop.ui.bundles.prize import PrizeBox
from xsell_desktop.ui.evidence_words import EVIDENCE_CHIPS
from xsell_desktop.ui.finding.product_field import ProductField
from xsell_desktop.ui.product_drag import unpack_products
from xsell_desktop.ui.widgets.chips import Chip
from xsell_desktop.ui.widgets.glossary import meaning_of
from xsell_desktop.ui.widgets.share import ShareControl
from xsell_desktop.ui.widgets.tiles import Tile

if TYPE_CHECKING:
    from xsell_desktop.mining.bundling.figures import BundleCounts

USUAL_DISCOUNT, MOST_DISCOUNT = 50, 90  # per cent


class BundleEditor(QFrame):
    """Works on a copy of the bundle; whoever owns the plan hears of each settled change.

    `changed`, `made`, `duplicated` and `compared` carry the bundle, `removed` its id, `supposed`
    the share of the orders one short that take a bundle, `begun` products dropped while no bundle
    is in hand.
    """

    begun = Signal(list)

    changed = Signal(object)
    duplicated = Signal(object)
    compared = Signal(object)
    supposed = Signal(float)
    made = Signal(object)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "panel")
        self.bundle: Bundle | None = None
        self._analysis: Analysis | None = None
        self._counted: tuple[Analysis, tuple[str, ...], BundleCounts] | None = None
        self._full_price = math.nan
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the bundle"))
        self.origin = Chip("")
        self.parts = PartList()
        self.add = ProductField(_("Add a product…"), _("Add a product to the bundle"))
        self.add_selected = QPushButton()
        self.add_selected.hide()
        self._offered: list[str] = []
        self.setAcceptDrops(True)
        self.discount = ShareControl(_("Discount"), USUAL_DISCOUNT, MOST_DISCOUNT, aligned=False)
        self.typed_price = PriceField()
        self.price, self.margin, self.break_even = Tile("", ""), Tile("", ""), Tile("", "")
        self.sentences, self.money_words = QLabel(), QLabel()
        for label in (self.sentences, self.money_words):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.evidence = Chip("")
        self.chance = QLabel()
        self.chance.setWordWrap(True)
        theme.set_role(self.chance, "second")
        self.prize = PrizeBox()
        self.make = QPushButton(_("Make bundle"))
        theme.set_role(self.make, "primary")
        self.copy = QPushButton(_("Duplicate"))
        self.copy.setToolTip(_("Make another bundle like this one, to try a variant beside it"))
        self.compare = QPushButton()
        self.remove = QPushButton(_("Remove bundle"))
        icons.dress(self.remove, "trash", "chance")
        theme.set_role(self.remove, "danger")
        self.guide = QLabel(
            _("Choose products that were bought together, or one of your bundles, to see its "
              "price, its margin and what a discount would cost. Products dragged here from a "
              "table begin a bundle.")
        )  # fmt: skip
        self.guide.setWordWrap(True)
        theme.set_role(self.guide, "second")
        self._lay_out()
        self._connect()
        self._show_guide(True)

    def show_bundle(
        self, bundle: Bundle | None, analysis: Analysis | None, made: bool, converted: float
    ) -> None:
        """Show another bundle, or the same after a change; None shows what to do. `converted` is
        the share of the orders one short that are thought to take it."""
        self.bundle, self._analysis = bundle, analysis
        self.prize.suppose(converted)
        self._show_guide(bundle is None or analysis is None)
        if bundle is None or analysis is None:
            return
        self.origin.show_as(
            _("your bundle") if made else _("suggestion"), "you" if made else "plain"
        )
        self.make.setVisible(not made)
        self.remove.setVisible(made)
        self.copy.setVisible(made)
        if self.name.text() != bundle.name:
            self.name.setText(bundle.name)
            self.name.setCursorPosition(0)
        self.add.search_in(analysis, frozenset(part.product for part in bundle.parts))
        self.add.setEnabled(len(bundle.parts) < drafts.LARGEST)
        self.parts.show_parts(bundle, analysis)
        self.discount.show_share(bundle.discount)
        self._show_money()

    def offer_products(self, keys: Sequence[str]) -> None:
        """Offer to add the products selected elsewhere that are not in the bundle yet."""
        held = {part.product for part in self.bundle.parts} if self.bundle is not None else set()
        self._offered = [key for key in keys if key not in held]
        count = len(self._offered)
        self.add_selected.setVisible(count > 0)
        self.add_selected.setText(
            plural("Add the {n} selected product", "Add the {n} selected products", count)
        )

    def take_products(self, keys: Sequence[str]) -> None:
        """Put products into the bundle, or begin one with them."""
        if self.bundle is None:
            self.begun.emit(list(keys))
        else:
            self._change(lambda bundle: reduce(drafts.with_part, keys, bundle))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        fewest = 1 if self.bundle is not None else 2
        if len(unpack_products(event.mimeData())) >= fewest and self._analysis is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take_products(unpack_products(event.mimeData()))
        event.acceptProposedAction()

    def show_compared(self, compared: bool) -> None:
        """Say what the button that sets bundles side by side does with this one."""
        self.compare.setText(_("Take out of comparison") if compared else _("Add to comparison"))

    def _show_money(self) -> None:
        from xsell_desktop.mining.bundling.figures import figure_bundle

        bundle, analysis = self.bundle, self._analysis
        if bundle is None or analysis is None:
            return
        counts = self._count(bundle, analysis)
        figures = figure_bundle(
            analysis, bundle.parts, bundle.discount, bundle.unit_costs, counts,
            self.prize.converted,
        )  # fmt: skip
        money, currency = figures.money, analysis.currency
        full = format_money(money.full_price, currency)
        reduced = bundle.discount > 0 and not figures.unknown_prices
        label = _("was {full}").format(full=full) if reduced else _("price")
        self.price.show_values(format_money(money.price, currency), label)
        self.typed_price.show_price(money.price, money.full_price, currency)
        self._full_price = money.full_price
        self.margin.show_values(
            format_money(money.margin, currency), words.margin_label(figures), meaning_of("margin")
        )
        self.break_even.show_values(
            words.break_even_text(figures), _("to break even"), meaning_of("break_even")
        )
        first = words.order_sentence(bundle, counts, analysis.orders)
        self.sentences.setText(f"{first} {words.missing_sentence(counts, analysis)}".strip())
        self.money_words.setText(words.money_sentence(bundle, figures, analysis))
        self._show_evidence(counts)
        self.prize.show_prize(bundle, figures, currency)

    def _show_evidence(self, counts: BundleCounts) -> None:
        known = counts.evidence is not None
        self.evidence.setVisible(known)
        self.chance.setVisible(known)
        if counts.evidence is not None:
            self.evidence.show_as(evidence_word(counts.evidence), EVIDENCE_CHIPS[counts.evidence])
            self.chance.setText(words.chance_sentences(counts))

    def _count(self, bundle: Bundle, analysis: Analysis) -> BundleCounts:
        """Counting is the slow part; discounts and costs do not change it."""
        from xsell_desktop.mining.bundling.figures import count_bundle

        products = tuple(part.product for part in bundle.parts)
        kept = self._counted
        if kept is None or kept[0] is not analysis or kept[1] != products:
            kept = self._counted = (analysis, products, count_bundle(analysis, products))
        return kept[2]

    def _change(self, change: Callable[[Bundle], Bundle], settled: bool = True) -> None:
        if self.bundle is None:
            return
        new = change(self.bundle)
        if not settled:
            self.bundle = new
            self._show_money()
        else:
            self.changed.emit(new)

    def _type_name(self) -> None:
        name = self.name.text().strip()
        if self.bundle is not None and name and name != self.bundle.name:
            self._change(lambda bundle: replace(bundle, name=name))
        elif self.bundle is not None:
            self.name.setText(self.bundle.name)

    def _type_cost(self, product: str, text: str) -> None:
        try:
            cost = read_cost(text)
        except ValueError:
            if self.bundle is not None and self._analysis is not None:
                self.parts.show_parts(self.bundle, self._analysis)
            return
        self._change(lambda bundle: drafts.with_cost(bundle, product, cost))

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._type_name)
        self.parts.counted.connect(
            lambda product, n: self._change(lambda b: drafts.with_quantity(b, product, n))
        )
        self.parts.costed.connect(self._type_cost)
        self.parts.dropped.connect(
            lambda product: self._change(lambda b: drafts.without_part(b, product))
        )
        self.add_selected.clicked.connect(lambda: self.take_products(self._offered))
        self.add.found.connect(lambda key: self._change(lambda b: drafts.with_part(b, key)))
        self.discount.moved.connect(
            lambda share: self._change(lambda b: replace(b, discount=share), settled=False)
        )
        self.discount.chosen.connect(
            lambda share: self._change(lambda b: replace(b, discount=share))
        )
        self.typed_price.priced.connect(
            lambda price: self._change(lambda b: drafts.with_price(b, price, self._full_price))
        )
        self.prize.supposed.connect(self.supposed)
        self.prize.discount_chosen.connect(
            lambda share: self._change(lambda b: replace(b, discount=share))
        )
        self.make.clicked.connect(lambda: self.made.emit(self.bundle))
        self.copy.clicked.connect(lambda: self.duplicated.emit(self.bundle))
        self.compare.clicked.connect(lambda: self.compared.emit(self.bundle))
        self.remove.clicked.connect(
            lambda: self.removed.emit(self.bundle.id if self.bundle is not None else "")
        )

    def _show_guide(self, shown: bool) -> None:
        self.guide.setVisible(shown)
        self._scroll.setVisible(not shown)

    def _lay_out(self) -> None:
        page = QWidget()
        theme.set_role(page, "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.origin)
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        for tile in (self.price, self.margin, self.break_even):
            tiles.addWidget(tile, 1)
        column.addLayout(top)
        column.addWidget(self.parts)
        column.addWidget(self.add)
        column.addWidget(self.add_selected)
        column.addWidget(self.discount)
        column.addWidget(self.typed_price)
        column.addLayout(tiles)
        verdict = QHBoxLayout()
        verdict.setSpacing(8)
        verdict.addWidget(self.evidence, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self.chance, 1)
        column.addWidget(self.sentences)
        column.addLayout(verdict)
        column.addWidget(self.money_words)
        column.addWidget(self.prize)
        column.addWidget(self.make)
        more = QHBoxLayout()
        more.setSpacing(8)
        more.addWidget(self.compare, 1)
        more.addWidget(self.copy)
        column.addLayout(more)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.guide)
        outer.addWidget(self._scroll)
        self.guide.setContentsMargins(16, 16, 16, 16)
        self.guide.setAlignment(Qt.AlignmentFlag.AlignTop)
