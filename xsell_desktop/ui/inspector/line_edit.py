"""One line of text that becomes an edit when it is left or confirmed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class LineEdit(QLineEdit):
    """`written` carries the new text, once, and only when it differs; Esc brings the old back."""

    written = Signal(str)
    left = Signal()

    def __init__(self, placeholder: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setMaxLength(300)
        self.editingFinished.connect(self._finish)

    def show_text(self, text: str) -> None:
        """Take the text that is saved now."""
        self._saved = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._saved)
            self.left.emit()
        else:
            super().keyPressEvent(event)
            event.accept()  # Enter confirms the line and nothing behind it

    def _finish(self) -> None:
        text = self.text().strip()
        if text != self._saved:
            self._saved = text
            self.written.emit(text)
        self.left.emit()
