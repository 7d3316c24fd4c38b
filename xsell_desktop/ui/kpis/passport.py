"""How a figure is made, one click away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from xsell_desktop.ui import theme

WIDTH = 300  # pixels of the text


class Passport(QFrame):
    """A note beside a tile that closes with a click anywhere or Esc."""

    def __init__(self, label: str, text: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme.set_role(self, "card")
        self.label, self.text = QLabel(label), QLabel(text)
        theme.set_role(self.label, "strong")
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addWidget(self.text)
        self.text.setFixedWidth(WIDTH)

    def open_below(self, widget: QWidget) -> None:
        """Show it under a widget, inside the screen."""
        self.text.setFixedHeight(self.text.heightForWidth(WIDTH))
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        room = widget.screen().availableGeometry()
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        place.setY(max(room.top(), min(place.y(), room.bottom() - self.height())))
        self.move(place)
        self.show()
