"""Families: products that keep each other's company, found by Louvain."""

from __future__ import annotations

import networkx as nx
import numpy as np

from xsell_desktop.mining.picture.backbone import choose_backbone
from xsell_desktop.sales.lines import Codes, Floats

PARTNERS = 3  # strongest partners a product brings into the graph that families are found in
RESOLUTION = 2.0
SEED = 20


def find_families(a: Codes, b: Codes, strength: Floats, products: int) -> Codes:
    """Family of each product, the families with most products first; -1 for products alone.

    Louvain on each product's strongest partners; pairs of no strength are left out.
    """
    rows = choose_backbone(a, b, strength, most=len(a), partners=PARTNERS, mutual=False)
    rows = rows[strength[rows] > 0]
    graph = nx.Graph()
    graph.add_nodes_from(range(products))
    graph.add_weighted_edges_from(
        zip(a[rows].tolist(), b[rows].tolist(), strength[rows].tolist(), strict=True)
    )
    found = nx.community.louvain_communities(graph, seed=SEED, resolution=RESOLUTION)
    several = sorted((sorted(f) for f in found if len(f) > 1), key=lambda f: (-len(f), f))
    family = np.full(products, -1, np.int32)
    for place, members in enumerate(several):
        family[members] = place
    return family
