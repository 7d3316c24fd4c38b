"""A share to set: a slider for the eye, a box for the exact number."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui.widgets.steady import SteadyBox, SteadySlider

LABEL_WIDTH, SLIDER_WIDTH = 300, 320


class ShareControl(QWidget):
    """Shares are 0–1. `moved` while the slider is dragged, `chosen` when a value is settled.

    The slider goes to `usual` per cent and the box to `most` (as far, unless told); with
    `aligned`, controls below each other begin and end alike.
    """

    moved = Signal(float)
    chosen = Signal(float)

    def __init__(self, text: str, usual: int = 100, most: int = 0, *, aligned: bool = True) -> None:
        super().__init__()
        self._share = 0.0
        self.slider = SteadySlider()
        self.slider.setRange(0, usual)
        self.slider.setPageStep(5)
        self.slider.setAccessibleName(text)
        self.box = SteadyBox()
        self.box.setRange(0, most or usual)
        self.box.setSuffix(_(" %"))
        self.box.setKeyboardTracking(False)
        self.box.setFixedWidth(76)
        self.box.lineEdit().setTextMargins(6, 0, 0, 0)
        self.box.setAccessibleName(_("{what}, exactly").format(what=text))
        self.slider.valueChanged.connect(self._slide)
        self.slider.sliderReleased.connect(lambda: self.chosen.emit(self._share))
        self.box.valueChanged.connect(self._type)
        label = QLabel(text)
        label.setBuddy(self.slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.box)
        if aligned:
            label.setFixedWidth(LABEL_WIDTH)
            self.slider.setMaximumWidth(SLIDER_WIDTH)
            row.addStretch(1)

    @property
    def share(self) -> float:
        """The value on show."""
        return self._share

    def show_share(self, share: float) -> None:
        """Take another value without telling anybody; while the slider is held, its own stays."""
        if not self.slider.isSliderDown():
            self._show(share)

    def _show(self, share: float) -> None:
        self._share = share
        for control in (self.slider, self.box):
            control.blockSignals(True)
            control.setValue(round(share * 100))
            control.blockSignals(False)

    def _slide(self, value: int) -> None:
        self._show(value / 100)
        self.moved.emit(self._share)
        if not self.slider.isSliderDown():
            self.chosen.emit(self._share)

    def _type(self, value: int) -> None:
        self._show(value / 100)
        self.chosen.emit(self._share)
