"""Products as nodes, relationships as edges: for the canvas, and for graph files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.domain.plan import Decision, Plan
from xsell_desktop.domain.views import NO_FILTER, Filter
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.passing import drawn_ends, passing_pairs
from xsell_desktop.mining.picture.backbone import places
from xsell_desktop.mining.ruled_pairs import ruled_pairs
from xsell_desktop.sales.lines import Codes, Flags, Floats

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, eq=False)
class Relationships:
    """E relationships on show: `a`, `b` are rows of `Products`, `rows` of `Pairs` (-1 drawn).

    `products` are the rows of `Products` they touch, rising; `hidden` counts the likely and
    proven relationships that are not on show.
    """

    a: Codes
    b: Codes
    strength: Floats
    rows: Codes
    products: Codes
    hidden: int

    def __len__(self) -> int:
        return len(self.a)


def overview(
    analysis: Analysis, plan: Plan, limit: int, asked: Filter = NO_FILTER
) -> Relationships:
    """The strongest `limit` relationships, few a product, and every pairing the user decided.

    Rejected pairs show only when they are asked for; accepted and hand-drawn ones always do. With
    a filter, only what passes shows, weaker pairs after the usual ones.
    """
    pairs = analysis.pairs
    accepted, drawn, rejected = _decided(analysis, plan)
    order, passing = analysis.backbone, passing_pairs(analysis, plan, asked)
    if passing is not None:
        accepted, drawn = (
            {row for row in accepted if passing[row]},
            drawn_ends(analysis, plan, asked),
        )
        rejected = set() if "rejected" in asked.decisions else rejected
        others = passing.copy()
        others[order] = False
        order = np.concatenate((order[passing[order]], np.flatnonzero(others)))
    open_rows = order[~np.isin(order, list(rejected))] if rejected else order
    shown = open_rows[: max(0, limit)].tolist()
    held = set(shown)
    shown += [row for row in sorted(accepted) if row not in held]
    a = [*pairs.a[shown].tolist(), *(one for one, _other in drawn)]
    b = [*pairs.b[shown].tolist(), *(other for _one, other in drawn)]
    good = pairs.evidence >= Evidence.LIKELY if passing is None else passing
    on_show = int(good[shown].sum()) + int(good[list(rejected)].sum())
    return Relationships(
        a=np.array(a, np.int32),
        b=np.array(b, np.int32),
        strength=np.concatenate((pairs.strength[shown], np.zeros(len(drawn)))),
        rows=np.array([*shown, *(-1 for _pair in drawn)], np.int32),
        products=np.unique(np.array([*a, *b], np.int32)),
        hidden=int(good.sum()) - on_show,
    )


def relationship_graph(analysis: Analysis, plan: Plan, partners: int = 10) -> nx.Graph:
    """Products by key, joined to each one's `partners` strongest likely and proven partners.

    Accepted and hand-drawn pairings are always in, rejected ones never. Nodes and edges carry
    plain numbers and texts, ready for a graph file.
    """
    import networkx as nx

    accepted, _drawn, rejected = _decided(analysis, plan)
    products, pairs = analysis.products, analysis.pairs
    keep = _best_of_either(analysis, partners)
    keep[list(accepted)] = True
    keep[list(rejected)] = False
    graph = nx.Graph()
    for row, key in enumerate(products.keys):
        family = int(products.family[row])
        graph.add_node(
            key,
            name=products.names[row],
            category=products.categories[row],
            family=analysis.families[family].name if family >= 0 else "",
            orders=int(products.orders[row]),
            revenue=round(float(products.revenue[row]), 2),
            x=float(products.position[row, 0]),
            y=float(products.position[row, 1]),
        )
    for row in np.flatnonzero(keep).tolist():
        graph.add_edge(
            products.keys[pairs.a[row]],
            products.keys[pairs.b[row]],
            together=int(pairs.together[row]),
            expected=round(float(pairs.expected[row]), 4),
            strength=round(float(pairs.strength[row]), 6),
            evidence=Evidence(int(pairs.evidence[row])).name.lower(),
            kind=KINDS[int(pairs.kind[row])].value,
            decision="accepted" if row in accepted else "",
        )
    _add_drawn(graph, analysis, plan)
    return graph


def _add_drawn(graph: nx.Graph, analysis: Analysis, plan: Plan) -> None:
    """Accepted pairings whose pair was not kept, products unknown to the sales included."""
    for pair, pairing in plan.pairings.items():
        if pairing.decision is Decision.ACCEPTED and not graph.has_edge(*pair):
            together, expected = analysis.count_together(*pair)
            graph.add_edge(
                *pair,
                together=together,
                expected=round(expected, 4),
                strength=0.0,
                evidence="",
                kind="cross_sell",
                decision="accepted",
            )
    for _key, node in graph.nodes(data=True):
        for name, value in (("name", _key), ("category", ""), ("family", "")):
            node.setdefault(name, value)


def _decided(analysis: Analysis, plan: Plan) -> tuple[set[int], list[tuple[int, int]], set[int]]:
    """Rows accepted, accepted pairs of products that have no row, and rows rejected."""
    index = analysis.products.index
    ruled = ruled_pairs(analysis, plan)
    accepted = set(ruled.rows[ruled.kept & ruled.accepted].tolist())
    rejected = set(ruled.rows[ruled.kept & ruled.rejected].tolist())
    strange = zip(plan.pairings, (ruled.accepted & ~ruled.kept).tolist(), strict=True)
    by_hand = sorted(pair for pair, is_drawn in strange if is_drawn)
    ends = [(index[a], index[b]) for a, b in by_hand if a in index and b in index]
    return accepted, [(min(two), max(two)) for two in ends], rejected


def _best_of_either(analysis: Analysis, partners: int) -> Flags:
    pairs = analysis.pairs
    good = np.flatnonzero(pairs.evidence >= Evidence.LIKELY)
    of_a, of_b = places(pairs.a[good], pairs.b[good], pairs.strength[good])
    keep: npt.NDArray[np.bool_] = np.zeros(len(pairs), bool)
    keep[good[np.minimum(of_a, of_b) < partners]] = True
    return keep
