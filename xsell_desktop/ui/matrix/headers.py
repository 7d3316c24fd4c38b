"""What stands beside the rows and above the columns, so that no two names meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QFontMetricsF

from xsell_desktop.ui.matrix.frame import Frame
from xsell_desktop.ui.matrix.grid import Grid

BAND = 5  # pixels of the strip that shows a group's colour
GROUP = 18  # pixels of the strip that names groups while products are named too
AIR = 6  # pixels between a name and the cells
WIDEST = 210  # pixels of a row's name
TALLEST = 132  # pixels of a column's name


class Label(NamedTuple):
    """A name at `middle` pixels along a header; `place` is the product or, for a group, its
    first."""

    middle: float
    text: str
    place: int
    is_group: bool


def header_sizes(grid: Grid, frame: Frame, metrics: QFontMetricsF) -> tuple[int, int]:
    """Pixels of the header beside the rows, and of the one above the columns."""
    named = frame.names_all or not grid.groups
    names = grid.names if named else [group.name for group in grid.groups]
    longest = max((metrics.horizontalAdvance(name) for name in names), default=0.0) + 2
    beside = BAND + 2 * AIR + (GROUP if frame.names_all and grid.groups else 0)
    left = min(longest, WIDEST, max(frame.width * 0.3, 60)) + beside
    high = max(frame.height * (0.26 if frame.names_all else 0.2), 40)
    return round(left), round(min(longest, TALLEST, high) + beside)


def place_labels(grid: Grid, frame: Frame, metrics: QFontMetricsF, *, across: bool) -> list[Label]:
    """The names of one header, largest groups first where not all find room; positions count
    from the header's start."""
    need = metrics.height()
    offset, size = (frame.x, frame.wide) if across else (frame.y, frame.cell)
    room = (frame.width - frame.left) if across else (frame.height - frame.top)
    if frame.names_all:
        return [
            Label((place + 0.5) * size - offset, grid.names[place], place, False)
            for place in (frame.columns() if across else frame.rows())
        ]
    if not grid.groups:
        step = max(1, -(-round(need) // size))
        found = [
            Label((place + 0.5) * size - offset, grid.names[place], place, False)
            for place in range(0, len(grid), step)
        ]
    else:
        found = []
        for group in sorted(grid.groups, key=lambda g: (g.first - g.last, g.first)):
            middle = (group.first + group.last) / 2 * size - offset
            if all(abs(middle - other.middle) >= need for other in found):
                found.append(Label(middle, group.name, group.first, True))
    return [one for one in found if need / 2 <= one.middle <= room - need / 2]


def group_spans(grid: Grid, frame: Frame, *, across: bool) -> Sequence[tuple[float, float, int]]:
    """Start and end in pixels from the header's start, and the index, of the groups in sight."""
    offset, size = (frame.x, frame.wide) if across else (frame.y, frame.cell)
    room = (frame.width - frame.left) if across else (frame.height - frame.top)
    spans = []
    for number, group in enumerate(grid.groups):
        start, end = group.first * size - offset, group.last * size - offset
        if end > 0 and start < room:
            spans.append((max(start, 0.0), min(float(end), float(room)), number))
    return spans
