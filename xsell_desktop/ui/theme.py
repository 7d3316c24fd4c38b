"""Puts the tokens' colours on the whole application."""

from __future__ import annotations

import re
from dataclasses import asdict
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from xsell_desktop import tokens
from xsell_desktop.resources import resource

CHOICES = ("system", "light", "dark")
TEXT_SIZES = (90, 100, 115, 130, 150, 175, 200)  # per cent
STYLE = "fusion"  # as Qt names it
FONT_SIZE = re.compile(r"font-size: ([\d.]+)px")
_current = tokens.LIGHT
_text_size = 100


def current() -> tokens.Theme:
    """The theme on show."""
    return _current


def resolve(choice: str) -> tokens.Theme:
    """The theme of a choice: light, dark, or what the desktop prefers."""
    if choice in tokens.THEMES:
        return tokens.THEMES[choice]
    scheme = QGuiApplication.styleHints().colorScheme()
    return tokens.DARK if scheme == Qt.ColorScheme.Dark else tokens.LIGHT


def text_px(size: float) -> int:
    """Pixels of a text that has `size` pixels where texts are of usual size."""
    return round(size * _text_size / 100)


def apply_theme(app: QApplication, name: str, text_size: int | None = None) -> None:
    """Give every widget the colours of `light`, `dark` or `system`, and texts of so many per
    cent of their usual size (None: as they are).

    Without a sheet in between, Qt takes each widget's old rules apart: several times the time.
    """
    global _current, _text_size
    _current = resolve(name)
    _text_size = text_size or _text_size
    app.setStyleSheet("")
    if app.style().name() != STYLE:
        app.setStyle(STYLE)
    font = QFont(app.font())
    font.setPixelSize(text_px(tokens.FONT_BASE))
    app.setFont(font)
    app.setPalette(palette_of(_current))
    app.setStyleSheet(style_sheet(_current))


def style_sheet(theme: tokens.Theme) -> str:
    """The window's QSS in a theme's colours."""
    values = {key: value for key, value in asdict(theme).items() if isinstance(value, str)}
    for role in ("proven", "held_up", "caution", "chance", "yours"):
        values[f"{role}_wash"] = wash(values[role], theme)
    values["outline"] = mix(theme.line, theme.text, 0.14)
    values["disabled"] = mix(theme.surface, theme.hint, 0.62)
    values["accent_strong"] = mix(theme.accent, theme.text, 0.18)
    for picture in ("down", "up", "check", "dash"):
        values[picture] = resource("theme", f"{picture}-{theme.name}.svg").as_posix()
    text = resource("theme", "window.qss").read_text(encoding="utf-8")
    scaled = FONT_SIZE.sub(lambda size: f"font-size: {text_px(float(size[1]))}px", text)
    return Template(scaled).substitute(values)


def palette_of(theme: tokens.Theme) -> QPalette:
    """The palette for whatever the style sheet does not reach."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, theme.window), (role.WindowText, theme.text),
        (role.Base, theme.surface), (role.AlternateBase, theme.window),
        (role.Text, theme.text), (role.PlaceholderText, theme.hint),
        (role.Button, theme.surface), (role.ButtonText, theme.text),
        (role.Highlight, theme.accent), (role.HighlightedText, theme.on_accent),
        (role.ToolTipBase, theme.raised), (role.ToolTipText, theme.text),
        (role.Link, theme.accent), (role.LinkVisited, theme.accent),
        (role.Mid, theme.line), (role.Midlight, theme.faint_line), (role.Light, theme.raised),
        (role.Dark, theme.hint), (role.BrightText, theme.chance), (role.Accent, theme.accent),
    ):  # fmt: skip
        palette.setColor(which, QColor(colour))
    faded = QColor(mix(theme.surface, theme.hint, 0.62))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, faded)
    return palette


def colour(role: str) -> QColor:
    """A colour of the theme on show by its token's name, `second` or `proven`."""
    return QColor(getattr(_current, role))


def mix(one: str, other: str, share: float) -> str:
    """One hex colour with a share (0–1) of the other in it."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def wash(colour_text: str, theme: tokens.Theme) -> str:
    """The pale ground on which text of this colour stays readable."""
    return mix(theme.surface, colour_text, 0.09 if theme.name == "light" else 0.14)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its part in the style sheet (primary, quiet, heading, card …)."""
    widget.setProperty("role", role)
    repolish(widget)


def repolish(widget: QWidget) -> None:
    """Make the style sheet look again at a widget whose property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
