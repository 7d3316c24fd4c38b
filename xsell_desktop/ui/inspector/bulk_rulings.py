"""What can be said of many pairs at once, each one undo step, with the number on the button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.domain.plan import Decision, Pair, Plan
from xsell_desktop.mining.kinds.sentences import kind_word
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.inspector.line_edit import LineEdit
from xsell_desktop.ui.pairing_words import season_text, usual_seasons
from xsell_desktop.ui.widgets.choice import Choice

if TYPE_CHECKING:
    from xsell_desktop.ui.decisions import Decisions


class BulkRulings(QWidget):
    """The buttons count the pairs they would change; locked ones stay as they are."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        self._pairs: tuple[Pair, ...] = ()
        self.accept, self.reject, self.clear = QPushButton(), QPushButton(), QPushButton()
        self.pin, self.lock, self.unlock = QPushButton(), QPushButton(), QPushButton()
        self._chosen: dict[QPushButton, tuple[Pair, ...]] = {}
        self.kind = Choice(_("Change the kind of all these pairs"), letters=8)
        self.season = Choice(_("Change the season of all these pairs"), letters=8)
        self.message = LineEdit(_("One message for all"), _("Message for all these pairs"))
        self.hint = QLabel()
        acts: tuple[tuple[QPushButton, Callable[[tuple[Pair, ...]], None]], ...] = (
            (self.accept, decisions.accept_all),
            (self.reject, decisions.reject_all),
            (self.clear, decisions.clear_all),
            (self.pin, decisions.pin_all),
            (self.lock, decisions.lock_all),
            (self.unlock, lambda pairs: decisions.lock_all(pairs, False)),
        )
        for button, act in acts:
            button.clicked.connect(partial(self._press, button, act))
        self.kind.activated.connect(lambda row: self._set_kind(decisions, row))
        self.season.activated.connect(lambda row: self._set_season(decisions, row))
        self.message.written.connect(lambda text: self._write(decisions, text))
        self._lay_out()

    def show_pairs(self, plan: Plan, pairs: tuple[Pair, ...]) -> None:
        """Take other pairs, or the same after a decision."""
        self._pairs = pairs
        ruled = plan.pairings
        locked = tuple(p for p in pairs if p in ruled and ruled[p].locked)
        free = tuple(p for p in pairs if p not in ruled or not ruled[p].locked)

        def those(*decisions: Decision) -> tuple[Pair, ...]:
            return tuple(
                p for p in free if (ruled[p].decision if p in ruled else Decision.NONE) in decisions
            )

        accepted, rejected, none = Decision.ACCEPTED, Decision.REJECTED, Decision.NONE
        unpinned = tuple(p for p in free if p not in ruled or not ruled[p].pinned)
        for button, text, chosen in (
            (self.accept, _("Accept {n}"), those(none, rejected)),
            (self.reject, _("Reject {n}"), those(none, accepted)),
            (self.clear, _("Take {n} back"), those(accepted, rejected)),
            (self.pin, _("Pin {n} first"), unpinned),
            (self.lock, _("Lock {n}"), free),
            (self.unlock, _("Unlock {n}"), locked),
        ):
            self._chosen[button] = chosen
            button.setText(text.format(n=len(chosen)))
            button.setAccessibleName(
                _("{verb} of these pairs").format(verb=text.format(n=len(chosen)))
            )
            button.setEnabled(bool(chosen))
        self.unlock.setVisible(bool(locked))
        for widget in (self.kind, self.season, self.message):
            widget.setEnabled(bool(free))
        self.kind.setCurrentIndex(0)
        self.season.setCurrentIndex(0)
        self.message.show_text("", about=self._pairs)
        self.hint.setText(
            plural(
                "{n} locked pair stays as it is.", "{n} locked pairs stay as they are.", len(locked)
            )
        )
        self.hint.setVisible(bool(locked))
        self.setVisible(bool(pairs))

    def _press(self, button: QPushButton, act: Callable[[tuple[Pair, ...]], None]) -> None:
        act(self._chosen[button])

    def _set_kind(self, decisions: Decisions, row: int) -> None:
        self.kind.setCurrentIndex(0)
        if row:
            decisions.set_kinds(self._pairs, KINDS[row - 2] if row > 1 else None)

    def _set_season(self, decisions: Decisions, row: int) -> None:
        self.season.setCurrentIndex(0)
        if row:
            season = usual_seasons()[row - 2][1] if row > 1 else None
            decisions.set_season(self._pairs, season)

    def _write(self, decisions: Decisions, text: str) -> None:
        pairs = self._pairs
        self.message.show_text("")
        decisions.write_messages(pairs, text)

    def _lay_out(self) -> None:
        icons.dress(self.lock, "lock")
        theme.set_role(self.hint, "hint")
        self.kind.addItems([_("Change kind…"), _("As the sales say"), *map(kind_word, KINDS)])
        seasons = (f"{name} ({season_text(days)})" for name, days in usual_seasons())
        self.season.addItems([_("Change season…"), _("All year"), *seasons])
        grid = QGridLayout()
        grid.setSpacing(6)
        buttons = (self.accept, self.reject, self.clear, self.pin, self.lock, self.unlock)
        for place, button in enumerate(buttons):
            grid.addWidget(button, place // 2, place % 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(grid)
        for widget in (self.kind, self.season, self.message, self.hint):
            layout.addWidget(widget)
