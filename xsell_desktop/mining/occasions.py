"""On which occasions the products of a pair met: its orders, by month and by segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis, Counts, Pairs
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.segments.pairs import find_meetings
from xsell_desktop.mining.segments.segmentation import Segmentation
from xsell_desktop.sales.lines import Codes, Dates, Flags
from xsell_desktop.texts import _

Table = npt.NDArray[np.int32]
PAIRS_AT_ONCE = 20_000
BETWEEN = ":"  # a way to cut the orders, and one of its segments
_kept: WeakKeyDictionary[Analysis, Occasions] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Occasions:
    """The orders with both products of each of K pairs: `orders[start[k] : start[k + 1]]`.

    `months` (YYYY-MM) run from the first order to the last, empty ones included; `order_month`
    is each order's place among them, -1 without a date. `cuts` are the ways to cut the orders.
    `by_month` counts the orders by pair and month, (K, T), and `by_segment` by pair and segment,
    (K, S), for each of the cuts.
    """

    start: Counts
    orders: Codes
    months: tuple[str, ...]
    order_month: Codes
    cuts: tuple[Segmentation, ...]
    by_month: Table
    by_segment: tuple[Table, ...]

    def orders_of(self, month: str, segment: str) -> Flags:
        """Which orders are of a month and of a segment (`segment_id`); '' stands for all.

        None is, where the sales have no such month or segment.
        """
        flags = np.ones(len(self.order_month), np.bool_)
        if month:
            place = self.months.index(month) if month in self.months else -2
            flags &= self.order_month == place
        if segment:
            found = self.find_segment(segment)
            if found is None:
                return np.zeros_like(flags)
            flags &= found[0].of_order == found[1]
        return flags

    def count(self, month: str, segment: str) -> Counts:
        """How many orders of a month and a segment hold both products of each pair, (K,)."""
        if month in self.months and not segment:
            return self.by_month[:, self.months.index(month)].astype(np.int64)
        place = self.find_segment(segment)
        if place is not None and not month:
            return self.by_segment[self.cuts.index(place[0])][:, place[1]].astype(np.int64)
        held = self.orders_of(month, segment)[self.orders]
        before = np.concatenate(([0], np.cumsum(held, dtype=np.int64)))
        return np.asarray(np.diff(before[self.start]))

    def count_months(self, segment: str) -> Table:
        """Orders of each month and of a segment with both products of each pair, (K, T)."""
        if not segment:
            return self.by_month
        month = np.where(self.orders_of("", segment), self.order_month, -1)
        return _count_by(self.start, self.orders, month, len(self.months), Progress())

    def find_segment(self, segment: str) -> tuple[Segmentation, int] | None:
        """The way to cut and the place of a segment in it; None where there is none."""
        cut, _sign, key = segment.partition(BETWEEN)
        for one in self.cuts:
            if one.key == cut and key in one.places:
                return one, one.places[key]
        return None


def segment_id(cut: str, segment: str) -> str:
    """How a `Filter` names one segment of one way to cut the orders."""
    return f"{cut}{BETWEEN}{segment}"


def find_occasions(
    pairs: Pairs,
    baskets: Baskets,
    cuts: Sequence[Segmentation] = (),
    progress: Progress | None = None,
) -> Occasions:
    """The orders behind all kept pairs, with the months they are of."""
    progress = progress or Progress()
    hits = list(find_meetings(pairs.a, pairs.b, baskets, progress.part(0.0, 0.6)))
    progress.step(_("Counting pairs month by month"), 0.6)
    count = np.zeros(len(pairs), np.int64)
    for pair, _order in hits:
        count += np.bincount(pair, minlength=len(pairs))
    start = np.concatenate(([0], np.cumsum(count)))
    orders = np.zeros(int(start[-1]), np.int32)
    for done, (pair, order) in enumerate(hits):
        progress.step(_("Counting pairs month by month"), 0.6 + 0.3 * done / len(hits))
        orders[_places(pair, start)] = order
    months, order_month = _months(baskets.date)
    columns = [(order_month, len(months)), *((cut.of_order, len(cut.segments)) for cut in cuts)]
    last = progress.part(0.9, 1.0)
    tables = [_count_by(start, orders, of_order, count, last) for of_order, count in columns]
    return Occasions(start, orders, months, order_month, tuple(cuts), tables[0], tuple(tables[1:]))


def keep_occasions(analysis: Analysis, found: Occasions) -> None:
    """Keep them for as long as the analysis lives."""
    _kept[analysis] = found


def occasions_of(analysis: Analysis) -> Occasions | None:
    """What `keep_occasions` kept; None until somebody had it counted."""
    return _kept.get(analysis)


def _count_by(
    start: Counts, orders: Codes, of_order: Codes, count: int, progress: Progress
) -> Table:
    """Orders of each pair by code (0 to `count` - 1; others are passed over), some at a time."""
    pairs = len(start) - 1
    table = np.zeros((pairs, count), np.int32)
    for first in range(0, pairs, PAIRS_AT_ONCE):
        progress.step(_("Counting pairs month by month"), first / pairs)
        part = start[first : first + PAIRS_AT_ONCE + 1]
        code = of_order[orders[part[0] : part[-1]]]
        pair = np.repeat(np.arange(len(part) - 1), np.diff(part))
        known = code >= 0
        block = np.bincount(pair[known] * count + code[known], minlength=(len(part) - 1) * count)
        table[first : first + len(part) - 1] = block.reshape(len(part) - 1, count)
    return table


def _places(pair: Counts, start: Counts) -> Counts:
    """Where the orders of pairs go, whose meetings stand together."""
    first = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
    length = np.diff(np.concatenate((first, [len(pair)])))
    return np.asarray(np.arange(len(pair)) - np.repeat(first, length) + start[pair])


def _months(date: Dates) -> tuple[tuple[str, ...], Codes]:
    known = ~np.isnat(date)
    if not known.any():
        return (), np.full(len(date), -1, np.int32)
    month = date.astype("datetime64[M]")
    first, last = month[known].min(), month[known].max()
    names = np.datetime_as_string(np.arange(first, last + 1))
    place = np.where(known, (month - first).astype(np.int64), -1)
    return tuple(names.tolist()), place.astype(np.int32)
