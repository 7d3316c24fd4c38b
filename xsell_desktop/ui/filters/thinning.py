"""The relationships of some months out of those on show, as wide as they were bought often."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.occasions import Occasions
from xsell_desktop.sales.lines import Flags, Floats
from xsell_desktop.ui.canvas.scene.rulings import Rulings
from xsell_desktop.ui.canvas.scene.scene import THICKEST, THINNEST, Scene

EDGE_PARTS = ("a", "b", "rows", "width", "kind", "unlisted", "direction")
FAINTEST = 0.3  # pixels below which an edge that fades is gone


@dataclass(frozen=True, eq=False)
class MonthCounts:
    """Orders with both products by edge of a scene and month, (E, T)."""

    scene: Scene
    counts: npt.NDArray[np.int64]
    enough: int

    def bought(self, month: int, span: int) -> npt.NDArray[np.int64]:
        """Orders with both in a month and the `span` - 1 before it, (E,)."""
        return np.asarray(self.counts[:, max(0, month + 1 - span) : month + 1].sum(1))

    def passing(self, month: int, span: int) -> Flags:
        """Which edges were bought often enough there."""
        return self.bought(month, span) >= self.enough

    def widths(self, month: int, span: int) -> Floats:
        """Pixels; one scale for all months, so that they can be compared; 0 for no edge."""
        bought = self.bought(month, span)
        whole = np.cumsum(self.counts, axis=1)
        before = np.zeros_like(whole)
        before[:, span:] = whole[:, :-span]
        top = max(int((whole - before).max(initial=0)), 1)
        width = THINNEST + (THICKEST - THINNEST) * np.sqrt(bought / top)
        return np.where(bought >= self.enough, width, 0.0)


def count_edges(scene: Scene, analysis: Analysis, found: Occasions) -> MonthCounts:
    """The months of every edge; those of pairs never kept are looked up in the orders."""
    counts = np.zeros((len(scene.pairs), len(found.months)), np.int64)
    kept = scene.rows >= 0
    counts[kept] = found.by_month[scene.rows[kept]]
    index, baskets = analysis.products.index, analysis.baskets
    for edge in np.flatnonzero(~kept).tolist() if baskets is not None else ():
        one, other = (index[key] for key in scene.pairs[edge])
        month = found.order_month[baskets.orders_with_both(one, other)]  # type: ignore[union-attr]
        counts[edge] = np.bincount(month[month >= 0], minlength=len(found.months))
    return MonthCounts(scene, counts, max(1, analysis.settings.min_together))


def keep_edges(scene: Scene, width: Floats) -> Scene:
    """The scene with edges of these widths, without those that are too thin to see."""
    edges = np.flatnonzero(width >= FAINTEST)
    rulings = Rulings(*(getattr(scene.rulings, part.name)[edges] for part in fields(Rulings)))
    parts = {name: getattr(scene, name)[edges] for name in EDGE_PARTS if name != "width"}
    pairs = tuple(scene.pairs[edge] for edge in edges.tolist())
    return replace(scene, **parts, width=width[edges], rulings=rulings, pairs=pairs)


def widths_in(whole: Scene, thinned: Scene) -> Floats:
    """The width that each edge of a scene has in a thinned one, 0 where it is gone."""
    width = dict(zip(thinned.pairs, thinned.width.tolist(), strict=True))
    return np.array([width.get(pair, 0.0) for pair in whole.pairs])
