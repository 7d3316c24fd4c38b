"""The keys of the Pairings place, as actions that the list of shortcuts knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from xsell_desktop.texts import _


def add_pair_actions(widget: QWidget, handlers: Mapping[str, Callable[[], object]]) -> None:
    """Give a widget and all inside it the actions accept, reject, pin, message, focus, clear,
    find; they do nothing elsewhere."""
    _add(widget, handlers, _specs(), Qt.ShortcutContext.WidgetWithChildrenShortcut)


def add_view_actions(canvas: QWidget, handlers: Mapping[str, Callable[[], object]]) -> None:
    """Give the canvas the actions fit, zoom_in, zoom_out, next, previous, while it has focus."""
    _add(canvas, handlers, _view_specs(), Qt.ShortcutContext.WidgetShortcut)


def _add(
    widget: QWidget, handlers: Mapping[str, Callable[[], object]],
    specs: Mapping[str, tuple[str, tuple[str, ...]]], context: Qt.ShortcutContext,
) -> None:  # fmt: skip
    for key, (text, shortcuts) in specs.items():
        action = QAction(text, widget)
        action.setShortcuts([QKeySequence(shortcut) for shortcut in shortcuts])
        action.setShortcutContext(context)
        action.setProperty("group", _("Pairings"))
        handler = handlers[key]
        action.triggered.connect(lambda _checked=False, act=handler: act())
        widget.addAction(action)


def _view_specs() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        "fit": (_("See everything"), ("Home",)),
        "zoom_in": (_("Zoom in"), ("+", "=")),
        "zoom_out": (_("Zoom out"), ("-",)),
        "next": (_("Next relationship of the product"), ("]",)),
        "previous": (_("Previous relationship of the product"), ("[",)),
    }


def _specs() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        "accept": (_("Accept the selected pair"), ("A",)),
        "reject": (_("Reject the selected pair"), ("R",)),
        "pin": (_("Pin the selected pair first"), ("P",)),
        "message": (_("Write the pair's message to customers"), ("M",)),
        "focus": (_("Focus on the selected product"), ("F",)),
        "clear": (_("Take the decision on the selected pair back"), ("Del",)),
        "find": (_("Find a product on the canvas"), ("Ctrl+F",)),
    }


def canvas_keys() -> list[tuple[str, str, str]]:
    """(group, words, keys) of what the canvas does with keys that are no actions."""
    here = _("Pairings")
    return [
        (here, _("Walk from product to product"), "← ↑ → ↓"),
        (here, _("Focus on the selected product"), _("Enter or double-click")),
        (here, _("One step back: gesture, pair, selection, focus"), _("Esc")),
        (here, _("Menu of what is selected"), _("Menu key or Shift+F10")),
        (here, _("Add a product to the selection"), _("Ctrl+click")),
        (here, _("Select all products in a frame"), _("Shift+drag")),
        (here, _("Move the view"), _("Space+drag")),
    ]
