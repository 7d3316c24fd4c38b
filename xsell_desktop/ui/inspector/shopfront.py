"""What a customer would see beside a product: the block of recommendations in a shop."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QDate, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picks import Pick
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.inspector.partner_list import price_of

LOW_STOCK = 5  # pieces; so few are told as a number
PICTURE = 52  # pixels


class Shopfront(QWidget):
    """`asked` carries the day (ISO) whose recommendations are wanted."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.heading = QLabel(_("Customers also bought"))
        self.day, self.today = QDateEdit(), QPushButton(_("Today"))
        self.empty = QLabel(_("Customers see no recommendation here on that day."))
        self.cards: list[ShopCard] = []
        theme.set_role(self.heading, "heading")
        theme.set_role(self.today, "link")
        theme.set_role(self.empty, "second")
        self.empty.setWordWrap(True)
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(_("Day on which a customer looks"))
        self.day.dateChanged.connect(lambda day: self.asked.emit(_iso(day)))
        self.today.clicked.connect(lambda: self.day.setDate(QDate.currentDate()))
        label = QLabel(_("As seen on"))
        label.setBuddy(self.day)
        theme.set_role(label, "hint")
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (label, self.day, self.today):
            row.addWidget(widget)
        row.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 4, 14, 4)
        self._layout.setSpacing(8)
        self._layout.addLayout(row)
        self._layout.addWidget(self.heading)
        self._layout.addWidget(self.empty)

    def show_day(self, iso: str) -> None:
        """Begin with the day that lists are made for, without asking for it."""
        day = QDate.fromString(iso[:10], Qt.DateFormat.ISODate)
        self.day.blockSignals(True)
        self.day.setDate(day if day.isValid() else QDate.currentDate())
        self.day.blockSignals(False)

    @property
    def iso_day(self) -> str:
        """The day on show."""
        return _iso(self.day.date())

    def show_picks(self, analysis: Analysis, picks: Sequence[Pick]) -> None:
        """Take what the list holds on that day, in its order."""
        while len(self.cards) < len(picks):
            self.cards.append(ShopCard())
            self._layout.addWidget(self.cards[-1])
        for card, pick in zip(self.cards, picks, strict=False):
            card.show_pick(analysis, pick)
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(picks))
        self.empty.setVisible(not picks)
        self.heading.setVisible(bool(picks))


class ShopCard(QFrame):
    """One recommendation as a shop shows it, with a picture to be imagined."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "card")
        self.picture = _Picture()
        self.name, self.message = QLabel(), QLabel()
        self.price, self.stock = QLabel(), QLabel()
        theme.set_role(self.name, "strong")
        theme.set_role(self.message, "second")
        theme.set_role(self.stock, "hint")
        for label in (self.name, self.message):
            label.setWordWrap(True)
        facts = QHBoxLayout()
        facts.addWidget(self.price)
        facts.addStretch(1)
        facts.addWidget(self.stock)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.name)
        column.addWidget(self.message)
        column.addLayout(facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def show_pick(self, analysis: Analysis, pick: Pick) -> None:
        """Take another recommendation."""
        self.name.setText(pick.partner_name)
        self.message.setText(pick.message)
        self.message.setVisible(bool(pick.message))
        self.price.setText(price_of(analysis, pick.partner))
        self.stock.setText(stock_words(analysis, pick.partner))
        self.picture.show_name(pick.partner_name)
        said = (pick.partner_name, pick.message, self.price.text(), self.stock.text())
        self.setAccessibleName(", ".join(filter(None, said)))


class _Picture(QWidget):
    """A square with the first letters of a name, where the shop has a photograph."""

    def __init__(self) -> None:
        super().__init__()
        self._letters = ""
        self.setFixedSize(PICTURE, PICTURE)

    def show_name(self, name: str) -> None:
        """Take another name."""
        self._letters = "".join(word[0] for word in name.split()[:2]).upper()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.current().faint_line))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setPen(theme.colour("hint"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
        painter.end()


def stock_words(analysis: Analysis, key: str) -> str:
    """In stock, only so many left, sold out; '' unknown."""
    row, place = analysis.products.index.get(key), analysis.unsold.index.get(key)
    stock = math.nan
    if row is not None:
        stock = float(analysis.products.stock[row])
    elif place is not None:
        stock = float(analysis.unsold.stock[place])
    if math.isnan(stock):
        return ""
    if stock <= 0:
        return _("sold out")
    if stock <= LOW_STOCK:
        return plural("only {n} left", "only {n} left", int(stock))
    return _("in stock ({n})").format(n=count_text(stock))


def _iso(day: QDate) -> str:
    return str(day.toString(Qt.DateFormat.ISODate))
