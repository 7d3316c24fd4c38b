"""A message at the top of the content that blocks nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout
from PySide6.QtWidgets import QSizePolicy as Policy

from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme


class Banner(QFrame):
    """Title, message and next step of the newest message, until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "banner")
        self.sign = QToolButton()
        self.sign.setEnabled(True)
        self.sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.title = QLabel()
        theme.set_role(self.title, "strong")
        self.text = QLabel()
        for label in (self.title, self.text):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(Policy.Policy.Expanding, Policy.Policy.Preferred)
        self.buttons = QHBoxLayout()
        close = QToolButton()
        icons.dress(close, "close")
        close.setToolTip(_("Close this message"))
        close.setAccessibleName(_("Close this message"))
        close.clicked.connect(self.hide)
        self.close_button = close
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addLayout(self.buttons)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(Policy.Policy.Preferred, Policy.Policy.Maximum)
        self.hide()

    def show_error(self, error: UserError) -> None:
        """Show a foreseen failure and what to do next."""
        parts = [part.rstrip(".") + "." for part in (error.message, error.next_step) if part]
        self.say(error.title, " ".join(parts), tone="failure")

    def forget_failure(self) -> None:
        """Hide a failure that later work has made old; other messages stay."""
        if self.property("tone") == "failure":
            self.hide()

    def say(
        self,
        title: str,
        text: str = "",
        *,
        tone: str = "note",
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Show a message; `tone` is note, caution or failure. A button closes it, then acts."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        while (item := self.buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for words, act in buttons:
            button = QPushButton(words)
            button.clicked.connect(self.hide)
            button.clicked.connect(lambda *_checked, act=act: act())
            self.buttons.addWidget(button)
        sign, role = {"failure": ("warning", "chance"), "caution": ("warning", "caution")}.get(
            tone, ("info", "accent")
        )
        icons.dress(self.sign, sign, role)
        self.setProperty("tone", tone)
        theme.repolish(self)
        self.setAccessibleName(f"{title} {text}")
        self.show()
