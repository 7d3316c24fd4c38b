"""Two to four bundles side by side, the best of each line marked."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.money import format_money
from xsell_desktop.domain.plan import Bundle
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.reasons import evidence_word
from xsell_desktop.texts import _, count_text, percent_text
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.bundles.drafts import name_of
from xsell_desktop.ui.widgets.glossary import meaning_of

if TYPE_CHECKING:
    from xsell_desktop.mining.bundling.figures import BundleFigures

FEWEST, MOST = 2, 4  # bundles side by side


class Line(NamedTuple):
    """One line of the comparison: a figure a bundle, and which of them is best: the `most`, the
    least (False), or none (None)."""

    title: str
    values: tuple[float, ...]
    write: Callable[[float], str]
    most: bool | None
    meaning: str = ""

    def best(self) -> set[int]:
        """Where the best figures are; none where all are alike or fewer than two are known."""
        known = [value for value in self.values if not math.isnan(value)]
        if self.most is None or len(known) < 2 or min(known) == max(known):
            return set()
        best = max(known) if self.most else min(known)
        return {place for place, value in enumerate(self.values) if value == best}


class Comparison(QWidget):
    """`closed` asks for the tables again, `opened` carries the place of a bundle to work on."""

    closed = Signal()
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.back = QPushButton(_("Back to the bundles"))
        icons.dress(self.back, "chevron-left")
        self.back.setToolTip(_("Back to the bundles (Esc)"))
        self.back.clicked.connect(self.closed)
        self.heading = QLabel(_("Bundles side by side"))
        theme.set_role(self.heading, "heading")
        self.hint = QLabel()
        theme.set_role(self.hint, "second")
        self.table = QTableWidget()
        theme.set_role(self.table, "framed")
        self.table.setAccessibleName(_("Bundles side by side"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._lay_out()

    def show_bundles(
        self, analysis: Analysis, bundles: Sequence[Bundle], made: Sequence[bool], converted: float
    ) -> None:
        """Compare these; `made` tells the user's own from suggestions, `converted` is the share of
        the orders one short that take a bundle."""
        from xsell_desktop.mining.bundling.figures import figure_bundle

        figures = [
            figure_bundle(analysis, b.parts, b.discount, b.unit_costs, converted=converted)
            for b in bundles
        ]
        lines = lines_of(bundles, figures, analysis)
        said = [_("The best of each line is marked with ●.")]
        if any(f.money.unknown_costs for f in figures):
            said.append(_("Margins need the unit costs of all products."))
        self.hint.setText(" ".join(said))
        table = self.table
        table.setRowCount(len(lines) + 2)
        table.setColumnCount(len(bundles))
        table.setVerticalHeaderLabels([_("What it is"), _("Products")])
        for column, bundle in enumerate(bundles):
            title = QTableWidgetItem(bundle.name)
            title.setToolTip(bundle.name)
            table.setHorizontalHeaderItem(column, title)
            self._put(0, column, _("your bundle") if made[column] else _("suggestion"))
            parts = (
                name_of(analysis, p.product)
                if p.quantity == 1
                else f"{count_text(p.quantity)} × {name_of(analysis, p.product)}"
                for p in bundle.parts
            )
            self._put(1, column, "\n".join(parts))
        for row, line in enumerate(lines, 2):
            title = QTableWidgetItem(line.title)
            title.setToolTip(line.meaning)
            table.setVerticalHeaderItem(row, title)
            best = line.best()
            for column, value in enumerate(line.values):
                self._put(row, column, line.write(value), best=column in best)
        table.resizeRowsToContents()
        self._offer(bundles, made)

    def snapshot(self) -> list[list[str]]:
        """The cells, line by line."""
        table = self.table
        cells = [
            [table.item(row, column) for column in range(table.columnCount())]
            for row in range(table.rowCount())
        ]
        return [[item.text() if item is not None else "" for item in row] for row in cells]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _put(self, row: int, column: int, text: str, *, best: bool = False) -> None:
        item = QTableWidgetItem(f"● {text}" if best else text)
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if best:
            font = self.table.font()
            font.setBold(True)
            item.setFont(font)
            item.setForeground(QBrush(theme.colour("proven")))
            spoken = _("{value}, the best of the line").format(value=text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.table.setItem(row, column, item)

    def _offer(self, bundles: Sequence[Bundle], made: Sequence[bool]) -> None:
        """A button a column that leads to its bundle."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for place, (bundle, own) in enumerate(zip(bundles, made, strict=True)):
            button = QPushButton(_("Work on this one") if own else _("Try this one"))
            button.setAccessibleName(_("Work on {name}").format(name=bundle.name))
            button.clicked.connect(partial(self.opened.emit, place))
            self.buttons.append(button)
            self._row.addWidget(button, 1)

    def _lay_out(self) -> None:
        across, down = self.table.horizontalHeader(), self.table.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.back)
        top.addWidget(self.heading)
        top.addWidget(self.hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(self._row)


def lines_of(
    bundles: Sequence[Bundle], figures: Sequence[BundleFigures], analysis: Analysis
) -> list[Line]:
    """The figures of bundles, line by line."""
    money = partial(format_money, currency=analysis.currency)

    def line(
        title: str, read: Callable[[BundleFigures], float], write: Callable[[float], str],
        most: bool | None, meaning: str = "",
    ) -> Line:  # fmt: skip
        return Line(title, tuple(float(read(f)) for f in figures), write, most, meaning)

    whole = partial(percent_text, digits=0)
    return [
        line(_("Evidence"), _strength, _evidence_text, True, meaning_of("bundle_evidence")),
        line(_("Orders with all"), lambda f: f.counts.orders, count_text, True,
             _("Orders that hold all products of the bundle")),
        line(_("Orders one short"), lambda f: f.counts.one_short, count_text, True,
             meaning_of("one_short")),
        line(_("Price one by one"), lambda f: f.money.full_price, money, None),
        Line(_("Discount"), tuple(b.discount for b in bundles), percent_text, None),
        line(_("Bundle price"), lambda f: f.money.price, money, None),
        line(_("Unit costs"), lambda f: f.money.cost, money, None),
        line(_("Margin"), lambda f: f.money.margin, money, True, meaning_of("margin")),
        line(_("Margin of the price"), _margin_share, whole, True, meaning_of("margin")),
        line(_("Bundles to break even"), lambda f: f.money.break_even_extra, _extra_text, False,
             meaning_of("break_even")),
        line(_("Bought all of it anyway"), lambda f: f.effect.cannibalisation, whole, False,
             meaning_of("cannibalisation")),
        line(_("Given to them"), lambda f: f.effect.given_to_all, money, False,
             _("The discount given to those who bought all parts at full price anyway")),
        line(_("Earns over these sales"), lambda f: f.effect.gain, money, True,
             _("Margin won from orders one short, less the discount given away")),
        line(_("Discount it pays for"), lambda f: f.effect.break_even_discount, percent_text, True),
    ]  # fmt: skip


def _strength(figures: BundleFigures) -> float:
    evidence = figures.counts.evidence
    return math.nan if evidence is None else float(evidence)


def _evidence_text(value: float) -> str:

    return "–" if math.isnan(value) else evidence_word(Evidence(int(value)))


def _margin_share(figures: BundleFigures) -> float:
    money = figures.money
    return money.margin / money.price if money.price > 0 else math.nan


def _extra_text(value: float) -> str:
    if math.isnan(value):
        return "–"
    return _("never") if math.isinf(value) else count_text(math.ceil(value))
