"""Every text colour can be read on every ground it is put on, in both themes."""

from __future__ import annotations

import re

import pytest

from xsell_desktop import tokens
from xsell_desktop.ui import theme

TEXTS = ("text", "second", "hint", "accent", "proven", "held_up", "caution", "chance", "yours")


@pytest.mark.parametrize("name", tokens.THEMES)
@pytest.mark.parametrize("role", TEXTS)
@pytest.mark.parametrize("ground", ["window", "surface", "raised"])
def test_text_on_ground(name: str, role: str, ground: str) -> None:
    colours = tokens.THEMES[name]
    assert tokens.contrast(getattr(colours, role), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("name", tokens.THEMES)
def test_text_on_coloured_grounds(name: str) -> None:
    colours = tokens.THEMES[name]
    assert tokens.contrast(colours.on_accent, colours.accent) >= 4.5
    assert tokens.contrast(colours.accent, colours.accent_wash) >= 4.5
    assert tokens.contrast(colours.text, colours.accent_wash) >= 4.5
    for role in ("proven", "held_up", "caution", "chance", "yours"):
        colour = getattr(colours, role)
        wash = theme.wash(colour, colours)
        assert tokens.contrast(colour, wash) >= 4.5, role
        assert tokens.contrast(colours.text, wash) >= 4.5, role


def test_contrast_of_known_pairs() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    assert tokens.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("name", tokens.THEMES)
def test_style_sheet_has_no_gap(name: str) -> None:
    sheet = theme.style_sheet(tokens.THEMES[name])
    assert "$" not in sheet.split("*/", 1)[1]
    assert sheet.count("{") == sheet.count("}")
    assert re.search(tokens.THEMES[name].accent, sheet)


def test_mix_goes_from_one_to_the_other() -> None:
    assert theme.mix("#000000", "#FFFFFF", 0) == "#000000"
    assert theme.mix("#000000", "#FFFFFF", 1) == "#FFFFFF"
    assert theme.mix("#102030", "#203040", 0.5) == "#182838"
