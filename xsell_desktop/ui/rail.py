"""The places, in the order of the work, at the left edge."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from xsell_desktop import tokens
from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.actions import PLACE_KEYS, Actions
from xsell_desktop.ui.product_drag import MIME

DWELL_MS = 400  # after which a place opens for products dragged over its button


class PlaceButton(QToolButton):
    """`dwelt` tells that products were held over it for a while."""

    dwelt = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._dwell = QTimer(self, singleShot=True, interval=DWELL_MS)
        self._dwell.timeout.connect(self.dwelt)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            self._dwell.start()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._dwell.stop()

    def dropEvent(self, event: QDropEvent) -> None:
        self._dwell.stop()


class Rail(QFrame):
    """One button a place; `chosen` carries the place's key."""

    chosen = Signal(str)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        theme.set_role(self, "rail")
        self.setAccessibleName(_("Places"))
        self.buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 1, 8)
        layout.setSpacing(2)
        for key in PLACE_KEYS:
            action = actions[f"place_{key}"]
            button = PlaceButton()
            button.dwelt.connect(lambda key=key: self.chosen.emit(key))
            button.setText(action.text())
            button.setToolTip(f"{action.text()} ({action.shortcut().toString()})")
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(22, 22))
            theme.set_role(button, "rail")
            icons.dress(button, key, "second", "accent")
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            group.addButton(button)
            layout.addWidget(button)
            self.buttons[key] = button
        layout.addStretch(1)
        self.retheme()

    def retheme(self) -> None:
        """Be as wide as the words need."""
        width = max(tokens.RAIL_WIDTH, theme.text_px(tokens.RAIL_WIDTH))
        self.setFixedWidth(width)
        for button in self.buttons.values():
            button.setFixedSize(width - 1, theme.text_px(20) + 42)

    def show_place(self, key: str) -> None:
        """Mark the place on show."""
        self.buttons[key].setChecked(True)
