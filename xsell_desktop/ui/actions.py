"""Every command of the window, its shortcut, and the menu it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from xsell_desktop.texts import _
from xsell_desktop.ui import icons
from xsell_desktop.ui.places import PLACES


class Spec(NamedTuple):
    """One command: its key, its words, its shortcut and icon ('' for none)."""

    key: str
    text: str
    shortcut: str = ""
    icon: str = ""


PLACE_KEYS = tuple(key for key, _module, _name in PLACES)


def place_words() -> dict[str, str]:
    """The word of each place on the rail."""
    return {
        "start": _("Start"),
        "data": _("Data"),
        "pairings": _("Pairings"),
        "bundles": _("Bundles"),
        "policies": _("Policies"),
        "insights": _("Insights"),
        "kpis": _("KPIs"),
        "export": _("Export"),
    }


def menus() -> list[tuple[str, list[Spec | None]]]:
    """The menu bar: titles and commands, None for a line between them."""
    words = place_words()
    shown = [
        Spec(f"place_{key}", words[key], f"Ctrl+{number}", key)
        for number, key in enumerate(PLACE_KEYS, 1)
    ]
    return [
        (_("&File"), [
            Spec("new", _("New project"), "Ctrl+N", "file"),
            Spec("open", _("Open project…"), "Ctrl+O", "folder"),
            Spec("recent", _("Recent projects")),
            Spec("sample", _("Open sample shop")),
            None,
            Spec("import", _("Import sales…"), "Ctrl+I", "import"),
            Spec("import_catalogue", _("Import catalogue…"), "Ctrl+Shift+I"),
            Spec("import_list", _("Import pairing list…")),
            Spec("save_list", _("Save pairing list…")),
            None,
            Spec("save", _("Save"), "Ctrl+S", "save"),
            Spec("save_as", _("Save as…"), "Ctrl+Shift+S"),
            None,
            Spec("quit", _("Quit"), "Ctrl+Q"),
        ]),
        (_("&Edit"), [
            Spec("undo", _("Undo"), "Ctrl+Z", "undo"),
            Spec("redo", _("Redo"), "Ctrl+Shift+Z", "redo"),
            Spec("history", _("What was done…"), "Ctrl+Shift+H"),
            None,
            Spec("palette", _("Find a command or product…"), "Ctrl+K", "search"),
            None,
            Spec("analyse", _("Analyse again"), "F5"),
            Spec("preferences", _("Preferences…"), "Ctrl+,"),
        ]),
        (_("&View"), [
            *shown,
            None,
            Spec("theme_system", _("Colours of the desktop")),
            Spec("theme_light", _("Light")),
            Spec("theme_dark", _("Dark")),
            None,
            Spec("larger_text", _("Larger text"), "Ctrl++"),
            Spec("smaller_text", _("Smaller text"), "Ctrl+-"),
            Spec("usual_text", _("Usual text size"), "Ctrl+0"),
        ]),
        (_("&Help"), [
            Spec("glossary", _("Glossary"), "F1", "info"),
            Spec("shortcuts", _("Keyboard shortcuts"), "Ctrl+/"),
            Spec("log", _("Show log file")),
            None,
            Spec("about", _("About xsell-desktop")),
        ]),
    ]  # fmt: skip


class Actions:
    """The window's QActions by key. Every command needs a handler: there is no dead entry."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> None:
        self._actions: dict[str, QAction] = {}
        self.recent = QMenu(window)
        for title, specs in menus():
            menu = window.menuBar().addMenu(title)
            for spec in specs:
                if spec is None:
                    menu.addSeparator()
                elif spec.key == "recent":
                    self.recent.setTitle(spec.text)
                    menu.addMenu(self.recent)
                else:
                    menu.addAction(self._make(window, spec, title, handlers[spec.key]))

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    def _make(
        self, window: QMainWindow, spec: Spec, menu: str, handler: Callable[[], object]
    ) -> QAction:
        action = QAction(spec.text, window)
        action.setObjectName(spec.key)
        action.setProperty("group", menu.replace("&", ""))
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
        if spec.icon:
            icons.dress(action, spec.icon)
        action.triggered.connect(lambda *_checked: handler())
        self._actions[spec.key] = action
        return action


def listed(window: QMainWindow) -> list[tuple[str, str, str]]:
    """(group, words, shortcut) of every action in the window that has a shortcut."""
    rows = []
    for action in window.findChildren(QAction):
        keys = ", ".join(
            key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()
        )
        if keys:
            words = str(action.property("words") or action.text()).replace("&", "").rstrip("…")
            rows.append((str(action.property("group") or _("This place")), words, keys))
    return list(dict.fromkeys(rows))  # every table brings its own copy action
