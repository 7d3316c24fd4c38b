"""Every control has a name to be read aloud and can be reached by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from xsell_desktop.ui.actions import PLACE_KEYS
from xsell_desktop.ui.canvas.bar.legend_button import LegendButton
from xsell_desktop.ui.main_window import MainWindow

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit)


def controls(root: QWidget) -> list[QWidget]:
    inside = (QComboBox, QAbstractSpinBox, QAbstractItemView)
    return [
        part
        for part in root.findChildren(QWidget)
        if isinstance(part, CONTROLS)
        and part.isVisibleTo(root)
        and not isinstance(part.parent(), (*inside, QLineEdit, QScrollBar))
        and not part.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    ]


def name_of(part: QWidget) -> str:
    own = part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")
    buddies = [
        label.text() for label in part.window().findChildren(QLabel) if label.buddy() is part
    ]
    return own or "".join(buddies)


def is_reached(part: QWidget) -> bool:
    """By Tab, or by the arrow keys from the chosen button of its group."""
    if isinstance(part, QAbstractButton) and (group := part.group()) is not None:
        return group.exclusive()
    if isinstance(part, LegendButton):  # the arrow keys walk from the one that Tab leads to
        row = part.parent().findChildren(LegendButton)
        return any(own.focusPolicy() & Qt.FocusPolicy.TabFocus for own in row)
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)


def test_every_control_has_a_name_and_takes_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    window.imports.open_sample()
    qtbot.waitUntil(lambda: window.session.analysis is not None, timeout=60_000)
    analysis = window.session.analysis
    assert analysis is not None
    keys = analysis.products.keys
    nameless: list[str] = []
    unreachable: list[str] = []
    for key in PLACE_KEYS:
        place = window.show_place(key)
        for chosen in ((), keys[:1], keys[:2]):
            window.selection.select_products(chosen)
            qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=60_000)
            for part in controls(window):
                about = f"{place.key}: {type(part).__name__} {part.objectName()} {part.toolTip()}"
                if not name_of(part).strip():
                    nameless.append(about)
                if part.isEnabled() and not is_reached(part):
                    unreachable.append(f"{about} {name_of(part)}")
    assert not set(nameless)
    assert not set(unreachable)
