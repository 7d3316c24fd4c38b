"""Line icons from resources/icons, tinted in the theme's colours."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from xsell_desktop.resources import resource
from xsell_desktop.ui import theme

SIZES = (16, 20, 24, 32, 48, 64)


def icon(name: str, role: str = "second", checked_role: str = "") -> QIcon:
    """The icon `name` in the colour of a token; another colour while checked, if asked for."""
    tokens = theme.current()
    faded = theme.mix(tokens.surface, tokens.hint, 0.5)
    checked = getattr(tokens, checked_role) if checked_role else ""
    return _build(name, getattr(tokens, role), checked, faded)


def pixmap(name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` device-independent pixels."""
    picture = _paint(name, getattr(theme.current(), role), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    return picture


def dress(target: QAbstractButton | QAction, name: str, role: str = "second",
          checked_role: str = "") -> None:  # fmt: skip
    """Give a button or action its icon, and remember it for the next theme."""
    target.setProperty("dressed", [name, role, checked_role])
    target.setIcon(icon(name, role, checked_role))


def redress(root: QWidget) -> None:
    """Tint all dressed buttons and actions under a widget again, after a theme change."""
    found: list[QAbstractButton | QAction] = [*root.findChildren(QAbstractButton)]
    found += root.findChildren(QAction)
    for target in found:
        if (dressed := target.property("dressed")) is not None:
            name, role, checked_role = dressed
            target.setIcon(icon(name, role, checked_role))


def app_icon() -> QIcon:
    """The program's own sign."""
    return QIcon(str(resource("icons", "app.svg")))


@cache
def _build(name: str, colour: str, checked: str, faded: str) -> QIcon:
    made = QIcon()
    for size in SIZES:
        made.addPixmap(_paint(name, colour, size))
        made.addPixmap(_paint(name, faded, size), QIcon.Mode.Disabled)
        if checked:
            made.addPixmap(_paint(name, checked, size), QIcon.Mode.Normal, QIcon.State.On)
    return made


def _paint(name: str, colour: str, size: int) -> QPixmap:
    text = _source(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(text.encode()))
    picture = QPixmap(QSize(size, size))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
