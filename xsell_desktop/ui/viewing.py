"""How the pairings are looked at just now, shared by graph, matrix, table and bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from xsell_desktop.domain.views import View

MOST_STEPS = 100


class Viewing(QObject):
    """Holds the `View`. `changed` carries the one before; setting an equal one is silent.

    Another focus, depth or mode is a step that `back` takes back; the rest of the view stays as
    it is then.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = View()
        self._past: list[View] = []
        self._future: list[View] = []

    @property
    def view(self) -> View:
        """What is on show."""
        return self._view

    @property
    def past(self) -> tuple[View, ...]:
        """Where `back` leads, the latest last."""
        return tuple(self._past)

    @property
    def future(self) -> tuple[View, ...]:
        """Where `forward` leads, the next last."""
        return tuple(self._future)

    def show(self, view: View) -> None:
        """Look another way."""
        if view == self._view:
            return
        if _place(view) != _place(self._view):
            self._past = [*self._past, self._view][-MOST_STEPS:]
            self._future = []
        self._take(view)

    def change(self, **parts: Any) -> None:
        """Look another way in some parts of the view."""
        self.show(replace(self._view, **parts))

    def change_filter(self, **parts: Any) -> None:
        """Ask something else of the pairs."""
        self.change(filter=replace(self._view.filter, **parts))

    def focus_on(self, keys: Iterable[str]) -> None:
        """Look at these products, none for the overview. What was asked for in the overview is
        there again when it comes back; a focus begins without."""
        focus = tuple(dict.fromkeys(keys))
        if focus == self._view.focus:
            return
        overviews = (step.extra for step in reversed(self._past) if not step.focus)
        extra = () if focus else next(overviews, ())
        self.change(focus=focus, extra=extra)

    def show_steps(self, depth: int) -> None:
        """Look so many steps around the focus, where there is one."""
        if self._view.focus:
            self.change(depth=depth)

    def back(self, steps: int = 1) -> None:
        """Go to where the focus was before."""
        steps = min(steps, len(self._past))
        if steps > 0:
            left = [self._view]
            for _turn in range(steps):
                left.append(self._past.pop())
            step = left.pop()
            self._future += left
            self._take(_at(step, self._view))

    def forward(self) -> None:
        """Go to where `back` came from."""
        if self._future:
            self._past.append(self._view)
            self._take(_at(self._future.pop(), self._view))

    def forget(self, view: View | None = None) -> None:
        """Start anew with a view: another project. Behind a focus is the overview."""
        view = view if view is not None else View(limit=self._view.limit)
        overview = replace(view, focus=(), depth=View().depth, extra=())
        self._past, self._future = [overview] if view.focus else [], []
        self._take(view)

    def rename(self, keys: Mapping[str, str]) -> None:
        """Follow products to the keys they count under now, also in the steps behind and ahead."""
        self._past = [_renamed(view, keys) for view in self._past]
        self._future = [_renamed(view, keys) for view in self._future]
        view = _renamed(self._view, keys)
        if view != self._view:
            self._take(view)

    def _take(self, view: View) -> None:
        before, self._view = self._view, view
        self.changed.emit(before)


def _place(view: View) -> tuple[object, ...]:
    return view.mode, view.focus, view.depth


def _renamed(view: View, keys: Mapping[str, str]) -> View:
    focus, extra = (
        tuple(dict.fromkeys(keys.get(key, key) for key in part))
        for part in (view.focus, view.extra)
    )
    return replace(view, focus=focus, extra=extra)


def _at(step: View, now: View) -> View:
    """The view as it is now, at the place of a step."""
    return replace(now, mode=step.mode, focus=step.focus, depth=step.depth, extra=step.extra)
