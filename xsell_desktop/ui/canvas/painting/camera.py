"""Where the canvas looks: from places of the layout to pixels and back."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from xsell_desktop.sales.lines import Floats

FARTHEST, NEAREST = 1e-6, 1e6  # pixels a unit of the layout


@dataclass(frozen=True)
class Camera:
    """`scale` is pixels a unit of the layout; `x, y` the place at the middle of the view."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
    width: float = 1.0
    height: float = 1.0

    def to_screen(self, places: Floats) -> Floats:
        """Pixels of (N, 2) places."""
        middle = np.array([self.width / 2, self.height / 2])
        shifted: Floats = (places - np.array([self.x, self.y])) * self.scale + middle
        return shifted

    def to_place(self, px: float, py: float) -> tuple[float, float]:
        """The place under a pixel."""
        return (
            (px - self.width / 2) / self.scale + self.x,
            (py - self.height / 2) / self.scale + self.y,
        )

    def zoomed(self, factor: float, px: float, py: float) -> Camera:
        """Nearer by a factor, with the place under the pixel staying there."""
        scale = min(max(self.scale * factor, FARTHEST), NEAREST)
        x, y = self.to_place(px, py)
        return replace(
            self,
            scale=scale,
            x=x - (px - self.width / 2) / scale,
            y=y - (py - self.height / 2) / scale,
        )

    def panned(self, dx: float, dy: float) -> Camera:
        """With everything moved by so many pixels."""
        return replace(self, x=self.x - dx / self.scale, y=self.y - dy / self.scale)

    def resized(self, width: float, height: float) -> Camera:
        """For a view of another size, with the same middle."""
        return replace(self, width=max(width, 1.0), height=max(height, 1.0))

    def centred(self, x: float, y: float) -> Camera:
        """With a place in the middle."""
        return replace(self, x=x, y=y)

    def fitted(self, places: Floats, margin_x: float = 0.0, margin_y: float = 0.0) -> Camera:
        """With all places in view, inside margins in pixels; without places, unchanged."""
        if not len(places):
            return self
        low, high = places.min(axis=0), places.max(axis=0)
        span = np.maximum(high - low, 1e-9)
        room_x = max(self.width - 2 * margin_x, self.width * 0.2)
        room_y = max(self.height - 2 * margin_y, self.height * 0.2)
        scale = min(room_x / span[0], room_y / span[1])
        if len(places) == 1:
            scale = self.scale
        middle = (low + high) / 2
        return replace(
            self,
            scale=float(min(max(scale, FARTHEST), NEAREST)),
            x=float(middle[0]),
            y=float(middle[1]),
        )
