"""Rows met twice: exports joined with themselves, or whose periods overlap."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.lines import Codes, Flags
from xsell_desktop.texts import plural

Prints = npt.NDArray[np.uint64]
FEWEST_ORDERS = 5  # in a repeated stretch of orders with one row each
_PARTS = ("order", "product", "name", "quantity", "price", "total", "discount", "date", "customer")


def set_copies_aside(draft: Draft) -> None:
    """A whole row met again in the same order, where a format writes each line once.

    Order lines that one row of the file holds are no copies of each other.
    """
    rows = np.flatnonzero(draft.verdicts.open)
    if not len(rows):
        return
    sorting = np.lexsort((rows, draft.table.prints[rows], draft.order.codes[rows]))
    ordered = rows[sorting]
    fresh = np.ones(len(ordered), dtype=bool)
    fresh[1:] = draft.order.codes[ordered[1:]] != draft.order.codes[ordered[:-1]]
    fresh[1:] |= draft.table.prints[ordered[1:]] != draft.table.prints[ordered[:-1]]
    origin = draft.table.origin if draft.table.origin is not None else np.arange(len(draft))
    first = origin[ordered[fresh]][np.cumsum(fresh) - 1]
    again = np.zeros(len(draft), dtype=bool)
    again[ordered] = origin[ordered] != first
    draft.verdicts.set_aside(again, reasons.COPIES)


def set_repeats_aside(draft: Draft) -> None:
    """Orders that the file holds twice in full, where equal rows may as well be quantity.

    A till writes a row for each piece, so a row met again proves nothing. What proves an overlap
    is a stretch of orders one after the other, each of which stood above already, row for row:
    two or more orders one of which has several rows, or five and more.
    """
    rows = np.flatnonzero(draft.verdicts.open)
    if len(rows) < 4:
        return
    orders = draft.order.codes[rows]
    first = np.flatnonzero(np.concatenate(([True], orders[1:] != orders[:-1])))
    if len(first) == np.count_nonzero(np.bincount(orders)):
        return
    sizes = np.diff(np.append(first, len(rows)))
    contents = np.add.reduceat(row_prints(draft)[rows], first)
    again = _seen_above(orders[first], contents, sizes)
    for start, stop in _stretches(again):
        if stop - start >= FEWEST_ORDERS or (stop - start > 1 and sizes[start:stop].max() > 1):
            continue
        again[start:stop] = False
    repeated = np.zeros(len(draft), dtype=bool)
    repeated[rows] = np.repeat(again, sizes)
    draft.verdicts.set_aside(repeated, reasons.COPIES)


def note_equal_rows(draft: Draft) -> None:
    """Say how many rows equal another one of their order and were kept as more pieces of it."""
    prints = np.sort(row_prints(draft)[draft.verdicts.open])
    equal = int((prints[1:] == prints[:-1]).sum())
    if equal:
        draft.notes.append(
            plural(
                "{n} row is the same as another of its order; it counts as one more piece",
                "{n} rows are the same as another of their order; they count as more pieces",
                equal,
            )
        )


def _seen_above(orders: Codes, contents: Prints, sizes: npt.NDArray[np.int64]) -> Flags:
    """Which runs of rows equal an earlier run of the same order."""
    sorting = np.lexsort((np.arange(len(orders)), sizes, contents, orders))
    before, after = sorting[:-1], sorting[1:]
    same = orders[before] == orders[after]
    same &= (contents[before] == contents[after]) & (sizes[before] == sizes[after])
    again = np.zeros(len(orders), dtype=bool)
    again[after[same]] = True
    return again


def _stretches(flags: Flags) -> list[tuple[int, int]]:
    """Where flags are set one after the other: first, and one past the last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def row_prints(draft: Draft) -> Prints:
    """A number a row that tells its cells apart, made of the parts that are read."""
    prints = np.zeros(len(draft), dtype=np.uint64)
    for part in _PARTS:
        column = draft.column(part)
        if column is not None:
            prints = mixed(prints ^ (column.codes.astype(np.uint64) + np.uint64(1)))
    return prints


def mixed(numbers: Prints) -> Prints:
    """The numbers scattered over all 64 bits (the finaliser of SplitMix64)."""
    numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(numbers ^ (numbers >> np.uint64(31)))
