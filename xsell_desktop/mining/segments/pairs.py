"""Pairs counted segment by segment, with what chance gives there, pulled towards the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Counts, Pairs
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import ORDERS_A_CLASS, class_weights, size_classes
from xsell_desktop.mining.segments.segmentation import Segmentation
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.texts import _

Table32 = npt.NDArray[np.int32]
ALL = slice(None)
FEWEST = 5  # orders together that a pair needs in all
CLASSES = 6  # of orders by size, in which attach rates are compared
HITS_AT_ONCE = 200_000
PAIRS_AT_ONCE = 20_000
LEAST_PRIOR, MOST_PRIOR = 10.0, 100.0  # orders together
LARGE = 0.5  # of the orders together: such a segment is everyone


@dataclass(frozen=True, eq=False)
class SegmentPairs:
    """The J pairs with 5 or more orders together in the S segments of one segmentation.

    `rows` are rows of `Analysis.pairs`, rising; `together` and `expected` (size-aware chance
    within the segment) are (J, S), `holding` is (P, S): orders of the segment with a product.
    `due_a` and `due_b` are the orders together a segment would have, (J, S), were the attach
    rate from a, or from b, in orders of each size as in all known segments; 0 where unknown.
    """

    segmentation: Segmentation
    rows: Counts
    a: Codes
    b: Codes
    together: Table32
    expected: npt.NDArray[np.float32]
    holding: Table32
    due_a: npt.NDArray[np.float32]
    due_b: npt.NDArray[np.float32]

    def find(self, row: int) -> int | None:
        """Place of a row of `Analysis.pairs`; None for a pair with fewer orders."""
        place = int(np.searchsorted(self.rows, row))
        return place if place < len(self.rows) and self.rows[place] == row else None

    @cached_property
    def lift(self) -> Floats:
        """Honest lift of each pair over all known segments: together / expected, (J,)."""
        known = self.segmentation.known
        together = self.together[:, known].sum(1)
        expected = self.expected[:, known].sum(1, dtype=np.float64)
        return np.asarray(together / np.maximum(expected, 1e-9), dtype=np.float64)

    @cached_property
    def prior(self) -> float:
        """Orders together that what is known of everyone is worth in a segment.

        The moment estimate of a gamma's shape: Σ μ² / Σ ((n - μ)² - μ (1 - share)), with
        μ = lift · expected, over known segments with less than half of the orders; between 10
        and 100.
        """
        known = self.segmentation.known
        together = self.together[:, known]
        mean = self.lift[:, None] * self.expected[:, known]
        share = mean / np.maximum(together.sum(1, keepdims=True), 1)
        small = share < LARGE
        spread = float(((together - mean) ** 2 - mean * (1 - share))[small].sum())
        weight = float((mean * mean)[small].sum())
        if spread <= 0:
            return MOST_PRIOR
        return float(np.clip(weight / spread, LEAST_PRIOR, MOST_PRIOR))

    def segment_lift(self, place: int, pairs: int | slice = ALL) -> Floats:
        """Honest lift in one segment, (J,) or of one pair; NaN where chance gives nothing."""
        expected = self.expected[pairs, place].astype(np.float64)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(expected > 0, self.together[pairs, place] / expected, np.nan)

    def shrunken_lift(self, place: int, pairs: int | slice = ALL) -> Floats:
        """The segment's lift pulled towards everyone's, (J,) or of one pair.

        lift · (n + prior) / (lift · expected + prior): the more orders the segment has, the more
        it says for itself.
        """
        lift = self.lift[pairs]
        mean = lift * self.expected[pairs, place]
        together = self.together[pairs, place]
        return np.asarray(lift * (together + self.prior) / (mean + self.prior))


def measure_segments(
    pairs: Pairs,
    baskets: Baskets,
    segmentations: Sequence[Segmentation],
    progress: Progress | None = None,
) -> tuple[SegmentPairs, ...]:
    """The kept pairs in every segment of every segmentation."""
    progress = progress or Progress()
    rows = np.flatnonzero(pairs.together >= FEWEST)
    a, b = pairs.a[rows], pairs.b[rows]
    classes = slot_classes(baskets.size)
    tables = [_Table(len(a), one, classes, baskets) for one in segmentations]
    for pair, order in find_meetings(a, b, baskets, progress.part(0.0, 0.7)):
        place, which = np.unique(pair, return_inverse=True)
        for table in tables:
            table.take(place, which, order, a, b)
    measured = []
    for at, table in enumerate(tables):
        part = progress.part(0.7 + 0.3 * at / len(tables), 0.7 + 0.3 * (at + 1) / len(tables))
        expected = _expect(a, b, baskets, table.segmentation, part)
        measured.append(
            SegmentPairs(
                table.segmentation, rows, a, b, table.together, expected, table.holding,
                table.due_a, table.due_b,
            )
        )  # fmt: skip
    return tuple(measured)


def slot_classes(size: Codes) -> Counts:
    """Class of each order, cut by size so that each class holds as many order lines."""
    count = max(1, min(CLASSES, len(size) // ORDERS_A_CLASS))
    classes = np.empty(len(size), np.int64)
    order = np.argsort(size, kind="stable")
    lines = np.cumsum(size[order], dtype=np.float64)
    classes[order] = np.minimum(lines * count / max(1.0, float(size.sum())), count - 1)
    return classes


class _Table:
    """One segmentation's counts, filled some pairs at a time."""

    def __init__(
        self, pairs: int, segmentation: Segmentation, classes: Counts, baskets: Baskets
    ) -> None:
        self.segmentation = segmentation
        segments = segmentation.segments
        self.together = np.zeros((pairs, len(segments)), np.int32)
        self.due_a = np.zeros((pairs, len(segments)), np.float32)
        self.due_b = np.zeros((pairs, len(segments)), np.float32)
        self._shape = (len(segments), int(classes.max(initial=0)) + 1)
        self._cell = segmentation.of_order.astype(np.int64) * self._shape[1] + classes
        self._known = segmentation.known[:, None]
        width = self._shape[0] * self._shape[1]
        product = np.repeat(np.arange(baskets.product_count), np.diff(baskets.start))
        cells = product * width + self._cell[baskets.orders]
        held = np.bincount(cells, minlength=baskets.product_count * width)
        held = held.reshape(-1, *self._shape)
        self.holding = held.sum(2).astype(np.int32)
        among = (held * self._known).astype(np.float32)
        self._share = among / np.maximum(among.sum(1, keepdims=True), 1.0)

    def take(self, place: Counts, which: Counts, order: Codes, a: Codes, b: Codes) -> None:
        """Add pairs, by their places in `a` and `b`, with all orders that hold one of them."""
        width = self._shape[0] * self._shape[1]
        cells = np.bincount(which * width + self._cell[order], minlength=len(place) * width)
        cube = cells.reshape(-1, *self._shape)
        self.together[place] = cube.sum(2)
        in_class = (cube * self._known).sum(1, keepdims=True, dtype=np.float32)
        self.due_a[place] = (in_class * self._share[a[place]]).sum(2)
        self.due_b[place] = (in_class * self._share[b[place]]).sum(2)


