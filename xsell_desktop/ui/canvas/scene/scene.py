"""What is on the canvas, as plain arrays: products as nodes, relationships as edges."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.domain.plan import Decision, Direction, Pair, Plan, pair_of
from xsell_desktop.domain.views import USUAL_LIMIT, ColourBy, SizeBy, View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.lists import fit_pairs
from xsell_desktop.sales.lines import Codes, Flags, Floats
from xsell_desktop.ui.canvas.scene.arrangements import Heading, seat, spacing_of
from xsell_desktop.ui.canvas.scene.colouring import (
    SMALLEST,
    colour_slots,
    family_slots,
    hubs_of,
    node_radius,
    size_meant,
)
from xsell_desktop.ui.canvas.scene.rulings import Rulings, rulings_on
from xsell_desktop.ui.canvas.scene.scope import Shown, shown_in
from xsell_desktop.ui.canvas.scene.seats import (
    keep_moved,
    ring_around,
    seat_focus,
    seat_strangers,
    usual_distance,
)
from xsell_desktop.ui.canvas.scene.strangers import UNSOLD, with_strangers
from xsell_desktop.ui.canvas.scene.surroundings import usual_partners

if TYPE_CHECKING:
    from xsell_desktop.mining.picture.arranging import Arranged

THINNEST, THICKEST = 1.2, 6.0  # width of an edge in pixels


@dataclass(frozen=True)
class Hull:
    """A bundle with two or more products here: its name, and their nodes."""

    bundle: str
    name: str
    nodes: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Scene:
    """N nodes and E edges. Products that never sold come last, in no family and of the colour
    `UNSOLD`. `radius` and `width` are pixels at the size where edges are about
    60 pixels long; `a`, `b` are nodes; `anchors` are the nodes in focus, in the order they were
    asked for, and `anchor` the first of them, -1 in the overview; `steps` counts relationships
    to the nearest anchor (-1 for none); `direction` says whether an accepted pairing recommends
    both ways (0), only b beside a (1) or only a beside b (2);
    `family` is a colour slot, the families of the strongest relationships first (-1 none), and
    `families` names those shown and `headings` the columns of an arrangement; `colour` is the
    slot of what colours stand for; `kind` points into `KINDS` (-1 drawn by hand, nothing known);
    `unlisted` marks pairs of a kind that lists leave out; `importance` orders the nodes for
    naming; `unit` is the median edge length in the layout's units.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    products: Codes
    orders: Floats
    family: Codes
    radius: Floats
    position: Floats
    importance: Codes
    hub: Flags
    colour: Codes
    coloured_by: ColourBy
    sized_by: SizeBy
    a: Codes
    b: Codes
    rows: Codes
    width: Floats
    kind: Codes
    rulings: Rulings
    unlisted: Flags
    pairs: tuple[Pair, ...]
    families: tuple[tuple[int, str], ...]
    hulls: tuple[Hull, ...]
    headings: tuple[Heading, ...]
    anchor: int
    anchors: Codes
    steps: Codes
    direction: Codes
    unit: float
    hidden: int
    veiled: int

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def accepted(self) -> Flags:
        """Which edges the user accepted."""
        return self.rulings.accepted

    @property
    def by_hand(self) -> Flags:
        """Which edges the user drew."""
        return self.rulings.by_hand

    @property
    def pinned(self) -> Flags:
        """Which edges are first in both lists."""
        return self.rulings.pinned

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
        nodes = zip(
            self.keys, np.round(self.position, 6).tolist(), np.round(self.radius, 6).tolist(),
            self.colour.tolist(), self.hub.tolist(), strict=True,
        )  # fmt: skip
        edges = zip(
            self.pairs, np.round(self.width, 6).tolist(), self.kind.tolist(),
            self.rulings.table().tolist(), self.unlisted.tolist(), strict=True,
        )  # fmt: skip
        return {
            "nodes": list(nodes),
            "edges": sorted(edges),
            "families": self.families,
            "hulls": self.hulls,
            "headings": self.headings,
            "hidden": self.hidden,
        }


