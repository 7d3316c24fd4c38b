"""Where the Tab key goes: from control to control as they are read, also those made later."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QStackedWidget, QTabWidget, QWidget

TAB = Qt.FocusPolicy.TabFocus


def move_focus(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next stop of a window, or the one before; around at its ends. False
    when there is none. Qt itself keeps the order in which controls were made, so that a list
    filled anew would come after everything else. Qt asks also when what has the focus goes away.
    """
    here = window.focusWidget()
    stops = list(tab_stops(window, here))
    if not stops or stops == [here]:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[_next(stops, here, 1 if forward else -1)].setFocus(reason)
    return True


def tab_stops(root: QWidget, here: QWidget | None = None) -> Iterator[QWidget]:
    """The controls below a widget that Tab reaches, in the order they are laid out; also the one
    that has the focus, which may just have been hidden."""
    for widget in _in_order(root, here):
        is_usable = widget.isVisibleTo(root) and widget.isEnabled()
        stops = widget.focusPolicy() & TAB == TAB and widget.focusProxy() is None
        if widget is here or (is_usable and stops):
            yield widget
        if is_usable or _holds(widget, here):
            yield from tab_stops(widget, here)


def _next(stops: list[QWidget], here: QWidget | None, step: int) -> int:
    if here in stops:
        return (stops.index(here) + step) % len(stops)
    return 0 if step > 0 else len(stops) - 1


def _in_order(parent: QWidget, here: QWidget | None) -> list[QWidget]:
    """The children: those a layout or container orders first, then the rest as they were made."""
    if isinstance(parent, QStackedWidget):
        left = [page for page in map(parent.widget, range(parent.count())) if _holds(page, here)]
        return list(dict.fromkeys(filter(None, [*left, parent.currentWidget()])))
    if isinstance(parent, QTabWidget):
        return list(filter(None, [parent.tabBar(), parent.currentWidget()]))
    if isinstance(parent, QScrollArea):
        return list(filter(None, [parent.widget()]))
    ordered = list(_laid_out(parent))
    rest = [child for child in parent.children() if isinstance(child, QWidget)]
    return ordered + [own for own in rest if own not in ordered and not own.isWindow()]


def _holds(page: QWidget | None, here: QWidget | None) -> bool:
    return page is not None and here is not None and (page is here or page.isAncestorOf(here))


def _laid_out(parent: QWidget) -> Iterator[QWidget]:
    if isinstance(parent, QSplitter):
        yield from (part for turn in range(parent.count()) if (part := parent.widget(turn)))
    elif (layout := parent.layout()) is not None:
        inside = [child for child in parent.children() if isinstance(child, QWidget)]
        yield from _widgets(layout, inside)


def _widgets(layout: QLayout, inside: list[QWidget]) -> Iterator[QWidget]:
    """Asks the layout for places only: what `itemAt` hands out outlives the item, and what is
    made at its address later is then taken for it (PySide)."""
    found: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(own), own) for own in inside]
    nested = [child for child in layout.children() if isinstance(child, QLayout)]
    found += [(layout.indexOf(own), own) for own in nested]
    for _turn, own in sorted((one for one in found if one[0] >= 0), key=lambda one: one[0]):
        if isinstance(own, QWidget):
            yield own
        else:
            yield from _widgets(own, inside)
