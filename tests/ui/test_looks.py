"""Text size and colours reach the whole window and are remembered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from xsell_desktop import tokens
from xsell_desktop.ui import theme
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.settings import AppSettings


@pytest.fixture(autouse=True)
def usual_text(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply_theme(qapp, "light", 100)


def test_larger_and_smaller_go_through_the_sizes(window: MainWindow) -> None:
    base = QApplication.font().pixelSize()
    assert base == round(tokens.FONT_BASE)
    seen = []
    for _press in range(len(theme.TEXT_SIZES)):
        window.commands["larger_text"].trigger()
        seen.append(window.settings.text_size)
    assert seen[-1] == theme.TEXT_SIZES[-1] and seen == sorted(seen)
    assert QApplication.font().pixelSize() == round(tokens.FONT_BASE * seen[-1] / 100)
    window.commands["usual_text"].trigger()
    assert QApplication.font().pixelSize() == base
    for _press in theme.TEXT_SIZES:
        window.commands["smaller_text"].trigger()
    assert window.settings.text_size == theme.TEXT_SIZES[0]


def test_styled_texts_grow_as_well(window: MainWindow) -> None:
    title = QLabel("Title", window)
    theme.set_role(title, "title")
    title.ensurePolished()
    before = title.font().pixelSize()
    window.looks.set_text_size(150)
    title.ensurePolished()
    assert title.font().pixelSize() == pytest.approx(before * 1.5, abs=1)


def test_nothing_on_the_rail_is_cut_at_any_size(window: MainWindow) -> None:
    window.show()
    for size in theme.TEXT_SIZES:
        window.looks.set_text_size(size)
        for button in window.rail.buttons.values():
            button.ensurePolished()
            assert button.fontMetrics().horizontalAdvance(button.text()) <= button.width() - 6


def test_a_size_that_is_none_is_the_usual_one(window: MainWindow) -> None:
    settings: AppSettings = window.settings
    for value in (0, 33, "huge", -100):
        settings._store.setValue("look/text_size", value)
        assert settings.text_size == 100
