"""What the command palette offers: every action, and every product."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui.finding.ranking import fold


class Entry(NamedTuple):
    """One line of the palette. `line` is what typing is compared with."""

    text: str
    detail: str
    keys: str
    line: str
    run: Callable[[], object]


def list_actions(*roots: QWidget) -> list[Entry]:
    """The actions under widgets that can be done now, each once, in their own order."""
    found: dict[tuple[str, str], Entry] = {}
    for root in roots:
        for action in root.findChildren(QAction):
            entry = _entry(action)
            if entry is not None:
                found.setdefault((entry.text, entry.detail), entry)
    return list(found.values())


def command(text: str, detail: str, run: Callable[[], object]) -> Entry:
    """An entry that is no action."""
    return Entry(text, detail, "", fold(f"{text} {detail}"), run)


def _entry(action: QAction) -> Entry | None:
    text = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
    group = str(action.property("group") or "")
    if not (text and group and action.isEnabled()) or action.menu() is not None:
        return None
    keys = _shortcuts(action.shortcuts())
    shown = _("{text} (on)").format(text=text) if action.isChecked() else text
    return Entry(shown, group, keys, fold(f"{text} {group}"), action.trigger)


def _shortcuts(keys: Iterable[QKeySequence]) -> str:
    written = (key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return next((text for text in written if text), "")
