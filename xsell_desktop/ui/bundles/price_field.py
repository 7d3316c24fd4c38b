"""The price of a bundle as an amount to type; it sets the discount, and the discount sets it."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from xsell_desktop.domain.money import format_money
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.bundles.part_row import read_cost
from xsell_desktop.ui.inspector.elided_label import ElidedLabel


class PriceField(QWidget):
    """`priced` carries the price typed. What is no amount is put back."""

    priced = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Price of the bundle"))
        self.field.setToolTip(_("Type a price, and the discount follows."))
        self.field.editingFinished.connect(self._type)
        self.full = ElidedLabel()
        theme.set_role(self.full, "hint")
        self._shown = ""
        label = QLabel(_("Bundle price"))
        label.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(label)
        row.addWidget(self.full, 1)
        self.field.setMinimumWidth(72)
        self.field.setMaximumWidth(120)
        row.addWidget(self.field)

    def show_price(self, price: float, full: float, currency: str) -> None:
        """Take another price; NaN is unknown, and cannot be typed then."""
        known = not math.isnan(price)
        self.field.setEnabled(known)
        self.field.setPlaceholderText("" if known else _("unknown"))
        self._shown = f"{price:.2f}" if known else ""
        self.field.setText(self._shown)
        apart = _("{full} one by one").format(full=format_money(full, currency))
        self.full.setText(apart if known else "")

    def _type(self) -> None:
        text = self.field.text()
        if text == self._shown:
            return
        try:
            price = read_cost(text)
        except ValueError:
            price = None
        self.field.setText(self._shown)
        if price is not None:
            self.priced.emit(price)
