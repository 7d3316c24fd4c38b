"""Two ends of a range, and how strong a relationship must be."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from xsell_desktop.domain.views import ANY, Band
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _, count_text, percent_text
from xsell_desktop.ui import theme

NOTCHES = 100
FEWEST = 10  # relationships left at the end of the slider
SETTLE_MS = 40
END_ROOM = 34  # pixels beside the number


class BandField(QWidget):
    """From – to; an end at its limit is open. `chosen` carries a `Band`."""

    chosen = Signal(object)

    def __init__(self, title: str, *, is_share: bool = False) -> None:
        super().__init__()
        self._scale = 100.0 if is_share else 1.0
        self.least = _End(_("{title}, from").format(title=title), is_share=is_share)
        self.most = _End(_("{title}, up to").format(title=title), is_share=is_share, at_top=True)
        heading = QLabel(title)
        theme.set_role(heading, "strong")
        ends = QHBoxLayout()
        ends.setSpacing(6)
        ends.addWidget(self.least)
        ends.addWidget(QLabel("–"))
        ends.addWidget(self.most)
        ends.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addLayout(ends)
        for end in (self.least, self.most):
            end.valueChanged.connect(lambda _value: self.chosen.emit(self.value))

    @property
    def value(self) -> Band:
        """The range asked for."""
        least, most = self.least.value() / self._scale, self.most.value() / self._scale
        if self.least.is_open:
            least = ANY.least
        if self.most.is_open:
            most = ANY.most
        return Band(min(least, most), max(least, most))

    def show_value(self, value: Band, known: Band) -> None:
        """Show a range within what is known of the shop."""
        lowest = math.floor(known.least * self._scale) - 1
        highest = math.ceil(known.most * self._scale) + 1
        for end, bound in zip((self.least, self.most), value, strict=True):
            end.blockSignals(True)
            finite = bound * self._scale if math.isfinite(bound) else 0.0
            end.setRange(min(lowest, finite - 1), max(highest, finite + 1))
            open_end = end.maximum() if end.at_top else end.minimum()
            end.setValue(bound * self._scale if math.isfinite(bound) else open_end)
            end.blockSignals(False)


class _End(QDoubleSpinBox):
    """Says *any* where it bounds nothing; the wheel scrolls the page."""

    def __init__(self, name: str, *, is_share: bool, at_top: bool = False) -> None:
        super().__init__()
        self.at_top, self._is_share = at_top, is_share
        self.setKeyboardTracking(False)
        self.setDecimals(0 if is_share else 2)
        self.lineEdit().setTextMargins(5, 0, 0, 0)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("00000.00") + END_ROOM)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def is_open(self) -> bool:
        """Whether this end bounds nothing."""
        return self.value() == (self.maximum() if self.at_top else self.minimum())

    def textFromValue(self, value: float) -> str:
        if value == (self.maximum() if self.at_top else self.minimum()):
            return _("any")
        if self._is_share:
            return percent_text(value / 100, 0)
        return f"{value:.{self.decimals()}f}".removesuffix(".00")

    def valueFromText(self, text: str) -> float:
        open_end = self.maximum() if self.at_top else self.minimum()
        number = text.replace("%", "").strip().replace(",", ".")
        try:
            return float(number)
        except ValueError:
            return open_end

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        return QValidator.State.Acceptable, text, place

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class StrengthSlider(QWidget):
    """How many of the strongest relationships pass. `chosen` carries the least strength."""

    chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._falling: Floats | None = None
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, NOTCHES)
        self.slider.setAccessibleName(_("How strong a relationship must be"))
        self.label = QLabel()
        theme.set_role(self.label, "hint")
        heading = QLabel(_("Strength"))
        theme.set_role(heading, "strong")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (heading, self.slider, self.label):
            layout.addWidget(widget)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(lambda: self.chosen.emit(self.value))
        self.slider.valueChanged.connect(lambda _notch: self._slide())

    @property
    def value(self) -> float:
        """The least strength asked for; 0 for any."""
        count = self._count
        if self._falling is None or not self.slider.value() or count < 1:
            return 0.0
        return float(self._falling[count - 1])

    def show_value(self, least: float, falling: Floats) -> None:
        """Show a strength among those of all kept pairs, in falling order."""
        same = self._falling is falling and least == self.value
        self._falling = falling
        if same:
            return  # the hand may be on the slider
        count = int((falling >= least).sum()) if least > 0 else len(falling)
        self.slider.blockSignals(True)
        self.slider.setValue(_notch(count, len(falling)) if least > 0 else 0)
        self.slider.blockSignals(False)
        self._say(count)

    @property
    def _count(self) -> int:
        total = len(self._falling) if self._falling is not None else 0
        fewest = min(FEWEST, total)
        if not total:
            return 0
        left: float = (fewest / total) ** (self.slider.value() / NOTCHES)
        return round(total * left)

    def _slide(self) -> None:
        self._say(self._count)
        self._settle.start()

    def _say(self, count: int) -> None:
        total = len(self._falling) if self._falling is not None else 0
        text = _("any strength")
        if count < total:
            text = _("the {n} strongest of {all}").format(
                n=count_text(count), all=count_text(total)
            )
        self.label.setText(text)
        self.slider.setToolTip(text)


def _notch(count: int, total: int) -> int:
    fewest = min(FEWEST, total)
    if count >= total or fewest >= total:
        return 0
    return round(NOTCHES * math.log(max(count, fewest) / total) / math.log(fewest / total))
