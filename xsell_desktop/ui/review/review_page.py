"""One suggestion after another, each decided with a key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.plan import Decision, Pair, Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.review.queue import ReviewQueue
from xsell_desktop.ui.review.suggestion_card import SuggestionCard
from xsell_desktop.ui.review.suggestions import Place, ReviewOrder
from xsell_desktop.ui.widgets.choice import Choice


class ReviewPage(QWidget):
    """`verb` carries accept, reject, later, back, stop, again or everything; `order_chosen` a
    `ReviewOrder`, `pair_asked` the Pair to see in full."""

    verb = Signal(str)
    order_chosen = Signal(object)
    pair_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pair: Pair | None = None
        self.title, self.progress = QLabel(_("Review of suggestions")), QLabel()
        self.bar = QProgressBar()
        self.order = Choice(_("Order of the review"), letters=8)
        self.card = SuggestionCard()
        self.accept, self.reject = QPushButton(_("Accept (A)")), QPushButton(_("Reject (R)"))
        self.later, self.back = QPushButton(_("Later (S, →)")), QPushButton(_("Back (Backspace)"))
        self.full, self.stop = QPushButton(_("See all about this pair")), QPushButton()
        self.summary = QLabel()
        self.again, self.everything = QPushButton(), QPushButton(_("Review without the filter"))
        for button, word in (
            (self.accept, "accept"), (self.reject, "reject"), (self.later, "later"),
            (self.back, "back"), (self.stop, "stop"), (self.again, "again"),
            (self.everything, "everything"),
        ):  # fmt: skip
            button.clicked.connect(partial(self.verb.emit, word))
        self.full.clicked.connect(lambda: self.pair_asked.emit(self._pair))
        self.order.addItems([_("Strongest first"), _("Most money first")])
        self.order.setToolTip(
            _("Money: the orders with both beyond chance, times the price of both.")
        )
        orders = tuple(ReviewOrder)
        self.order.activated.connect(lambda row: self.order_chosen.emit(orders[row]))
        self._lay_out()
        for keys, word in (("S", "later"), ("Right", "later"), ("Backspace", "back"),
                           ("Esc", "stop")):  # fmt: skip
            self._listen(keys, partial(self.verb.emit, word))

    def show_queue(
        self, analysis: Analysis, plan: Plan, queue: ReviewQueue, anchor: str, *, filtered: bool
    ) -> None:
        """Take the suggestion that is to be decided now, or the end; `filtered` tells that a
        filter leaves some out."""
        self._pair = pair = queue.current
        total = len(queue.pairs)
        accepted, rejected = queue.count(Decision.ACCEPTED), queue.count(Decision.REJECTED)
        said = [
            _("{n} of {total}").format(
                n=count_text(min(queue.handled + 1, total)), total=count_text(total)
            ),
            plural("{n} accepted", "{n} accepted", accepted),
            plural("{n} rejected", "{n} rejected", rejected),
        ]
        later = len(queue.later)
        said += [plural("{n} for later", "{n} for later", later)] if later else []
        self.progress.setText(" · ".join(said))
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(queue.handled)
        for widget in (self.card, self.accept, self.reject, self.later, self.full):
            widget.setVisible(pair is not None)
        for always in (self.progress, self.bar, self.order, self.back):
            always.setVisible(total > 0)
        self.back.setEnabled(queue.last is not None)
        self.summary.setVisible(pair is None)
        self.again.setVisible(pair is None and later > 0)
        self.everything.setVisible(pair is None and filtered)
        self.stop.setText(_("Stop (Esc)") if pair is not None else _("Finish (Esc)"))
        if pair is not None:
            self.card.show_pair(analysis, plan, pair, anchor)
        else:
            self.summary.setText(_summary(queue, filtered=filtered))
            self.again.setText(
                plural("Go through the {n} put off", "Go through the {n} put off", later)
            )

    def show_places(self, analysis: Analysis, places: tuple[Place, Place]) -> None:
        """Take where the pair on show would be listed."""
        self.card.show_places(analysis, places)

    def _listen(self, keys: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Review of suggestions"))
        theme.set_role(self.title, "heading")
        theme.set_role(self.progress, "second")
        theme.set_role(self.summary, "second")
        theme.set_role(self.accept, "primary")
        for link in (self.full, self.again, self.everything):
            theme.set_role(link, "link")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("How far the review is"))
        for label in (self.progress, self.summary):
            label.setWordWrap(True)
        grid = QGridLayout()
        grid.setSpacing(6)
        buttons = (self.accept, self.reject, self.later, self.back)
        for place, verb in enumerate(buttons):
            grid.addWidget(verb, place // 2, place % 2)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        for widget in (self.progress, self.bar, self.order, self.card, self.summary):
            layout.addWidget(widget)
        layout.addLayout(grid)
        for button in (self.again, self.everything, self.full, self.stop):
            layout.addWidget(button)
        layout.addStretch(1)


def _summary(queue: ReviewQueue, *, filtered: bool) -> str:
    """What was done, or why there is nothing to do."""
    if not queue.pairs:
        if filtered:
            return _("Every suggestion that passes the filter is decided.")
        return _("Nothing is left to review: every suggestion is decided.")
    accepted, rejected = queue.count(Decision.ACCEPTED), queue.count(Decision.REJECTED)
    said = _("That was the last one: {accepted}, {rejected}.").format(
        accepted=plural("{n} accepted", "{n} accepted", accepted),
        rejected=plural("{n} rejected", "{n} rejected", rejected),
    )
    if queue.later:
        later = len(queue.later)
        said += " " + plural("{n} is put off.", "{n} are put off.", later)
    return said
