"""The layout of 1,000 products and 4,000 relationships, against networkx's spring layout.

Usage: python tests/benchmarks/bench_layout.py [DATA] [--rounds N]

Two graphs: the strongest 4,000 relationships among 1,000 products of Online Retail, and an
invented one of 25 families with a sixth of its relationships between families. Of each, in one
run and by turns: the seconds of both layouts, how many of a product's partners are among its
nearest neighbours (as many as it has partners, ten at most), and the silhouette of the
families. The exit code is 1 unless ours is five times as fast, keeps at least as many
neighbours and parts families better, on both.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
from scipy.spatial import cKDTree

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_run import find_data

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.picture.layout import arrange_graph
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.sales.sales import Sales

PRODUCTS, RELATIONSHIPS, ITERATIONS, FASTER = 1000, 4000, 50, 5.0
Graph = tuple[Codes, Codes, Floats, Codes]


def retail_graph(data: Path) -> Graph:
    """The strongest relationships among the products with most of them."""
    analysis = workflow.analyse(workflow.import_files(Sales(), [data]).sales, Settings())
    pairs, count = analysis.pairs, len(analysis.products)
    weight = np.bincount(pairs.a, pairs.closeness, count)
    weight += np.bincount(pairs.b, pairs.closeness, count)
    top = np.sort(np.argsort(-weight, kind="stable")[:PRODUCTS])
    place = np.full(count, -1, np.int32)
    place[top] = np.arange(len(top))
    among = np.flatnonzero((place[pairs.a] >= 0) & (place[pairs.b] >= 0))
    rows = among[np.argsort(-pairs.closeness[among], kind="stable")][:RELATIONSHIPS]
    family = analysis.products.family[top]
    return place[pairs.a[rows]], place[pairs.b[rows]], pairs.closeness[rows], family


def planted_graph(families: int = 25, within: float = 5 / 6) -> Graph:
    """Families drawn at random, and relationships mostly within them."""
    rng = np.random.default_rng(7)
    family = np.sort(rng.integers(families, size=PRODUCTS)).astype(np.int32)
    edges: set[tuple[int, int]] = set()
    while len(edges) < RELATIONSHIPS:
        one = int(rng.integers(PRODUCTS))
        kin = np.flatnonzero(family == family[one])
        other = int(rng.choice(kin) if rng.random() < within else rng.integers(PRODUCTS))
        if one != other:
            edges.add((min(one, other), max(one, other)))
    a, b = np.array(sorted(edges), np.int32).T
    return a, b, rng.uniform(0.2, 1.0, len(a)), family


def preserve_neighbours(position: Floats, a: Codes, b: Codes) -> float:
    """Mean share of a node's partners among its k nearest, k its partners, ten at most."""
    partners: list[set[int]] = [set() for _node in position]
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        partners[one].add(other)
        partners[other].add(one)
    nearest = np.asarray(cKDTree(position).query(position, 11)[1])
    shares = []
    for node, found in enumerate(partners):
        k = min(10, len(found))
        near = [other for other in nearest[node].tolist() if other != node][:k]
        if k:
            shares.append(len(found & set(near)) / k)
    return float(np.mean(shares))


def silhouette(position: Floats, family: Codes) -> float:
    """Rousseeuw's silhouette of the families with two members or more."""
    sizes = np.bincount(family[family >= 0])
    kept = np.flatnonzero((family >= 0) & (sizes[family] > 1))
    _names, name = np.unique(family[kept], return_inverse=True)
    gap = np.hypot(*(position[kept, None] - position[None, kept]).transpose(2, 0, 1))
    member = (name[:, None] == np.arange(name.max() + 1)).astype(np.float64)
    total, count, rows = gap @ member, member.sum(axis=0), np.arange(len(kept))
    own = total[rows, name] / (count[name] - 1)
    mean = np.divide(total, count)
    mean[rows, name] = np.inf
    other = mean.min(axis=1)
    return float(((other - own) / np.maximum(own, other)).mean())


def spring(graph: Graph) -> Floats:
    """The peer's layout, on the same weights."""
    a, b, weight, family = graph
    found = nx.Graph()
    found.add_nodes_from(range(len(family)))
    found.add_weighted_edges_from(zip(a.tolist(), b.tolist(), weight.tolist(), strict=True))
    places = nx.spring_layout(found, iterations=ITERATIONS, seed=1)
    return np.array([places[node] for node in range(len(family))])


def compare(title: str, graph: Graph, rounds: int) -> bool:
    """Print both layouts' figures; whether ours holds."""
    a, b, _weight, family = graph
    layouts: dict[str, Callable[[Graph], Floats]] = {
        "ours": lambda g: arrange_graph(*g), "spring": spring,
    }  # fmt: skip
    seconds: dict[str, list[float]] = {"ours": [], "spring": []}
    kept, parted = {}, {}
    for _round in range(rounds):
        for name, lay in layouts.items():
            begin = time.perf_counter()
            position = lay(graph)
            seconds[name].append(time.perf_counter() - begin)
            kept[name] = preserve_neighbours(position, a, b)
            parted[name] = silhouette(position, family)
    print(f"{title}: {len(family)} products, {len(a)} relationships, {rounds} rounds")
    for name in layouts:
        print(
            f"  {name:6}  {statistics.median(seconds[name]):6.3f} s   neighbours kept"
            f" {kept[name]:.3f}   silhouette {parted[name]:+.3f}"
        )
    ratios = [peer / own for own, peer in zip(seconds["ours"], seconds["spring"], strict=True)]
    print(f"  ratio   {statistics.median(ratios):6.1f} (median), {min(ratios):.1f} (least)")
    better = kept["ours"] >= kept["spring"] and parted["ours"] > parted["spring"]
    return better and statistics.median(ratios) >= FASTER


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", nargs="?", help="Online Retail, CSV or XLSX")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    retail = retail_graph(find_data(options.data))
    holds = [
        compare("Online Retail", retail, options.rounds),
        compare("Planted families", planted_graph(), options.rounds),
    ]
    return 0 if all(holds) else 1


if __name__ == "__main__":
    raise SystemExit(main())
