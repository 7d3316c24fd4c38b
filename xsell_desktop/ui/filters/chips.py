"""What is filtered by, under the bar: each thing in force, to be taken away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

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
        self.buttons: list[QPushButton] = []
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
        layout.addWidget(self._row)
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
        texts = [f"{chip.text}  ×" for chip in chips]
        held = next((at for at, button in enumerate(self.buttons) if button.hasFocus()), -1)
        if [button.text() for button in self.buttons] != texts:
            while self._flow.takeAt(0) is not None:
                pass
            for button in self.buttons:
                button.hide()
                button.deleteLater()
            self.buttons = [self._make(text) for text in texts]
            high = max(button.sizeHint().height() for button in self.buttons) if texts else 0
            for widget in (*self.buttons, self.clear, self.count):
                widget.setFixedHeight(high)
                self._flow.addWidget(widget)
                widget.show()
            if held >= 0 and self.buttons:
                self.buttons[min(held, len(self.buttons) - 1)].setFocus()
        self._chips = chips
        for button, chip in zip(self.buttons, chips, strict=True):
            button.setAccessibleName(_("Take away: {words}").format(words=chip.text))
        self.clear.setVisible(len(chips) > 0)
        self.count.setVisible(len(chips) > 0)

    def _make(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(_("Take this away from the filter"))
        theme.set_role(button, "chip")
        button.clicked.connect(lambda: self._take_away(self.buttons.index(button)))
        return button

    def _take_away(self, place: int) -> None:
        self._parts.viewing.change(filter=self._chips[place].without)
