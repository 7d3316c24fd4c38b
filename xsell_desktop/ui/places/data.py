"""Data: what came in, and the products in it."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from PySide6.QtWidgets import QMessageBox as Box

from xsell_desktop.domain.change import Change
from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places.data_imports import ImportsView
from xsell_desktop.ui.places.data_products import ProductsView
from xsell_desktop.ui.places.place import Place
from xsell_desktop.ui.questions import ask
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis


class DataPlace(Place):
    """The imports with their reports, and the products table."""

    key = "data"
    icon = "data"

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self.imports, self.products = ImportsView(), ProductsView()
        self.imports.take_back.connect(self._ask_to_take_back)
        self.imports.import_again.connect(lambda: self.asked.emit("import"))
        self.products.chosen.connect(selection.select_products)
        selection.changed.connect(self._follow_selection)
        self.notes = QLabel()
        self.notes.setWordWrap(True)
        theme.set_role(self.notes, "caution")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.imports)
        self.stack.addWidget(self.products)
        self.full = QWidget()
        column = QVBoxLayout(self.full)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._top())
        column.addWidget(self.notes)
        column.addWidget(self.stack, 1)
        self.empty = EmptyState(
            _("No sales yet"),
            _(
                "Import an orders export of your shop: CSV, XLSX or ODS. You see what was kept, "
                "what was set aside and why before anything is decided."
            ),
            _("Import sales…"),
        )
        self.empty.acted.connect(lambda: self.asked.emit("import"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.full)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    @property
    def title(self) -> str:
        return _("Data")

    def refresh(self, change: Change) -> None:
        session = self.session
        if change.touches("sales"):
            something = bool(session.sales.imports or session.sales.catalogues)
            self._pages.setCurrentWidget(self.full if something else self.empty)
            self.imports.show_sales(session.sales)
        if change.touches("sales", "analysis"):
            self.products.show_products(session.analysis, session.sales)
            notes = data_notes(session.analysis) if session.analysis is not None else []
            if session.sales.catalogues and not session.sales:
                notes.append(
                    _("Only a catalogue so far. Import sales to find what sells together.")
                )
            self.notes.setText("\n".join(notes))
            self.notes.setVisible(bool(notes))
            self._follow_selection()

    def retheme(self) -> None:
        self.imports.retheme()

    def show_part(self, part: str) -> None:
        """Show `imports` or `products`."""
        self.parts[part].setChecked(True)
        self.stack.setCurrentWidget(self.imports if part == "imports" else self.products)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        group = QButtonGroup(self)
        self.parts: dict[str, QPushButton] = {}
        for part, words in (("imports", _("Imports")), ("products", _("Products"))):
            button = self.parts[part] = QPushButton(words)
            button.setCheckable(True)
            theme.set_role(button, "segment")
            button.clicked.connect(lambda _checked=False, part=part: self.show_part(part))
            group.addButton(button)
            row.addWidget(button)
        self.parts["imports"].setChecked(True)
        row.addStretch(1)
        for key, words in (
            ("import", _("Import sales…")),
            ("import_catalogue", _("Import catalogue…")),
        ):
            button = QPushButton(words)
            button.setObjectName(f"{key}_button")
            icons.dress(button, "import", "text")
            button.clicked.connect(lambda _checked=False, key=key: self.asked.emit(key))
            row.addWidget(button)
        return row

    def _follow_selection(self) -> None:
        self.products.choose(self.selection.products)

    def _ask_to_take_back(self, import_id: str) -> None:
        sales = self.session.sales
        names = {item.id: item.source for item in sales.imports}
        names |= {item.id: item.source for item in sales.catalogues}
        name = names.get(import_id, "")
        ask(
            self,
            _("Take back {name}?").format(name=name),
            _("Its rows leave the project. Your decisions stay. You can import the file again."),
            [
                (
                    _("Take back"),
                    Box.ButtonRole.DestructiveRole,
                    lambda: self.session.set_sales(self.session.sales.take_back(import_id)),
                )
            ],
        )


def data_notes(analysis: Analysis) -> list[str]:
    """What is particular about these sales: several currencies, months covered in part."""
    notes = []
    if analysis.other_currencies:
        notes.append(
            _(
                "Money is counted in {main} only. Orders in {others} count as orders, "
                "but their amounts are not added."
            ).format(main=analysis.currency, others=", ".join(analysis.other_currencies))
        )
    if partial := partial_months(analysis.first_date, analysis.last_date):
        notes.append(
            _("Covered only in part, and marked so in the figures: {months}.").format(
                months=", ".join(partial)
            )
        )
    return notes


def partial_months(first_date: str, last_date: str) -> list[str]:
    """The first and last month where the sales begin late or end early, in words."""
    if not first_date or not last_date:
        return []
    from xsell_desktop.kpis.months import DAYS_UNNOTICED

    first, last = (date.fromisoformat(day[:10]) for day in (first_date, last_date))
    days = calendar.monthrange(last.year, last.month)[1]
    words = []
    if first.day - 1 > DAYS_UNNOTICED:
        words.append(
            _("{month} (from day {day})").format(month=first.strftime("%Y-%m"), day=first.day)
        )
    if days - last.day > DAYS_UNNOTICED:
        words.append(_("{month} (to day {day})").format(month=last.strftime("%Y-%m"), day=last.day))
    return words
