"""Rows that fill and begin anew."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from xsell_desktop.ui.widgets.flow import Flow


def box(width: int, height: int) -> QLabel:
    label = QLabel()
    label.setFixedSize(width, height)
    return label


def test_low_and_high_stand_in_the_middle_of_their_row(qtbot: QtBot) -> None:
    host, flow = QWidget(), Flow(6)
    qtbot.addWidget(host)
    parts = [box(40, 16), box(60, 30), box(40, 16), box(90, 20)]
    for part in parts:
        flow.addWidget(part)
    host.setLayout(flow)
    host.resize(160, 100)
    host.show()
    QApplication.processEvents()
    assert [part.x() for part in parts] == [0, 46, 112, 0]
    assert [part.y() for part in parts] == [7, 0, 7, 36]
    assert flow.heightForWidth(160) == 56
    parts[1].hide()
    QApplication.processEvents()
    assert parts[0].y() == parts[2].y() == 0 and flow.heightForWidth(160) == 16 + 6 + 20


def test_nothing_takes_no_room() -> None:
    assert Flow(6).heightForWidth(100) == 0
