"""The places behind each other, each built when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from xsell_desktop.domain.change import Change
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places import PLACES
from xsell_desktop.ui.places.place import Place
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session

EVERYTHING = frozenset(
    {
        "sales",
        "analysis",
        "path",
        "settings",
        "pairings",
        "bundles",
        "positions",
        "notes",
        "policies",
        "lists",
        "products",
        "views",
    }
)


class Deck(QStackedWidget):
    """Only the place on show follows the session at once; the others catch up when shown.

    Places can be built ahead, so that none has to be while a job computes.
    """

    built = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__()
        self._parts = (session, jobs, selection)
        self._behind: dict[str, frozenset[str]] = {}
        self.places: dict[str, Place] = {}

    def show_place(self, key: str) -> Place:
        """Bring a place into view, as the session now is."""
        place = self.places.get(key) or self.build(key)
        if behind := self._behind.pop(key, frozenset()):
            place.refresh(Change(behind))
        self.setCurrentWidget(place)
        return place

    def refresh(self, change: Change) -> None:
        """Redraw the place on show, and remember what the others miss."""
        for key, place in self.places.items():
            if place is self.currentWidget():
                place.refresh(change)
            else:
                self._behind[key] = self._behind.get(key, frozenset()) | change.parts

    def build(self, key: str) -> Place:
        """The place, made now if it never was; it knows nothing of the session yet."""
        if key not in self.places:
            module, name = next((module, name) for k, module, name in PLACES if k == key)
            place = cast(Place, getattr(import_module(module), name)(*self._parts))
            self.places[key] = place
            self.addWidget(place)
            self._behind[key] = EVERYTHING
            self.built.emit(key)
        return self.places[key]

    def retheme(self) -> None:
        """Hand the new theme to the places that exist."""
        for place in self.places.values():
            place.retheme()
