"""What the pages of the Insights place have in common."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
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
        self.heading = QLabel(self.title)
        theme.set_role(self.heading, "heading")
        self.empty = EmptyState("", "")
        self._states = QStackedWidget()  # what to say while there is no answer, and the answer
        self._states.addWidget(self.empty)

    @property
    def title(self) -> str:
        """The question, as the list of pages shows it."""
        raise NotImplementedError

    def refresh(self, change: Change) -> None:
        """Redraw what the change touches; a change from nothing redraws everything."""
        raise NotImplementedError

    def retheme(self) -> None:
        """Take the colours of the theme that was just chosen."""

    def _say_instead(self, title: str, text: str) -> None:
        """Say something where the answer would be."""
        self.empty.say(title, text)
        self._states.setCurrentWidget(self.empty)

    def _say_failure(self, error: UserError) -> None:
        self._say_instead(error.title, " ".join(filter(None, (error.message, error.next_step))))

    def _offer_again(self, lane: str, again: Callable[[], None]) -> None:
        """Where there is no answer when the lane's job was stopped, offer to start it again."""

        def tell() -> None:
            waits = any(job.lane == lane for job in self.jobs.unfinished)
            if self._states.currentWidget() is self.empty and not waits:
                self.empty.say(_("Stopped"), _("This was not worked out."), _("Start again"))

        def follow(job: Job) -> None:
            if job.lane == lane and job.progress.stopped.is_set():
                QTimer.singleShot(0, self, tell)  # a job that replaces it is waiting by then

        self.empty.acted.connect(again)
        self.jobs.ended.connect(follow)
