"""The controls for one value of a policy each: numbers, shares, days, words, yes or no."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.policies import Parameter, Value
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.policies.chooser import Chooser
from xsell_desktop.ui.widgets.choice import Choice

LEAP_YEAR = 2028  # a day of the year needs one to be a date


class Field(QWidget):
    """A control and its label; `changed` carries the value the user chose."""

    changed = Signal(object)

    def __init__(self, control: QWidget, words: str, *, beside: bool) -> None:
        super().__init__()
        self.control = control
        label = QLabel(words)
        label.setBuddy(control)
        label.setWordWrap(not beside)
        self.label = label
        box: QHBoxLayout | QVBoxLayout = QHBoxLayout(self) if beside else QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4 if not beside else 8)
        box.addWidget(label, 1 if beside else 0)
        box.addWidget(control)

    def show_value(self, value: Value) -> None:
        """Show a value without telling anybody."""
        raise NotImplementedError


class NumberField(Field):
    """A whole number, or a share shown in per cent when `is_share`."""

    def __init__(self, words: str, parameter: Parameter, *, is_share: bool, suffix: str) -> None:
        self._scale = 100 if is_share else 1
        self.box = _Box()
        self.box.setKeyboardTracking(False)
        self.box.setDecimals(0)
        self.box.setRange(round(parameter.least * self._scale), round(parameter.most * self._scale))
        self.box.setSingleStep(5 if is_share else 1)
        self.box.setGroupSeparatorShown(True)
        self.box.setSuffix(suffix)
        self.box.setFixedWidth(112)
        self.box.lineEdit().setTextMargins(6, 0, 0, 0)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setAccessibleName(words)
        super().__init__(self.box, words, beside=True)
        self.box.valueChanged.connect(lambda value: self.changed.emit(value / self._scale))

    def show_value(self, value: Value) -> None:
        self.box.blockSignals(True)
        self.box.setValue(float(str(value)) * self._scale)
        self.box.blockSignals(False)


class FlagField(Field):
    """Yes or no."""

    def __init__(self, words: str) -> None:
        self.box = QCheckBox(words)
        super().__init__(self.box, "", beside=False)
        self.label.hide()
        self.box.toggled.connect(self.changed.emit)

    def show_value(self, value: Value) -> None:
        self.box.blockSignals(True)
        self.box.setChecked(bool(value))
        self.box.blockSignals(False)


class WordField(Field):
    """One of a few words, with what they mean on the screen."""

    def __init__(self, words: str, choices: Sequence[tuple[Value, str]]) -> None:
        self.box = Choice(words, letters=14)
        for value, text in choices:
            self.box.addItem(text, value)
        super().__init__(self.box, words, beside=True)
        self.box.activated.connect(lambda _row: self.changed.emit(self.box.currentData()))

    def show_value(self, value: Value) -> None:
        self.box.setCurrentIndex(self.box.findData(value))


class DayField(Field):
    """A day of the year."""

    def __init__(self, words: str) -> None:
        self.box = QDateEdit()
        self.box.setDisplayFormat("d MMMM")
        self.box.setDateRange(QDate(LEAP_YEAR, 1, 1), QDate(LEAP_YEAR, 12, 31))
        self.box.setKeyboardTracking(False)
        self.box.setWrapping(True)
        self.box.setFixedWidth(140)
        self.box.lineEdit().setTextMargins(6, 0, 0, 0)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setAccessibleName(words)
        super().__init__(self.box, words, beside=True)
        self.box.dateChanged.connect(lambda day: self.changed.emit(day.toString("MM-dd")))

    def show_value(self, value: Value) -> None:
        self.box.blockSignals(True)
        month, day = str(value).split("-")
        self.box.setDate(QDate(LEAP_YEAR, int(month), int(day)))
        self.box.blockSignals(False)


class KeysField(Field):
    """Products or categories."""

    def __init__(self, words: str, *, products: bool) -> None:
        hint = _("Add a product…") if products else _("Add a category…")
        self.chooser = Chooser(hint, words)
        self.is_for_products = products
        super().__init__(self.chooser, words, beside=False)
        self.label.setBuddy(self.chooser.field)
        theme.set_role(self.label, "second")
        self.chooser.changed.connect(self.changed.emit)

    def show_value(self, value: Value) -> None:
        assert isinstance(value, tuple)
        self.chooser.show_keys(value)


class _Box(QDoubleSpinBox):
    """The wheel scrolls the page and changes nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
