"""One number with its name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from xsell_desktop.ui import theme


class Tile(QFrame):
    """A value above its label; the hint, if any, is the tooltip of the whole tile."""

    def __init__(
        self, value: str, label: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme.set_role(self, "tile")
        self.value = QLabel()
        theme.set_role(self.value, "number")
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label = QLabel()
        theme.set_role(self.label, "hint")
        self.label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(1)
        layout.addWidget(self.value)
        layout.addWidget(self.label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.show_values(value, label, hint)

    def show_values(self, value: str, label: str, hint: str = "") -> None:
        """Take another number."""
        self.value.setText(value)
        self.label.setText(label)
        self.setToolTip(hint)
        self.setAccessibleName(f"{label}: {value}")
