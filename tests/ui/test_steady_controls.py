"""A page that is scrolled does not change the numbers under the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xsell_desktop.ui.widgets.steady import SteadyBox, SteadySlider


@pytest.mark.parametrize("make", [SteadyBox, SteadySlider])
def test_the_wheel_is_left_to_the_page_and_keys_change_the_value(
    qtbot: QtBot, make: type[SteadyBox] | type[SteadySlider]
) -> None:
    control = make()
    qtbot.addWidget(control)
    control.setValue(5)
    control.show()
    control.setFocus()
    middle = QPointF(control.rect().center())
    turn = QWheelEvent(
        middle, control.mapToGlobal(middle), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(control, turn)
    assert control.value() == 5
    assert not turn.isAccepted()
    QTest.keyClick(control, Qt.Key.Key_Up)
    assert control.value() == 6
