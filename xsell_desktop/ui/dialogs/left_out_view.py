"""What an import leaves out: each rule a switch with its count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.sales.filters import FILTERS
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.dialogs.file_words import balance

if TYPE_CHECKING:
    from xsell_desktop.sales.report import Report


class LeftOutView(QWidget):
    """The rules that matter for this file first; `switched` carries a filter's id and its state.

    Counts are of the whole file, and missing until it was read.
    """

    switched = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.balance = QLabel()
        self.balance.setWordWrap(True)
        theme.set_role(self.balance, "strong")
        self.switches: dict[str, QCheckBox] = {}
        self.counts: dict[str, QLabel] = {}
        self.all_button = QPushButton()
        self.all_button.setCheckable(True)
        theme.set_role(self.all_button, "link")
        self.all_button.toggled.connect(self._arrange)
        self.others = QLabel()
        self.others.setWordWrap(True)
        theme.set_role(self.others, "second")
        self._report: Report | None = None
        self._chosen: Mapping[str, bool] = {}
        page = QWidget()
        theme.set_role(page, "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 8, 0)
        column.setSpacing(10)
        column.addWidget(self.balance)
        column.addLayout(self._make_switches())
        column.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.others)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def show_report(self, report: Report | None, chosen: Mapping[str, bool], sales: bool) -> None:
        """The counts of a file that was read; None while it is being read. `chosen` is the user's
        word by filter; a catalogue (not `sales`) has no switches.
        """
        self._report, self._chosen = report, chosen
        self.balance.setText(balance(report) + "." if report else _("Counting…"))
        for switch in FILTERS:
            box = self.switches[switch.id]
            box.blockSignals(True)
            box.setChecked(chosen.get(switch.id, switch.is_on))
            box.blockSignals(False)
            self.counts[switch.id].setText(self._count_words(switch.reason, box.isChecked()))
        self.others.setText(self._other_words())
        self.others.setVisible(bool(self.others.text()))
        self.all_button.setVisible(sales)
        self._arrange()

    def _make_switches(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(2, 1)
        for row, switch in enumerate(FILTERS):
            box = self.switches[switch.id] = QCheckBox(_(switch.words))
            box.toggled.connect(lambda on, id_=switch.id: self.switched.emit(id_, on))
            count = self.counts[switch.id] = QLabel()
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            theme.set_role(count, "second")
            grid.addWidget(box, row, 0)
            grid.addWidget(count, row, 1)
        return grid

    def _matters(self, id_: str, reason: str) -> bool:
        if id_ in self._chosen:
            return True
        report = self._report
        return report is not None and bool(report.set_aside.get(reason, 0)
                                           + report.left_in.get(reason, 0))  # fmt: skip

    def _arrange(self) -> None:
        """Show the rules that matter, or all of them."""
        sales = not self.all_button.isHidden()
        quiet = 0
        for switch in FILTERS:
            matters = self._matters(switch.id, switch.reason)
            quiet += not matters
            shown = sales and (matters or self.all_button.isChecked())
            self.switches[switch.id].setVisible(shown)
            self.counts[switch.id].setVisible(shown)
        words = plural("Show {n} more rule that finds nothing in this file",
                       "Show {n} more rules that find nothing in this file", quiet)  # fmt: skip
        if self._report is None:
            words = _("Show all rules")
        if self.all_button.isChecked():
            words = _("Show only the rules that matter for this file")
        self.all_button.setText(words)

    def _count_words(self, reason: str, on: bool) -> str:
        if self._report is None:
            return "…"
        aside = self._report.set_aside.get(reason, 0)
        left_in = self._report.left_in.get(reason, 0)
        if on or aside:
            return plural("{n} row left out", "{n} rows left out", aside)
        return plural("{n} line left in", "{n} lines left in", left_in)

    def _other_words(self) -> str:
        """What is left out without a switch."""
        if self._report is None:
            return ""
        switched = {switch.reason for switch in FILTERS}
        parts = [
            plural("{n} row: ", "{n} rows: ", count) + _(reason)
            for reason, count in self._report.set_aside.items()
            if reason not in switched
        ]
        return "\n".join([_("Left out in any case:"), *parts]) if parts else ""
