"""The few relationships that show a shop's structure without a cobweb, and their order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Codes, Floats

Whole = npt.NDArray[np.int64]
ISLAND_PARTNERS = 4
ISLAND_PAIRS = 600  # relationships whose islands are shown whole, the strongest island first


def places(a: Codes, b: Codes, strength: Floats) -> tuple[Whole, Whole]:
    """Place of each pair among its a's pairs and among its b's, 0 for the strongest.

    Pairs of equal strength keep the order they come in.
    """
    count = len(a)
    product = np.concatenate((a, b))
    pair = np.concatenate((np.arange(count), np.arange(count)))
    order = np.lexsort((pair, -np.concatenate((strength, strength)), product))
    run = product[order]
    first = np.searchsorted(run, run, side="left")
    place = np.empty(2 * count, np.int64)
    place[order] = np.arange(2 * count) - first
    return place[:count], place[count:]


def choose_backbone(
    a: Codes, b: Codes, strength: Floats, *, most: int, partners: int, mutual: bool = True
) -> Whole:
    """Rows of the strongest `most` pairs that are among the best `partners` of both products.

    Without `mutual`, among the best of either product.
    """
    of_a, of_b = places(a, b, strength)
    worse = np.maximum(of_a, of_b) if mutual else np.minimum(of_a, of_b)
    rows = np.flatnonzero(worse < partners)
    return rows[np.argsort(-strength[rows], kind="stable")][:most]


def find_islands(a: Codes, b: Codes, family: Codes) -> dict[int, int]:
    """Island of each product: those joined by pairs inside one family. Named by a member."""
    parent = {product: product for product in (*a.tolist(), *b.tolist())}

    def root(product: int) -> int:
        while parent[product] != product:
            parent[product] = parent[parent[product]]
            product = parent[product]
        return product

    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        if family[one] == family[other]:
            low, high = sorted((root(one), root(other)))
            parent[high] = low
    return {product: root(product) for product in parent}


def order_relationships(a: Codes, b: Codes, strength: Floats, family: Codes) -> Whole:
    """Rows in the order an overview shows them, so that a larger overview holds a smaller one.

    First island by island, the island with most strength first, a pair between two islands
    with the later of them; then the other pairs that are mutually among the best.
    """
    rows = choose_backbone(a, b, strength, most=len(a), partners=ISLAND_PARTNERS)
    core = rows[:ISLAND_PAIRS]
    island = find_islands(a[core], b[core], family)
    weight: dict[int, float] = {}
    for row in core.tolist():
        if island[int(a[row])] == island[int(b[row])]:
            name = island[int(a[row])]
            weight[name] = weight.get(name, 0.0) + float(strength[row])
    ranked = sorted(set(island.values()), key=lambda name: (-weight.get(name, 0.0), name))
    place = {name: number for number, name in enumerate(ranked)}
    turn = [max(place[island[int(a[row])]], place[island[int(b[row])]]) for row in core.tolist()]
    return np.concatenate((core[np.argsort(turn, kind="stable")], rows[ISLAND_PAIRS:]))
