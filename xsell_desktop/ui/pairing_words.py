"""Seasons and directions of pairings in words, and the seasons most shops know."""

from __future__ import annotations

from collections.abc import Callable

from xsell_desktop.domain.plan import Direction, Pair
from xsell_desktop.texts import _

Season = tuple[str, str]
MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def season_text(season: Season | None) -> str:
    """`1 Nov – 24 Dec`, or all year."""
    if season is None:
        return _("all year")
    return _("{begin} – {end}").format(begin=short_day(season[0]), end=short_day(season[1]))


def short_day(day: str) -> str:
    """`11-01` as 1 Nov."""
    return _("{day} {month}").format(day=int(day[3:]), month=_(MONTHS[int(day[:2]) - 1]))


def usual_seasons() -> tuple[tuple[str, Season], ...]:
    """Names and days of the seasons offered."""
    return (
        (_("Christmas"), ("11-15", "12-24")),
        (_("New Year and sales"), ("12-26", "01-31")),
        (_("Valentine’s Day"), ("01-25", "02-14")),
        (_("Spring"), ("03-01", "05-31")),
        (_("Summer"), ("06-01", "08-31")),
        (_("Back to school"), ("08-01", "09-15")),
        (_("Autumn"), ("09-01", "11-30")),
        (_("Halloween"), ("10-01", "10-31")),
        (_("Winter"), ("12-01", "02-29")),
    )


def direction_text(direction: Direction, pair: Pair, name: Callable[[str], str]) -> str:
    """Which product recommends which, by their names."""
    if direction is Direction.BOTH:
        return _("Each recommends the other")
    ends = pair if direction is Direction.FROM_A else pair[::-1]
    return _("Only {anchor} recommends {partner}").format(
        anchor=name(ends[0]), partner=name(ends[1])
    )
