"""The orders behind a pair, in place of the table of pairs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

import numpy as np
from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop import workflow
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.money import format_money
from xsell_desktop.domain.plan import Pair
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.sales import Sales
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.tables.column_model import Column
from xsell_desktop.ui.widgets.table import DataTable

if TYPE_CHECKING:
    from xsell_desktop.mining.trust.pair_orders import PairOrders

LANE = "pair orders"
NAMED = 6  # other products of an order that are named
LEAST_OTHERS = 200  # pixels


class OrdersPanel(QWidget):
    """`bar` holds the controls, for whoever lays the panel out. `closed` asks for the table of
    pairs again.
    """

    closed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._analysis: Analysis | None = None
        self._orders: PairOrders | None = None
        self.pair: Pair | None = None
        place = QStandardPaths.StandardLocation.DocumentsLocation
        self.folder = Path(QStandardPaths.writableLocation(place) or ".")
        self.save = QPushButton(_("Save as CSV…"))
        self.title, self.count = ElidedLabel(), QLabel()
        self.bar = QWidget()
        self.table = DataTable(fills=False)
        self.table.setAccessibleName(_("Orders with both products"))
        theme.set_role(self.table, "dense")
        self.save.clicked.connect(self._ask_to_save)
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(860, 190)

    def show_orders(self, sales: Sales, analysis: Analysis, pair: Pair) -> None:
        """List the orders with both products of a pair, as soon as they are found."""
        if pair == self.pair and analysis is self._analysis:
            return
        self.pair, self._analysis, self._orders = pair, analysis, None
        one, other = (_name(analysis, key) for key in pair)
        self.title.setText(_("{one} + {other}").format(one=one, other=other))
        self.count.setText("")
        self.save.setEnabled(False)
        self._jobs.run(
            "",
            lambda progress: workflow.list_pair_orders(sales, analysis, *pair, progress),
            done=lambda orders: self._take(analysis, pair, orders),
            lane=LANE,
            replaces=True,
            reads=True,
        )

    def save_as(self, path: Path) -> None:
        """Write the orders on show to a CSV file."""
        analysis, orders = self._analysis, self._orders
        if analysis is None or orders is None:
            return
        self._jobs.run(
            _("Saving {file}").format(file=path.name),
            lambda _progress: workflow.write_pair_orders(analysis, orders, path),
            done=lambda _none: self.count.setText(
                _("Saved {file} in {folder}.").format(file=path.name, folder=path.parent)
            ),
            failed=self._say,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, analysis: Analysis, pair: Pair, orders: PairOrders | None) -> None:
        if pair != self.pair or analysis is not self._analysis or orders is None:
            return
        self._orders = orders
        self.count.setText(plural("{n} order", "{n} orders", len(orders)))
        self.save.setEnabled(len(orders) > 0)
        self.table.set_columns(order_columns(analysis, orders))
        self.table.fit_columns()
        self.table.setColumnWidth(len(self.table.columns.columns) - 1, LEAST_OTHERS)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.scrollToTop()

    def _ask_to_save(self) -> None:
        start = str(self.folder / _("orders-with-both.csv"))
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save these orders"), start, _("CSV file (*.csv)")
        )
        if name:
            path = Path(name)
            self.folder = path.parent
            self.save_as(path if path.suffix else path.with_suffix(".csv"))

    def _say(self, error: UserError) -> None:
        self.count.setText(str(error))

    def _lay_out(self) -> None:
        theme.set_role(self.title, "strong")
        theme.set_role(self.count, "hint")
        bar = QHBoxLayout(self.bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(10)
        bar.addWidget(self.title, 1)
        bar.addWidget(self.count)
        bar.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)


def order_columns(analysis: Analysis, orders: PairOrders) -> tuple[Column, ...]:
    """One row an order, latest first."""
    days = np.datetime_as_string(orders.date, unit="m")
    customer = orders.customer.astype(np.float64)
    customer[customer == 0] = np.nan
    return (
        Column(_("Order"), orders.keys),
        Column(_("Date"), ["" if d == "NaT" else str(d).replace("T", " ") for d in days]),
        Column(_("Products"), orders.size, "count", _("Distinct products in the order")),
        _money_column(orders),
        Column(_("Customer"), customer, "count",
               _("Customers are numbered by how many of these orders they made. Who they are is "
                 "not kept.")),
        Column(_("What else is in it"), _Others(analysis, orders)),
    )  # fmt: skip


class _Others(Sequence[str]):
    """What else each order holds, in words, written when asked for."""

    def __init__(self, analysis: Analysis, orders: PairOrders) -> None:
        self._analysis, self._orders = analysis, orders

    def __len__(self) -> int:
        return len(self._orders)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[str]: ...
    def __getitem__(self, row: int | slice) -> str | Sequence[str]:
        if isinstance(row, slice):
            return [self[place] for place in range(*row.indices(len(self)))]
        keys, names = self._analysis.products.keys, self._analysis.products.names
        others = self._orders.others_of(row)
        if not len(others):
            return _("nothing else")
        text = ", ".join(names[p] or keys[p] for p in others[:NAMED].tolist())
        more = len(others) - NAMED
        return text if more <= 0 else f"{text} " + _("and {n} more").format(n=count_text(more))


def _money_column(orders: PairOrders) -> Column:
    money = set(orders.currency)
    tip = _("Of the whole order, after returns")
    if len(money) <= 1:
        return Column(_("Revenue"), orders.revenue, "money", tip, currency=next(iter(money), ""))
    texts = [
        format_money(float(value), currency)
        for value, currency in zip(orders.revenue, orders.currency, strict=True)
    ]
    return Column(_("Revenue"), texts, "text", tip)


def _name(analysis: Analysis, key: str) -> str:
    row = analysis.products.index.get(key)
    return analysis.products.names[row] or key if row is not None else key
