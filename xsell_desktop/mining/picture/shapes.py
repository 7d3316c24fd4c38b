"""The shape of one group of products: partners side by side, nobody on anybody."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales.lines import Codes, Floats

EDGE = 80.0  # wanted distance of two partners, in scene units
NODE_GAP = 52.0  # least distance of two products of a group
STEPS = 30
ROUNDS = 60
TURNS = 25  # of the iteration that finds the main directions
TILT = np.pi / 3  # the longer side of a group stands rather than lies: names need the width
GOLDEN = np.pi * (3 - np.sqrt(5))


def shape_group(count: int, a: Codes, b: Codes) -> Floats:
    """Places (count, 2) around (0, 0) from the relationships between `a` and `b`.

    Stress majorisation (Gansner, Koren and North 2004, weights 1 / distance) from classical
    scaling.
    """
    if count < 2:
        return np.zeros((count, 2))
    wanted = count_steps(count, a, b) * EDGE
    return spread(_stand(relax(_scale(wanted), wanted)))


def count_steps(count: int, a: Codes, b: Codes) -> Floats:
    """Relationships between any two of a group, (count, count); parts of it lie a bit farther
    apart than the farthest of a part."""
    steps = np.full((count, count), np.inf)
    steps[a, b] = steps[b, a] = 1.0
    np.fill_diagonal(steps, 0.0)
    for middle in range(count):
        np.minimum(steps, steps[:, middle, None] + steps[None, middle, :], out=steps)
    apart = np.isinf(steps)
    steps[apart] = 1.3 + steps[~apart].max()
    return steps


def relax(shape: Floats, wanted: Floats) -> Floats:
    """The shape (n, 2) moved towards the wanted distances (n, n)."""
    weight = np.divide(1.0, wanted, where=wanted > 0, out=np.zeros_like(wanted))
    count = len(shape)  # the pseudo-inverse, as the Laplacian is blind to a shift of all
    inverse = np.linalg.inv(np.diag(weight.sum(axis=1)) - weight + 1.0 / count) - 1.0 / count
    pull = weight * wanted
    for _step in range(STEPS):
        distance = np.maximum(_distances(shape), 1e-9)
        np.fill_diagonal(distance, 1.0)
        target = pull / distance
        before = shape
        shape = inverse @ (target.sum(axis=1)[:, None] * shape - target @ shape)
        if np.abs(shape - before).max() < 0.5:
            break
    return np.asarray(shape - shape.mean(axis=0))


def spread(shape: Floats) -> Floats:
    """Push products apart until none touch, or for a bounded number of rounds."""
    turn = np.arange(len(shape)) * GOLDEN  # products on one spot part, each its own way
    ways = np.column_stack((np.cos(turn), np.sin(turn)))
    for _round in range(ROUNDS):
        distance = _distances(shape)
        np.fill_diagonal(distance, np.inf)
        one, other = np.nonzero(distance < NODE_GAP - 0.5)
        if not len(one):
            break
        far = distance[one, other][:, None]
        way = np.where(far < 1e-6, ways[one], (shape[one] - shape[other]) / np.maximum(far, 1e-6))
        push = np.zeros_like(shape)
        np.add.at(push, one, 0.55 * (NODE_GAP - far) * way)
        shape = shape + push
    return np.asarray(shape - shape.mean(axis=0))


def _distances(shape: Floats) -> Floats:
    gap = shape[:, None, :] - shape[None, :, :]
    return np.asarray(np.sqrt((gap**2).sum(axis=2)))


def _scale(wanted: Floats) -> Floats:
    """Classical scaling (Torgerson): the two main directions of the wanted distances, by
    orthogonal iteration (no eigenvalue of a small matrix is worth a threaded solver)."""
    square = -(wanted**2) / 2
    square = square - square.mean(axis=0) - square.mean(axis=1)[:, None] + square.mean()
    turn = np.arange(len(wanted)) * GOLDEN
    first, second = np.cos(turn), np.sin(turn)
    for _turn in range(TURNS):
        first = square @ first
        first = first / max(float(np.sqrt(first @ first)), 1e-12)
        second = square @ second
        second = second - (second @ first) * first
        second = second / max(float(np.sqrt(second @ second)), 1e-12)
    along = np.column_stack((first, second))
    stretch = np.sqrt(np.maximum(((square @ along) * along).sum(axis=0), 1.0))
    return np.asarray(along * stretch)


def _stand(shape: Floats) -> Floats:
    """Turned so that the longest direction stands upright, a little tilted."""
    x, y = shape[:, 0], shape[:, 1]
    along = 0.5 * np.arctan2(2.0 * float(x @ y), float(x @ x) - float(y @ y))
    turn = TILT - along
    cos, sin = np.cos(turn), np.sin(turn)
    return np.asarray(shape @ np.array([[cos, sin], [-sin, cos]]))
