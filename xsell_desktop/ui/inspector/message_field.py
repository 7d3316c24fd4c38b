"""The message customers read, with its length and how it will stand in the shop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from xsell_desktop.texts import _, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.inspector.line_edit import LineEdit

USUAL_ROOM = 80  # characters that a shop's recommendation block shows in two short lines


class MessageField(QWidget):
    """`written` carries the text, once, when it is left or confirmed."""

    written = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title, self.hint = QLabel(title), QLabel()
        self.line = LineEdit(_("Goes well with …"), _("Message that customers read"))
        self.title.setBuddy(self.line)
        self._partner = ""
        for label in (self.title, self.hint):
            theme.set_role(label, "hint")
        self.hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for widget in (self.title, self.line, self.hint):
            layout.addWidget(widget)
        self.line.textChanged.connect(self._tell)
        self.line.written.connect(self.written)
        self._tell("")

    def show_message(self, text: str, partner: str, about: object = None) -> None:
        """Take the message that is saved now; `partner` is the product it stands beside."""
        self._partner = partner
        self.line.show_text(text, about)
        self._tell(self.line.text())

    def _tell(self, text: str) -> None:
        text = text.strip()
        said = []
        if text and self._partner:
            said.append(_("Customers read “{partner}: {text}”.").format(
                partner=self._partner, text=text
            ))  # fmt: skip
        if text:
            length = plural("{n} character", "{n} characters", len(text))
            fits = _("{length}.") if len(text) <= USUAL_ROOM else _(
                "{length}: more than the {room} that most shops have room for."
            )  # fmt: skip
            said.append(fits.format(length=length, room=USUAL_ROOM))
        self.hint.setText(" ".join(said))
        self.hint.setVisible(bool(said))
