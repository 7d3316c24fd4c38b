"""Other arrangements than families: a circle, columns of categories, relationships alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.domain.views import Arrangement
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picture.layout import lay_out
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.texts import _

SWEEPS = 12
TOP = 3  # strongest partners a product is ordered by

Ranks = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Arranged:
    """What one arrangement needs to know of all P products, whichever are on show.

    `places` (P, 2) are those of the free arrangement, else none. `rank` orders the products
    around the circle or down the columns; `group` numbers families (around the circle) or
    columns, from 0; `heads` names the columns.
    """

    arrangement: Arrangement
    places: Floats
    rank: Ranks
    group: Ranks
    heads: tuple[str, ...] = ()


def arrange(
    analysis: Analysis, arrangement: Arrangement, progress: Progress, before: Floats | None = None
) -> Arranged:
    """Work an arrangement out. `before` are places of an earlier free one, (P, 2)."""
    progress.step(_("Laying out"), 0.0)
    products, pairs = analysis.products, analysis.pairs
    nothing = np.zeros(0, np.int64)
    if arrangement is Arrangement.FREE:
        together = np.zeros(len(products), np.int32)
        places = lay_out(pairs.a, pairs.b, analysis.backbone, together, progress, before)
        return Arranged(arrangement, places, nothing, nothing)
    a, b, weight = _ties(analysis)
    none = np.zeros((0, 2))
    if arrangement is Arrangement.CATEGORIES:
        heads, group = _columns(products.categories, a, b, weight)
        kin = group * (len(analysis.families) + 1) + products.family + 1
        rank = order_in_groups(kin, a, b, weight, -products.orders.astype(np.float64))
        return Arranged(arrangement, none, rank, group, heads)
    family = np.where(products.family < 0, len(analysis.families), products.family)
    turn = np.arctan2(products.position[:, 1], products.position[:, 0])
    group = order_around(family.astype(np.int64), turn, a, b, weight)
    rank = order_in_groups(group, a, b, weight, turn)
    return Arranged(arrangement, none, rank, group)


def order_around(group: Ranks, turn: Floats, a: Codes, b: Codes, weight: Floats) -> Ranks:
    """Groups renumbered in an order around a circle that keeps related ones near.

    From the mean directions of their products, swept towards those of their partners; of all
    orders met, the one with the shortest ties.
    """
    count = int(group.max(initial=-1)) + 1
    if not count:
        return group
    links = np.zeros((count, count))
    np.add.at(links, (group[a], group[b]), weight)
    links = links + links.T
    np.fill_diagonal(links, 0.0)
    way = np.zeros(count, np.complex128)
    np.add.at(way, group, np.exp(1j * turn))
    best, shortest = np.arange(count), np.inf
    order = np.argsort(np.angle(way), kind="stable")
    for _sweep in range(SWEEPS):
        place = np.empty(count, np.int64)
        place[order] = np.arange(count)
        gap = np.abs(place[:, None] - place[None])
        length = float((links * np.minimum(gap, count - gap)).sum())
        if length < shortest:
            best, shortest = place, length
        spot = np.exp(2j * np.pi * place / count)
        pull = links @ spot / np.maximum(links.sum(axis=1), 1e-12) + 0.4 * spot
        order = np.argsort(np.angle(pull), kind="stable")
    return np.asarray(best[group])


def order_in_groups(group: Ranks, a: Codes, b: Codes, weight: Floats, first: Floats) -> Ranks:
    """A rank for every product: group by group, and inside a group near its partners.

    Starts from the order of `first` and moves products to the mean rank of their partners.
    """
    count = len(group)
    order = np.lexsort((first, group))
    rank = np.empty(count, np.int64)
    for _sweep in range(SWEEPS):
        rank[order] = np.arange(count)
        total, met = rank * 0.2, np.full(count, 0.2)
        for one, other in ((a, b), (b, a)):
            total += np.bincount(one, weight * rank[other], count)
            met += np.bincount(one, weight, count)
        order = np.lexsort((rank, total / met, group))
    rank[order] = np.arange(count)
    return rank


def _ties(analysis: Analysis) -> tuple[Codes, Codes, Floats]:
    """The relationships that order products: the few strongest of each."""
    from xsell_desktop.mining.picture.backbone import choose_backbone

    pairs = analysis.pairs
    close = pairs.closeness
    rows = choose_backbone(pairs.a, pairs.b, close, most=len(pairs), partners=TOP, mutual=False)
    return pairs.a[rows], pairs.b[rows], close[rows]


def _columns(
    categories: tuple[str, ...], a: Codes, b: Codes, weight: Floats
) -> tuple[tuple[str, ...], Ranks]:
    """Names of the columns and the column of every product: related categories side by side,
    products without one in the last."""
    names = sorted({name for name in categories if name})
    if not names:
        return (_("Without category"),), np.zeros(len(categories), np.int64)
    code = {name: place for place, name in enumerate(names)}
    group = np.array([code.get(name, len(names)) for name in categories], np.int64)
    links = np.zeros((len(names) + 1, len(names) + 1))
    np.add.at(links, (group[a], group[b]), weight)
    chain = chain_up(links[:-1, :-1] + links[:-1, :-1].T)
    place = np.append(np.argsort(chain), len(names))
    heads = (*(names[number] for number in chain), _("Without category"))
    return heads, np.asarray(place[group])


def chain_up(links: Floats) -> Ranks:
    """Numbers in a row, each beside one it is strongly linked to: the strongest link first, then
    always the strongest link to either end."""
    count = len(links)
    links = links.copy()
    np.fill_diagonal(links, -1.0)
    left = set(range(count))
    first = int(np.argmax(links.max(axis=1, initial=0.0))) if count else 0
    chain = [first] if count else []
    left.discard(first)
    while left:
        rest = np.array(sorted(left))
        head, tail = links[chain[0], rest], links[chain[-1], rest]
        if head.max() > tail.max():
            chain.insert(0, int(rest[np.argmax(head)]))
            left.discard(chain[0])
        else:
            chain.append(int(rest[np.argmax(tail)]))
            left.discard(chain[-1])
    return np.array(chain, np.int64)
