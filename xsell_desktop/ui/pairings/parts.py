"""What every side of the Pairings place works with."""

from __future__ import annotations

from typing import NamedTuple

from xsell_desktop.ui.decisions import Decisions
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.viewing import Viewing


class Parts(NamedTuple):
    """The session, what runs in threads, what is selected, how it is looked at, what is done."""

    session: Session
    jobs: Jobs
    selection: Selection
    viewing: Viewing
    decisions: Decisions
