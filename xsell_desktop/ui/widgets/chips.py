"""A word on a coloured ground: evidence, or whose decision it was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from xsell_desktop.ui import theme


class Chip(QLabel):
    """A small label; `kind` gives the colour: plain, proven, likely, thin, chance, you, caution."""

    def __init__(self, text: str, kind: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("chip", kind)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_as(self, text: str, kind: str) -> None:
        """Take another word and colour."""
        self.setText(text)
        if self.property("chip") != kind:
            self.setProperty("chip", kind)
            theme.repolish(self)
