"""Where products sit: as laid out or moved in the overview, around one product in focus."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Plan
from xsell_desktop.sales.lines import Codes, Flags, Floats
from xsell_desktop.ui.canvas.scene.scope import Shown

FAR = 3.0  # times the usual distance of partners
SEATS = np.linspace(0.0, 2 * np.pi, 24, endpoint=False)

ROUND = 1.45  # how much wider than high the rings of a focus are
RING = 0.75  # least distance of two rings
APART = 0.26  # least distance of two products of a ring
ROW = 0.4  # distance of two rows of a ring
FEWEST_BETWEEN = 6  # seats for those who come later

Nodes = npt.NDArray[np.integer]


def seat_overview(places: Floats, plan: Plan, shown: Shown, keys: tuple[str, ...]) -> Floats:
    """The places (N, 2) of a layout (P, 2), the user's own where products were moved."""
    position = np.nan_to_num(places[shown.products].astype(np.float64))
    placed = keep_moved(position, plan, keys)
    a, b = np.searchsorted(shown.products, shown.a), np.searchsorted(shown.products, shown.b)
    return seat_guests(position, placed, a, b)


def keep_moved(position: Floats, plan: Plan, keys: tuple[str, ...]) -> Flags:
    """Put products where the user moved them, and say which these are."""
    placed = np.zeros(len(keys), dtype=np.bool_)
    for node, key in enumerate(keys):
        if key in plan.positions:
            position[node] = plan.positions[key]
            placed[node] = True
    return placed


def seat_focus(
    anchors: Codes, steps: Codes, a: Codes, b: Codes, family: Codes, position: Floats,
    ring: Ring | None = None,
) -> Floats:  # fmt: skip
    """Places (N, 2) with the anchors in the middle and rings by steps from them around.

    `steps[n]` is how many relationships lie between node n and the nearest anchor, -1 where none
    lead there: those sit outermost. The first ring of one anchor has the seats of `ring`, or
    families side by side; further out a node lies beside those it comes
    from. Where `position` is as before, an inner ring lies the same however many are around it.
    """
    steps = np.where(steps < 0, steps.max() + 1, steps)
    angle = _directions(position, position[anchors].mean(axis=0))
    places = np.zeros((len(steps), 2))
    reach = 0.0
    if len(anchors) > 1:
        reach = max(0.5, APART * 2.4 * len(anchors) / (2 * np.pi))
        angle[anchors] = np.pi + 2 * np.pi * np.arange(len(anchors)) / len(anchors)
        places[anchors] = reach * _on_ring(angle[anchors], np.ones(len(anchors)))
    for step in np.unique(steps[steps > 0]).tolist():
        nodes: Nodes = np.flatnonzero(steps == step)
        if len(anchors) == 1 and step == 1:
            given = ring if ring is not None else ring_by_family(len(steps), nodes, family, angle)
            far = _take_seats(angle, nodes, given)
            rows, away = _room_for(max(given.count, 1), 0.0)
            reach = away + ROW * (rows - 1)
        else:
            _turn_to_parents(angle, nodes, steps, a, b)
            nodes = _from_widest_gap(nodes, angle)
            rows, away = _room_for(len(nodes), reach)
            slots = len(nodes) + rows - 1
            least = min(APART / away / rows, 2 * np.pi / slots)
            angle[nodes] = part_angles(angle[nodes], least, rows)
            far = (away + ROW * (np.arange(len(nodes)) % rows)).astype(np.float64)
            reach = float(far.max())
        places[nodes] = _on_ring(angle[nodes], far)
    return places


@dataclass(frozen=True, eq=False)
class Ring:
    """Which of `count` seats around one anchor each node has, -1 for none of its own."""

    slots: Nodes
    count: int


def ring_by_family(size: int, nodes: Nodes, family: Codes, angle: Floats) -> Ring:
    """A seat for each of the `nodes` of `size`, families side by side in the order of their mean
    directions."""
    slots = np.full(size, -1)
    slots[_by_family(nodes, family, angle)] = np.arange(len(nodes))
    return Ring(slots, len(nodes))


