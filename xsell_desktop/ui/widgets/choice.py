"""A combo box that shortens a text that does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from xsell_desktop.ui import theme
from xsell_desktop.ui.widgets.popups import KeyKeeper

ARROW = 34  # pixels that the arrow and the paddings take


class Choice(QComboBox):
    """As narrow as its place asks; the wheel scrolls the page and changes nothing. `entered` tells
    that the keyboard came to it.
    """

    entered = Signal()

    def __init__(self, name: str, letters: int = 8) -> None:
        super().__init__()
        theme.set_role(self, "choice")
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Linux the name of a combo box is its text
        self.setMinimumContentsLength(letters)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(20)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keeper: KeyKeeper | None = None

    def needed_width(self) -> int:
        """The pixels that show the whole of the text chosen."""
        return self.fontMetrics().horizontalAdvance(self.currentText()) + ARROW

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def showPopup(self) -> None:
        if self._keeper is None:
            self._keeper = KeyKeeper(self.view().window())
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, self.width() - ARROW
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
