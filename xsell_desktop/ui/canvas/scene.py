"""What is on the canvas, as plain arrays: products as nodes, relationships as edges."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from xsell_desktop.domain.plan import Decision, Pair, Plan, pair_of
from xsell_desktop.domain.views import View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.lists import fit_pairs
from xsell_desktop.sales.lines import Codes, Flags, Floats
from xsell_desktop.ui.canvas.scope import shown_in
from xsell_desktop.ui.canvas.seats import seat_around, seat_overview, usual_distance

SMALLEST, LARGEST = 4.5, 16.0  # radius of a node in pixels
FIRST_MET = 200  # relationships that decide which families get the plain colours
THINNEST, THICKEST = 1.2, 6.0  # width of an edge in pixels


@dataclass(frozen=True, eq=False)
class Scene:
    """N nodes and E edges. `radius` and `width` are pixels at the size where edges are about
    60 pixels long; `a`, `b` are nodes; `anchor` is the node in focus, -1 in the overview;
    `family` is a colour slot, the families of the strongest relationships first (-1 none), and
    `families` names those shown; `unlisted` marks pairs of a kind that lists leave out;
    `importance` orders the nodes for naming; `unit` is the median edge length in the layout's
    units.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    products: Codes
    orders: Floats
    family: Codes
    radius: Floats
    position: Floats
    importance: Codes
    a: Codes
    b: Codes
    rows: Codes
    width: Floats
    accepted: Flags
    by_hand: Flags
    pinned: Flags
    unlisted: Flags
    pairs: tuple[Pair, ...]
    families: tuple[tuple[int, str], ...]
    anchor: int
    unit: float
    hidden: int

    def __len__(self) -> int:
        return len(self.keys)

    def node(self, key: str) -> int:
        """The node of a product, -1 when it is not shown."""
        return self.keys.index(key) if key in self.keys else -1

    def edge(self, pair: Pair) -> int:
        """The edge of a pair, -1 when it is not shown."""
        return self.pairs.index(pair) if pair in self.pairs else -1

    def edges_of(self, node: int) -> Codes:
        """The edges at a node, widest first."""
        edges = np.flatnonzero((self.a == node) | (self.b == node))
        return edges[np.argsort(-self.width[edges], kind="stable")].astype(np.int32)

    def snapshot(self) -> dict[str, Any]:
        """Everything shown as plain values, to compare two scenes."""
        return {
            "nodes": [
                (key, round(float(x), 6), round(float(y), 6), round(float(r), 6), int(f))
                for key, (x, y), r, f in zip(
                    self.keys, self.position, self.radius, self.family, strict=True
                )
            ],
            "edges": sorted(
                (pair, round(float(w), 6), bool(ok), bool(hand), bool(pin), bool(out))
                for pair, w, ok, hand, pin, out in zip(
                    self.pairs,
                    self.width,
                    self.accepted,
                    self.by_hand,
                    self.pinned,
                    self.unlisted,
                    strict=True,
                )
            ),
            "families": self.families,
            "hidden": self.hidden,
        }


def no_scene() -> Scene:
    """A scene with nothing in it."""
    codes, floats = np.zeros(0, dtype=np.int32), np.zeros(0)
    flags = np.zeros(0, dtype=np.bool_)
    return Scene(
        keys=(), names=(), products=codes, orders=floats, family=codes, radius=floats,
        position=np.zeros((0, 2)), importance=codes, a=codes, b=codes, rows=codes, width=floats,
        accepted=flags, by_hand=flags, pinned=flags, unlisted=flags, pairs=(), families=(),
        anchor=-1, unit=1.0, hidden=0,
    )  # fmt: skip


