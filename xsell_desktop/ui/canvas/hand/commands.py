"""The keys of the Pairings place, as actions that the list of shortcuts knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from xsell_desktop.domain.views import DEEPEST
from xsell_desktop.texts import _


def add_pair_actions(widget: QWidget, handlers: Mapping[str, Callable[[], object]]) -> None:
    """Give a widget and all inside it what can be done with what is selected, by the names of
    `_specs`; the keys do nothing elsewhere."""
    _add(widget, handlers, _specs(), Qt.ShortcutContext.WidgetWithChildrenShortcut)


def add_view_actions(canvas: QWidget, handlers: Mapping[str, Callable[[], object]]) -> None:
    """Give a canvas actions by the names of `_view_specs`, while it has focus."""
    _add(canvas, handlers, _view_specs(), Qt.ShortcutContext.WidgetShortcut)


def add_step_actions(canvas: QWidget, show_steps: Callable[[int], object]) -> None:
    """Give a canvas the keys that say how many steps around the focus show."""
    depths = range(1, DEEPEST + 1)
    add_view_actions(canvas, {f"step_{depth}": partial(show_steps, depth) for depth in depths})


def _add(
    widget: QWidget, handlers: Mapping[str, Callable[[], object]],
    specs: Mapping[str, tuple[str, tuple[str, ...]]], context: Qt.ShortcutContext,
) -> None:  # fmt: skip
    for key, handler in handlers.items():
        text, shortcuts = specs[key]
        action = QAction(text, widget)
        action.setObjectName(key)
        action.setShortcuts([QKeySequence(shortcut) for shortcut in shortcuts])
        action.setShortcutContext(context)
        action.setProperty("group", _("Pairings"))
        action.triggered.connect(lambda _checked=False, act=handler: act())
        widget.addAction(action)


def _view_specs() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        "fit": (_("See everything"), ("Home",)),
        "zoom_to": (_("Zoom to the selection"), ("Shift+Home",)),
        "zoom_in": (_("Zoom in"), ("+", "=")),
        "zoom_out": (_("Zoom out"), ("-",)),
        "next": (_("Next relationship of the product"), ("]",)),
        "previous": (_("Previous relationship of the product"), ("[",)),
        "select_all": (_("Select all products on show"), ("Ctrl+A",)),
        "select_others": (_("Select the other products on show instead"), ("Ctrl+Shift+A",)),
        "select_partners": (_("Select the partners too"), ("Shift+P",)),
        "add_current": (_("Add the product to the selection, or take it out"), ("Ctrl+Space",)),
        "lasso": (_("Select by drawing a line around, or stop that"), ("S",)),
        "expand": (_("Show more partners of the product, or fewer again"), ("X",)),
        "step_1": (_("Show one step around the focus"), ("1",)),
        "step_2": (_("Show two steps around the focus"), ("2",)),
        "step_3": (_("Show three steps around the focus"), ("3",)),
    }


def _specs() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        "accept": (_("Accept the selected pair, or the pairs among the selected products"), ("A",)),
        "reject": (_("Reject the selected pair, or the pairs among the selected products"), ("R",)),
        "pin": (_("Pin the selected pair first"), ("P",)),
        "lock": (_("Lock the selected pair, or unlock it"), ("L",)),
        "kind": (_("Change the kind of the selected pair"), ("K",)),
        "message": (_("Write the pair's message to customers"), ("M",)),
        "clear": (_("Take the decision on the selected pair back"), ("Del",)),
        "review": (_("Review the undecided suggestions one by one"), ("V",)),
        "pair_with": (_("Pair the selected product with another"), ("Ctrl+P",)),
        "focus": (_("Focus on the selected products"), ("F",)),
        "back": (_("Back to the focus before"), ("Alt+Left",)),
        "forward": (_("Forward to the next focus"), ("Alt+Right",)),
        "toggle": (_("Switch between graph and matrix"), ("G",)),
        "find": (_("Find a product on the canvas"), ("Ctrl+F",)),
    }


def canvas_keys() -> list[tuple[str, str, str]]:
    """(group, words, keys) of what the canvas does with keys that are no actions."""
    here = _("Pairings")
    return [
        (here, _("Walk from product to product"), "← ↑ → ↓"),
        (here, _("Walk without selecting"), _("Ctrl+arrow keys")),
        (here, _("Move the selected products"), _("Shift+arrow keys")),
        (here, _("Move the view"), _("Ctrl+Shift+arrow keys or Space+drag")),
        (here, _("Focus on the selected products"), _("Enter or double-click")),
        (here, _("One step back: gesture, pair, selection, focus"), _("Esc")),
        (here, _("Menu of what is selected"), _("Menu key or Shift+F10")),
        (here, _("Add a product to the selection"), _("Ctrl+click")),
        (here, _("Select all products in a frame"), _("Shift+drag")),
        (here, _("Select all products in a line drawn around them"), _("Alt+Shift+drag")),
        (here, _("Add to the selection with frame or line"), _("Ctrl+Shift+drag")),
        (here, _("Pair two products"), _("Drag from a product's rim")),
        (here, _("Pair them one way only"), _("Drag from the rim, let go with Shift")),
        (here, _("Matrix: walk from cell to cell"), "← ↑ → ↓"),
        (here, _("Matrix: select a block of cells"), _("Shift+arrow keys or drag")),
        (here, _("Matrix: rule on the pairs of the block"), "A R P L Del"),
        (here, _("Matrix: larger or smaller cells"), _("+ − or Ctrl+wheel")),
    ]
