"""The shape of one group of products: partners side by side, nobody on anybody."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales.lines import Codes, Floats

EDGE = 80.0  # wanted distance of two partners, in scene units
NODE_GAP = 52.0  # least distance of two products of a group
STEPS = 30
ROUNDS = 60
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
    inverse = np.linalg.pinv(np.diag(weight.sum(axis=1)) - weight, hermitian=True)
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
    """Classical scaling (Torgerson): the two main directions of the wanted distances."""
    square = -(wanted**2) / 2
    square = square - square.mean(axis=0) - square.mean(axis=1)[:, None] + square.mean()
    values, vectors = np.linalg.eigh(square)
    main = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 1.0))
    # eigenvectors come with either sign
    heavy = np.abs(main).argmax(axis=0)
    return np.asarray(main * np.sign(main[heavy, [0, 1]] + 1e-12))


def _stand(shape: Floats) -> Floats:
    """Turned so that the longest direction stands upright, a little tilted."""
    _values, vectors = np.linalg.eigh(shape.T @ shape)
    along = vectors[:, 1] * (1.0 if vectors[1, 1] >= 0 else -1.0)
    turn = TILT - np.arctan2(along[1], along[0])
    cos, sin = np.cos(turn), np.sin(turn)
    return np.asarray(shape @ np.array([[cos, sin], [-sin, cos]]))
