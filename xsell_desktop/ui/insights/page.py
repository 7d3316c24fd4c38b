"""What the pages of the Insights place have in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from xsell_desktop.domain.change import Change
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session


class Page(QWidget):
    """One question answered from the analysis. `refresh` is called only while there is one.

    `asked` carries the key of a window action the page wants done; `pair_asked` two product
    keys that are to be shown in Pairings.
    """

    asked = Signal(str)
    pair_asked = Signal(str, str)

    key = ""

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__()
        self.session, self.jobs, self.selection = session, jobs, selection
        self.setObjectName(f"insight_{self.key}")

    @property
    def title(self) -> str:
        """The question, as the list of pages shows it."""
        raise NotImplementedError

    def refresh(self, change: Change) -> None:
        """Redraw what the change touches; a change from nothing redraws everything."""
        raise NotImplementedError

    def retheme(self) -> None:
        """Take the colours of the theme that was just chosen."""
