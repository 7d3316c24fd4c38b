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
        self._about: object = None
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setMaxLength(300)
        self.editingFinished.connect(self._finish)

    @property
    def is_being_typed(self) -> bool:
        """Whether it holds words that are not saved yet."""
        return self.hasFocus() and self.text().strip() != self._saved

    def show_text(self, text: str, about: object = None) -> None:
        """Take the text that is saved now. Words being typed stay while it is still `about` the
        same and nobody saved others."""
        same = about is not None and (about, text) == (self._about, self._saved)
        self._saved, self._about = text, about
        if same and self.is_being_typed:
            return
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
