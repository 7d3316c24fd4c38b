"""All that the user can say of one pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.plan import Decision, Pair, Pairing, Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.inspector.direction_chooser import DirectionChooser
from xsell_desktop.ui.inspector.kind_chooser import KindChooser
from xsell_desktop.ui.inspector.line_edit import LineEdit
from xsell_desktop.ui.inspector.message_field import MessageField
from xsell_desktop.ui.inspector.season_chooser import SeasonChooser
from xsell_desktop.ui.policies.words import date_text

if TYPE_CHECKING:
    from xsell_desktop.ui.decisions import Decisions


class PairRulings(QWidget):
    """Accept, reject, pin, lock, kind, direction, season, message and note of one pair.

    While the pairing is locked only the lock and the note can be used.
    """

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        self._pair = Pair("", "")
        self.accept, self.reject = QPushButton(_("Accept")), QPushButton(_("Reject"))
        self.pin, self.lock = QPushButton(_("Pin first")), QPushButton(_("Lock"))
        self.locked, self.decided = QLabel(), QLabel()
        self.kind, self.direction, self.season = KindChooser(), DirectionChooser(), SeasonChooser()
        self.accepts = QLabel(_("Choosing one way or a season accepts the pairing."))
        self.message = MessageField(_("Message to customers"))
        self.note = LineEdit(_("Only you see this"), _("Note to yourself on this pair"))
        self.accept.clicked.connect(lambda: decisions.accept(self._pair))
        self.reject.clicked.connect(lambda: decisions.reject(self._pair))
        self.pin.clicked.connect(lambda: decisions.pin(self._pair))
        self.lock.clicked.connect(lambda: decisions.lock(self._pair))
        self.kind.chosen.connect(lambda kind: decisions.set_kind(self._pair, kind))
        self.direction.chosen.connect(lambda way: decisions.set_direction((self._pair,), way))
        self.season.chosen.connect(lambda season: decisions.set_season((self._pair,), season))
        self.message.written.connect(lambda text: decisions.write_message(self._pair, text))
        self.note.written.connect(lambda text: decisions.write_note(self._pair, text))
        self._lay_out()

    def show_ruling(self, analysis: Analysis, plan: Plan, pair: Pair, anchor: str) -> None:
        """Take another pair, seen from its anchor, or the same after a decision."""
        self._pair = pair
        ruling = plan.pairings.get(pair, Pairing(pair))
        labels = (self.kind.label, self.direction.label, self.season.label)
        for label in labels:
            label.ensurePolished()
            width = max(label.fontMetrics().horizontalAdvance(one.text()) for one in labels)
            label.setMinimumWidth(width)
        self._show_buttons(ruling)
        self.kind.show_kind(analysis, plan, pair)
        self.direction.show_direction(ruling.direction, pair, anchor, analysis.name_of)
        self.season.show_season(ruling.season)
        other = pair.b if anchor == pair.a else pair.a
        self.message.show_message(ruling.message, analysis.name_of(other), pair)
        self.note.show_text(ruling.note, pair)
        rejected = ruling.decision is Decision.REJECTED
        self.direction.setVisible(not rejected)
        self.season.setVisible(not rejected)
        self.accepts.setVisible(ruling.decision is Decision.NONE and not ruling.locked)
        for widget in (self.accept, self.reject, self.pin, self.kind, self.direction, self.season,
                       self.message):  # fmt: skip
            widget.setEnabled(not ruling.locked)

    def _show_buttons(self, ruling: Pairing) -> None:
        accepted = ruling.decision is Decision.ACCEPTED
        rejected = ruling.decision is Decision.REJECTED
        self.accept.setText(_("Accepted – take back") if accepted else _("Accept"))
        self.reject.setText(_("Rejected – take back") if rejected else _("Reject"))
        self.pin.setText(_("Unpin") if ruling.pinned else _("Pin first"))
        self.lock.setText(_("Unlock") if ruling.locked else _("Lock"))
        self.lock.setToolTip(_("A locked pairing stays as it is, whatever edit it is part of. (L)"))
        role = "" if accepted or rejected or ruling.locked else "primary"
        if self.accept.property("role") != role:
            theme.set_role(self.accept, role)
        self.accept.setVisible(not rejected)
        self.reject.setVisible(not accepted)
        self.pin.setVisible(not rejected)
        self.locked.setText(_("Locked: it stays as it is until you unlock it."))
        self.locked.setVisible(ruling.locked)
        self.decided.setText(_("Decided on {day}.").format(day=date_text(ruling.decided_on)))
        self.decided.setVisible(bool(ruling.decided_on))

    def _lay_out(self) -> None:
        icons.dress(self.lock, "lock")
        theme.set_role(self.locked, "caution")
        for label in (self.decided, self.accepts):
            theme.set_role(label, "hint")
        for label in (self.locked, self.accepts):
            label.setWordWrap(True)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((first, (self.accept, self.reject)), (second, (self.pin, self.lock))):
            row.setSpacing(6)
            for button in buttons:
                row.addWidget(button, 1)
        note = QLabel(_("Note to yourself"))
        note.setBuddy(self.note)
        theme.set_role(note, "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(first)
        layout.addLayout(second)
        for widget in (self.locked, self.decided, self.kind, self.direction, self.season,
                       self.accepts, self.message, note, self.note):  # fmt: skip
            layout.addWidget(widget)
