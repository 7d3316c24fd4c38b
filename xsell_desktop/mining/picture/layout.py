"""Where products lie: groups of close products packed apart, everything else beside them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.picture.backbone import ISLAND_PAIRS, find_islands
from xsell_desktop.mining.picture.packing import CELL, crowded, fill_in, pack
from xsell_desktop.mining.picture.shapes import EDGE, shape_group
from xsell_desktop.sales.lines import Codes, Flags, Floats

HELD = 3.0  # length of a relationship, in wanted ones, up to which its products lie side by side

KIN = 4.0  # relationships that being of one family counts as, where groups are packed

Rows = npt.NDArray[np.integer]


def lay_out(
    a: Codes,
    b: Codes,
    order: npt.NDArray[np.int64],
    family: Codes,
    progress: Progress,
    before: Floats | None = None,
) -> Floats:
    """A place for every product, (P, 2), from the pairs and their overview order.

    Products of the first relationships form islands, the first island in the middle; the others
    fill the room between and around them, near the partner they are closest to. `before` are
    earlier places, (P, 2), NaN for products that had none: they are kept where they still fit.
    """
    core = order[:ISLAND_PAIRS]
    island = find_islands(a[core], b[core], family)
    met = dict.fromkeys(island[int(product)] for product in np.column_stack((a, b))[core].ravel())
    place = {name: number for number, name in enumerate(met)}
    group = np.full(len(family), -1, np.int32)
    for product, name in island.items():
        group[product] = place[name]
    return place_groups(a[core], b[core], group, family, a, b, progress, before)


def arrange_graph(
    a: Codes, b: Codes, weight: Floats, family: Codes, progress: Progress | None = None
) -> Floats:
    """Places (N, 2) for any graph: families side by side, related ones near, nobody on anybody.

    Nodes of no family (-1) lie beside their closest neighbour.
    """
    order = np.argsort(-weight, kind="stable")
    sizes = np.bincount(family[family >= 0], minlength=1)
    rank = np.empty(len(sizes), np.int32)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes), dtype=np.int32)
    group = np.where(family >= 0, rank[family], -1).astype(np.int32)
    _names, dense = np.unique(group, return_inverse=True)
    group = (dense - int((group < 0).any())).astype(np.int32)
    return place_groups(a, b, group, group, a[order], b[order], progress or Progress(), None)


def place_groups(
    a: Codes,
    b: Codes,
    group: Codes,
    family: Codes,
    all_a: Codes,
    all_b: Codes,
    progress: Progress,
    before: Floats | None,
) -> Floats:
    """Places for products in groups (numbers from 0, -1 for none) and for the rest.

    `a`, `b` shape and pack the groups, those of one family near each other; `all_a`, `all_b`,
    the strongest first, tell beside whom the rest lies: beside one of its family if it can.
    """
    position = np.full((len(group), 2), np.nan)
    count = int(group.max(initial=-1)) + 1
    old = np.full((len(group), 2), np.nan) if before is None else before
    members = np.argsort(group, kind="stable")
    bounds = np.searchsorted(group[members], np.arange(count + 1))
    inside = np.flatnonzero(group[a] == group[b])
    inside = inside[np.argsort(group[a[inside]], kind="stable")]
    cuts = np.searchsorted(group[a[inside]], np.arange(count + 1))
    local = np.zeros(len(group), np.int32)
    shapes, homes, groups = [], np.full((count, 2), np.nan), []
    shaping = progress.part(0.0, 0.4)
    for number in range(count):
        shaping.step("", number / count)
        rows = members[bounds[number] : bounds[number + 1]]
        local[rows] = np.arange(len(rows))
        edges = inside[cuts[number] : cuts[number + 1]]
        shape, home = _shape(rows, local[a[edges]], local[b[edges]], old[rows])
        shapes.append(shape)
        homes[number] = home
        groups.append(rows)
    centres = pack(shapes, _links(a, b, group, family, count), homes, progress.part(0.4, 0.7))
    for rows, shape, centre in zip(groups, shapes, centres, strict=True):
        position[rows] = shape + centre
    if before is None and count:
        position -= _middle(position)
    _keep_old(position, old)
    kin = np.argsort(family[all_a] != family[all_b], kind="stable")
    fill_in(position, _homes(position, all_a[kin], all_b[kin]), progress.part(0.7, 1.0))
    return np.round(position, 2)


def _shape(rows: Rows, a: Codes, b: Codes, old: Floats) -> tuple[Floats, Floats]:
    """A group's shape around its home (NaN when it is new), and the home.

    Those of its products that lay together before stay as they were, if they are half of it.
    """
    known = _held_together(~np.isnan(old[:, 0]), a, b, old)
    if 2 * known.sum() < len(rows) or not known.any():
        return shape_group(len(rows), a, b), np.full(2, np.nan)
    home = np.round(old[known].mean(axis=0) / CELL) * CELL
    start = _join(old, known, a, b)
    return (start if known.all() else _part(start, known)) - home, home


def _held_together(known: Flags, a: Codes, b: Codes, old: Floats) -> Flags:
    """The most products that lay side by side, joined by relationships that were not long."""
    name = np.where(known, np.arange(len(known)), -1)
    short = known[a] & known[b]
    short[short] = np.hypot(*(old[a[short]] - old[b[short]]).T) <= HELD * EDGE
    a, b = a[short], b[short]
    while (name[a] != name[b]).any():
        low = np.minimum(name[a], name[b])
        np.minimum.at(name, a, low)
        np.minimum.at(name, b, low)
    if not known.any():
        return known
    return np.asarray(name == np.bincount(name[known]).argmax())


def _join(old: Floats, known: Flags, a: Codes, b: Codes) -> Floats:
    """Old places, and for newcomers the middle of their partners'."""
    start = np.where(known[:, None], old, 0.0)
    total, met = np.zeros_like(start), np.zeros(len(old))
    for one, other in ((a, b), (b, a)):
        near = known[other]
        np.add.at(total, one[near], start[other[near]])
        np.add.at(met, one[near], 1.0)
    new = ~known
    start[new] = start[known].mean(axis=0)
    met_new = new & (met > 0)
    start[met_new] = total[met_new] / met[met_new, None]
    return start


