"""What the user is doing on the canvas just now."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPolygonF


@dataclass(frozen=True)
class Marks:
    """Nodes and edges that stand out, -1 for none; `handle` is the angle of the rim handle
    shown at the hovered node, NaN for none; `line` and `band` are in pixels; `ends` are the
    nodes of the selected pair, which may have no edge here. `one_way` says that `line` becomes an
    arrow; `lasso` is the way of the pointer around products; `current` is the node that the
    keyboard is at; `guides` are the lines that products being moved snapped to."""

    selected: frozenset[int] = frozenset()
    pair: int = -1
    hover: int = -1
    hover_edge: int = -1
    handle: float = math.nan
    target: int = -1
    line: QLineF | None = None
    band: QRectF | None = None
    one_way: bool = False
    lasso: QPolygonF | None = None
    current: int = -1
    near: frozenset[int] = field(default_factory=frozenset)
    ends: tuple[int, int] = (-1, -1)
    guides: tuple[QLineF, ...] = ()

    @property
    def chosen(self) -> frozenset[int]:
        """The selected nodes, and both ends of the selected pair."""
        return self.selected | {node for node in self.ends if node >= 0}
