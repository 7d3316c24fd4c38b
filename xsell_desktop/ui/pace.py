"""How long work that tells its share will still take."""

from __future__ import annotations

from collections import deque

from xsell_desktop.texts import _

LOOKED_BACK = 6.0  # seconds
QUIET = 1.0  # seconds before anything is said
SMOOTHING = 0.3


class Pace:
    """Fed with the share done (0–1, negative for unknown) and the time in seconds."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, float]] = deque()
        self._began: float | None = None
        self._left: float | None = None

    def note(self, share: float, now: float) -> None:
        """Take in how far the work is."""
        if share < 0 or (self._seen and share < self._seen[-1][1]):
            self._seen.clear()
            self._began, self._left = None, None
        if share < 0:
            return
        if self._began is None:
            self._began = now
        self._seen.append((now, share))
        while now - self._seen[0][0] > LOOKED_BACK and len(self._seen) > 2:
            self._seen.popleft()
        (then, before), spent = self._seen[0], now - self._began
        if spent < QUIET or share <= before:
            return
        left = (1 - share) * (now - then) / (share - before)
        self._left = left if self._left is None else self._left + SMOOTHING * (left - self._left)

    @property
    def seconds(self) -> float | None:
        """The seconds left; None while nobody can tell."""
        return self._left

    def words(self) -> str:
        """The time left in words; '' while nobody can tell."""
        if self._left is None:
            return ""
        if self._left < 1:
            return _("nearly done")
        if self._left < 10:
            return _("about {n} s left").format(n=round(self._left))
        if self._left < 90:
            return _("about {n} s left").format(n=5 * round(self._left / 5))
        return _("about {n} min left").format(n=round(self._left / 60))
