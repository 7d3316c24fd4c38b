"""The user's own bundles, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from xsell_desktop.domain.plan import Bundle, Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.widgets.glossary import meaning_of
from xsell_desktop.ui.widgets.table import Column, DataTable

if TYPE_CHECKING:
    from xsell_desktop.mining.bundling.figures import BundleCounts

ROWS_SEEN = 5  # of the user's own bundles, before they scroll


class OwnBundles(QWidget):
    """The plan's bundles with their price and margin. `chosen` carries a bundle's id, `marked`
    those of several rows selected with Ctrl or Shift."""

    chosen = Signal(str)
    marked = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.heading = QLabel(_("Your bundles"))
        theme.set_role(self.heading, "heading")
        self.hint = QLabel(_("None yet. Choose products below and press “Make bundle”."))
        theme.set_role(self.hint, "second")
        self.table = DataTable()
        theme.set_role(self.table, "framed")
        self.table.setAccessibleName(_("Your bundles"))
        self.table.chosen.connect(self._tell)
        self._ids: list[str] = []
        self._counted_in: Analysis | None = None
        self._counts: dict[tuple[str, ...], BundleCounts] = {}
        self.compare = QPushButton()
        self.from_selection = QPushButton()
        icons.dress(self.from_selection, "plus", "text")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addStretch(1)
        top.addWidget(self.compare)
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
        figures = [
            figure_bundle(analysis, b.parts, b.discount, b.unit_costs, self._count(b, analysis))
            for b in bundles
        ]
        money = analysis.currency
        self.table.set_columns([
            Column(_("Name"), [b.name for b in bundles]),
            Column(_("Orders"), [f.counts.orders for f in figures], "count",
                   _("Orders that hold all products of the bundle")),
            Column(_("One short"), [f.counts.one_short for f in figures], "count",
                   meaning_of("one_short")),
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

    def _count(self, bundle: Bundle, analysis: Analysis) -> BundleCounts:
        """Counted once an analysis: in a large shop that is the slow part."""
        from xsell_desktop.mining.bundling.figures import count_bundle

        if self._counted_in is not analysis:
            self._counted_in, self._counts = analysis, {}
        products = tuple(part.product for part in bundle.parts)
        if products not in self._counts:
            self._counts[products] = count_bundle(analysis, products)
        return self._counts[products]

    def choose(self, bundle_id: str) -> None:
        """Mark a bundle without telling anybody; an unknown id marks none."""
        self.table.choose([self._ids.index(bundle_id)] if bundle_id in self._ids else [])

    def _tell(self, rows: list[int]) -> None:
        if len(rows) == 1:
            self.chosen.emit(self._ids[rows[0]])
        elif rows:
            self.marked.emit([self._ids[row] for row in rows])