def find_meetings(
    a: Codes, b: Codes, baskets: Baskets, progress: Progress
) -> Iterator[tuple[Counts, Codes]]:
    """Place of a pair and an order with both, for each such order, some at a time.

    Pairs are taken product by product: the orders of each partner are looked up among those of
    the product, which has more; what belongs to one pair comes in one go.
    """
    by_a = np.argsort(a, kind="stable")
    edges = np.concatenate(([0], np.flatnonzero(np.diff(a[by_a])) + 1, [len(a)]))
    size = np.diff(baskets.start)
    held = np.zeros(len(baskets), bool)
    waiting: list[tuple[Counts, Codes]] = []
    count = 0
    for first, last in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if first == last:
            continue
        progress.step(_("Counting pairs in each segment"), first / max(1, len(a)))
        place = by_a[first:last]
        mine = baskets.orders_with(int(a[place[0]]))
        held[mine] = True
        partner = b[place]
        entries, of_pair = _ranges(baskets.start[partner], size[partner])
        order = baskets.orders[entries]
        hit = held[order]
        waiting.append((place[of_pair[hit]], order[hit]))
        held[mine] = False
        count += int(hit.sum())
        if count >= HITS_AT_ONCE:
            yield _joined(waiting)
            waiting, count = [], 0
    if count:
        yield _joined(waiting)


def _ranges(start: Counts, length: Counts) -> tuple[Counts, Counts]:
    """All numbers of some ranges, and which range each is of."""
    of_range = np.repeat(np.arange(len(start)), length)
    shift = start - np.concatenate(([0], np.cumsum(length)[:-1]))
    return np.arange(len(of_range)) + shift[of_range], of_range


def _joined(parts: Sequence[tuple[Counts, Codes]]) -> tuple[Counts, Codes]:
    return np.concatenate([pair for pair, _o in parts]), np.concatenate([o for _p, o in parts])


def _expect(
    a: Codes, b: Codes, baskets: Baskets, one: Segmentation, progress: Progress
) -> npt.NDArray[np.float32]:
    """Expected counts of the pairs by segment.

    Each segment's orders are cut by size into classes of their own.
    """
    segments, products = len(one.segments), baskets.product_count
    strata, starts = _strata(baskets.size, one)
    weights = class_weights(baskets.size, strata)
    width = len(weights)
    product = np.repeat(np.arange(products), np.diff(baskets.start))
    cells = np.bincount(product * width + strata[baskets.orders], minlength=products * width)
    counts = cells.reshape(products, width)
    rates = (counts * np.sqrt(weights)).astype(np.float32)
    expected = np.empty((len(a), segments), np.float32)
    for first in range(0, len(a), PAIRS_AT_ONCE):
        progress.step(_("Working out chance in each segment"), first / len(a))
        part = slice(first, first + PAIRS_AT_ONCE)
        expected[part] = np.add.reduceat(rates[a[part]] * rates[b[part]], starts, axis=1)
    return expected


def _strata(size: Codes, one: Segmentation) -> tuple[Counts, Counts]:
    """Segment and size class of each order as one number, and the first number of each segment."""
    strata = np.empty(len(size), np.int64)
    starts = np.zeros(len(one.segments), np.int64)
    following = 0
    for place in range(len(one.segments)):
        orders = np.flatnonzero(one.of_order == place)
        classes = size_classes(size[orders])
        starts[place] = following
        strata[orders] = classes + following
        following += int(classes.max()) + 1
    return strata, starts