def no_scene() -> Scene:
    """A scene with nothing in it."""
    codes, floats = np.zeros(0, dtype=np.int32), np.zeros(0)
    flags = np.zeros(0, dtype=np.bool_)
    return Scene(
        keys=(), names=(), products=codes, orders=floats, family=codes, radius=floats,
        position=np.zeros((0, 2)), importance=codes, hub=flags, colour=codes,
        coloured_by=ColourBy.FAMILY, sized_by=SizeBy.REVENUE, a=codes, b=codes, rows=codes,
        width=floats, kind=codes, rulings=rulings_on(Plan(), ()), unlisted=flags, pairs=(),
        families=(), hulls=(), headings=(), anchor=-1, anchors=codes, steps=codes, direction=codes,
        unit=1.0, hidden=0, veiled=0,
    )  # fmt: skip


def build_scene(
    analysis: Analysis, plan: Plan, view: View, cover: Floats | None = None,
    arranged: Arranged | None = None,
) -> Scene:  # fmt: skip
    """The scene of a view. Products keep the places the user gave them, except in focus.

    `cover` is days of stock a row of `Products`, for colours that stand for it. Without
    `arranged` products lie by families.
    """
    shown = shown_in(analysis, plan, view)
    products, nodes, strange = analysis.products, shown.products, len(shown.strangers)
    every = (*products.keys, *shown.strangers)
    keys = tuple(every[row] for row in nodes)
    a, b = (np.searchsorted(nodes, ends).astype(np.int32) for ends in (shown.a, shown.b))
    anchors = _anchors(view, keys)
    family = _family_slots(analysis, nodes)
    pairs = tuple(pair_of(keys[i], keys[j]) for i, j in zip(a.tolist(), b.tolist(), strict=True))
    unit = _usual_unit(analysis, arranged)
    position, headings = (
        (_seat_around(analysis, shown, anchors, a, b, family), ())
        if len(anchors)
        else _seat_all(analysis, plan, shown, keys, arranged, unit)
    )
    radius = with_strangers(node_radius(analysis, view.size_by), strange, SMALLEST)[nodes]
    hub = with_strangers(hubs_of(analysis), strange, 0)[nodes]
    colour = with_strangers(colour_slots(analysis, view.colour_by, cover), strange, UNSOLD)
    rulings = rulings_on(plan, pairs)
    return Scene(
        keys=keys,
        names=tuple(analysis.name_of(key) for key in keys),
        products=nodes,
        orders=with_strangers(products.orders, strange, 0)[nodes].astype(np.float64),
        family=family,
        radius=radius,
        position=position,
        importance=_by_importance(family, radius, hub),
        hub=hub,
        colour=colour[nodes],
        coloured_by=view.colour_by,
        sized_by=size_meant(analysis, view.size_by),
        a=a,
        b=b,
        rows=shown.rows,
        width=_widths(shown.strength),
        kind=_kinds(analysis, plan, shown.rows, pairs),
        rulings=rulings,
        unlisted=_left_out(analysis, plan, shown.rows) & ~rulings.accepted,
        pairs=pairs,
        families=_families(analysis, family),
        hulls=_hulls(plan, keys),
        headings=headings,
        anchor=int(anchors[0]) if len(anchors) else -1,
        anchors=anchors,
        steps=shown.steps,
        direction=_directions(plan, pairs, a, keys),
        unit=_focus_unit(position, a, b) if len(anchors) else unit,
        hidden=shown.hidden,
        veiled=shown.veiled,
    )


def _anchors(view: View, keys: tuple[str, ...]) -> Codes:
    """The nodes in focus, in the order they were asked for."""
    node = {key: place for place, key in enumerate(keys)} if view.focus else {}
    return np.array([node[key] for key in view.focus if key in node], dtype=np.int32)


def _seat_around(
    analysis: Analysis, shown: Shown, anchors: Codes, a: Codes, b: Codes, family: Codes
) -> Floats:
    """Places (N, 2) around the focus. The usual partners of one product have seats of their own,
    so that a ruling or a filter makes nobody move."""
    places, nodes = analysis.products.position.astype(np.float64), shown.products
    homes = with_strangers(places, len(shown.strangers), np.nan)[nodes]
    ring = None
    if len(anchors) == 1:
        row = int(nodes[anchors[0]])
        sold = row < len(places)
        partners = usual_partners(analysis, row) if sold else np.zeros(0, dtype=np.int32)
        away = places[partners] - (places[row] if sold else 0.0)
        ring = ring_around(partners, _family_slots(analysis, partners), away, nodes)
    return seat_focus(anchors, shown.steps, a, b, family, homes, ring)


