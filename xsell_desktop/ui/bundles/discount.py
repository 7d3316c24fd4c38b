"""The share off the parts' prices: a slider for the eye, a box for the exact number."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui.widgets.steady import SteadyBox, SteadySlider

USUAL_MOST, MOST = 50, 90  # per cent, of the slider and of the box


class DiscountControl(QWidget):
    """Shares are 0–1. `moved` while the slider is dragged, `chosen` when a value is settled."""

    moved = Signal(float)
    chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.slider = SteadySlider()
        self.slider.setRange(0, USUAL_MOST)
        self.slider.setPageStep(5)
        self.slider.setAccessibleName(_("Discount in per cent"))
        self.box = SteadyBox()
        self.box.setRange(0, MOST)
        self.box.setSuffix(_(" %"))
        self.box.setKeyboardTracking(False)
        self.box.setFixedWidth(76)
        self.box.lineEdit().setTextMargins(6, 0, 0, 0)
        self.box.setAccessibleName(_("Discount in per cent, exactly"))
        self.slider.valueChanged.connect(self._slide)
        self.slider.sliderReleased.connect(lambda: self.chosen.emit(self._share))
        self.box.valueChanged.connect(self._type)
        label = QLabel(_("Discount"))
        label.setBuddy(self.slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.box)

    def show_share(self, share: float) -> None:
        """Take another value without telling anybody."""
        self._share = share
        for control in (self.slider, self.box):
            control.blockSignals(True)
            control.setValue(round(share * 100))
            control.blockSignals(False)

    def _slide(self, value: int) -> None:
        self.show_share(value / 100)
        self.moved.emit(self._share)
        if not self.slider.isSliderDown():
            self.chosen.emit(self._share)

    def _type(self, value: int) -> None:
        self.show_share(value / 100)
        self.chosen.emit(self._share)
