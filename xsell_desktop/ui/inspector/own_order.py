"""Which places of a list become the user's when one partner of it is moved, added or given back."""

from __future__ import annotations

from collections.abc import Sequence

from xsell_desktop.domain.list_edits import MOST_PLACES


def move_partner(listed: Sequence[str], own: int, at: int, to: int) -> tuple[str, ...]:
    """The own list after the partner at place `at` (from 0) goes to place `to`.

    `own` is how many of those listed stand where the user put them. Everything down to the place
    it is dropped at becomes the user's; what was the user's stays so.
    """
    left = [*listed[:at], *listed[at + 1 :]]
    left.insert(to, listed[at])
    grown = own + 1 if at >= own and to < own else own
    return tuple(left[: min(max(grown, to + 1), MOST_PLACES)])


def add_partner(listed: Sequence[str], own: int, partner: str, to: int) -> tuple[str, ...]:
    """The own list with a partner put at a place (from 0), wherever it was before."""
    if partner in listed:
        return move_partner(listed, own, listed.index(partner), min(to, len(listed) - 1))
    to = min(to, len(listed))
    return move_partner((*listed, partner), own, len(listed), to)
