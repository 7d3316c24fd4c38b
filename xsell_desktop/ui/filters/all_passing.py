"""One ruling on all pairs that pass the filter, in one step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import Pair
from xsell_desktop.mining.kinds.sentences import kind_word
from xsell_desktop.mining.passing import list_passing
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.pairing_words import season_text, usual_seasons
from xsell_desktop.ui.pairings.parts import Parts
from xsell_desktop.ui.widgets.popups import Menu

UNASKED = 50  # pairings that are ruled on without asking again
MOST = 2000  # at once

Ruling = Callable[[tuple[Pair, ...]], object]


class AllPassing(QWidget):
    """A menu of rulings; many pairs are asked about in a line below it. `done` follows one."""

    done = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._count = 0
        self._waiting: Ruling | None = None
        self.button = QPushButton()
        self.menu = Menu(self.button)
        self.button.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill)
        self.question = QLabel()
        self.question.setWordWrap(True)
        self.message = QLineEdit()
        self.message.setPlaceholderText(_("The message customers read beside these products"))
        self.message.setAccessibleName(_("Message for all that pass"))
        self.go = QPushButton()
        self.back = QPushButton(_("Cancel"))
        theme.set_role(self.go, "primary")
        self.go.clicked.connect(self._go)
        self.message.returnPressed.connect(self._go)
        self.back.clicked.connect(self._give_up)
        self._asking = QWidget()
        line = QHBoxLayout(self._asking)
        line.setContentsMargins(0, 0, 0, 0)
        for widget, share in ((self.question, 1), (self.message, 2), (self.go, 0), (self.back, 0)):
            line.addWidget(widget, share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.hint = QLabel(
            _("At most {n} pairs at once: filter further.").format(n=count_text(MOST))
        )
        theme.set_role(self.hint, "hint")
        self._resting = QWidget()
        rest = QHBoxLayout(self._resting)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.addWidget(self.button)
        rest.addWidget(self.hint)
        rest.addStretch(1)
        layout.addWidget(self._resting)
        layout.addWidget(self._asking)
        self._asking.hide()

    def show_count(self, passing: int) -> None:
        """How many pairs pass now; a question under way is given up when that changes."""
        if passing != self._count:
            self._give_up()
        self._count = passing
        self.button.setText(plural("With the {n} that passes", "With all {n} that pass", passing))
        self.button.setEnabled(0 < passing <= MOST)
        self.hint.setVisible(passing > MOST)

    def _fill(self) -> None:
        decisions, menu = self._parts.decisions, self.menu
        menu.empty()
        self._offer(menu, _("Accept"), decisions.accept_all)
        self._offer(menu, _("Reject"), decisions.reject_all)
        self._offer(menu, _("Pin first"), decisions.pin_all)
        self._offer(menu, _("Take decisions back"), decisions.clear_all)
        menu.addSeparator()
        self._offer(menu, _("Lock"), partial(decisions.lock_all, locked=True))
        self._offer(menu, _("Unlock"), partial(decisions.lock_all, locked=False))
        menu.addSeparator()
        kinds = menu.add_menu(_("Set kind"))
        for kind in Kind:
            self._offer(kinds, kind_word(kind), partial(decisions.set_kinds, kind=kind))
        kinds.addSeparator()
        self._offer(kinds, _("what the sales say"), partial(decisions.set_kinds, kind=None))
        seasons = menu.add_menu(_("Set season"))
        for name, days in usual_seasons():
            text = f"{name} ({season_text(days)})"
            self._offer(seasons, text, partial(decisions.set_season, season=days))
        seasons.addSeparator()
        self._offer(seasons, season_text(None), partial(decisions.set_season, season=None))
        menu.addAction(_("Write message…")).triggered.connect(lambda *_: self._ask_for_message())

    def _offer(self, menu: Menu, text: str, ruling: Ruling) -> None:
        menu.addAction(text).triggered.connect(lambda *_: self._rule(text, ruling))

    def _rule(self, text: str, ruling: Ruling) -> None:
        if self._count <= UNASKED:
            self._do(ruling)
            return
        self._waiting = ruling
        self.question.setText(
            plural(
                "{n} pairing at once, one step to undo.",
                "{n} pairings at once, one step to undo.",
                self._count,
            )
        )
        self.message.hide()
        self._ask(f"{text}: {count_text(self._count)}")

    def _ask_for_message(self) -> None:
        self._waiting = lambda pairs: self._parts.decisions.write_messages(
            pairs, self.message.text()
        )
        self.question.setText("")
        self.message.clear()
        self.message.show()
        self._ask(plural("Write {n} message", "Write {n} messages", self._count))
        self.message.setFocus()

    def _ask(self, words: str) -> None:
        self.go.setText(words)
        self._resting.hide()
        self._asking.show()
        self.go.setFocus()

    def _go(self) -> None:
        ruling = self._waiting
        self._give_up()
        if ruling is not None:
            self._do(ruling)

    def _do(self, ruling: Ruling) -> None:
        session, asked = self._parts.session, self._parts.viewing.view.filter
        if session.analysis is not None:
            self.done.emit()
            ruling(list_passing(session.analysis, session.plan, asked))

    def _give_up(self) -> None:
        self._waiting = None
        self._asking.hide()
        self._resting.show()
