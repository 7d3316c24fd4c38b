"""What is filtered by, under the bar: each thing in force, to be taken away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.views import NO_FILTER
from xsell_desktop.mining.passing import count_passing, is_counted
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.filters.counting import OccasionCounter
from xsell_desktop.ui.filters.words import Chip, chips_of, gone_names, gone_sentence
from xsell_desktop.ui.pairings.parts import Parts
from xsell_desktop.ui.widgets.flow import Flow


class FilterChips(QFrame):
    """Hidden while everything passes. `opened` asks for the filter's popup."""

    opened = Signal()

    def __init__(self, parts: Parts, counter: OccasionCounter) -> None:
        super().__init__()
        theme.set_role(self, "bar")
        self._parts, self._counter = parts, counter
        self._made: list[QPushButton] = []
        self._chips: list[Chip] = []
        self.count, self.gone = QPushButton(), QLabel()
        theme.set_role(self.count, "link")
        theme.set_role(self.gone, "caution")
        self.gone.setWordWrap(True)
        self.count.setToolTip(_("Rule on all of them, or filter further"))
        self.count.clicked.connect(self.opened)
        self.clear = QPushButton(_("Clear all"))
        theme.set_role(self.clear, "link")
        self.clear.clicked.connect(lambda: parts.viewing.change(filter=NO_FILTER))
        self._row = QWidget()
        self._flow = Flow(6)
        self._row.setLayout(self._flow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 5)
        layout.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._row, 1)
        for button in (self.count, self.clear):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(line)
        layout.addWidget(self.gone)
        parts.viewing.changed.connect(lambda _before: self.refresh())
        parts.session.changed.connect(lambda _change: self.refresh())
        counter.counted.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is in force."""
        session, view = self._parts.session, self._parts.viewing.view
        analysis, found = session.analysis, self._counter.found
        strong = None
        if analysis is not None and view.filter.strength > 0:
            strong = int((analysis.pairs.strength >= view.filter.strength).sum())
        chips = chips_of(view.filter, found, strong)
        gone = gone_names(analysis, found, view) if analysis is not None else []
        self.gone.setText(gone_sentence(gone))
        self.gone.setVisible(bool(gone))
        self._show(chips)
        if analysis is not None and chips:
            if not is_counted(analysis, view.filter):
                self.count.setText(_("being counted…"))
            else:
                passing = count_passing(analysis, session.plan, view.filter)
                self.count.setText(plural("{n} pair passes", "{n} pairs pass", passing))
        self.setVisible(bool(chips or gone))

    def _show(self, chips: list[Chip]) -> None:
        """Chips are kept and written anew, so that the keyboard stays where it is."""
        self._chips = chips
        while len(self._made) < len(chips):
            self._made.append(self._make(len(self._made)))
        if any(button.hasFocus() for button in self._made[len(chips) :]):
            (self._made[len(chips) - 1] if chips else self.clear).setFocus()
        for button in self._made[len(chips) :]:
            button.hide()
        for button, chip in zip(self._made, chips, strict=False):
            button.setText(f"{chip.text}  ×".replace("&", "&&"))
            button.setAccessibleName(_("Take away: {words}").format(words=chip.text))
            button.show()
        self.clear.setVisible(len(chips) > 0)
        self.count.setVisible(len(chips) > 0)

    @property
    def buttons(self) -> list[QPushButton]:
        """The chips on show."""
        return self._made[: len(self._chips)]

    def _make(self, place: int) -> QPushButton:
        button = QPushButton()
        button.setToolTip(_("Take this away from the filter"))
        theme.set_role(button, "chip")
        button.clicked.connect(lambda: self._take_away(place))
        self._flow.addWidget(button)
        return button

    def _take_away(self, place: int) -> None:
        if place < len(self._chips):  # a chip that went while it was pressed takes nothing away
            self._parts.viewing.change(filter=self._chips[place].without)
