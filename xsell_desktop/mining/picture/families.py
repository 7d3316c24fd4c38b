"""Families: products that keep each other's company, found by Louvain and given names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log2

import networkx as nx
import numpy as np

from xsell_desktop.mining.analysis import Family
from xsell_desktop.mining.picture.backbone import choose_backbone
from xsell_desktop.sales.lines import Codes, Floats

PARTNERS = 3  # strongest partners a product brings into the graph that families are found in
RESOLUTION = 2.0
SEED = 20
WORD = re.compile(r"[^\W\d_][\w'’]+")


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


def name_families(
    family: Codes, names: Sequence[str], categories: Sequence[str]
) -> tuple[Family, ...]:
    """A name for each family, all different: its commonest category, else its own words."""
    members: list[list[int]] = [[] for _place in range(int(family.max(initial=-1)) + 1)]
    for product, place in enumerate(family.tolist()):
        if place >= 0:
            members[place].append(product)
    phrases = [_phrases(name) for name in names]
    everywhere = Counter(phrase for some in phrases for phrase in some)
    taken: set[str] = set()
    result: list[Family] = []
    for products in members:
        own = _own_words([phrases[p] for p in products], everywhere, len(names))
        category = _commonest([categories[p] for p in products])
        name = _distinct(category, own, taken)
        taken.add(name)
        result.append(Family(name, len(products)))
    return tuple(result)


def _phrases(name: str) -> frozenset[str]:
    """Single words and pairs of neighbouring words of a name, in lower case."""
    words = [word.lower() for word in WORD.findall(name)]
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    return frozenset((*words, *pairs))


def _own_words(members: list[frozenset[str]], everywhere: Counter[str], products: int) -> list[str]:
    """Phrases that tell the family from the rest, best first, none inside another."""
    inside = Counter(phrase for some in members for phrase in some)
    scored = []
    for phrase, count in inside.items():
        if count < 2 or len(phrase) < 3:
            continue
        rarity = (count / len(members)) / (everywhere[phrase] / products)
        words = phrase.count(" ") + 1
        scored.append((-count * log2(1 + rarity) * (1.0 if words == 1 else 1.6), phrase))
    best: list[str] = []
    for _score, phrase in sorted(scored):
        if not any(set(phrase.split()) & set(other.split()) for other in best):
            best.append(phrase)
        if len(best) == 3:
            break
    if not best and members:
        best = sorted(members[0], key=lambda phrase: (-len(phrase), phrase))[:1]
    return [_title(phrase) for phrase in best]


def _title(phrase: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in phrase.split())


def _commonest(categories: Iterable[str]) -> str:
    """The category of at least a third of the products; '' where there is none."""
    listed = list(categories)
    counts = Counter(category for category in listed if category)
    if not counts:
        return ""
    name, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return name if 3 * count >= len(listed) else ""


def _distinct(category: str, own: list[str], taken: set[str]) -> str:
    base = category or (own[0] if own else "")
    rest = own if category else own[1:]
    candidates = [base, *(f"{base}, {word}" if base else word for word in rest)]
    for candidate in candidates:
        if candidate and candidate not in taken:
            return candidate
    number = 2
    while f"{base} {number}".strip() in taken:
        number += 1
    return f"{base} {number}".strip()
