"""A scene laid on the screen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.ui.canvas.painting.names import Names
from xsell_desktop.ui.canvas.painting.titles import Title
from xsell_desktop.ui.canvas.scene.scene import Scene


@dataclass(frozen=True, eq=False)
class Picture:
    """Node centres (N, 2) and radii in pixels, the nodes in view, names and headings placed;
    `size` is the view's in pixels."""

    scene: Scene
    points: Floats
    radius: Floats
    zoom: float
    names: Names
    visible: Codes
    size: tuple[float, float]
    headings: tuple[Title, ...] = ()

    def edges_in_view(self) -> Codes:
        """Edges whose bounding box touches the view."""
        one, other = self.points[self.scene.a], self.points[self.scene.b]
        low, high = np.minimum(one, other), np.maximum(one, other)
        inside = ((high > -8.0) & (low < np.array(self.size) + 8.0)).all(axis=1)
        return np.flatnonzero(inside).astype(np.int32)
