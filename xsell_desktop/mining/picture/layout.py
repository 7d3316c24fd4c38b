"""Where products lie: islands of close products packed apart, everything else around them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.picture.backbone import ISLAND_PAIRS, find_islands
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.texts import _

EDGE = 80.0  # wanted distance of two partners, in scene units
NODE_GAP = 52.0  # least distance of two products of an island
ISLAND_GAP = 74.0  # room for labels between islands
OUTER_GAP = 90.0  # distance of products outside the islands
WIDE = 1.5  # how much wider than high the picture is
STEPS = 80


def lay_out(
    a: Codes, b: Codes, order: npt.NDArray[np.int64], family: Codes, progress: Progress
) -> Floats:
    """A place for every product, (P, 2), from the pairs and their overview order.

    Products of the first relationships form islands, the first island in the middle; the
    others follow on rings, on the side of the product they are closest to.
    """
    products = len(family)
    position = np.full((products, 2), np.nan)
    core = order[:ISLAND_PAIRS]
    islands = _islands_in_order(a[core], b[core], family)
    shapes = []
    for number, members in enumerate(islands):
        progress.step(_("Laying out"), number / max(1, len(islands)))
        shapes.append(_shape_island(members, a[core], b[core]))
    radii = [float(np.hypot(*shape.T).max(initial=0.0)) for shape in shapes]
    centres = _pack(radii)
    for members, shape, centre in zip(islands, shapes, centres, strict=True):
        position[members] = shape + centre
    _place_rest(position, a, b)
    return np.round(position, 2)


def _islands_in_order(a: Codes, b: Codes, family: Codes) -> list[list[int]]:
    """Members of each island, in the order the islands are first met."""
    island = find_islands(a, b, family)
    members: dict[int, list[int]] = {}
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        for product in (one, other):
            listed = members.setdefault(island[product], [])
            if product not in listed:
                listed.append(product)
    return list(members.values())


def _shape_island(members: list[int], a: Codes, b: Codes) -> Floats:
    """Places of an island's products around (0, 0), by stress majorisation."""
    count = len(members)
    if count < 2:
        return np.zeros((count, 2))
    if count == 2:
        return np.array([[-EDGE / 2, 0.0], [EDGE / 2, 0.0]])
    wanted = _graph_distances(members, a, b) * EDGE
    angle = 2 * np.pi * np.arange(count) / count
    shape = np.column_stack((np.cos(angle), np.sin(angle))) * wanted.mean()
    closeness = np.divide(1.0, wanted**2, where=wanted > 0, out=np.zeros_like(wanted))
    laplacian = np.diag(closeness.sum(axis=1)) - closeness
    inverse = np.linalg.pinv(laplacian)
    for _step in range(STEPS):
        before = shape
        gap = shape[:, None, :] - shape[None, :, :]
        distance = np.sqrt((gap**2).sum(axis=2))
        pull = np.divide(
            closeness * wanted, distance, where=distance > 1e-9, out=np.zeros_like(distance)
        )
        target = np.diag(pull.sum(axis=1)) - pull
        shape = inverse @ (target @ shape)
        if np.abs(shape - before).max() < 0.5:
            break
    return _spread(shape - shape.mean(axis=0))


def _graph_distances(members: list[int], a: Codes, b: Codes) -> Floats:
    """Steps between the products of one island, (n, n)."""
    place = {product: number for number, product in enumerate(members)}
    count = len(members)
    steps = np.full((count, count), np.inf)
    np.fill_diagonal(steps, 0.0)
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        if one in place and other in place:
            steps[place[one], place[other]] = steps[place[other], place[one]] = 1.0
    for middle in range(count):
        np.minimum(steps, steps[:, middle, None] + steps[None, middle, :], out=steps)
    return steps


def _spread(shape: Floats) -> Floats:
    """Push products of an island apart until none touch, or for a bounded number of rounds."""
    count = len(shape)
    for _round in range(60):
        gap = shape[:, None, :] - shape[None, :, :]
        distance = np.sqrt((gap**2).sum(axis=2)) + np.eye(count) * NODE_GAP
        short = np.clip(NODE_GAP - distance, 0.0, None)
        if not (short > 0.5).any():
            break
        # products on one spot part along a direction of their own
        turn = np.arange(count) * 2.399963
        apart = np.where(
            (distance < 1e-6)[..., None],
            np.column_stack((np.cos(turn), np.sin(turn)))[:, None, :],
            gap / np.maximum(distance, 1e-6)[..., None],
        )
        shape = shape + 0.5 * (apart * short[..., None]).sum(axis=1)
    return np.asarray(shape - shape.mean(axis=0))


def _pack(radii: list[float]) -> Floats:
    """Centres of circles, none touching, each as near the middle as it can be."""
    area = sum((radius + ISLAND_GAP) ** 2 for radius in radii)
    reach = 1.6 * np.sqrt(area) + 2 * max(radii, default=0.0) + ISLAND_GAP
    spots = max(400, int(4 * (reach / ISLAND_GAP * 3) ** 2))
    number = np.arange(spots)
    angle, away = number * 2.399963229728653, reach * np.sqrt(number / spots)
    spot = np.column_stack((away * np.cos(angle) * WIDE**0.5, away * np.sin(angle) / WIDE**0.5))
    free = np.full(spots, np.inf)
    centres = np.zeros((len(radii), 2))
    for place, radius in enumerate(radii):
        fits = free >= radius + ISLAND_GAP
        chosen = int(np.argmax(fits)) if fits.any() else int(np.argmax(free))
        centres[place] = spot[chosen]
        np.minimum(free, np.hypot(*(spot - spot[chosen]).T) - radius, out=free)
    return centres


def _place_rest(position: Floats, a: Codes, b: Codes) -> None:
    """Products outside the islands on oval rings, the popular ones inside, near their home."""
    placed = ~np.isnan(position[:, 0])
    rest = np.flatnonzero(~placed)
    if not len(rest):
        return
    angle = _home_angles(position, placed, a, b)
    inner = np.hypot(position[placed, 0] / WIDE**0.5, position[placed, 1] * WIDE**0.5)
    radius = float(inner.max(initial=0.0)) + 2 * OUTER_GAP
    begin = 0
    while begin < len(rest):
        room = max(6, int(2 * np.pi * radius / (OUTER_GAP * WIDE**0.5)))
        ring = rest[begin : begin + room]
        ring = ring[np.argsort(angle[ring], kind="stable")]
        turn = 2 * np.pi * (np.arange(len(ring)) + 0.5) / len(ring) - np.pi
        position[ring] = np.column_stack(
            (radius * np.cos(turn) * WIDE**0.5, radius * np.sin(turn) / WIDE**0.5)
        )
        begin += room
        radius += OUTER_GAP


def _home_angles(position: Floats, placed: npt.NDArray[np.bool_], a: Codes, b: Codes) -> Floats:
    """Direction of each product's strongest placed partner, seen from the middle."""
    home = np.where(placed, np.arange(len(position)), -1)
    for _round in range(4):
        for one, other in ((a, b), (b, a)):
            lost = (home[one] < 0) & (home[other] >= 0)
            product, first = np.unique(one[lost], return_index=True)  # strongest pair is first
            home[product] = home[other[lost][first]]
    angle = np.zeros(len(position))
    found = home >= 0
    angle[found] = np.arctan2(position[home[found], 1], position[home[found], 0])
    stray = np.flatnonzero(~found)
    angle[stray] = np.linspace(-np.pi, np.pi, len(stray), endpoint=False)
    return angle
