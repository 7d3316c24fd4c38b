"""Products being moved line up with others that are nearly in line."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF

from xsell_desktop.sales.lines import Floats

REACH = 6.0  # pixels from a line that snap to it
BEYOND = 12.0  # pixels that a guide runs past its ends


def snap_to_others(
    moved: Floats, others: Floats, reach: float = REACH
) -> tuple[float, float, tuple[QLineF, ...]]:
    """How far to shift what is moved, in pixels, and the lines that then show why.

    `moved` (K, 2) are the places in pixels that were dragged to, `others` (M, 2) those that stay.
    Each axis takes the least shift that brings a moved product into line with another; among
    equals the nearest other.
    """
    shift, guides = [0.0, 0.0], []
    found: list[tuple[int, int, int]] = []
    if not len(moved) or not len(others):
        return 0.0, 0.0, ()
    for axis in (0, 1):
        off = others[None, :, axis] - moved[:, None, axis]
        far = np.abs(others[None, :, 1 - axis] - moved[:, None, 1 - axis])
        cost = np.where(np.abs(off) <= reach, np.abs(off) * 1e6 + far, np.inf)
        one, other = divmod(int(np.argmin(cost)), len(others))
        if np.isfinite(cost[one, other]):
            shift[axis] = float(off[one, other])
            found.append((axis, one, other))
    for axis, one, other in found:
        here, there = moved[one] + shift, others[other]
        low, high = sorted((float(here[1 - axis]), float(there[1 - axis])))
        at = float(there[axis])
        ends = (at, low - BEYOND, at, high + BEYOND)
        guides.append(QLineF(*ends) if axis == 0 else QLineF(ends[1], at, ends[3], at))
    return shift[0], shift[1], tuple(guides)
