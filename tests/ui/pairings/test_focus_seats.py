"""Seats around products in focus: rings by steps, room for everyone, steady when more show."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.ui.canvas.scene.seats import (
    APART,
    ROUND,
    Ring,
    part_angles,
    ring_around,
    seat_focus,
)

Around = tuple[Codes, Codes, Codes, Codes, Codes, Floats]


def grow(seed: int, anchors: int, sizes: list[int]) -> Around:
    """Anchors with rings of so many nodes, each joined to one or two a step further in."""
    rng = np.random.default_rng(seed)
    steps = np.repeat(np.arange(len(sizes) + 1), [anchors, *sizes]).astype(np.int32)
    a, b = [], []
    for node in np.flatnonzero(steps).tolist():
        inner = np.flatnonzero(steps == steps[node] - 1)
        for parent in rng.choice(inner, min(2, len(inner)), replace=False).tolist():
            a.append(parent)
            b.append(node)
    family = rng.integers(-1, 4, len(steps)).astype(np.int32)
    position = rng.normal(size=(len(steps), 2)) * 300
    return (
        np.arange(anchors, dtype=np.int32), steps, np.array(a, np.int32), np.array(b, np.int32),
        family, position,
    )  # fmt: skip


arounds = st.builds(
    grow,
    st.integers(0, 99),
    st.integers(1, 5),
    st.lists(st.integers(1, 90), min_size=1, max_size=3),
)


@given(arounds)
def test_nobody_sits_on_another_and_rings_lie_outside_each_other(around: Around) -> None:
    anchors, steps = around[0], around[1]
    seats = seat_focus(*around)
    gap = np.hypot(*(seats[:, None] - seats[None]).transpose(2, 0, 1))
    np.fill_diagonal(gap, np.inf)
    assert gap.min() > APART * 0.75
    away = np.hypot(seats[:, 0] / ROUND, seats[:, 1])
    for step in range(1, int(steps.max()) + 1):
        assert away[steps == step].min() > away[steps == step - 1].max() + 0.3
    assert seat_focus(*around).tobytes() == seats.tobytes()
    if len(anchors) == 1:
        assert seats[0].tolist() == [0.0, 0.0]


@given(arounds, st.data())
def test_who_has_a_seat_keeps_it_whoever_else_is_there(around: Around, data: st.DataObject) -> None:
    _anchors, steps, a, b, family, position = around
    keep = (np.arange(len(steps)) == 0) | (steps == 1)
    if (steps == 0).sum() > 1:
        return
    nodes = np.flatnonzero(keep)
    held = data.draw(st.lists(st.sampled_from(nodes[1:].tolist()), unique=True))
    partners = np.array(held, dtype=np.int32)
    own = ring_around(partners, family[partners], position[partners], nodes.astype(np.int32))
    links = keep[a] & keep[b]
    place = np.cumsum(keep) - 1
    args = place[a[links]], place[b[links]], family[nodes], position[nodes]
    full = seat_focus(np.array([0], np.int32), steps[nodes], *args, own)
    gap = np.hypot(*(full[:, None] - full[None]).transpose(2, 0, 1)) + np.eye(len(full)) * 9
    assert gap.min() > 0.1
    seated = own.slots >= 0
    seated[0] = True
    fewer = Ring(own.slots[seated], own.count)
    alone = seat_focus(
        np.array([0], np.int32), steps[nodes][seated], np.zeros(0, np.int32),
        np.zeros(0, np.int32), family[nodes][seated], position[nodes][seated], fewer,
    )  # fmt: skip
    assert np.allclose(alone, full[seated])


@given(arounds)
def test_inner_rings_lie_still_when_another_step_shows(around: Around) -> None:
    anchors, steps, a, b, family, position = around
    inner = steps < steps.max()
    if inner.sum() == len(anchors):
        return
    kept = inner[a] & inner[b]
    fewer = seat_focus(anchors, steps[inner], a[kept], b[kept], family[inner], position[inner])
    assert np.allclose(seat_focus(*around)[inner], fewer)


def test_partners_of_one_of_two_anchors_lie_on_its_side() -> None:
    steps = np.array([0, 0, 1, 1, 1, 1], np.int32)
    a = np.array([0, 0, 1, 1], np.int32)
    b = np.array([2, 3, 4, 5], np.int32)
    seats = seat_focus(
        a[[0, 2]], steps, a, b, np.zeros(6, np.int32), np.random.default_rng(1).normal(size=(6, 2))
    )
    left, right = seats[0, 0], seats[1, 0]
    assert left < 0 < right
    assert (seats[2:4, 0] < 0).all()
    assert (seats[4:, 0] > 0).all()


def test_families_sit_side_by_side_around_one_anchor() -> None:
    family = np.array([9, 0, 1, 0, 1, 0, 1, 0, 1], np.int32)
    steps = np.array([0, *[1] * 8], np.int32)
    hub = np.zeros(8, np.int32)
    seats = seat_focus(
        hub[:1], steps, hub, np.arange(1, 9, dtype=np.int32), family,
        np.random.default_rng(2).normal(size=(9, 2)),
    )  # fmt: skip
    turn = np.argsort(np.arctan2(seats[1:, 1], seats[1:, 0] / ROUND))
    around = family[1:][turn]
    assert int((around != np.roll(around, 1)).sum()) == 2


@given(st.lists(st.floats(-3.1, 3.1), min_size=1, max_size=20), st.floats(0.01, 0.3))
def test_angles_part_and_stay_where_there_is_room(wanted: list[float], least: float) -> None:
    angle = np.sort(np.array(wanted))
    parted = part_angles(angle, least)
    turns = np.sort(np.mod(parted, 2 * np.pi))
    gaps = np.diff(turns, append=turns[0] + 2 * np.pi)
    assert gaps.min() > least - 1e-6
    roomy = np.diff(angle, append=angle[0] + 2 * np.pi).min() > least + 1e-9
    assert not roomy or np.allclose(np.exp(1j * parted), np.exp(1j * angle))
