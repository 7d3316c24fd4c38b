"""Shift+F10 asks whatever has the focus for its menu."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from xsell_desktop.ui.menu_key import add_menu_key


class Asked(QWidget):
    """Remembers how its menu was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.reasons: list[QContextMenuEvent.Reason] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.reasons.append(event.reason())


def test_the_menu_of_what_has_the_focus_is_asked_for(qtbot: QtBot) -> None:
    window, asked, table = QWidget(), Asked(), QTableWidget(2, 2)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    row = QHBoxLayout(window)
    row.addWidget(asked)
    row.addWidget(table)
    add_menu_key(window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    at: list[QPoint] = []
    table.customContextMenuRequested.connect(at.append)
    asked.setFocus()
    QTest.keyClick(asked, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert asked.reasons == [QContextMenuEvent.Reason.Keyboard] and not at
    table.setFocus()
    table.setCurrentCell(1, 1)
    QTest.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert len(at) == 1 and len(asked.reasons) == 1
