"""One product of a bundle: how many, at what price, at what cost."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.money import format_money
from xsell_desktop.domain.plan import Bundle, Part
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.bundles.drafts import name_of
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.widgets.glossary import explain
from xsell_desktop.ui.widgets.steady import SteadyBox

MOST_OF_ONE = 99


class PartRow(QFrame):
    """`counted` carries a quantity, `costed` what was typed as unit cost."""

    counted = Signal(str, int)
    costed = Signal(str, str)
    dropped = Signal(str)

    def __init__(self, product: str, name: str) -> None:
        super().__init__()
        self.product = product
        theme.set_role(self, "tile")
        self.name = ElidedLabel(name)
        theme.set_role(self.name, "strong")
        self.drop = QToolButton()
        icons.dress(self.drop, "close")
        self.drop.setToolTip(_("Take this product out"))
        self.drop.setAccessibleName(_("Take {name} out of the bundle").format(name=name))
        self.drop.clicked.connect(lambda: self.dropped.emit(product))
        self.quantity = SteadyBox()
        self.quantity.setRange(1, MOST_OF_ONE)
        self.quantity.setKeyboardTracking(False)
        self.quantity.setFixedWidth(64)
        self.quantity.lineEdit().setTextMargins(6, 0, 0, 0)
        self.quantity.setAccessibleName(_("How many of {name}").format(name=name))
        self.quantity.valueChanged.connect(lambda value: self.counted.emit(product, value))
        self.price = QLabel()
        theme.set_role(self.price, "second")
        self.cost = QLineEdit()
        self.cost.setFixedWidth(max(96, theme.text_px(96)))
        self.cost.setAccessibleName(_("Unit cost of {name}").format(name=name))
        self.cost.setPlaceholderText(_("unknown"))
        explain(self.cost, "margin")
        self.cost.editingFinished.connect(self._type_cost)
        self._shown_cost = ""
        self._lay_out()

    def show_part(self, part: Part, price: float, cost: float, currency: str) -> None:
        """Take other numbers; NaN is unknown."""
        self.quantity.blockSignals(True)
        self.quantity.setValue(part.quantity)
        self.quantity.blockSignals(False)
        self.price.setText(_("× {price}").format(price=format_money(price, currency)))
        self._shown_cost = "" if math.isnan(cost) else f"{cost:.2f}"
        self.cost.setText(self._shown_cost)

    def _type_cost(self) -> None:
        if self.cost.text() != self._shown_cost:
            self.costed.emit(self.product, self.cost.text())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 6, 6, 8)
        grid.setVerticalSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.drop)
        grid.addLayout(top, 0, 0)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 4, 0)
        below.setSpacing(6)
        label = QLabel(_("Unit cost"))
        label.setBuddy(self.cost)
        theme.set_role(label, "hint")
        below.addWidget(self.quantity)
        below.addWidget(self.price)
        below.addStretch(1)
        below.addWidget(label)
        below.addWidget(self.cost)
        grid.addLayout(below, 1, 0)


class PartList(QWidget):
    """A row for each product of a bundle."""

    counted = Signal(str, int)
    costed = Signal(str, str)
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[PartRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)

    def show_parts(self, bundle: Bundle, analysis: Analysis) -> None:
        """Show a bundle's products; rows that stay keep the keyboard's focus."""
        from xsell_desktop.mining.bundling.figures import known_cost, known_price

        if [row.product for row in self.rows] != [part.product for part in bundle.parts]:
            self._rebuild(bundle, analysis)
        for row, part in zip(self.rows, bundle.parts, strict=True):
            cost = bundle.unit_costs.get(part.product, known_cost(analysis, part.product))
            price = known_price(analysis, part.product)
            row.show_part(part, price, cost, analysis.currency)
            row.drop.setEnabled(len(bundle.parts) > 2)

    def _rebuild(self, bundle: Bundle, analysis: Analysis) -> None:
        for row in self.rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for part in bundle.parts:
            row = PartRow(part.product, name_of(analysis, part.product))
            row.counted.connect(self.counted)
            row.costed.connect(self.costed)
            row.dropped.connect(self.dropped)
            self._layout.addWidget(row)
            self.rows.append(row)


def read_cost(text: str) -> float | None:
    """A typed cost, with a dot or a comma; None for nothing. Raises ValueError for no amount."""
    text = text.strip().replace(",", ".")
    if not text:
        return None
    cost = float(text)
    if not math.isfinite(cost) or cost < 0:
        raise ValueError(text)
    return cost