def _seat_all(
    analysis: Analysis, plan: Plan, shown: Shown, keys: tuple[str, ...],
    arranged: Arranged | None, unit: float,
) -> tuple[Floats, tuple[Heading, ...]]:  # fmt: skip
    """Places (N, 2) in the overview: strangers, which come last, make nobody move."""
    sold = shown.sold(analysis)
    count = len(sold.products)
    places, headings = seat(analysis, plan, sold, keys[:count], arranged)
    places = with_strangers(places, len(keys) - count, 0.0)
    waiting = ~keep_moved(places, plan, keys)
    waiting[:count] = False
    a, b = np.searchsorted(shown.products, shown.a), np.searchsorted(shown.products, shown.b)
    return seat_strangers(places, waiting, a, b, unit), headings


def _family_slots(analysis: Analysis, nodes: Codes) -> Codes:
    family = analysis.products.family[nodes[nodes < len(analysis.products)]]
    slots = np.where(family >= 0, family_slots(analysis)[family], -1).astype(np.int32)
    return with_strangers(slots, len(nodes) - len(slots), -1)


def _families(analysis: Analysis, family: Codes) -> tuple[tuple[int, str], ...]:
    slots = family_slots(analysis)
    return tuple(
        (int(slots[code]), analysis.families[code].name)
        for code in np.argsort(slots, kind="stable").tolist()
        if slots[code] in family
    )


def _focus_unit(position: Floats, a: Codes, b: Codes) -> float:
    return 0.5 * usual_distance(position, a, b)


def _usual_unit(analysis: Analysis, arranged: Arranged | None) -> float:
    """The median edge of the first overview, so that a filter changes the size of nothing; less
    where an arrangement sets products closer."""
    pairs, rows = analysis.pairs, analysis.backbone[:USUAL_LIMIT]
    places = np.nan_to_num(analysis.products.position)
    return min(usual_distance(places, pairs.a[rows], pairs.b[rows]), spacing_of(arranged))


def _widths(strength: Floats) -> Floats:
    if not len(strength):
        return strength
    top = max(float(strength.max()), 1e-9)
    return THINNEST + (THICKEST - THINNEST) * np.clip(strength / top, 0.0, 1.0) ** 1.5


def _kinds(analysis: Analysis, plan: Plan, rows: Codes, pairs: tuple[Pair, ...]) -> Codes:
    """The kind of every edge: the user's word, else what the sales say."""
    kind = np.append(analysis.pairs.kind, -1)[rows].astype(np.int32)
    for edge, pair in enumerate(pairs):
        pairing = plan.pairings.get(pair)
        if pairing is not None and pairing.kind is not None:
            kind[edge] = KINDS.index(pairing.kind)
    return kind


def _hulls(plan: Plan, keys: tuple[str, ...]) -> tuple[Hull, ...]:
    place = {key: node for node, key in enumerate(keys)} if plan.bundles else {}
    hulls = []
    for bundle in plan.bundles.values():
        nodes = tuple(place[part.product] for part in bundle.parts if part.product in place)
        if len(nodes) > 1:
            hulls.append(Hull(bundle.id, bundle.name, nodes))
    return tuple(hulls)


def _directions(plan: Plan, pairs: tuple[Pair, ...], a: Codes, keys: tuple[str, ...]) -> Codes:
    direction = np.zeros(len(pairs), dtype=np.int32)
    for edge, pair in enumerate(pairs):
        pairing = plan.pairings.get(pair)
        if pairing is None or pairing.decision is not Decision.ACCEPTED:
            continue
        if pairing.direction is not Direction.BOTH:
            direction[edge] = 1 if pairing.allows(keys[a[edge]]) else 2
    return direction


def _left_out(analysis: Analysis, plan: Plan, rows: Codes) -> Flags:
    """Edges whose pair was kept but is of a kind that lists leave out."""
    fit = np.append(fit_pairs(analysis, plan), True)
    return np.asarray(~fit[rows])


def _by_importance(family: Codes, radius: Floats, hub: Flags) -> Codes:
    """Hubs, then the largest node of every family, the second of every family, and so on."""
    turn = Counter[int]()
    place = np.zeros(len(family), dtype=np.int32)
    for node in np.argsort(-radius, kind="stable").tolist():
        code = int(family[node])
        place[node] = turn[code]
        turn[code] += 1
    return np.lexsort((-radius, place, ~hub)).astype(np.int32)
