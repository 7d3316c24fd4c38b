"""Where a segment differs from everyone else, tested and told only when it is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Counts
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.significance import Discoveries
from xsell_desktop.mining.segments.clusters import Clusters
from xsell_desktop.mining.segments.pairs import SegmentPairs
from xsell_desktop.sales.lines import Codes, Flags, Floats
from xsell_desktop.texts import _

FEWEST_TOGETHER = 20  # orders together in all known segments, for a pair to be tested
FEWEST_ORDERS = 30  # of a segment
LEAST_DUE = 3.0  # orders together in the segment and outside, were they alike
SURE = 0.05  # of q
WORTH_TESTING = 1.5  # standard deviations; nearer, p cannot be small


@dataclass(frozen=True, eq=False)
class Differences:
    """The D findings of all segmentations, surest first; D entries each.

    `segmentation` and `segment` are places, `pair` a place in that segmentation's
    `SegmentPairs`; `more` tells that the pair is bought together more often there than by
    everyone else. `q_value` is Benjamini–Hochberg over the tests of its segmentation, times the
    number of segmentations; `tests` counts them all.
    """

    segmentation: Codes
    segment: Codes
    pair: Counts
    more: Flags
    q_value: Floats
    tests: int

    def __len__(self) -> int:
        return len(self.pair)

    def of_pair(self, segmentation: int, pair: int) -> dict[int, bool]:
        """The segments in which a pair differs, and whether it does so by more."""
        rows = np.flatnonzero((self.segmentation == segmentation) & (self.pair == pair))
        return {int(self.segment[row]): bool(self.more[row]) for row in rows}


@dataclass(frozen=True, eq=False)
class _Cells:
    """Pairs in segments whose p-value may be small; `tests` counts all that were tested."""

    segmentation: Codes
    segment: Codes
    pair: Counts
    more: Flags
    p_value: Floats
    q_value: Floats
    tests: int = 0

    def __getitem__(self, rows: Flags | Counts) -> _Cells:
        return _Cells(
            self.segmentation[rows], self.segment[rows], self.pair[rows], self.more[rows],
            self.p_value[rows], self.q_value[rows], self.tests,
        )  # fmt: skip

    def q_values(self, ways: int) -> Floats:
        """Benjamini–Hochberg over the tests of one way to cut the orders, times all ways."""
        return Discoveries(self.p_value, self.tests).q_value(self.p_value) * ways


def find_differences(
    measured: Sequence[SegmentPairs],
    baskets: Baskets,
    shown: Counts,
    progress: Progress | None = None,
) -> Differences:
    """Test the pairs in `shown` (rows of `Analysis.pairs`) in every segment against the other
    known segments, by the rules of docs/measures.md.

    Both attach rates, compared among orders of one size, and the honest lift must point the
    same way; what a binomial test finds has to stand once more with a customer's orders as
    fewer witnesses.
    """
    progress = progress or Progress()
    clusters = Clusters(baskets)
    sure: list[_Cells] = []
    tests = 0
    for at, one in enumerate(measured):
        label, share = _("Comparing segments"), at / len(measured)
        progress.step(label, share)
        found = _test(one, at, np.isin(one.rows, shown))
        tests += found.tests
        likely = found[found.q_values(len(measured)) <= SURE]
        p_value = likely.p_value.copy()
        for row in range(len(p_value)):
            progress.step(label, share)
            p_value[row] = max(p_value[row], _test_again(one, likely, row, clusters))
        likely = replace(likely, p_value=p_value)
        likely = replace(likely, q_value=likely.q_values(len(measured)))
        sure.append(likely[likely.q_value <= SURE])
    cells = _joined(sure)
    cells = cells[np.lexsort((cells.pair, cells.segment, cells.segmentation, cells.q_value))]
    return Differences(
        cells.segmentation, cells.segment, cells.pair, cells.more, cells.q_value, tests
    )


def _test_again(one: SegmentPairs, cells: _Cells, row: int, clusters: Clusters) -> float:
    """The binomial p-value with orders thinned to as many as speak for themselves."""
    pair, place = int(cells.pair[row]), int(cells.segment[row])
    inside = one.segmentation.of_order == place
    among = one.segmentation.known[one.segmentation.of_order]
    ab = int(one.a[pair]), int(one.b[pair])
    thinned = max(
        clusters.design_effect(*ab, inside, among),
        clusters.design_effect(*ab[::-1], inside, among),
    )
    count, total = one.together[pair, place], one.due_a[pair].sum(dtype=np.float64)
    due = np.array([one.due_a[pair, place], one.due_b[pair, place]], np.float64)
    more = bool(cells.more[row])
    share = due.max() / total if more else due.min() / total
    thin = np.array([count, total]) / thinned
    tail = binomial_tail(thin[:1], thin[1:], np.array([share]), more=more)
    return min(1.0, 2 * float(tail[0]))


def _test(one: SegmentPairs, at: int, asked: Flags) -> _Cells:
    """The cells of one segmentation that are worth a test, with their binomial p-values."""
    segments = one.segmentation.segments
    among = one.segmentation.known
    total = one.together[:, among].sum(1, dtype=np.int64)
    expected = one.expected[:, among].sum(1, dtype=np.float64)
    cells: list[_Cells] = []
    tests = 0
    for place, segment in enumerate(segments):
        if not segment.is_known or segment.orders < FEWEST_ORDERS:
            continue
        count = one.together[:, place].astype(np.float64)
        due = np.array([one.due_a[:, place], one.due_b[:, place]], np.float64)
        by_chance = total * one.expected[:, place] / np.maximum(expected, 1e-9)
        least = np.minimum(due, total - due).min(0)
        testable = asked & (total >= FEWEST_TOGETHER) & (least >= LEAST_DUE)
        tests += int(testable.sum())
        share = due / np.maximum(total, 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            far = (count - due) / np.sqrt(due * (1 - share))
        for more in (True, False):
            gap = far.min(0) if more else -far.max(0)
            agrees = count > by_chance if more else count < by_chance
            pair = np.flatnonzero(testable & agrees & (gap > WORTH_TESTING))
            nearest = share[:, pair].max(0) if more else share[:, pair].min(0)
            tail = binomial_tail(count[pair], total[pair], nearest, more=more)
            codes = np.full((2, len(pair)), [[at], [place]], np.int32)
            flags = np.full(len(pair), more)
            p_value = np.minimum(2 * tail, 1.0)
            cells.append(_Cells(codes[0], codes[1], pair, flags, p_value, p_value))
    return replace(_joined(cells), tests=tests)


def binomial_tail(count: Floats, total: Counts | Floats, share: Floats, *, more: bool) -> Floats:
    """P(X ≥ count), or P(X ≤ count), of a binomial with `total` trials."""
    if more:
        tail = special.betainc(np.maximum(count, 1.0), total - count + 1.0, share)
        return np.where(count > 0, tail, 1.0)
    tail = special.betaincc(count + 1.0, np.maximum(total - count, 1.0), share)
    return np.where(count < total, tail, 1.0)


def _joined(cells: Sequence[_Cells]) -> _Cells:
    nothing = np.zeros(0, np.int64)
    codes, none = nothing.astype(np.int32), np.zeros(0)
    every = [_Cells(codes, codes, nothing, nothing > 0, none, none), *cells]
    return _Cells(
        np.concatenate([one.segmentation for one in every]),
        np.concatenate([one.segment for one in every]),
        np.concatenate([one.pair for one in every]),
        np.concatenate([one.more for one in every]),
        np.concatenate([one.p_value for one in every]),
        np.concatenate([one.q_value for one in every]),
        sum(one.tests for one in every),
    )
