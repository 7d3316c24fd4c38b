"""The list for an e-mail: whose first purchase falls due for what usually comes later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QStandardPaths, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import workflow
from xsell_desktop.domain.progress import Progress
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.widgets.table import Column, DataTable

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.kinds.due import Due

USUAL_DAYS, MOST_DAYS = 30, 365


class DueOrders(QWidget):
    """Orders that fall due in some days from a day; `asked` tells that either was changed."""

    asked = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._due: list[Due] = []
        self._analysis: Analysis | None = None
        self.heading, self.told = QLabel(), QLabel()
        self.first_day, self.days = QDateEdit(), QSpinBox()
        self.save_button = QPushButton(_("Save list…"))
        self.table = DataTable()
        self._lay_out()
        self.first_day.dateChanged.connect(lambda _day: self.asked.emit())
        self.days.valueChanged.connect(lambda _days: self.asked.emit())
        self.save_button.clicked.connect(self._save)

    @property
    def on(self) -> date:
        """The first day of the list."""
        day = self.first_day.date()
        return date(day.year(), day.month(), day.day())

    def start_on(self, day: date) -> None:
        """Show another first day without asking for its list."""
        self.first_day.blockSignals(True)
        self.first_day.setDate(QDate(day.year, day.month, day.day))
        self.first_day.blockSignals(False)

    def show_due(self, due: list[Due], analysis: Analysis, of: str) -> None:
        """Show a list; `of` names the one follow-up it is about, '' for all."""
        self._due, self._analysis = due, analysis
        names = {key: row for row, key in enumerate(analysis.products.keys)}
        self.heading.setText(
            _("Due for an e-mail: {what}").format(what=of) if of else _("Due for an e-mail")
        )
        self.told.setText(
            plural(
                "{n} order falls due. Look its customer up in your shop: this program keeps no "
                "names or addresses.",
                "{n} orders fall due. Look their customers up in your shop: this program keeps no "
                "names or addresses.",
                len(due),
            )
            if due
            else _("No order falls due in these days.")
        )
        self.save_button.setEnabled(bool(due))
        self.table.set_columns(_columns(due, analysis.products.names, names))

    def _save(self) -> None:
        if self._analysis is None or not self._due:
            return
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place) or ".")
        start = str(folder / f"due-{self.on.isoformat()}.csv")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save list"), start, _("Table (*.csv)"))
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(".csv")
        self._jobs.run(
            _("Saving list"),
            partial(_write, self._due, self._analysis, path),
            done=lambda path: self.told.setText(
                _("Saved {file} in {folder}.").format(file=path.name, folder=path.parent)
            ),
        )

    def _lay_out(self) -> None:
        theme.set_role(self.heading, "strong")
        theme.set_role(self.told, "second")
        self.told.setWordWrap(True)
        self.first_day.setCalendarPopup(True)
        self.first_day.setDisplayFormat("yyyy-MM-dd")
        self.first_day.setAccessibleName(_("First day of the list"))
        self.days.setRange(1, MOST_DAYS)
        self.days.setValue(USUAL_DAYS)
        self.days.lineEdit().setTextMargins(6, 0, 0, 0)
        self.days.setFixedWidth(76)
        self.days.setAccessibleName(_("Days the list covers"))
        self.table.setAccessibleName(_("Orders that fall due"))
        theme.set_role(self.table, "framed")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.heading, 1)
        for text, field in ((_("From"), self.first_day), (_("days"), self.days)):
            label = QLabel(text)
            theme.set_role(label, "second")
            label.setBuddy(field)
            before = field is self.first_day
            row.addWidget(label if before else field)
            row.addWidget(field if before else label)
        row.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self.told)
        layout.addWidget(self.table, 1)


def _columns(due: list[Due], names: tuple[str, ...], rows: Mapping[str, int]) -> list[Column]:
    return [
        Column(_("Bought"), [names[rows[one.first]] for one in due]),
        Column(_("To offer"), [names[rows[one.later]] for one in due]),
        Column(_("Order"), [one.order for one in due]),
        Column(_("Ordered on"), [one.ordered.isoformat() for one in due]),
        Column(
            _("Due on"),
            [one.day.isoformat() for one in due],
            tooltip=_("The day of the order and the usual gap after it"),
        ),
    ]


def _write(due: list[Due], analysis: Analysis, path: Path, progress: Progress) -> Path:
    progress.step(_("Saving list"))
    workflow.save_due(due, analysis, path)
    return path