def ring_around(partners: Codes, family: Codes, home: Floats, products: Codes) -> Ring:
    """A seat for each of the `partners` (rows of products) on show or not. `home` is where they
    lie from the anchor, `products` the rows of the nodes."""
    ring = ring_by_family(
        len(partners), np.arange(len(partners)), family, _directions(home, np.zeros(2))
    )
    seat = dict(zip(partners.tolist(), ring.slots.tolist(), strict=True))
    return Ring(np.array([seat.get(row, -1) for row in products.tolist()]), len(partners))


def _take_seats(angle: Floats, nodes: Nodes, ring: Ring) -> Floats:
    """Turn nodes to their seats and say how far out they sit. Those without one of their own sit
    behind, each between two seats, so that nobody else moves."""
    count = max(ring.count, 1)
    rows, away = _room_for(count, 0.0)
    seated = ring.slots[nodes] >= 0
    turn = 2 * np.pi / (count if count % rows == 0 else count + rows - 1)
    angle[nodes[seated]] = turn * (ring.slots[nodes[seated]] + 0.5) - np.pi / 2
    far = away + ROW * (ring.slots[nodes] % rows).astype(np.float64)
    others = nodes[~seated]
    between = max(-(-max(len(others), FEWEST_BETWEEN) // count), 1) | 1  # odd: never on a seat
    free = turn * np.arange(between * count) / between - np.pi / 2
    for node in others.tolist():
        best = int(np.argmax(np.cos(free - angle[node])))
        angle[node] = free[best]
        free = np.delete(free, best)
    far[~seated] = away + ROW * rows
    return far


def _room_for(count: int, reach: float) -> tuple[int, float]:
    """In how many rows so many sit in a ring, and how far out the first of them is."""
    rows = 1 if count <= 12 else 2 if count <= 60 else 3
    slots = count + rows - 1
    inner = 1.0 if reach == 0.0 else reach + RING
    return rows, max(inner, slots * APART / (2 * np.pi * rows))


def part_angles(angle: Floats, least: float, rows: int = 1) -> Floats:
    """Rising angles moved as little as keeps each `least` from the next, around the circle.

    The last keeps `rows` times as far from the first, as they may sit in one row.
    """
    count = len(angle)
    if count < 2:
        return angle
    wanted = angle - least * np.arange(count)
    blocks: list[tuple[float, int]] = []  # means and sizes: regression to rising values
    for value in wanted.tolist():
        mean, size = value, 1
        while blocks and blocks[-1][0] >= mean:
            before, held = blocks.pop()
            mean, size = (before * held + mean * size) / (held + size), held + size
        blocks.append((mean, size))
    parted = np.concatenate([np.full(size, mean) for mean, size in blocks])
    parted += least * np.arange(count)
    if parted[-1] - parted[0] > 2 * np.pi - least * rows:  # no room but all around
        turn = 2 * np.pi / (count + rows - 1)
        parted = parted.mean() + turn * (np.arange(count) - (count - 1) / 2)
    return np.asarray(parted)


def _from_widest_gap(ring: Nodes, angle: Floats) -> Nodes:
    """A ring's nodes by rising angle, from the widest gap on; angles behind the turn rise on."""
    ring = ring[np.argsort(angle[ring], kind="stable")]
    gaps = np.diff(angle[ring], append=angle[ring[0]] + 2 * np.pi)
    first = (int(np.argmax(gaps)) + 1) % len(ring)
    angle[ring[:first]] += 2 * np.pi
    return np.roll(ring, -first)


def _on_ring(angle: Floats, away: Floats) -> Floats:
    return np.column_stack((away * np.cos(angle) * ROUND, away * np.sin(angle)))


def _directions(position: Floats, middle: Floats) -> Floats:
    home = np.nan_to_num(position - middle)
    return np.asarray(np.arctan2(home[:, 1], home[:, 0]))


def _by_family(ring: Nodes, family: Codes, angle: Floats) -> Nodes:
    """A ring's nodes, families side by side and in the order of their mean directions."""
    mean = {
        code: float(np.angle(np.exp(1j * angle[ring[family[ring] == code]]).mean()))
        for code in np.unique(family[ring]).tolist()
    }
    turn = np.array([mean[code] for code in family[ring].tolist()])
    return ring[np.lexsort((ring, angle[ring], family[ring], turn))]


def _turn_to_parents(angle: Floats, ring: Nodes, steps: Codes, a: Codes, b: Codes) -> None:
    """Give the ring's nodes the mean direction of their neighbours one step further in."""
    pull = 0.1 * np.exp(1j * angle)
    for child, parent in ((a, b), (b, a)):
        inward = steps[parent] == steps[child] - 1
        np.add.at(pull, child[inward], np.exp(1j * angle[parent[inward]]))
    angle[ring] = np.angle(pull[ring])


def usual_distance(position: Floats, a: Codes, b: Codes) -> float:
    """The median length of an edge, 1 without edges."""
    if not len(a):
        return 1.0
    length = float(np.median(np.hypot(*(position[a] - position[b]).T)))
    return length if length > 0 else 1.0


def seat_guests(position: Floats, placed: Flags, a: Nodes, b: Nodes) -> Floats:
    """The places (N, 2) with every guest moved beside its first partner, where there is room.

    A guest is far from all its partners and not `placed` by the user. The result depends only
    on the arguments.
    """
    if not len(a):
        return position
    length = np.hypot(*(position[a] - position[b]).T)
    usual = float(np.median(length))
    nearest = np.full(len(position), np.inf)
    np.minimum.at(nearest, a, length)
    np.minimum.at(nearest, b, length)
    is_guest = (nearest > FAR * usual) & np.isfinite(nearest) & ~placed
    if not is_guest.any() or usual <= 0:
        return position
    seated = position.copy()
    waiting = is_guest.copy()
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        for guest, host in ((one, other), (other, one)):
            if waiting[guest] and not waiting[host]:
                seated[guest] = seat_beside(seated[~waiting], seated[host], usual)
                waiting[guest] = False
    return seated


def seat_beside(others: Floats, host: Floats, usual: float) -> Floats:
    """The roomiest of the seats around the host, which is one of the `others`."""
    circle = np.column_stack([np.cos(SEATS), np.sin(SEATS)])
    seats = host + np.concatenate([circle * usual, circle * 1.5 * usual])
    near = others[(np.abs(others - host) <= 2.6 * usual).all(axis=1)]  # others leave room enough
    gaps = np.hypot(*(seats[:, None, :] - near[None, :, :]).transpose(2, 0, 1)).min(axis=1)
    room = np.minimum(gaps, usual) - 0.1 * (np.arange(len(seats)) >= len(SEATS)) * usual
    best: Floats = seats[int(np.argmax(room))]
    return best


def seat_strangers(places: Floats, waiting: Flags, a: Nodes, b: Nodes, usual: float) -> Floats:
    """The places (N, 2) with each node that is `waiting` beside its first partner that has a
    place, `usual` away where there is room; those without in a row beneath. Nobody else moves."""
    if not waiting.any():
        return places
    seated, waiting = places.copy(), waiting.copy()
    below = _beneath(places[~waiting], usual)
    ends = list(zip(a.tolist(), b.tolist(), strict=True))
    while waiting.any():
        before = waiting.copy()
        for one, other in (*ends, *((other, one) for one, other in ends)):
            if waiting[one] and not waiting[other]:
                seated[one] = seat_beside(seated[~waiting], seated[other], usual)
                waiting[one] = False
        if (before == waiting).all():
            first = int(np.flatnonzero(waiting)[0])
            seated[first], waiting[first] = below, False
            below = below + np.array([2 * usual, 0.0])
    return seated


def _beneath(others: Floats, usual: float) -> Floats:
    if not len(others):
        return np.zeros(2)
    return np.array([others[:, 0].min(), others[:, 1].max() + usual])
