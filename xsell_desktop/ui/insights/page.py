"""What the pages of the Insights place have in common."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from xsell_desktop.domain.change import Change
from xsell_desktop.texts import _
from xsell_desktop.ui.jobs import Job, Jobs
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.widgets.empty import EmptyState


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

    def offer_again(
        self, lane: str, states: QStackedWidget, empty: EmptyState, again: Callable[[], None]
    ) -> None:
        """Where `empty` is on show when the lane's job was stopped, offer to start it again."""

        def tell() -> None:
            waits = any(job.lane == lane for job in self.jobs.unfinished)
            if states.currentWidget() is empty and not waits:
                empty.say(_("Stopped"), _("This was not worked out."), _("Start again"))

        def follow(job: Job) -> None:
            if job.lane == lane and job.progress.stopped.is_set():
                QTimer.singleShot(0, self, tell)  # a job that replaces it is waiting by then

        empty.acted.connect(again)
        self.jobs.ended.connect(follow)
