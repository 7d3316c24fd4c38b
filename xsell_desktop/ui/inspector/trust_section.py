"""How far a pair can be trusted: later orders, months, customers, giant orders, gap."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.mining.trust.pair_trust import PairTrust
from xsell_desktop.mining.trust.sentences import (
    buyer_sentences,
    gap_sentences,
    giant_sentences,
    held_up_sentences,
    season_sentences,
    season_test_sentence,
    undated_sentence,
)
from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.inspector.month_chart import MonthChart


class TrustSection(QWidget):
    """Empty until `show_trust`; blocks without anything to say are hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.months = MonthChart()
        self.later = _Block(_("Later orders"))
        self.season = _Block(_("Month by month"), self.months)
        self.buyers = _Block(_("Customers"))
        self.giants = _Block(_("Largest orders"))
        self.gap = _Block(_("One first, the other later"))
        self.segments = _Block(_("Who buys both"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(10)
        self._blocks = (
            self.later, self.season, self.buyers, self.giants, self.gap, self.segments,
        )  # fmt: skip
        self.by_segment = Fold(_("By kind of order"))
        for block in (*self._blocks, self.by_segment):
            layout.addWidget(block)
            block.hide()

    def show_trust(self, trust: PairTrust | None, one: str, other: str) -> None:
        """Take another pair, with the names of its products; None empties the section."""
        if trust is None:
            for block in (*self._blocks, self.by_segment):
                block.hide()
            return
        later, season = trust.later, trust.season
        told = held_up_sentences(later, 0) if later is not None else ()
        self.later.say(told if season is not None else (undated_sentence(),))
        said = season_sentences(season) if season is not None else ()
        if season is not None and said:
            said = (*said, season_test_sentence(season))
            self.months.show_months(
                season.months,
                tuple(season.together_by_month.tolist()),
                tuple(season.expected_by_month.tolist()),
            )
        self.season.say(said)
        self.buyers.say(buyer_sentences(trust))
        self.giants.say(giant_sentences(trust))
        gap = trust.purchases
        self.gap.say(gap_sentences(gap, one, other) if gap is not None else ())

    def show_segments(self, sentences: tuple[str, ...]) -> None:
        """Take what segments say of the pair: the first is told, the others wait folded."""
        self.segments.say(sentences[:1])
        self.by_segment.say(sentences[1:])


class _Block(QWidget):
    """A heading, a picture if there is one, and sentences."""

    def __init__(self, title: str, picture: QWidget | None = None) -> None:
        super().__init__()
        self.title, self.text = QLabel(title), QLabel()
        theme.set_role(self.title, "strong")
        theme.set_role(self.text, "second")
        self.text.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.title)
        if picture is not None:
            layout.addWidget(picture)
        layout.addWidget(self.text)

    def say(self, sentences: tuple[str, ...]) -> None:
        """Show these sentences, or nothing at all."""
        self.text.setText(" ".join(sentence for sentence in sentences if sentence))
        self.setVisible(bool(sentences))


class Fold(QWidget):
    """Lines under a heading that opens and closes them."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.head, self.text = QPushButton(title), QLabel()
        theme.set_role(self.head, "link")
        theme.set_role(self.text, "second")
        self.text.setWordWrap(True)
        self.head.setCheckable(True)
        self.head.toggled.connect(self._turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.head)
        layout.addWidget(self.text)
        self._turn(False)

    def say(self, lines: tuple[str, ...]) -> None:
        """Hold these lines; without any there is nothing to open."""
        self.text.setText("\n".join(lines))
        self.setVisible(bool(lines))

    def _turn(self, opened: bool) -> None:
        icons.dress(self.head, "chevron-down" if opened else "chevron-right", "accent")
        self.text.setVisible(opened)
