"""Seats products that an accepted or drawn pairing brings in from far away beside their partner."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Flags, Floats

FAR = 3.0  # times the usual distance of partners
SEATS = np.linspace(0.0, 2 * np.pi, 24, endpoint=False)

Nodes = npt.NDArray[np.integer]


def seat_guests(position: Floats, placed: Flags, a: Nodes, b: Nodes) -> Floats:
    """The places (N, 2) with every guest moved beside its first partner, where there is room.

    A guest is far from all its partners and not `placed` by the user. The result depends only
    on the arguments.
    """
    if not len(a):
        return position
    length = np.hypot(*(position[a] - position[b]).T)
    usual = float(np.median(length))
    nearest = np.full(len(position), np.inf)
    np.minimum.at(nearest, a, length)
    np.minimum.at(nearest, b, length)
    is_guest = (nearest > FAR * usual) & np.isfinite(nearest) & ~placed
    if not is_guest.any() or usual <= 0:
        return position
    seated = position.copy()
    waiting = is_guest.copy()
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        for guest, host in ((one, other), (other, one)):
            if waiting[guest] and not waiting[host]:
                seated[guest] = _seat(seated[~waiting], seated[host], usual)
                waiting[guest] = False
    return seated


def _seat(others: Floats, host: Floats, usual: float) -> Floats:
    """The roomiest of the seats around the host."""
    circle = np.column_stack([np.cos(SEATS), np.sin(SEATS)])
    seats = host + np.concatenate([circle * usual, circle * 1.5 * usual])
    gaps = np.hypot(*(seats[:, None, :] - others[None, :, :]).transpose(2, 0, 1)).min(axis=1)
    room = np.minimum(gaps, usual) - 0.1 * (np.arange(len(seats)) >= len(SEATS)) * usual
    best: Floats = seats[int(np.argmax(room))]
    return best
