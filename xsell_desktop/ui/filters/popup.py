"""Everything graph, matrix and table can be filtered by, in one panel under the bar."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.views import NO_FILTER, Band
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.filter_options import FilterOptions, Known, count_options, what_is_known
from xsell_desktop.mining.kinds.sentences import kind_meaning, kind_word
from xsell_desktop.mining.reasons import evidence_word
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.evidence_words import EVIDENCE_TERMS
from xsell_desktop.ui.filters.all_passing import AllPassing
from xsell_desktop.ui.filters.choices import BoxGroup, NameList
from xsell_desktop.ui.filters.counting import OccasionCounter
from xsell_desktop.ui.filters.occasions import OccasionChooser
from xsell_desktop.ui.filters.ranges import BandField, StrengthSlider
from xsell_desktop.ui.filters.words import (
    DECISIONS,
    EVIDENCE,
    STOCK,
    decision_word,
    stock_meaning,
    stock_word,
)
from xsell_desktop.ui.glossary import glossary
from xsell_desktop.ui.pairings.parts import Parts
from xsell_desktop.ui.widgets.popups import Panel

HELD_UP = "held_up"
QUIET_MS = 1200  # after which the popup is made ahead
MARGIN = 8  # pixels kept free at the window's edges


class FilterPopup(Panel):
    """Shows the filter in force, whoever put it there, and changes it at once. `played` asks for
    the months to be shown one after the other."""

    played = Signal()

    def __init__(self, button: QWidget, parts: Parts, counter: OccasionCounter) -> None:
        super().__init__(button, _("Filter pairs"))
        self._button, self._parts, self._counter = button, parts, counter
        self._falling: tuple[Analysis, Floats] | None = None
        self.evidence = BoxGroup(
            _("Evidence"), {word: evidence_word(Evidence[word.upper()]) for word in EVIDENCE},
            lambda word: glossary()[EVIDENCE_TERMS[Evidence[word.upper()]]].meaning,
        )  # fmt: skip
        self.held_up = BoxGroup(
            _("Later orders"), {HELD_UP: _("held up")}, lambda _word: glossary()["held_up"].meaning
        )
        self.decisions = BoxGroup(
            _("Your decision"), {word: decision_word(word) for word in DECISIONS}
        )
        self.kinds = BoxGroup(
            _("Kind"), {kind.value: kind_word(kind) for kind in Kind},
            lambda word: kind_meaning(Kind(word)),
        )  # fmt: skip
        self.stock = BoxGroup(
            _("Stock of both"), {word: stock_word(word) for word in STOCK}, stock_meaning, 2
        )
        self.categories = NameList(_("Category of one of them"), _("Find a category…"))
        self.families = NameList(_("Family of one of them"), _("Find a family…"))
        self.strength = StrengthSlider()
        self.price = BandField(_("Price of both"))
        self.margin = BandField(_("Margin of both"), is_share=True)
        self.occasion = OccasionChooser(counter)
        self.missing = QLabel()
        self.all_passing = AllPassing(parts)
        self.clear = QPushButton(_("Show everything"))
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Show below the button, within the window."""
        self._counter.ask()
        for names in (self.categories, self.families):
            names.forget()
        self.refresh()
        self._fit()
        self.show()
        self.evidence.boxes[EVIDENCE[0]].setFocus()

    def refresh(self) -> None:
        """Show what is in force and how many pairs each choice stands for."""
        session, asked = self._parts.session, self._parts.viewing.view.filter
        analysis = session.analysis
        if analysis is None:
            return
        options = count_options(analysis, session.plan, asked)
        known = what_is_known(analysis, session.plan)
        self.evidence.show_value(asked.evidence, options.evidence)
        self.held_up.show_value({HELD_UP} if asked.held_up else (), {HELD_UP: options.held_up})
        self.decisions.show_value(asked.decisions, options.decisions)
        self.kinds.show_value(asked.kinds, {k.value: n for k, n in options.kinds.items()})
        self.kinds.offer(kind.value for kind in known.kinds | asked.kinds)
        self.stock.show_value(asked.stock, options.stock)
        self.categories.show_value(asked.categories, options.categories)
        self.families.show_value(asked.families, options.families)
        self.strength.show_value(asked.strength, self._strengths(analysis))
        self.price.show_value(asked.price, known.price or Band(0.0, 0.0))
        self.margin.show_value(asked.margin, known.margin or Band(0.0, 1.0))
        self.occasion.show_value(asked, options.months)
        self.all_passing.show_count(options.passing)
        self.clear.setEnabled(asked.parts > 0)
        self._offer(options, known)

    def _offer(self, options: FilterOptions, known: Known) -> None:
        """Leave out what the shop's facts say nothing of, and say so."""
        asked = self._parts.viewing.view.filter
        missing = []
        for widget, there, word in (
            (self.held_up, known.later or asked.held_up, _("later orders")),
            (self.categories, options.categories or asked.categories, _("category")),
            (self.families, options.families or asked.families, _("family")),
            (self.price, known.price or asked.price != Band(), _("price")),
            (self.margin, known.margin or asked.margin != Band(), _("margin")),
            (self.stock, known.stock or asked.stock, _("stock")),
        ):
            widget.setVisible(bool(there))
            if not there:
                missing.append(word)
        text = _("No file says anything of: {words}.").format(words=", ".join(missing))
        self.missing.setText(text)
        self.missing.setVisible(bool(missing))

    def _strengths(self, analysis: Analysis) -> Floats:
        if self._falling is None or self._falling[0] is not analysis:
            self._falling = analysis, np.sort(analysis.pairs.strength)[::-1]
        return self._falling[1]

    def _change(self, **parts: Any) -> None:
        self._parts.viewing.change_filter(**parts)

    def _connect(self) -> None:
        change = self._change
        self.evidence.chosen.connect(lambda words: change(evidence=words))
        self.held_up.chosen.connect(lambda words: change(held_up=bool(words)))
        self.decisions.chosen.connect(lambda words: change(decisions=words))
        self.kinds.chosen.connect(lambda words: change(kinds=frozenset(map(Kind, words))))
        self.stock.chosen.connect(lambda words: change(stock=words))
        self.categories.chosen.connect(lambda names: change(categories=names))
        self.families.chosen.connect(lambda names: change(families=names))
        self.strength.chosen.connect(lambda least: change(strength=least))
        self.price.chosen.connect(lambda band: change(price=band))
        self.margin.chosen.connect(lambda band: change(margin=band))
        self.occasion.chosen.connect(lambda month, segment: change(month=month, segment=segment))
        self.occasion.played.connect(self._play)
        self.clear.clicked.connect(lambda: self._parts.viewing.change(filter=NO_FILTER))
        for signal in (self._parts.viewing.changed, self._parts.session.changed):
            signal.connect(lambda _what: self._follow())
        self._counter.counted.connect(self._follow)
        self.all_passing.done.connect(self.hide)

    def _play(self) -> None:
        self.hide()
        self.played.emit()

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()
            self._fit()

    def _fit(self) -> None:
        """As large as the contents, as far as the window has room; while open it grows only."""
        window, contents = self._button.window(), self._page
        for part in contents.findChildren(QWidget):
            part.ensurePolished()  # what the style sheet gives parts counts the first time too
        contents.adjustSize()
        under = self._button.mapToGlobal(QPoint(0, self._button.height() + 4))
        corner = window.mapToGlobal(QPoint(window.width(), window.height()))
        left = window.mapToGlobal(QPoint(0, 0)).x() + MARGIN
        wide = contents.sizeHint().width() + self._scroll.verticalScrollBar().sizeHint().width() + 6
        high = contents.sizeHint().height() + self._foot.sizeHint().height() + 30
        if self.isVisible():  # nothing shrinks under the pointer
            wide, high = max(wide, self.width()), max(high, self.height())
        width = min(wide, corner.x() - left - MARGIN)
        height = min(high, max(corner.y() - under.y() - MARGIN, 240))
        x = max(left, min(under.x(), corner.x() - width - MARGIN))
        self.setFixedSize(width, height)
        self.move(x, under.y())

    def _lay_out(self) -> None:
        for label in (self.missing,):
            theme.set_role(label, "hint")
            label.setWordWrap(True)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        for widgets in (
            (self.evidence, self.held_up, self.strength, self.price, self.margin),
            (self.decisions, self.kinds, self.stock),
            (self.categories, self.families, self.occasion),
        ):
            column = QVBoxLayout()
            column.setSpacing(12)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
            columns.addLayout(column, 1)
        self._page = page = QWidget()
        page.setProperty("role", "page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(14, 12, 14, 6)
        inner.setSpacing(8)
        inner.addLayout(columns)
        inner.addWidget(self.missing)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(page)
        theme.set_role(self.clear, "link")
        self._foot = QWidget()
        foot = QGridLayout(self._foot)
        foot.setContentsMargins(14, 4, 14, 8)
        foot.addWidget(self.all_passing, 0, 0)
        foot.addWidget(self.clear, 0, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        foot.setColumnStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._foot)


class FilterButton(QPushButton):
    """Opens the popup and says how many things are asked; `attach` makes it work."""

    played = Signal()

    def __init__(self) -> None:
        super().__init__(_("Filter"))
        self.popup: FilterPopup | None = None
        self._parts: Parts | None = None
        self._counter: OccasionCounter | None = None
        self._ahead = QTimer(self, singleShot=True, interval=QUIET_MS)
        self.setCheckable(True)
        self.setToolTip(_("Show only some pairs, in graph, matrix and table"))
        theme.set_role(self, "segment")
        self.clicked.connect(self.open)

    def attach(self, parts: Parts, counter: OccasionCounter) -> None:
        """Follow and change the view of these parts."""
        self._parts, self._counter = parts, counter
        parts.viewing.changed.connect(lambda _before: self._say())
        self._ahead.timeout.connect(self._build)
        parts.session.changed.connect(lambda _change: self._ahead.start())
        self._say()

    def open(self) -> None:
        """Open the popup."""
        self._say()  # a click opens; only a filter in force looks pressed
        if self._parts is None or self._counter is None or self._parts.session.analysis is None:
            return
        self._build()
        if self.popup is not None:
            self.popup.open()

    def _build(self) -> None:
        """Make the popup, once, in a quiet moment or when it is needed."""
        if self.popup is None and self._parts is not None and self._counter is not None:
            self.popup = FilterPopup(self, self._parts, self._counter)
            self.popup.played.connect(self.played)

    def _say(self) -> None:
        parts = self._parts.viewing.view.filter.parts if self._parts is not None else 0
        self.setText(_("Filter · {n}").format(n=parts) if parts else _("Filter"))
        self.setChecked(parts > 0)
        self.setAccessibleName(
            plural("Filter pairs, {n} thing asked", "Filter pairs, {n} things asked", parts)
        )
