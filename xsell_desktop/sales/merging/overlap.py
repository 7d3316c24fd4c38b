"""Orders met in several imports, each taken once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xsell_desktop.sales.lines import Codes, Flags
from xsell_desktop.sales.merging.evidence import (
    DAY,
    Ledger,
    match_orders,
    match_void,
    open_ledgers,
    seconds_of,
)
from xsell_desktop.sales.sales import Import, Sales


@dataclass(frozen=True, eq=False)
class Overlap:
    """For each import the merged order of each of its orders (-1 taken from others or void),
    which of its orders no other import has, and which of its lines are kept. `count` is the
    number of merged orders.
    """

    imports: tuple[Import, ...]
    orders: list[Codes]
    alone: list[Flags]
    lines: list[Flags]
    count: int

    @property
    def line_count(self) -> int:
        """How many lines are kept."""
        return sum(int(kept.sum()) for kept in self.lines)


def by_period(imports: Sequence[Import]) -> tuple[Import, ...]:
    """The imports as they came, but each before those that begin and end on later days."""
    placed: list[tuple[tuple[int, int], Import]] = []
    for entry in imports:
        lines = entry.lines
        seconds = seconds_of(np.concatenate([lines.order_date, lines.void_dates]))
        known = seconds[seconds >= 0]
        period = (int(known.min()) // DAY, int(known.max()) // DAY) if len(known) else (-1, -1)
        later = (at for at, (other, _) in enumerate(placed) if _is_later(other, period))
        placed.insert(next(later, len(placed)) if known.size else len(placed), (period, entry))
    return tuple(entry for _period, entry in placed)


def _is_later(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] > other[0] and one[1] > other[1]


def join_orders(imports: Sequence[Import]) -> Overlap:
    """Which lines of which import make up each order.

    An order is taken from the last import that holds it whole. A later import may hold only a
    piece of it (`_are_pieces`): then each of the order's products is taken from the import with
    most lines of it, the later one of equals. An order that a later import holds as void is gone.
    """
    imports = by_period(imports)
    if len(imports) < 2:
        return _only(imports)
    ledgers = open_ledgers(imports)
    pile = _Pile(ledgers)
    if pile.overlaps:
        for later in range(1, len(ledgers)):
            for earlier in range(later):
                pile.compare(earlier, later)
    return pile.settle(imports)


def _only(imports: tuple[Import, ...]) -> Overlap:
    """One import, or none, whose orders are its own."""
    counts = [len(entry.lines.order_keys) for entry in imports]
    return Overlap(
        imports,
        orders=[np.arange(count, dtype=np.int32) for count in counts],
        alone=[np.ones(count, dtype=bool) for count in counts],
        lines=[np.ones(len(entry.lines), dtype=bool) for entry in imports],
        count=sum(counts),
    )


def _are_pieces(one: Ledger, other: Ledger, mine: Codes, theirs: Codes) -> Flags:
    """Which orders the later file may have cut: those it begins or ends with where the earlier
    one goes on, and both hold the same neighbour as far as they hold any.

    A file of a single order is taken for a change of it, unless that order, with other products,
    is at an end of the other file. Orders are numbered as they come in a file.
    """
    pieces = np.zeros(len(mine), dtype=bool)
    if one.format != other.format:
        return pieces
    end = len(one.number) - 1
    for place in np.flatnonzero(other.at_an_end(theirs)).tolist():
        here, there = int(mine[place]), int(theirs[place])
        if end == 0 or len(other.number) == 1:
            known = one.key_token[one.lines.line_order == here]
            news = other.key_token[other.lines.line_order == there]
            pieces[place] = here in (one.first, one.last) and not np.isin(news, known).any()
            continue
        if there == other.first and here != one.first:
            pieces[place] |= here == end or one.number[here + 1] == other.number[there + 1]
        if there == other.last and here != one.last:
            pieces[place] |= here == 0 or one.number[here - 1] == other.number[there - 1]
    return pieces


@dataclass(frozen=True, slots=True)
class Growth:
    """What one more file brings: orders not known before, orders that were there already, and
    how many lines more (fewer where orders were changed or cancelled since) there are with it.
    """

    new_orders: int
    known_orders: int
    new_lines: int


def measure_growth(sales: Sales, new: Import) -> Growth:
    """What a file that was read adds to the sales."""
    before = join_orders(sales.imports)
    after = join_orders((*sales.imports, new))
    alone = next(alone for of, alone in zip(after.imports, after.alone, strict=True) if of is new)
    fresh = int(alone.sum())
    return Growth(fresh, len(alone) - fresh, after.line_count - before.line_count)


class _Pile:
    """All orders of all imports one below the other, each with the label of the order it is."""

    def __init__(self, ledgers: Sequence[Ledger]) -> None:
        sizes = [len(ledger.number) for ledger in ledgers]
        self._ledgers = ledgers
        self._starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        total = int(self._starts[-1])
        self._source = np.repeat(np.arange(len(sizes)), sizes)
        self._label = np.arange(total)
        self._whole = np.ones(total, dtype=bool)
        self._void = np.full(total, -1, dtype=np.int64)  # the last import that voids the order
        self._number = np.concatenate([ledger.number for ledger in ledgers])

    @property
    def overlaps(self) -> bool:
        """Whether any import may have a word on the orders of another."""
        twice = bool((np.bincount(self._number) > 1).any())
        return twice or any(len(ledger.void) for ledger in self._ledgers)

    def compare(self, earlier: int, later: int) -> None:
        """Let the later import's orders join those of the earlier one that they are."""
        one, other = self._ledgers[earlier], self._ledgers[later]
        match = match_orders(one, other)
        void = match_void(one, other, match)
        self._void[self._starts[earlier] + void] = later
        mine, theirs = match.one[match.same], match.other[match.same]
        rows = self._starts[later] + theirs
        self._whole[rows] &= ~_are_pieces(one, other, mine, theirs)
        alone = self._label[rows] == rows
        self._label[rows[alone]] = self._label[self._starts[earlier] + mine[alone]]

    def settle(self, imports: tuple[Import, ...]) -> Overlap:
        """Say of each order which import's lines it has."""
        total = len(self._label)
        base = np.full(total, -1, dtype=np.int64)
        void = np.full(total, -1, dtype=np.int64)
        np.maximum.at(base, self._label[self._whole], self._source[self._whole])
        np.maximum.at(void, self._label, self._void)
        kept = (self._source >= base[self._label]) & (self._source > void[self._label])
        orders = np.full(total, -1, dtype=np.int32)
        labels, first, place = np.unique(self._label[kept], return_index=True, return_inverse=True)
        rank = np.empty(len(labels), dtype=np.int32)
        rank[np.argsort(first, kind="stable")] = np.arange(len(labels))
        orders[kept] = rank[place]
        by_import = np.split(orders, self._starts[1:-1])
        lines = [
            places[ledger.lines.line_order] >= 0
            for places, ledger in zip(by_import, self._ledgers, strict=True)
        ]
        held = np.bincount(orders[kept], minlength=len(labels))
        for order in np.flatnonzero(held > 1):
            self._piece_together(np.flatnonzero(orders == order).astype(np.int32), lines)
        alone = np.bincount(self._label, minlength=total)[self._label] == 1
        return Overlap(imports, by_import, np.split(alone, self._starts[1:-1]), lines, len(labels))

    def _piece_together(self, rows: Codes, lines: list[Flags]) -> None:
        """Take each product of an order from the import that has most lines of it."""
        found: list[tuple[int, Codes, Codes]] = []
        most: dict[int, tuple[int, int]] = {}
        for row in rows:
            source = int(self._source[row])
            ledger = self._ledgers[source]
            held = ledger.lines.line_order == row - self._starts[source]
            at = np.flatnonzero(held).astype(np.int32)
            tokens = ledger.key_token[at]
            found.append((source, at, tokens))
            for token, count in zip(*np.unique(tokens, return_counts=True), strict=True):
                most[int(token)] = max(most.get(int(token), (0, 0)), (int(count), source))
        for source, at, tokens in found:
            lines[source][at] = [most[int(token)][1] == source for token in tokens]