def build_scene(analysis: Analysis, plan: Plan, view: View) -> Scene:
    """The scene of a view. Products keep the places the user gave them, except in focus."""
    products = analysis.products
    shown = shown_in(analysis, plan, view)
    nodes = shown.products
    place = np.full(len(products), -1, dtype=np.int32)
    place[nodes] = np.arange(len(nodes), dtype=np.int32)
    keys = tuple(products.keys[row] for row in nodes)
    focus = products.index.get(view.focus[0] if view.focus else "", -1)
    anchor = int(place[focus]) if focus >= 0 else -1
    a, b = place[shown.a], place[shown.b]
    slots = family_slots(analysis)
    family = np.where(products.family[nodes] >= 0, slots[products.family[nodes]], -1)
    pairs = tuple(
        pair_of(products.keys[i], products.keys[j])
        for i, j in zip(shown.a.tolist(), shown.b.tolist(), strict=True)
    )
    position = (
        seat_around(anchor, family, products.position[nodes])
        if anchor >= 0
        else seat_overview(analysis, plan, shown, keys)
    )
    radius = node_radius(analysis)[nodes]
    accepted, by_hand, pinned = _rulings(plan, pairs)
    return Scene(
        keys=keys,
        names=tuple(products.names[row] or products.keys[row] for row in nodes),
        products=nodes,
        orders=products.orders[nodes].astype(np.float64),
        family=family.astype(np.int32),
        radius=radius,
        position=position,
        importance=_by_importance(family, radius),
        a=a,
        b=b,
        rows=shown.rows,
        width=_widths(shown.strength),
        accepted=accepted,
        by_hand=by_hand,
        pinned=pinned,
        unlisted=_left_out(analysis, plan, shown.rows) & ~accepted,
        pairs=pairs,
        families=tuple(
            (int(slots[code]), analysis.families[code].name)
            for code in np.argsort(slots, kind="stable").tolist()
            if slots[code] in family
        ),
        anchor=anchor,
        unit=usual_distance(position, a, b) * (0.5 if anchor >= 0 else 1.0),
        hidden=shown.hidden,
    )


def sized_by_revenue(analysis: Analysis) -> bool:
    """Whether nodes are sized by revenue; without prices they are sized by orders."""
    revenue = analysis.products.revenue
    return bool(np.any(np.nan_to_num(revenue) > 0))


def node_radius(analysis: Analysis) -> Floats:
    """Radius of every product's node in pixels: its area grows with revenue (or orders)."""
    products = analysis.products
    if not len(products):
        return np.zeros(0)
    worth = products.revenue if sized_by_revenue(analysis) else products.orders
    worth = np.clip(np.nan_to_num(np.asarray(worth, dtype=np.float64)), 0.0, None)
    top = max(float(np.partition(worth, -min(10, len(worth)))[-min(10, len(worth))]), 1e-9)
    share: Floats = np.sqrt(np.minimum(worth / top, 1.0))
    return SMALLEST + (LARGEST - SMALLEST) * share


def family_slots(analysis: Analysis) -> Codes:
    """A colour slot for every family, in the order the strongest relationships meet them."""
    family, pairs = analysis.products.family, analysis.pairs
    rows = analysis.backbone[:FIRST_MET]
    ends = np.column_stack([pairs.a[rows], pairs.b[rows]]).ravel()
    met = dict.fromkeys(int(code) for code in family[ends] if code >= 0)
    order = [*met, *(code for code in range(len(analysis.families)) if code not in met)]
    slots = np.zeros(max(len(order), 1), dtype=np.int32)
    slots[order] = np.arange(len(order), dtype=np.int32)
    return slots


def _widths(strength: Floats) -> Floats:
    if not len(strength):
        return strength
    top = max(float(strength.max()), 1e-9)
    return THINNEST + (THICKEST - THINNEST) * np.clip(strength / top, 0.0, 1.0) ** 1.5


def _rulings(plan: Plan, pairs: tuple[Pair, ...]) -> tuple[Flags, Flags, Flags]:
    flags = np.zeros((3, len(pairs)), dtype=np.bool_)
    for edge, pair in enumerate(pairs):
        pairing = plan.pairings.get(pair)
        if pairing is not None:
            flags[:, edge] = (
                pairing.decision is Decision.ACCEPTED,
                pairing.by_hand,
                pairing.pinned,
            )
    return flags[0], flags[1], flags[2]


def _left_out(analysis: Analysis, plan: Plan, rows: Codes) -> Flags:
    """Edges whose pair was kept but is of a kind that lists leave out."""
    fit = np.append(fit_pairs(analysis, plan), True)
    return np.asarray(~fit[rows])


def _by_importance(family: Codes, radius: Floats) -> Codes:
    """The largest node of every family, then the second of every family, and so on."""
    turn = Counter[int]()
    place = np.zeros(len(family), dtype=np.int32)
    for node in np.argsort(-radius, kind="stable").tolist():
        code = int(family[node])
        place[node] = turn[code]
        turn[code] += 1
    return np.lexsort((-radius, place)).astype(np.int32)
