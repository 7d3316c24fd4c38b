"""The way of the Tab key follows layouts, and leaves nothing behind in Python."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from xsell_desktop.ui.tab_stops import tab_stops
from xsell_desktop.ui.widgets.flow import Flow


def window_of(qtbot: QtBot) -> tuple[QWidget, list[QPushButton]]:
    """Buttons in layouts inside layouts, made in another order than they are laid out."""
    window = QWidget()
    qtbot.addWidget(window)
    buttons = [QPushButton(str(number), window) for number in range(7)]
    outer, row, flow, grid = QVBoxLayout(window), QHBoxLayout(), Flow(), QGridLayout()
    chips = QWidget()
    chips.setLayout(flow)
    outer.addWidget(buttons[3])
    outer.addLayout(row)
    for button in (buttons[6], buttons[1]):
        row.addWidget(button)
    outer.addWidget(chips)
    for button in (buttons[5], buttons[0]):
        flow.addWidget(button)
    outer.addLayout(grid)
    grid.addWidget(buttons[2], 0, 0)
    window.show()
    return window, buttons


def test_stops_are_in_the_order_of_the_layouts(qtbot: QtBot) -> None:
    window, buttons = window_of(qtbot)
    texts = [stop.text() for stop in tab_stops(window) if isinstance(stop, QPushButton)]
    assert texts == ["3", "6", "1", "5", "0", "2", "4"]  # the last is in no layout
    buttons[1].setEnabled(False)
    buttons[5].hide()
    texts = [stop.text() for stop in tab_stops(window) if isinstance(stop, QPushButton)]
    assert texts == ["3", "6", "0", "2", "4"]


def test_no_item_of_a_layout_is_kept(qtbot: QtBot) -> None:
    window, _buttons = window_of(qtbot)

    def items() -> int:
        wrappers = shiboken6.getAllValidWrappers()
        return sum(type(one).__name__ == "QWidgetItem" for one in wrappers)

    before = items()
    assert list(tab_stops(window))
    assert items() == before
