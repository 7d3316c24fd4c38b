"""Which orders a pair must have been bought in: a month's, a segment's."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.views import Filter
from xsell_desktop.mining.occasions import segment_id
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.filters.counting import OccasionCounter
from xsell_desktop.ui.filters.words import month_text, segment_text
from xsell_desktop.ui.widgets.choice import Choice


class OccasionChooser(QWidget):
    """`chosen` carries a month and a segment, '' for all; `played` asks for the time-lapse."""

    chosen = Signal(str, str)
    played = Signal()

    def __init__(self, counter: OccasionCounter) -> None:
        super().__init__()
        self._counter = counter
        self._filled: object = None
        self.month = Choice(_("Bought together in the month"), letters=22)
        self.segment = Choice(_("Bought together in orders of"), letters=22)
        self.play = QPushButton(_("Play month by month"))
        self.note = QLabel()
        self.note.setWordWrap(True)
        theme.set_role(self.note, "hint")
        theme.set_role(self.play, "link")
        heading = QLabel(_("Bought together in"))
        theme.set_role(heading, "strong")
        heading.setToolTip(
            _("A pair passes when the orders of that month and segment held both at least as often "
              "as a pair needs to count at all (Preferences).")
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (heading, self.month, self.segment, self.note, self.play):
            layout.addWidget(widget)
        for box in (self.month, self.segment):
            box.activated.connect(lambda _row: self._choose())
        self.play.clicked.connect(self.played)

    def show_value(self, asked: Filter, months: Mapping[str, int]) -> None:
        """Show what is asked; months come with the pairs each would let through."""
        found = self._counter.found
        self._fill(asked)
        for row in range(1, self.month.count()):
            month = str(self.month.itemData(row))
            if month in months:
                pairs = plural("{n} pair", "{n} pairs", months[month])
                self.month.setItemText(row, f"{month_text(month)}  ·  {pairs}")
        self.month.setCurrentIndex(max(0, self.month.findData(asked.month)))
        self.segment.setCurrentIndex(max(0, self.segment.findData(asked.segment)))
        dated = found is not None and bool(found.months)
        self.month.setVisible(dated or bool(asked.month))
        self.play.setVisible(dated and found is not None and len(found.months) > 1)
        self.segment.setVisible((found is not None and bool(found.cuts)) or bool(asked.segment))
        self.note.setText(self._why_not())
        self.note.setVisible(bool(self.note.text()))

    def _why_not(self) -> str:
        found = self._counter.found
        if not self._counter.is_possible:
            return _("The orders themselves are not at hand.")
        if found is None:
            return _("Months and segments are being counted…")
        if not found.months:
            return _("The sales have no dates, so there are no months.")
        return ""

    def _fill(self, asked: Filter) -> None:
        found = self._counter.found
        state = found, asked.month, asked.segment
        if state == self._filled:
            return
        self._filled = state
        self.month.clear()
        self.month.addItem(_("all months"), "")
        months = found.months if found is not None else ()
        for month in months:
            self.month.addItem(month_text(month), month)
        if asked.month and asked.month not in months:
            self.month.addItem(month_text(asked.month), asked.month)
        self.segment.clear()
        self.segment.addItem(_("all orders"), "")
        for cut in found.cuts if found is not None else ():
            for one in cut.segments:
                orders = plural("{n} order", "{n} orders", one.orders)
                self.segment.addItem(f"{cut.name}: {one.name}  ·  {orders}",
                                     segment_id(cut.key, one.key))  # fmt: skip
        if asked.segment and self.segment.findData(asked.segment) < 0:
            self.segment.addItem(segment_text(asked.segment, found), asked.segment)

    def _choose(self) -> None:
        self.chosen.emit(str(self.month.currentData()), str(self.segment.currentData()))
