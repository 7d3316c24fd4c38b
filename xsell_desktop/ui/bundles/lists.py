"""The two tables of the Bundles place: the user's own, and what was bought together."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.plan import Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.canvas.scene import sized_by_revenue
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.widgets.glossary import meaning_of
from xsell_desktop.ui.widgets.table import Column, DataTable

ROWS_SEEN = 5  # of the user's own bundles, before they scroll


class OwnBundles(QWidget):
    """The plan's bundles with their price and margin. `chosen` carries a bundle's id."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.heading = QLabel(_("Your bundles"))
        theme.set_role(self.heading, "heading")
        self.hint = QLabel(_("None yet. Choose products below and press “Make bundle”."))
        theme.set_role(self.hint, "second")
        self.table = DataTable()
        theme.set_role(self.table, "framed")
        self.table.setAccessibleName(_("Your bundles"))
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.table.chosen.connect(self._tell)
        self._ids: list[str] = []
        self.from_selection = QPushButton()
        icons.dress(self.from_selection, "plus", "text")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addStretch(1)
        top.addWidget(self.from_selection)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.hint)
        column.addWidget(self.table)

    def show_bundles(self, plan: Plan, analysis: Analysis) -> None:
        """Show the plan's bundles in the order they were made."""
        from xsell_desktop.mining.bundling.figures import figure_bundle

        bundles = list(plan.bundles.values())
        self._ids = [bundle.id for bundle in bundles]
        figures = [figure_bundle(analysis, b.parts, b.discount, b.unit_costs) for b in bundles]
        money = analysis.currency
        self.table.set_columns([
            Column(_("Name"), [b.name for b in bundles]),
            Column(_("Orders"), [f.counts.orders for f in figures], "count",
                   _("Orders that hold all products of the bundle")),
            Column(_("Discount"), [b.discount for b in bundles], "percent"),
            Column(_("Price"), [f.money.price for f in figures], "money", "", money),
            Column(_("Margin"), [f.money.margin for f in figures], "money",
                   meaning_of("margin"), money),
        ])  # fmt: skip
        self.table.fit_columns()
        self.hint.setVisible(not bundles)
        self.table.setVisible(bool(bundles))
        rows = min(len(bundles), ROWS_SEEN) * self.table.verticalHeader().defaultSectionSize()
        frame = 2 * self.table.frameWidth() + 2
        self.table.setFixedHeight(self.table.horizontalHeader().height() + rows + frame)

    def choose(self, bundle_id: str) -> None:
        """Mark a bundle without telling anybody; an unknown id marks none."""
        self.table.choose([self._ids.index(bundle_id)] if bundle_id in self._ids else [])

    def _tell(self, rows: list[int]) -> None:
        if rows:
            self.chosen.emit(self._ids[rows[0]])


class Candidates(QWidget):
    """Products bought together, most orders first. `chosen` carries their keys."""

    chosen = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[tuple[str, ...]] = []
        self._texts: list[str] = []
        self.heading = QLabel(_("Bought together"))
        theme.set_role(self.heading, "heading")
        self.count = ElidedLabel()
        theme.set_role(self.count, "hint")
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a product…"))
        self.search.setAccessibleName(_("Find a product among the suggestions"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(80)
        self.search.setMaximumWidth(220)
        self.search.textChanged.connect(self._filter)
        self.table = DataTable()
        theme.set_role(self.table, "framed")
        self.table.setAccessibleName(_("Products bought together"))
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.table.chosen.connect(self._tell)
        self.nothing = QLabel(
            _("No two products were in the same order often enough to suggest a bundle yet. You "
              "can still make one from products you select in Pairings or Data.")
        )  # fmt: skip
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        theme.set_role(self.nothing, "second")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._top())
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)

    def show_candidates(self, analysis: Analysis) -> None:
        """Show the candidates of an analysis."""
        products, candidates = analysis.products, analysis.bundles
        self._keys = [tuple(products.keys[row] for row in c.products) for c in candidates]
        self._texts = [" + ".join(products.names[row] for row in c.products) for c in candidates]
        price = [float(products.price[list(c.products)].sum()) for c in candidates]
        priced = sized_by_revenue(analysis)
        revenue = [c.revenue if priced else math.nan for c in candidates]
        self.table.set_columns([
            Column(_("Products"), self._texts),
            Column(_("Orders"), [c.orders for c in candidates], "count",
                   _("Orders that hold all of them")),
            Column(_("One short"), [c.one_short for c in candidates], "count",
                   _("Orders that hold all but one: whom a bundle could win")),
            Column(_("Price"), price, "money", _("Sum of the prices of one each"),
                   analysis.currency),
            Column(_("Revenue"), revenue, "money",
                   _("What these products brought in, in the orders that hold all of them"),
                   analysis.currency),
        ])  # fmt: skip
        self.table.setVisible(bool(candidates))
        self.nothing.setVisible(not candidates)
        for widget in (self.search, *self.sizes.buttons()):
            widget.setEnabled(bool(candidates))
        self._filter()

    def choose(self, products: tuple[str, ...]) -> None:
        """Mark the candidate of exactly these products, or none."""
        wanted = set(products)
        rows = [row for row, keys in enumerate(self._keys) if set(keys) == wanted]
        self.table.choose(rows, scroll=bool(rows))

    def _filter(self) -> None:
        size = self.sizes.checkedId()
        words = self.search.text().casefold().split()
        mask = np.array(
            [
                (size == 0 or len(keys) == size) and all(word in text.casefold() for word in words)
                for keys, text in zip(self._keys, self._texts, strict=True)
            ],
            dtype=np.bool_,
        )
        self.table.columns.filter(mask)
        self.count.setText(plural("{n} suggestion", "{n} suggestions", int(mask.sum())))

    def _tell(self, rows: list[int]) -> None:
        if rows:
            self.chosen.emit(list(self._keys[rows[0]]))

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.heading)
        row.addWidget(self.count, 1)
        self.sizes = QButtonGroup(self)
        for size, text in ((0, _("All")), (2, "2"), (3, "3"), (4, "4")):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setChecked(size == 0)
            words = _("{n} products").format(n=size) if size else _("Any number of products")
            button.setToolTip(words)
            button.setAccessibleName(words)
            theme.set_role(button, "segment")
            self.sizes.addButton(button, size)
            row.addWidget(button)
        self.sizes.idClicked.connect(lambda _size: self._filter())
        row.addWidget(self.search)
        return row
