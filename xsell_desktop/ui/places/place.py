"""What the places have in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from xsell_desktop.domain.change import Change
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.tab_stops import move_focus


class Place(QWidget):
    """One of the pages. `refresh` is the only way it learns of a change of the session.

    `key` names it in actions and tests, `icon` the file in resources/icons. `asked` carries the
    key of a window action the place wants done: `import`, `sample`, `open`, `place_export` …
    """

    asked = Signal(str)

    key = ""
    icon = ""

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__()
        self.session = session
        self.jobs = jobs
        self.selection = selection
        self.setObjectName(self.key)

    @property
    def title(self) -> str:
        """The word on the rail."""
        raise NotImplementedError

    def refresh(self, change: Change) -> None:
        """Redraw what the change touches; a change from nothing redraws everything."""
        raise NotImplementedError

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self.window(), forward=forward)

    def retheme(self) -> None:
        """Take the colours of the theme that was just chosen."""