def _part(start: Floats, known: Flags) -> Floats:
    """Newcomers on the free spots nearest to where they want to be; the others stay."""
    position = np.where(known[:, None], start, np.nan)
    fill_in(position, start, Progress())
    return position


def _links(a: Codes, b: Codes, group: Codes, family: Codes, count: int) -> Floats:
    """Relationships between each two groups, (G, G), and what kinship counts."""
    links = np.zeros((count, count))
    between = (group[a] >= 0) & (group[b] >= 0)
    np.add.at(links, (group[a[between]], group[b[between]]), 1.0)
    kin = np.full(count, -1, np.int32)
    kin[group[group >= 0]] = family[group >= 0]
    return np.asarray(links + links.T + KIN * ((kin[:, None] == kin[None]) & (kin >= 0)))


def _middle(position: Floats) -> Floats:
    placed = position[~np.isnan(position[:, 0])]
    middle = (placed.min(axis=0) + placed.max(axis=0)) / 2
    return np.asarray(np.round(middle / CELL) * CELL)


def _keep_old(position: Floats, old: Floats) -> None:
    """Old places of the products outside the groups, where nobody is too near."""
    stays = np.isnan(position[:, 0]) & ~np.isnan(old[:, 0])
    if stays.any():
        rows = np.flatnonzero(stays)
        placed = position[~np.isnan(position[:, 0])]
        rows = rows[~crowded(old[rows], placed)]
        position[rows] = old[rows]


def _homes(position: Floats, a: Codes, b: Codes) -> Floats:
    """The place of each product's first partner that has one, or has one in turn."""
    home = np.where(np.isnan(position[:, 0]), -1, np.arange(len(position)))
    for _round in range(4):
        for one, other in ((a, b), (b, a)):
            lost = (home[one] < 0) & (home[other] >= 0)
            product, first = np.unique(one[lost], return_index=True)  # strongest pair is first
            home[product] = home[other[lost][first]]
    return np.where(home[:, None] >= 0, position[home], np.nan)
