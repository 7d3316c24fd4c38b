"""How long work tells where it is and hears that it should stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from xsell_desktop.domain.errors import Cancelled


@dataclass
class Progress:
    """Reports `(label, done share 0–1)` and raises `Cancelled` once stopped.

    Work calls `step` at least every few hundred milliseconds. A share of -1 means unknown.
    """

    report: Callable[[str, float], None] | None = None
    stopped: Event = field(default_factory=Event)

    def step(self, label: str, share: float = -1.0) -> None:
        """Tell where the work is; raises `Cancelled` when the user has stopped it."""
        if self.stopped.is_set():
            raise Cancelled
        if self.report is not None:
            self.report(label, share)

    def part(self, start: float, end: float) -> Progress:
        """A progress for one stage, its 0–1 laid between start and end of this one."""

        def inner(label: str, share: float) -> None:
            if self.report is not None:
                self.report(label, -1.0 if share < 0 else start + (end - start) * share)

        return Progress(inner, self.stopped)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.stopped.set()
