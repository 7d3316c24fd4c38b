"""The orders one product short: what a bundle wins of them, under a share that can be moved."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from xsell_desktop.domain.plan import Bundle
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.bundles import words
from xsell_desktop.ui.widgets.glossary import explain
from xsell_desktop.ui.widgets.steady import SteadyBox

if TYPE_CHECKING:
    from xsell_desktop.mining.bundling.figures import BundleFigures

LEAST_SHOWN = 0.005


class PrizeBox(QFrame):
    """`supposed` carries another share, `discount_chosen` a discount, both 0–1.

    The share is the one that the effect of the whole plan rests on.
    """

    supposed = Signal(float)
    discount_chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "tile")
        self._discount = 0.0
        self.heading = QLabel(_("Orders one short"))
        theme.set_role(self.heading, "strong")
        explain(self.heading, "one_short")
        self.share = SteadyBox()
        self.share.setRange(0, 100)
        self.share.setKeyboardTracking(False)
        self.share.setSuffix(_(" %"))
        self.share.setFixedWidth(76)
        self.share.lineEdit().setTextMargins(6, 0, 0, 0)
        self.share.setAccessibleName(_("Share of the orders one short that take the bundle"))
        self.share.valueChanged.connect(lambda value: self.supposed.emit(value / 100))
        self.label = QLabel(_("of them take the bundle, say"))
        self.label.setBuddy(self.share)
        theme.set_role(self.label, "second")
        self.label.setWordWrap(True)
        self.sentences = QLabel()
        self.sentences.setWordWrap(True)
        self.sentences.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        explain(self.sentences, "cannibalisation")
        self.use = QPushButton()
        self.use.setToolTip(_("The most that this share of the orders one short pays for"))
        self.use.clicked.connect(lambda: self.discount_chosen.emit(self._discount))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.share)
        row.addWidget(self.label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addLayout(row)
        column.addWidget(self.sentences)
        column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def converted(self) -> float:
        """The supposed share, 0–1."""
        return self.share.value() / 100

    def suppose(self, share: float) -> None:
        """Take another share without telling anybody."""
        self.share.blockSignals(True)
        self.share.setValue(round(share * 100))
        self.share.blockSignals(False)

    def show_prize(self, bundle: Bundle, figures: BundleFigures, currency: str) -> None:
        """Say what the supposed share brings; hidden where no order is one short."""
        self.setVisible(figures.counts.one_short > 0 and not figures.unknown_prices)
        said = words.prize_sentences(bundle, figures, currency)
        self.sentences.setText(" ".join(said))
        self.sentences.setVisible(bool(said))
        most = figures.effect.break_even_discount
        # whole per cents, as the discount is chosen; rounded down so that it still pays
        self._discount = 0.0 if math.isnan(most) else math.floor(most * 100 + 1e-9) / 100
        offered = self._discount > LEAST_SHOWN and self._discount != round(bundle.discount, 2)
        self.use.setVisible(offered)
        if offered:
            self.use.setText(_("Use {n} % discount").format(n=round(self._discount * 100)))
