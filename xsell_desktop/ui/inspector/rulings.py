"""The three buttons that rule on a pair."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from xsell_desktop.domain.plan import Decision, Pairing
from xsell_desktop.texts import _
from xsell_desktop.ui import icons


class RulingButtons(QWidget):
    """`ruled` carries accept, reject, pin or message."""

    ruled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.accept = self._button("accept", "check", "proven")
        self.reject = self._button("reject", "cross", "chance")
        self.pin = self._button("pin", "pin", "yours")
        self.message = self._button("message", "edit", "yours")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in self.buttons:
            row.addWidget(button)

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        """The buttons in their order."""
        return self.accept, self.reject, self.pin, self.message

    def show_ruling(self, pairing: Pairing, partner: str) -> None:
        """Show what was decided; the partner's name goes into what is read aloud."""
        accepted = pairing.decision is Decision.ACCEPTED
        rejected = pairing.decision is Decision.REJECTED
        for button, checked, text in (
            (self.accept, accepted, _("Take acceptance back") if accepted else _("Accept (A)")),
            (self.reject, rejected, _("Take rejection back") if rejected else _("Reject (R)")),
            (self.pin, pairing.pinned, _("Unpin (P)") if pairing.pinned else _("Pin first (P)")),
            (self.message, bool(pairing.message), _("Write message (M)")),
        ):
            button.setChecked(checked)
            button.setEnabled(not pairing.locked)
            told = _("{verb}; locked, unlock it (L)").format(verb=text) if pairing.locked else text
            button.setToolTip(told)
            button.setAccessibleName(f"{told}: {partner}")

    def _button(self, what: str, icon: str, checked_role: str) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setIconSize(QSize(16, 16))
        button.setProperty("rules", what)
        icons.dress(button, icon, "second", checked_role)
        button.clicked.connect(lambda: self.ruled.emit(what))
        return button
