"""The dial from popular together to surprising together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.widgets.glossary import explain
from xsell_desktop.ui.widgets.steady import SteadySlider

if TYPE_CHECKING:
    from xsell_desktop.domain.plan import Plan

NOTCHES = 20


class Dial(QWidget):
    """Shares are 0–1. `moved` while it is dragged, `chosen` when it is let go."""

    moved = Signal(float)
    chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.slider = SteadySlider()
        self.slider.setRange(0, NOTCHES)
        self.slider.setPageStep(4)
        self.slider.setAccessibleName(_("From popular together to surprising together"))
        self.slider.setToolTip(
            _(
                "Left: partners by how often they are bought along, best sellers included."
                " Right: partners by how much more often than chance gives."
            )
        )
        popular, surprising = QLabel(_("popular together")), QLabel(_("surprising together"))
        for label in (popular, surprising):
            theme.set_role(label, "hint")
            explain(label, "lift")
        surprising.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.slider, 0, 0, 1, 2)
        grid.addWidget(popular, 1, 0)
        grid.addWidget(surprising, 1, 1)
        self.slider.valueChanged.connect(self._slide)
        self.slider.sliderReleased.connect(lambda: self.chosen.emit(self.share))

    @property
    def share(self) -> float:
        """The position on show."""
        return self.slider.value() / NOTCHES

    def show_plan(self, plan: Plan) -> None:
        """Stand where the plan has it, without telling anybody."""
        if self.slider.isSliderDown():
            return
        self.slider.blockSignals(True)
        self.slider.setValue(round(plan.settings.popularity_discount * NOTCHES))
        self.slider.blockSignals(False)

    def _slide(self, _value: int) -> None:
        self.moved.emit(self.share)
        if not self.slider.isSliderDown():
            self.chosen.emit(self.share)
