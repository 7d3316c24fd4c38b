"""The part of the year in which a pairing is recommended."""

from __future__ import annotations

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.pairing_words import Season, season_text, usual_seasons
from xsell_desktop.ui.widgets.choice import Choice

SETTLE_MS = 600  # pause after which days stepped through are one choice
LEAP_YEAR = 2028  # a day of the year needs one to be a date


class SeasonChooser(QWidget):
    """`chosen` carries two days (MM-DD), or None for all year."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._season: Season | None = None
        self.label = QLabel(_("Season"))
        self.choice = Choice(_("Season in which it is recommended"), letters=8)
        self.label.setBuddy(self.choice)
        theme.set_role(self.label, "hint")
        self.begin, self.end = _DayBox(_("First day of the season")), _DayBox(_("Last day"))
        self.choice.addItem(_("All year"))
        for name, season in usual_seasons():
            self.choice.addItem(f"{name} ({season_text(season)})")
        self.choice.addItem(_("Own days…"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.choice, 1)
        self.days = QWidget()
        days = QHBoxLayout(self.days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(6)
        for widget in (QLabel(_("from")), self.begin, QLabel(_("to")), self.end):
            days.addWidget(widget)
        days.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.days)
        self.choice.activated.connect(self._choose)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._take_days)
        for box in (self.begin, self.end):
            box.dateChanged.connect(lambda _day: self._settle.start())
            box.editingFinished.connect(self._finish)
        self.show_season(None)

    def show_season(self, season: Season | None) -> None:
        """Take the season of another pair without telling anybody."""
        self._season = season
        self._settle.stop()
        known = [days for _name, days in usual_seasons()]
        own = season is not None and season not in known
        last = len(known) + 1
        row = last if own else 0 if season is None else 1 + known.index(season)
        self.choice.setCurrentIndex(row)
        self.days.setVisible(own)
        begin, end = season or ("12-01", "12-31")
        self.begin.show_day(begin)
        self.end.show_day(end)

    def ask_days(self) -> None:
        """Put the keyboard into the days, as if own days had been chosen from the list."""
        self.choice.setCurrentIndex(self.choice.count() - 1)
        self._choose(self.choice.count() - 1)

    def _choose(self, row: int) -> None:
        seasons = usual_seasons()
        if row == 0:
            self.chosen.emit(None)
        elif row <= len(seasons):
            self.chosen.emit(seasons[row - 1][1])
        else:
            self.days.show()
            self.begin.setFocus()
            self._take_days()

    def _finish(self) -> None:
        if self._settle.isActive():
            self._settle.stop()
            self._take_days()

    def _take_days(self) -> None:
        season = self.begin.day, self.end.day
        if season != self._season:
            self.chosen.emit(season)


class _DayBox(QDateEdit):
    """A day of the year; the wheel scrolls the page."""

    def __init__(self, name: str) -> None:
        super().__init__(QDate(LEAP_YEAR, 12, 1))
        self.setDisplayFormat("d MMM")
        self.setDateRange(QDate(LEAP_YEAR, 1, 1), QDate(LEAP_YEAR, 12, 31))
        self.setKeyboardTracking(False)
        self.setWrapping(True)
        self.setAccessibleName(name)

    @property
    def day(self) -> str:
        """MM-DD."""
        return str(self.date().toString("MM-dd"))

    def show_day(self, day: str) -> None:
        """Stand at a day without telling anybody."""
        self.blockSignals(True)
        self.setDate(QDate(LEAP_YEAR, int(day[:2]), int(day[3:])))
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
