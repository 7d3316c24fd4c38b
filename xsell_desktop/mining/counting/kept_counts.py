"""Counts kept beside the window, and brought up to date by the orders that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xsell_desktop.mining.counting.baskets import Baskets, Keys
from xsell_desktop.mining.counting.square import (
    OrderWeights,
    SquareRows,
    block_rows,
    multiply_square,
    open_rows,
    order_matrix,
)
from xsell_desktop.sales.lines import Dates

MOST_KEPT = 12_000_000  # directed pairs; twelve bytes each
MOST_CHANGED = 0.05  # of the orders; beyond, counting afresh is as quick
MOST_OVERLAID = 0.5  # of the pairs counted, unless they are FEW
FEW = 100_000
SEED = 20_240_601

Marks = npt.NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class MarkedOrders:
    """Orders × products, the orders' weights, and a number for what each order adds to its pairs.

    `marks` rise; `places` are the rows they belong to. Orders of one product have none.
    """

    held: sparse.csr_matrix
    weights: OrderWeights
    marks: Marks
    places: Keys

    def lacking(self, others: MarkedOrders) -> Keys:
        """Rows of the orders that the others do not have, or have fewer times."""
        if not len(self.marks):
            return self.places
        fresh = np.ones(len(self.marks), np.bool_)
        fresh[1:] = self.marks[1:] != self.marks[:-1]
        turn = np.arange(len(self.marks))
        turn -= np.maximum.accumulate(np.where(fresh, turn, 0))
        place = np.searchsorted(others.marks, self.marks) + turn
        there = place < len(others.marks)
        there[there] = others.marks[place[there]] == self.marks[there]
        return self.places[~there]


def mark_orders(
    baskets: Baskets, numbers: Keys, products: int, weights: OrderWeights
) -> MarkedOrders:
    """The orders, their products by `numbers` below `products`."""
    by_order = order_matrix(baskets, np.ones(len(baskets), np.int64))
    held = sparse.csr_matrix(
        (by_order.data, numbers[by_order.indices].astype(np.int32), by_order.indptr),
        shape=(len(baskets), products),
    )
    several = np.flatnonzero(np.diff(held.indptr) > 1)
    if not len(several):
        return MarkedOrders(held, weights, np.empty(0, np.uint64), several)
    draw = np.random.default_rng(SEED)
    name = draw.integers(0, 2**64, products, np.uint64)
    marks = np.add.reduceat(name[held.indices], held.indptr[:-1])[several]
    marks += weights.packed[several].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    order = np.argsort(marks)
    return MarkedOrders(held, weights, marks[order], several[order])


@dataclass(frozen=True, eq=False)
class PairCounts:
    """Every pair of a shop as it was counted, and what has changed since.

    Products have numbers of their own: `number` by key, in the order they were first met.
    `counted` is products × products of the first count; `changed` (of all products there are by
    now) is added to it. `orders` are those the counts are of.
    """

    number: Mapping[str, int]
    counted: sparse.csr_matrix
    changed: sparse.csr_matrix
    orders: MarkedOrders

    def rows(self, keys: Sequence[str]) -> Iterator[SquareRows]:
        """Blocks of pairs of the products named, in their order."""
        numbers = np.array([self.number[key] for key in keys], np.int64)
        step, known = block_rows(len(keys)), self.counted.shape[0]
        for first in range(0, len(keys), step):
            wanted = numbers[first : first + step]
            block = self.changed[wanted].toarray()
            old = np.flatnonzero(wanted < known)
            block[old, :known] += self.counted[wanted[old]].toarray()
            yield open_rows(first, np.ascontiguousarray(block[:, numbers]), self.orders.weights)


class KeptCounts:
    """The counts of the shop that was counted last; none at first, or of a very large one."""

    def __init__(self) -> None:
        self._counts: PairCounts | None = None
        self._faded = (0.0, np.datetime64("NaT"))

    def fade(self, dates: Dates, half_life_days: float) -> float:
        """How much less the orders weigh than when they were counted, as their last day moved."""
        latest = dates[~np.isnat(dates)].max() if not np.isnat(dates).all() else self._faded[1]
        half_life, since = self._faded
        if half_life_days > 0 and half_life == half_life_days:
            fade: float = 0.5 ** float((latest - since) / np.timedelta64(1, "D") / half_life)
            if 0.5 <= fade <= 1:
                return fade
        self._faded = (half_life_days, latest)
        return 1.0

    def rows(
        self, baskets: Baskets, keys: Sequence[str], weights: OrderWeights
    ) -> Iterator[SquareRows]:
        """Blocks of all pairs; `keys` are the products of the baskets.

        Where few orders changed since the last time, only those are counted.
        """
        before = self._counts
        self._counts = before and update_counts(before, baskets, keys, weights)
        if self._counts:
            yield from self._counts.rows(keys)
            return
        blocks: list[sparse.csr_matrix] = []
        first = room = 0
        for block in multiply_square(baskets, weights):
            room += block.nnz
            if room <= MOST_KEPT:
                blocks.append(block)
            else:
                blocks.clear()
            yield open_rows(first, block.toarray(), weights)
            first += block.shape[0]
        if room <= MOST_KEPT and blocks:
            self._counts = first_counts(blocks, baskets, keys, weights)


def first_counts(
    blocks: list[sparse.csr_matrix], baskets: Baskets, keys: Sequence[str], weights: OrderWeights
) -> PairCounts:
    """What the blocks of a first count make, kept."""
    count = len(keys)
    return PairCounts(
        number={key: place for place, key in enumerate(keys)},
        counted=sparse.csr_matrix(sparse.vstack(blocks, format="csr")),
        changed=_nothing(count),
        orders=mark_orders(baskets, np.arange(count), count, weights),
    )


def update_counts(
    before: PairCounts, baskets: Baskets, keys: Sequence[str], weights: OrderWeights
) -> PairCounts | None:
    """The counts of other baskets: what they lack is taken off, what is new is added.

    None where counting afresh is no slower, or weights are written another way.
    """
    old = before.orders.weights
    if (weights.bits, weights.fraction) != (old.bits, old.fraction):
        return None
    number = dict(before.number)
    for key in keys:
        number.setdefault(key, len(number))
    products = len(number)
    numbers = np.array([number[key] for key in keys], np.int64)
    orders = mark_orders(baskets, numbers, products, weights)
    gone, new = before.orders.lacking(orders), orders.lacking(before.orders)
    if len(gone) + len(new) > MOST_CHANGED * len(baskets):
        return None
    parts = ((orders, new, 1), (before.orders, gone, -1))
    held = sparse.vstack(
        [_widen(marked.held[rows], len(rows), products) for marked, rows, _sign in parts], "csr"
    )
    added = np.concatenate([sign * m.weights.packed[rows] for m, rows, sign in parts])
    weighted = held.copy()
    weighted.data = np.repeat(added, np.diff(held.indptr))
    changed = held.T.tocsr() @ weighted
    if before.changed.nnz:
        changed = changed + _widen(before.changed, products, products)
    if changed.nnz > max(FEW, before.counted.nnz * MOST_OVERLAID):
        return None
    return PairCounts(number, before.counted, changed, orders)


def _nothing(products: int) -> sparse.csr_matrix:
    pointers, empty = np.zeros(products + 1, np.int32), np.empty(0, np.int32)
    nothing = (empty.astype(np.int64), empty, pointers)
    return sparse.csr_matrix(nothing, shape=(products, products))


def _widen(matrix: sparse.csr_matrix, rows: int, columns: int) -> sparse.csr_matrix:
    """The matrix with empty rows and columns behind its own."""
    pointers = np.append(
        matrix.indptr, np.full(rows - matrix.shape[0], matrix.indptr[-1], matrix.indptr.dtype)
    )
    return sparse.csr_matrix((matrix.data, matrix.indices, pointers), shape=(rows, columns))
