"""Orders together of every two products, both ways, with the orders' weights, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xsell_desktop.mining.counting.baskets import Baskets, Keys
from xsell_desktop.sales.lines import Floats

CELLS_A_BLOCK = 400_000
ROWS_A_BLOCK = 128
FEWEST_ROWS = 16
FINEST = 40  # bits behind the point of a weight
ROOMS = (11, 17, 20, 23, 26, 30)  # bits of a count; few, so that a shop seldom outgrows them

Packed = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class OrderWeights:
    """What each order adds to its pairs, as one whole number: 1 order, and its weight (0–1).

    The count stands above `bits`, the weight below them in steps of 2^-`fraction`. Sums are exact
    whatever their order, and taking away is as exact as adding.
    """

    packed: Packed
    bits: int
    fraction: int

    def unpack(self, packed: Packed) -> tuple[Floats, Floats]:
        """Orders and summed weights."""
        weight = packed & ((1 << self.bits) - 1)
        count = (packed >> self.bits).astype(np.float64)
        return count, weight.astype(np.float64) * 2.0**-self.fraction


def pack_weights(baskets: Baskets, weight: Floats) -> OrderWeights:
    """Orders' weights, 0–1, with room for as many orders as the most frequent product has."""
    most = int(np.diff(baskets.start).max(initial=1))
    room = next(bits for bits in ROOMS if most < 1 << (bits - 1))
    fraction = min(FINEST, 62 - 2 * room)
    bits = room + fraction
    rounded = np.rint(weight * 2.0**fraction).astype(np.int64)
    return OrderWeights((np.int64(1) << bits) + rounded, bits, fraction)


@dataclass(frozen=True, eq=False)
class SquareRows:
    """Pairs seen of products first … last - 1 with any other; one entry a directed pair.

    Rising by row and then column; `start[i]` is where the entries of `first + i` begin.
    `together` counts orders, `shared` sums their weights.
    """

    first: int
    last: int
    start: Keys
    row: Keys
    column: Keys
    together: Floats
    shared: Floats


def block_rows(products: int) -> int:
    """Rows of a block."""
    return min(ROWS_A_BLOCK, max(FEWEST_ROWS, CELLS_A_BLOCK // max(1, products)))


def order_matrix(baskets: Baskets, packed: Packed) -> sparse.csr_matrix:
    """Orders × products, `packed` where the order holds the product."""
    ones = np.ones(len(baskets.orders), np.int64)
    shape = (baskets.product_count, len(baskets))
    by_order = sparse.csr_matrix((ones, baskets.orders, baskets.start), shape=shape).T.tocsr()
    by_order.data = np.repeat(packed, np.diff(by_order.indptr))
    return by_order


def multiply_square(baskets: Baskets, weights: OrderWeights) -> Iterator[sparse.csr_matrix]:
    """Rows of products × products, the diagonal included, block after block."""
    weighted = order_matrix(baskets, weights.packed)
    ones = np.ones(len(baskets.orders), np.int64)
    shape = (baskets.product_count, len(baskets))
    held = sparse.csr_matrix((ones, baskets.orders, baskets.start), shape=shape)
    step = block_rows(baskets.product_count)
    for first in range(0, baskets.product_count, step):
        yield held[first : first + step] @ weighted


def count_square(baskets: Baskets, weights: OrderWeights) -> Iterator[SquareRows]:
    """Blocks of all pairs, counted afresh."""
    first = 0
    for block in multiply_square(baskets, weights):
        yield open_rows(first, block.toarray(), weights)
        first += block.shape[0]


def open_rows(first: int, block: Packed, weights: OrderWeights) -> SquareRows:
    """The entries of dense rows `first` …, without the diagonal, which is emptied."""
    rows, count = block.shape
    place = np.arange(rows)
    block[place, first + place] = 0
    seen = block != 0
    found = np.flatnonzero(seen)
    lengths = np.count_nonzero(seen, axis=1)
    row = np.repeat(place, lengths)
    start = np.concatenate(([0], np.cumsum(lengths)))
    together, shared = weights.unpack(block.ravel()[found])
    return SquareRows(
        first, first + rows, start, row + first, found - row * count, together, shared
    )
