"""A text to take elsewhere, such as a query, with the button that copies it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import icons


class CopyBox(QWidget):
    """Hidden while it has no text."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(_("Query to copy"))
        self.button = QPushButton(_("Copy query"))
        icons.dress(self.button, "copy", "text")
        self.button.clicked.connect(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_text(self, text: str) -> None:
        """Offer a text; '' hides the box."""
        self.text.setPlainText(text)
        self.button.setText(_("Copy query"))
        self.setVisible(bool(text))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.button.setText(_("Copied"))
