"""The products table with its search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from xsell_desktop.sales.catalogue import Product
from xsell_desktop.sales.sales import Sales
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.widgets.glossary import meaning_of
from xsell_desktop.ui.widgets.table import Column, DataTable

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis


class ProductsView(QWidget):
    """Every product that sold, then those of the catalogue that did not."""

    chosen = Signal(list)  # product keys

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[str] = []
        self._words: list[str] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a product by name, key or category…"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(380)
        self.search.textChanged.connect(self._filter)
        find = QAction(_("Find a product"), self)
        find.setShortcut(QKeySequence("Ctrl+F"))
        find.setProperty("group", _("Data"))
        find.triggered.connect(self._go_to_search)
        icons.dress(find, "search")
        self.addAction(find)
        self.count = QLabel()
        theme.set_role(self.count, "second")
        self.table = DataTable()
        self.table.setProperty("role", "framed")
        self.table.setAccessibleName(_("Products"))
        self.table.carry(lambda rows: [self._keys[row] for row in rows])
        self.table.chosen.connect(lambda rows: self.chosen.emit([self._keys[r] for r in rows]))
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.count)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)

    def show_products(self, analysis: Analysis | None, sales: Sales) -> None:
        """Fill the table from the analysis and the catalogues."""
        if analysis is None:
            self._keys, self._words = [], []
            self.table.set_columns([])
            self.count.setText(_("The table follows when the analysis is done."))
            return
        unsold = _unsold(analysis, sales)
        products = analysis.products
        self._keys = [*products.keys, *(p.key for p in unsold)]
        names = [*products.names, *(p.name for p in unsold)]
        categories = [*products.categories, *(p.category for p in unsold)]
        zeros = np.zeros(len(unsold))
        money = analysis.currency
        self._words = [
            " ".join(parts).casefold() for parts in zip(self._keys, names, categories, strict=True)
        ]
        for key, alias in products.list_aliases():
            self._words[products.index[key]] += f" {alias.casefold()}"
        self.table.set_columns(
            [
                Column(_("Product"), names),
                Column(_("Key"), self._keys, "text", _("SKU; the name where there is none")),
                Column(_("Category"), categories),
                Column(_("Orders"), np.concatenate([products.orders, zeros]), "count"),
                Column(_("Units"), np.concatenate([products.units, zeros]), "count"),
                Column(
                    _("Revenue"),
                    np.concatenate([products.revenue, zeros]),
                    "money",
                    meaning_of("revenue"),
                    money,
                ),
                Column(_("Price"), _numbers(products.price, unsold, "price"), "money", "", money),
                Column(_("Cost"), _numbers(products.cost, unsold, "cost"), "money", "", money),
                Column(_("Stock"), _numbers(products.stock, unsold, "stock"), "count"),
            ]
        )
        self._filter(self.search.text())

    def choose(self, keys: tuple[str, ...]) -> None:
        """Select products without telling anybody."""
        wanted = set(keys)
        rows = [row for row, key in enumerate(self._keys) if key in wanted] if wanted else []
        if rows != self.table.chosen_rows():
            self.table.choose(rows)

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        if not wanted:
            self.table.columns.filter(None)
            self.count.setText(plural("{n} product", "{n} products", len(self._keys)))
            return
        mask = np.array(
            [all(word in words for word in wanted) for words in self._words], dtype=bool
        )
        self.table.columns.filter(mask)
        self.count.setText(
            _("{found} of {all} products").format(
                found=count_text(int(mask.sum())), all=count_text(len(mask))
            )
        )

    def _go_to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()


def _unsold(analysis: Analysis, sales: Sales) -> list[Product]:
    """Catalogue products nobody bought; variants count as their parent where rolled up."""
    sold = analysis.products.index
    rolled_up = analysis.settings.roll_up_variants
    found: dict[str, Product] = {}
    for item in sales.catalogues:
        for product in item.catalogue.products:
            counted = not product.parent if rolled_up else not product.is_parent
            if counted and product.key not in sold:
                found[product.key] = product
    return list(found.values())


def _numbers(sold: np.ndarray, unsold: list[Product], name: str) -> np.ndarray:
    rest = [getattr(product, name) for product in unsold]
    return np.concatenate([sold, np.array([np.nan if v is None else v for v in rest], float)])
