"""Orders together of every pair of products, each pair once, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.sales.lines import Codes

CELLS_A_BLOCK = 400_000
ROWS_A_BLOCK = 128
MEETINGS_AN_ENTRY = 5  # two products of one order; up to so many an entry they are listed
MOST_LISTED = 60_000_000

Counts32 = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class CountedRows:
    """Pairs of products `first` … `last - 1` with products beyond them that share an order.

    One entry a pair: `row < column`, rising by row and then column; `together` is never 0.
    """

    first: int
    last: int
    row: Codes
    column: Codes
    together: Counts32


def count_triangle(baskets: Baskets, products: int | None = None) -> Iterator[CountedRows]:
    """The pairs of the first `products` products (all unless told), in bounded memory."""
    count = baskets.product_count if products is None else products
    entries = int(baskets.start[count])
    one = np.ones(entries, np.int32)
    shape = (count, len(baskets))
    start = baskets.start[: count + 1].astype(np.int32)
    held = sparse.csr_matrix((one, baskets.orders[:entries], start), shape=shape)
    by_order = held.tocsc()
    size = np.diff(by_order.indptr).astype(np.int64)
    meetings = int((size * (size - 1) // 2).sum())
    step = max(1, min(ROWS_A_BLOCK, CELLS_A_BLOCK // max(1, count)))
    if meetings <= min(MEETINGS_AN_ENTRY * entries, MOST_LISTED):
        return _list_meetings(by_order, step)
    return _multiply(held, by_order, step)


def _list_meetings(by_order: sparse.csc_matrix, step: int) -> Iterator[CountedRows]:
    """Where orders are small: every two products of every order, sorted."""
    count, product = by_order.shape[0], by_order.indices
    order = np.repeat(np.arange(by_order.shape[1], dtype=np.int32), np.diff(by_order.indptr))
    here, apart, keys = np.arange(max(0, len(order) - 1)), 1, []
    while len(here):
        here = here[order[here] == order[here + apart]]
        keys.append(product[here].astype(np.int64) * count + product[here + apart])
        apart += 1
        here = here[: np.searchsorted(here, len(order) - apart)]
    met = np.sort(np.concatenate(keys)) if keys else np.empty(0, np.int64)
    fresh = np.flatnonzero(np.concatenate((met[:1] >= 0, met[1:] != met[:-1])))
    together = np.diff(np.append(fresh, len(met))).astype(np.int32)
    pair = met[fresh]
    above = pair // max(1, count)
    row, column = above.astype(np.int32), (pair - above * count).astype(np.int32)
    firsts = np.arange(0, count, step, dtype=np.int32)
    bounds = np.append(np.searchsorted(row, firsts), len(row)).tolist()
    for first, begin, end in zip(firsts.tolist(), bounds[:-1], bounds[1:], strict=True):
        part = slice(begin, end)
        last = min(first + step, count)
        yield CountedRows(first, last, row[part], column[part], together[part])


def _multiply(
    held: sparse.csr_matrix, by_order: sparse.csc_matrix, step: int
) -> Iterator[CountedRows]:
    """Products × orders times orders × products, a block of products at a time.

    An order is two rows of the second matrix, its products before the block's and those from
    there on, and only the latter is multiplied: which of its products are behind is a matter of
    one pointer.
    """
    (count, orders), one, start = held.shape, held.data, held.indptr
    pointers = np.empty(2 * orders + 1, np.int32)
    pointers[::2] = by_order.indptr
    pointers[1::2] = by_order.indptr[:-1]
    ahead = held.indices * np.int32(2) + np.int32(1)
    for first in range(0, count, step):
        last = min(first + step, count)
        begin, end = int(start[first]), int(start[last])
        block = sparse.csr_matrix(
            (one[begin:end], ahead[begin:end], start[first : last + 1] - start[first]),
            shape=(last - first, 2 * orders),
        )
        others = sparse.csr_matrix(
            (by_order.data, by_order.indices, pointers), shape=(2 * orders, count)
        )
        yield _beyond_diagonal((block @ others).toarray(), first)
        np.add.at(pointers, ahead[begin:end], np.int32(1))


def _beyond_diagonal(together: Counts32, first: int) -> CountedRows:
    """The entries of rows `first` … of a square of counts that lie beyond its diagonal."""
    rows, count = together.shape
    inside = together[:, first : first + rows]
    inside[np.tril_indices(rows)] = 0
    seen = together != 0
    place = np.flatnonzero(seen)
    row = np.repeat(np.arange(rows), np.count_nonzero(seen, axis=1))
    return CountedRows(
        first,
        first + rows,
        (row + first).astype(np.int32),
        (place - row * count).astype(np.int32),
        together.ravel()[place],
    )
