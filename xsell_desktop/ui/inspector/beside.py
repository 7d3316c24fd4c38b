"""What else to say of a product: what is bought instead of it, and what comes later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.plan import Pair, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.kinds.later import FollowUps
from xsell_desktop.mining.kinds.sentences import (
    alternative_sentence,
    later_sentence,
    when_sentence,
)
from xsell_desktop.texts import _
from xsell_desktop.ui import theme

LINK_WIDTH = 290
MOST = 3  # of each section


class Section(QWidget):
    """A heading over partners, each a link with a sentence below; hidden without any."""

    chosen = Signal(object)  # Pair

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = QLabel(title)
        self.heading.setStyleSheet("font-weight: 600")
        self.links: list[QPushButton] = []
        self.sentences: list[QLabel] = []
        self._pairs: list[Pair] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 8, 14, 0)
        self._layout.setSpacing(2)
        self._layout.addWidget(self.heading)
        for place in range(MOST):
            link, sentence = QPushButton(), QLabel()
            theme.set_role(link, "link")
            theme.set_role(sentence, "second")
            sentence.setWordWrap(True)
            link.clicked.connect(lambda _checked, at=place: self.chosen.emit(self._pairs[at]))
            self.links.append(link)
            self.sentences.append(sentence)
            self._layout.addWidget(link)
            self._layout.addWidget(sentence)
        self.hide()

    def show_partners(self, partners: Sequence[tuple[str, Pair, str]]) -> None:
        """Name, pair and sentence of each."""
        self._pairs = [pair for _name, pair, _said in partners]
        for place, (link, sentence) in enumerate(zip(self.links, self.sentences, strict=True)):
            there = place < len(partners)
            link.setVisible(there)
            sentence.setVisible(there)
            if there:
                name, _pair, said = partners[place]
                link.setText(_short(link, name))
                link.setToolTip(name)
                link.setAccessibleName(name)
                sentence.setText(said)
        self.setVisible(bool(partners))


class Beside(QWidget):
    """`chosen` carries the Pair of a link that was clicked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.instead = Section(_("Instead of it"))
        self.later = Section(_("Bought later"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for section in (self.instead, self.later):
            section.chosen.connect(self.chosen)
            layout.addWidget(section)

    def show_product(self, analysis: Analysis, key: str, found: FollowUps | None) -> None:
        """Take another product; `found` is None while follow-ups are not known."""
        row = analysis.products.index.get(key, -1)
        keys, names = analysis.products.keys, analysis.products.names
        known = analysis.alternatives
        instead, later = [], []
        for at in known.of(row).tolist()[:MOST] if row >= 0 else ():
            other = int(known.a[at] + known.b[at]) - row
            said = alternative_sentence(analysis, at)
            instead.append((names[other], pair_of(key, keys[other]), said))
        if found is not None and row >= 0:
            for at in found.after(row).tolist()[:MOST]:
                other = int(found.later[at])
                said = later_sentence(found, at, names[row], names[other])
                said = f"{said} {when_sentence(found, at)}"
                later.append((names[other], pair_of(key, keys[other]), said))
        self.instead.show_partners(instead)
        self.later.show_partners(later)


def _short(link: QPushButton, name: str) -> str:
    return link.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, LINK_WIDTH)
