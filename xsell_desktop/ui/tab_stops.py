"""Where the Tab key goes: from control to control as they are read, also those made later."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QStackedWidget, QTabWidget, QWidget

TAB = Qt.FocusPolicy.TabFocus


def move_focus(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next stop of a window, or the one before; around at its ends. False
    when there is none. Qt itself keeps the order in which controls were made, so that a list
    filled anew would come after everything else.
    """
    stops = list(tab_stops(window))
    if not stops:
        return False
    here = window.focusWidget()
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[_next(stops, here, 1 if forward else -1)].setFocus(reason)
    return True


def tab_stops(root: QWidget) -> Iterator[QWidget]:
    """The controls below a widget that Tab reaches, in the order they are laid out."""
    for widget in _in_order(root):
        if widget.isVisibleTo(root) and widget.isEnabled():
            if widget.focusPolicy() & TAB == TAB and widget.focusProxy() is None:
                yield widget
            yield from tab_stops(widget)


def _next(stops: list[QWidget], here: QWidget | None, step: int) -> int:
    if here in stops:
        return (stops.index(here) + step) % len(stops)
    inside = [turn for turn, stop in enumerate(stops) if here and stop.isAncestorOf(here)]
    if inside:
        return (inside[-1] + step) % len(stops)
    return 0 if step > 0 else len(stops) - 1


def _in_order(parent: QWidget) -> list[QWidget]:
    """The children: those a layout or container orders first, then the rest as they were made."""
    if isinstance(parent, QStackedWidget):
        return list(filter(None, [parent.currentWidget()]))
    if isinstance(parent, QTabWidget):
        return list(filter(None, [parent.tabBar(), parent.currentWidget()]))
    if isinstance(parent, QScrollArea):
        return list(filter(None, [parent.widget()]))
    ordered = list(_laid_out(parent))
    rest = [child for child in parent.children() if isinstance(child, QWidget)]
    return ordered + [own for own in rest if own not in ordered and not own.isWindow()]


def _laid_out(parent: QWidget) -> Iterator[QWidget]:
    if isinstance(parent, QSplitter):
        yield from (part for turn in range(parent.count()) if (part := parent.widget(turn)))
    elif (layout := parent.layout()) is not None:
        yield from _widgets(layout)


def _widgets(layout: QLayout) -> Iterator[QWidget]:
    for turn in range(layout.count()):
        item = layout.itemAt(turn)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _widgets(inner)
