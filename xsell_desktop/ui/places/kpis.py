"""KPIs: the shop's figures as tiles and charts, each with how it is made."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from xsell_desktop import workflow
from xsell_desktop.domain.change import Change
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.kpis.chart_card import ChartCard
from xsell_desktop.ui.kpis.chart_dialog import ChartDialog
from xsell_desktop.ui.kpis.chart_files import ChartFiles
from xsell_desktop.ui.kpis.figure_tile import FigureTile
from xsell_desktop.ui.places.before import BeforeAnalysis
from xsell_desktop.ui.places.place import Place
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.widgets.grid import WrappingGrid

if TYPE_CHECKING:
    from xsell_desktop.kpis.summary import Kpis
    from xsell_desktop.sales.sales import Sales

TILE_WIDTH, CARD_WIDTH = 152, 470
NEEDS = ("analysis", "sales", "pairings", "settings", "policies", "lists", "products")


class KpisPlace(Place):
    """Measured anew, in a job, whenever sales or pairings change."""

    key = "kpis"
    icon = "kpis"

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self.kpis: Kpis | None = None
        self.cards: dict[str, ChartCard] = {}
        self.dialogs: list[ChartDialog] = []
        self.files = ChartFiles(jobs, self)
        self.groups = {name: WrappingGrid(TILE_WIDTH, 8, most_columns=7) for name in _groups()}
        self.chart_grid = WrappingGrid(CARD_WIDTH, 16, most_columns=3)
        self.stale, self.notes, self.told = QLabel(), QLabel(), QLabel()
        for label, role in ((self.stale, "caution"), (self.notes, "second"), (self.told, "second")):
            label.setWordWrap(True)
            theme.set_role(label, role)
            label.hide()
        self.told.setContentsMargins(20, 6, 20, 6)
        self.empty = BeforeAnalysis(self, _nothing_yet(), _being_counted())
        self._pages = QStackedWidget()
        self._lay_out()
        self.files.told.connect(self._tell)

    @property
    def title(self) -> str:
        return _("KPIs")

    def refresh(self, change: Change) -> None:
        session = self.session
        if session.analysis is None:
            self.kpis = None
            self._say_why_empty()
            return
        self._say_age()
        if change.touches(*NEEDS) and not session.is_stale:
            self._measure()

    def retheme(self) -> None:
        for card in self.cards.values():
            card.view.update()
        for dialog in self.dialogs:
            dialog.retheme()

    @property
    def tiles(self) -> Mapping[str, FigureTile]:
        """The tiles on show by the id of their figure."""
        return {tile.figure.id: tile for tile in self.findChildren(FigureTile)}

    def _measure(self) -> None:
        analysis = self.session.analysis
        assert analysis is not None
        if self.kpis is None:
            self.empty.say(
                _("Measuring the shop"),
                _("Orders, customers and recommendations are being added up."),
            )
            self._pages.setCurrentIndex(0)
        sales, plan = self.session.sales, self.session.plan

        def work(progress: Progress) -> Kpis:
            measured = workflow.measure(sales, plan, analysis, progress)
            import_module("xsell_desktop.charts.figure")  # takes a second when first met
            return measured

        self.jobs.run(
            _("Measuring"), work, done=partial(self._show, sales), failed=self._say_failure,
            lane="kpis", replaces=True,
        )  # fmt: skip

    def _show(self, sales: Sales, kpis: Kpis) -> None:
        if self.session.sales is not sales:
            return
        self.kpis = kpis
        by_id = {figure.id: figure for figure in kpis.tiles}
        for name, ids in _groups().items():
            self.groups[name].set_widgets([FigureTile(by_id[i]) for i in ids if i in by_id])
        self.notes.setText(" ".join(kpis.notes))
        self.notes.setVisible(bool(kpis.notes))
        self._fill_cards(kpis)
        self._say_age()
        self._pages.setCurrentIndex(1)

    def _fill_cards(self, kpis: Kpis) -> None:
        if not self.cards:
            from xsell_desktop.charts import CHARTS

            for name, chart in CHARTS.items():
                card = ChartCard(self.jobs, name, chart.title(), chart.subtitle())
                card.save_asked.connect(self._save)
                card.copy_asked.connect(self._copy)
                card.enlarge_asked.connect(self._enlarge)
                self.cards[name] = card
            self.chart_grid.set_widgets(list(self.cards.values()))
        for card in self.cards.values():
            card.view.show_kpis(kpis)

    def _save(self, chart_id: str, form: str) -> None:
        if self.kpis is not None:
            self.files.save(chart_id, form, self.kpis)

    def _copy(self, chart_id: str) -> None:
        if self.kpis is not None:
            self.files.copy(chart_id, self.kpis)

    def _enlarge(self, chart_id: str) -> None:
        if self.kpis is None:
            return
        title = self.cards[chart_id].title.text()
        dialog = ChartDialog(self.jobs, chart_id, title, self.kpis, self)
        self.dialogs.append(dialog)
        dialog.finished.connect(lambda: self.dialogs.remove(dialog))
        dialog.show()

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()

    def _say_age(self) -> None:
        old = self.kpis is not None and self.session.is_stale
        self.stale.setText(
            _("Newer sales are being worked out; these figures are the old ones.") if old else ""
        )
        self.stale.setVisible(old)

    def _say_failure(self, error: UserError) -> None:
        if self.kpis is None:
            parts = [part for part in (error.message, error.next_step) if part]
            self.empty.say(error.title, " ".join(parts))
            self._pages.setCurrentIndex(0)
        else:
            self.stale.setText(f"{error}")
            self.stale.show()

    def _say_why_empty(self) -> None:
        self.empty.tell()
        self._pages.setCurrentIndex(0)

    def _lay_out(self) -> None:
        page = QWidget()
        theme.set_role(page, "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(8)
        column.addWidget(self.stale)
        for name, grid in self.groups.items():
            heading = QLabel(name)
            theme.set_role(heading, "strong")
            column.addWidget(heading)
            column.addWidget(grid)
            column.addSpacing(8)
        column.addWidget(self.notes)
        column.addWidget(self.chart_grid)
        column.addStretch()
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setWidget(page)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.scroll_area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.told)


def _groups() -> dict[str, tuple[str, ...]]:
    """Headings of the tiles, and the figures under each."""
    return {
        _("Orders"): (
            "revenue", "orders", "aov", "median_order", "lines", "units", "single",
        ),
        _("Recommendations"): (
            "assisted_revenue", "assisted_orders", "attach_first", "answered", "coverage",
            "lonely", "top_ten",
        ),
        _("Products and customers"): (
            "products_80", "repeat", "per_customer", "unknown", "returns",
        ),
    }  # fmt: skip


def _being_counted() -> tuple[str, str]:
    return (
        _("Working out what is bought together"),
        _("The figures appear here as soon as the sales are counted."),
    )


def _nothing_yet() -> tuple[str, str, str]:
    return (
        _("No sales yet"),
        _(
            "Import an orders export of your shop. Then you see what an order is worth, what "
            "recommendations can add, and which products carry the shop."
        ),
        _("Import sales…"),
    )
