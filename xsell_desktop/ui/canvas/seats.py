"""Where products sit: as laid out or moved in the overview, around one product in focus."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.lines import Codes, Flags, Floats
from xsell_desktop.ui.canvas.scope import Shown

FAR = 3.0  # times the usual distance of partners
SEATS = np.linspace(0.0, 2 * np.pi, 24, endpoint=False)

Nodes = npt.NDArray[np.integer]


def seat_overview(analysis: Analysis, plan: Plan, shown: Shown, keys: tuple[str, ...]) -> Floats:
    """The layout's places (N, 2), the user's own where products were moved."""
    position = np.nan_to_num(analysis.products.position[shown.products].astype(np.float64))
    placed = np.zeros(len(keys), dtype=np.bool_)
    for node, key in enumerate(keys):
        if key in plan.positions:
            position[node] = plan.positions[key]
            placed[node] = True
    a, b = np.searchsorted(shown.products, shown.a), np.searchsorted(shown.products, shown.b)
    return seat_guests(position, placed, a, b)


def seat_around(anchor: int, family: Codes, position: Floats) -> Floats:
    """Places (N, 2) with the anchor in the middle and its partners around it, families side by
    side and in the order their directions have in the layout."""
    others = [node for node in range(len(family)) if node != anchor]
    home = np.nan_to_num(position - position[anchor])
    angle = np.arctan2(home[:, 1], home[:, 0])
    mean = {
        int(code): math.atan2(
            float(np.sin(angle[family == code]).mean()), float(np.cos(angle[family == code]).mean())
        )
        for code in np.unique(family)
    }
    others.sort(key=lambda node: (mean[int(family[node])], int(family[node]), angle[node], node))
    ring = np.zeros((len(family), 2))
    for turn, node in enumerate(others):
        theta = -math.pi / 2 + 2 * math.pi * (turn + 0.5) / len(others)
        far = 1.0 if len(others) <= 12 or turn % 2 == 0 else 1.32
        ring[node] = (far * math.cos(theta) * 1.45, far * math.sin(theta))
    return ring


def usual_distance(position: Floats, a: Codes, b: Codes) -> float:
    """The median length of an edge, 1 without edges."""
    if not len(a):
        return 1.0
    length = float(np.median(np.hypot(*(position[a] - position[b]).T)))
    return length if length > 0 else 1.0


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
