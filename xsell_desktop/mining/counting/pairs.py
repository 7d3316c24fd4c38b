"""Every pair counted exactly, block by block; the best partners of each product kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.counting.ahead import read_ahead
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import Chance
from xsell_desktop.mining.counting.kept_counts import KeptCounts
from xsell_desktop.mining.counting.significance import Discoveries, lower_tail, upper_tail
from xsell_desktop.mining.counting.square import SquareRows, count_square, pack_weights
from xsell_desktop.mining.ranking.size_weighted import Ranking
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.texts import _

TESTED_FROM = 5  # orders a product needs before its pairs are tested
WORTH_KEEPING = 0.5  # adjusted values up to this are exact without the p-values above it


@dataclass(frozen=True, eq=False)
class KeptPairs:
    """K pairs kept, `a < b`: orders together, expected count, and their two-sided tests.

    `shared` is the weighted count of `Ranking`; `more_q` and `fewer_q` are Benjamini–Hochberg
    adjusted for more and for fewer orders together than chance gives.
    """

    a: Codes
    b: Codes
    together: npt.NDArray[np.int64]
    expected: Floats
    shared: Floats
    more_q: Floats
    fewer_q: Floats
    pairs_counted: int


@dataclass(eq=False)
class _Tally:
    """What the blocks leave behind."""

    rows: list[npt.NDArray[np.int64]] = field(default_factory=list)
    columns: list[npt.NDArray[np.int64]] = field(default_factory=list)
    together: list[Floats] = field(default_factory=list)
    expected: list[Floats] = field(default_factory=list)
    shared: list[Floats] = field(default_factory=list)
    more_p: list[Floats] = field(default_factory=list)
    fewer_p: list[Floats] = field(default_factory=list)
    pairs_counted: int = 0


def basket_matrix(baskets: Baskets) -> sparse.csr_matrix:
    """Products × orders, 1 where the order holds the product."""
    ones = np.ones(len(baskets.orders))
    shape = (baskets.product_count, len(baskets))
    return sparse.csr_matrix((ones, baskets.orders, baskets.start), shape=shape)


def count_pairs(
    baskets: Baskets,
    chance: Chance,
    ranking: Ranking,
    settings: Settings,
    progress: Progress,
    kept: KeptCounts | None = None,
    keys: Sequence[str] = (),
) -> KeptPairs:
    """Count every pair, test it, and keep each product's best `max_partners`.

    A product's partners above chance come first, by score. A pair stays when it is among the
    best of either product and has `min_together` orders. `kept` are counts of an earlier time,
    to be brought up to date and kept again; `keys` are the products'.
    """
    products = baskets.product_count
    fade = kept.fade(baskets.date, settings.half_life_days) if kept else 1.0
    weights = pack_weights(baskets, ranking.shared_weight / fade)
    tested = int(np.searchsorted(-np.diff(baskets.start), -TESTED_FROM, side="right"))
    busy = min(tested, chance.reaching(TESTED_FROM))
    rows = kept.rows(baskets, keys, weights) if kept else count_square(baskets, weights)
    tally = _Tally()
    for block in read_ahead(rows):
        progress.step(_("Counting pairs"), block.first / products)
        tally.pairs_counted += int(np.count_nonzero(block.column > block.row))
        expected = chance.of_pairs(block.first, block.last, block.row, block.column)
        _test_block(block, expected, tested, tally)
        if block.first < busy:
            _test_unseen(block, chance, busy, tally)
        _keep_best(block, block.shared * fade, expected, ranking, settings, tally)
    return _gather(tally, tested, products)


def _test_block(block: SquareRows, expected: Floats, tested: int, tally: _Tally) -> None:
    """p-values of each pair once (column beyond row), among products with enough orders."""
    once = np.flatnonzero((block.column > block.row) & (block.column < tested))
    count, chance = block.together[once], expected[once]
    more = count > chance
    p_value = upper_tail(count[more], chance[more])
    tally.more_p.append(p_value[p_value <= WORTH_KEEPING])
    fewer = (count < chance) & (chance >= TESTED_FROM)
    p_value = lower_tail(count[fewer], chance[fewer])
    tally.fewer_p.append(p_value[p_value <= WORTH_KEEPING])


def _test_unseen(block: SquareRows, chance: Chance, busy: int, tally: _Tally) -> None:
    """p-values of pairs never seen of which enough orders are due; none has a product ≥ `busy`."""
    due = chance.rates[block.first : min(block.last, busy)] @ chance.rates[:busy].T
    seen = (block.row < busy) & (block.column < busy)
    due[block.row[seen] - block.first, block.column[seen]] = 0.0
    row, column = np.nonzero(due >= TESTED_FROM)
    once = column > row + block.first
    tally.fewer_p.append(np.exp(-due[row[once], column[once]]))


def _keep_best(
    block: SquareRows, shared: Floats, expected: Floats, ranking: Ranking, settings: Settings,
    tally: _Tally,
) -> None:  # fmt: skip
    score = ranking.score(shared, block.row, block.column)
    score = np.where(block.together > expected, score + 2.0, score)
    score[block.together < max(1, settings.min_together)] = -np.inf
    most = settings.max_partners
    chosen: list[npt.NDArray[np.int64]] = []
    for begin, end in zip(block.start[:-1].tolist(), block.start[1:].tolist(), strict=True):
        if end - begin > most:
            best = np.argpartition(score[begin:end], end - begin - most)[end - begin - most :]
            chosen.append(best + begin)
        elif end > begin:
            chosen.append(np.arange(begin, end))
    if not chosen:
        return
    kept = np.concatenate(chosen)
    kept = kept[score[kept] > -np.inf]
    tally.rows.append(block.row[kept])
    tally.columns.append(block.column[kept])
    tally.together.append(block.together[kept])
    tally.expected.append(expected[kept])
    tally.shared.append(shared[kept])


def _gather(tally: _Tally, tested: int, products: int) -> KeptPairs:
    row, column = _joined(tally.rows).astype(np.int64), _joined(tally.columns).astype(np.int64)
    key = np.minimum(row, column) * max(1, products) + np.maximum(row, column)
    key, first = np.unique(key, return_index=True)
    together = _joined(tally.together)[first]
    expected = _joined(tally.expected)[first]
    a, b = key // max(1, products), key % max(1, products)
    tests = tested * (tested - 1) // 2
    more = Discoveries(_joined(tally.more_p), tests)
    fewer = Discoveries(_joined(tally.fewer_p), tests)
    among = b < tested
    above = among & (together > expected)
    below = among & (together < expected) & (expected >= TESTED_FROM)
    more_q, fewer_q = np.ones(len(key)), np.ones(len(key))
    more_q[above] = more.q_value(upper_tail(together[above], expected[above]))
    fewer_q[below] = fewer.q_value(lower_tail(together[below], expected[below]))
    return KeptPairs(
        a.astype(np.int32), b.astype(np.int32), together.astype(np.int64), expected,
        _joined(tally.shared)[first], more_q, fewer_q, tally.pairs_counted,
    )  # fmt: skip


def _joined(parts: list[Floats] | list[npt.NDArray[np.int64]]) -> Floats:
    return np.concatenate(parts).astype(np.float64) if parts else np.empty(0)
