"""What a place shows while it has nothing: why, and the button that changes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.ui import theme

TEXT_WIDTH = 420


class EmptyState(QWidget):
    """A title, a sentence and at most one button; `acted` is its click."""

    acted = Signal()

    def __init__(
        self,
        title: str,
        text: str,
        button_text: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = QLabel()
        theme.set_role(self.title, "heading")
        self.text = QLabel()
        theme.set_role(self.text, "second")
        self.text.setWordWrap(True)
        self.text.setFixedWidth(TEXT_WIDTH)
        self.button = QPushButton()
        theme.set_role(self.button, "primary")
        self.button.clicked.connect(self.acted)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(8)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.say(title, text, button_text)

    def say(self, title: str, text: str, button_text: str | None = None) -> None:
        """Say something else."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setMinimumHeight(max(0, self.text.heightForWidth(TEXT_WIDTH)))
        self.button.setText(button_text or "")
        self.button.setVisible(bool(button_text))
