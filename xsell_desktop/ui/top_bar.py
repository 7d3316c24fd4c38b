"""The bar above everything: what is open, undo and redo, the one primary button."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton

from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.actions import Actions
from xsell_desktop.ui.session import Session

LONGEST_UNDO, LONGEST_NAME = 34, 48
PACKED = (".xz", ".gz", ".bz2", ".zip")


class TopBar(QFrame):
    """Shows the session's name and saved state; its buttons trigger the window's actions."""

    def __init__(self, session: Session, actions: Actions) -> None:
        super().__init__()
        theme.set_role(self, "bar")
        self._session, self._actions = session, actions
        self.name = QLabel()
        theme.set_role(self.name, "strong")
        self.saved = QLabel()
        theme.set_role(self.saved, "second")
        self.saved.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.undo, self.redo = QPushButton(), QToolButton()
        self.history, self.search = QToolButton(), QPushButton()
        self.theme = QToolButton()
        self.theme.setAccessibleName(_("Light or dark"))
        self.theme.clicked.connect(self._switch_theme)
        self.export = QPushButton(_("Export…"))
        theme.set_role(self.export, "primary")
        self.export.clicked.connect(actions["place_export"].trigger)
        self.undo.clicked.connect(actions["undo"].trigger)
        self.redo.clicked.connect(actions["redo"].trigger)
        icons.dress(self.undo, "undo", "text")
        icons.dress(self.redo, "redo", "text")
        icons.dress(self.history, "chevron-down", "text")
        self.history.setToolTip(_("Everything that was done (Ctrl+Shift+H)"))
        self.history.setAccessibleName(_("Everything that was done"))
        self.history.clicked.connect(actions["history"].trigger)
        self.search.setText(_("Find…"))
        self.search.setToolTip(_("Find a command or a product (Ctrl+K)"))
        icons.dress(self.search, "search", "text")
        self.search.clicked.connect(actions["palette"].trigger)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self.name)
        layout.addWidget(self.saved, 1)
        for button in (self.search, self.undo, self.history, self.redo, self.theme, self.export):
            layout.addWidget(button)
        session.undo_stack.indexChanged.connect(self.refresh)
        session.undo_stack.cleanChanged.connect(self.refresh)
        session.saved_state_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the session's name, saved state and what undo and redo would do."""
        name = project_name(self._session)
        self.name.setText(short_name(name))
        self.name.setToolTip(self._session.path or (name if len(name) > LONGEST_NAME else ""))
        self.saved.setText(self._saved_words())
        stack = self._session.undo_stack
        self._name_undo(stack)
        self.redo.setEnabled(stack.canRedo())
        words = _("Redo: {what}").format(what=stack.redoText()) if stack.canRedo() else _("Redo")
        self.redo.setToolTip(words)
        self.redo.setAccessibleName(words)
        dark = theme.current().name == "dark"
        icons.dress(self.theme, "sun" if dark else "moon")
        self.theme.setToolTip(_("Use light colours") if dark else _("Use dark colours"))

    def _switch_theme(self) -> None:
        other = "light" if theme.current().name == "dark" else "dark"
        self._actions[f"theme_{other}"].trigger()

    def _name_undo(self, stack: QUndoStack) -> None:
        self.undo.setEnabled(stack.canUndo())
        words = _("Undo: {what}").format(what=stack.undoText()) if stack.canUndo() else _("Undo")
        short = words if len(words) <= LONGEST_UNDO else words[: LONGEST_UNDO - 1] + "…"
        self.undo.setText(short.replace("&", "&&"))
        self.undo.setToolTip(words if short != words else "")
        self.undo.setAccessibleName(words)

    def _saved_words(self) -> str:
        session = self._session
        if not session.is_saved:
            return _("· not saved yet")
        return _("· saved") if session.path else ""


def project_name(session: Session) -> str:
    """The open project's file name, or what it is called until it has one."""
    if session.path:
        return Path(session.path).name
    sources = [item.source for item in session.sales.imports]
    if not sources:
        return _("New project")
    name = Path(sources[0])
    return (name.with_suffix("") if name.suffix in PACKED else name).stem


def short_name(name: str) -> str:
    """A name that a button or a bar has room for, its middle left out if need be."""
    tail = LONGEST_NAME // 3
    head = LONGEST_NAME - tail - 1
    return name if len(name) <= LONGEST_NAME else f"{name[:head]}…{name[-tail:]}"
