"""The imports of the project, one by one, each with its report."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from xsell_desktop.sales.sales import CatalogueImport, Import, Sales
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import icons
from xsell_desktop.ui.places.data_report import ReportView

LIST_WIDTH = 270


class ImportsView(QWidget):
    """A list of sales files and catalogues beside the report of the chosen one."""

    take_back = Signal(str)
    import_again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._items: list[Import | CatalogueImport] = []
        self.list = QListWidget()
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setProperty("role", "framed")
        self.list.setAccessibleName(_("Imports"))
        self.report = ReportView()
        self.report.take_back.connect(self.take_back)
        self.report.import_again.connect(self.import_again)
        self.list.currentRowChanged.connect(self._show)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        layout.addWidget(self.list)
        layout.addWidget(self.report, 1)

    def show_sales(self, sales: Sales) -> None:
        """List these imports; the newest comes into view when it was not there before."""
        known = {item.id for item in self._items}
        row = self.list.currentRow()
        chosen = self._items[row].id if 0 <= row < len(self._items) else ""
        self._items = [*sales.imports, *sales.catalogues]
        self.list.blockSignals(True)
        self.list.clear()
        for item in self._items:
            self.list.addItem(self._entry(item))
        self.list.blockSignals(False)
        fresh = [i for i, item in enumerate(self._items) if item.id not in known]
        same = [i for i, item in enumerate(self._items) if item.id == chosen]
        if self._items:
            row = (fresh or same or [0])[0]
            self.list.setCurrentRow(row)
            self._show(row)

    def retheme(self) -> None:
        """Tint the list's icons again."""
        for row, item in enumerate(self._items):
            self.list.item(row).setIcon(_sign(item))

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._items):
            self.report.show_import(self._items[row])

    def _entry(self, item: Import | CatalogueImport) -> QListWidgetItem:
        if isinstance(item, Import):
            counts = plural("{n} order", "{n} orders", item.report.orders)
        else:
            counts = plural("{n} product", "{n} products", len(item.catalogue.products))
        entry = QListWidgetItem(_sign(item), f"{item.source}\n{counts}")
        entry.setToolTip(item.source)
        entry.setData(Qt.ItemDataRole.UserRole, item.id)
        return entry


def _sign(item: Import | CatalogueImport) -> QIcon:
    return icons.icon("data" if isinstance(item, Import) else "bundles")
