"""Relationships found in earlier orders, looked for in later ones.

The rule and a worked example are in docs/measures.md.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy import sparse, special

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import size_aware_chance
from xsell_desktop.mining.trust.held_up import FAILED, HELD, UNKNOWN, Counts, HeldUp, nothing_later
from xsell_desktop.mining.trust.periods import keep_orders, later_orders
from xsell_desktop.sales.lines import Codes, Flags, Floats
from xsell_desktop.texts import _

SIGNIFICANT = 0.05
FEWEST = 2  # earlier orders together below which nothing was found that could hold up
CELLS_A_BLOCK = 400_000
PAIRS_AT_ONCE = 16_384
SAMPLED = 4_000_000  # products × products that same-count rates are taken from
NEIGHBOURS = 100  # sampled pairs of about one count that a rate is taken over, at least
SEED = 7


def hold_up(
    baskets: Baskets, a: Codes, b: Codes, together: Counts, progress: Progress | None = None
) -> HeldUp:
    """Look for the pairs `a < b`, met in `together` orders, in the last fifth of the orders."""
    progress = progress or Progress()
    is_later = later_orders(baskets)
    if not is_later.any() or not len(a):
        return nothing_later(len(a))
    later, before = keep_orders(baskets, is_later), keep_orders(baskets, ~is_later)
    later_rates, rates = size_aware_chance(later).rates, size_aware_chance(before).rates
    again = _count_pairs(later, a, b, progress)
    earlier = together - again
    chance = _multiply_rows(rates, a, b)
    expected = _multiply_rows(later_rates, a, b)
    needed = needed_count(expected)
    with np.errstate(divide="ignore", invalid="ignore"):
        if_it_holds = expected * earlier / chance
    found = (earlier >= FEWEST) & (earlier > chance)
    passed = again >= needed
    verdict = np.where(passed, HELD, FAILED).astype(np.int8)
    verdict[~found | (~passed & ~(if_it_holds >= needed))] = UNKNOWN
    counts, passes = _sample_pairs(before, later, later_rates, progress)
    return HeldUp(
        verdict=verdict,
        earlier=earlier,
        earlier_expected=chance,
        together=again,
        expected=expected,
        needed=needed,
        same_count_rate=np.where(
            earlier >= FEWEST, same_count_rates(counts, passes, earlier), np.nan
        ),
        orders=len(later),
        since=str(later.date.min().astype("datetime64[D]")),
    )


def needed_count(expected: Floats) -> Counts:
    """The smallest count n with P(Poisson(expected) ≥ n) ≤ .05."""
    most = float(expected.max(initial=0.0))
    counts = np.arange(1, int(most + 3 * np.sqrt(most)) + 5)
    bounds = special.gammaincinv(counts, SIGNIFICANT)  # up to this chance, the count passes
    return np.asarray(np.searchsorted(bounds, expected, side="left") + 1)


def same_count_rates(counts: Counts, passes: Flags, asked: Counts) -> Floats:
    """Share of random pairs that pass, among those of the asked count and its nearest counts.

    `counts` and `passes` are the random pairs'.
    """
    if len(counts) < NEIGHBOURS:
        return np.full(len(asked), np.nan)
    order = np.argsort(counts, kind="stable")
    ranked = counts[order]
    passed = np.concatenate(([0], np.cumsum(passes[order])))
    distinct, back = np.unique(asked, return_inverse=True)
    begin = np.searchsorted(ranked, distinct, side="left")
    end = np.searchsorted(ranked, distinct, side="right")
    short = np.maximum(NEIGHBOURS - (end - begin), 0)
    begin = np.clip(begin - (short + 1) // 2, 0, len(ranked) - NEIGHBOURS)
    end = np.minimum(np.maximum(end + short // 2, begin + NEIGHBOURS), len(ranked))
    rates = (passed[end] - passed[begin]) / (end - begin)
    return np.asarray(rates[back], dtype=np.float64)


def _count_pairs(baskets: Baskets, a: Codes, b: Codes, progress: Progress) -> Counts:
    """Orders with both of each pair."""
    found = np.zeros(len(a), np.int64)
    by_row = np.argsort(a, kind="stable")
    row, column = a[by_row], b[by_row]
    for first, together in _count_rows(baskets, np.arange(baskets.product_count)):
        progress.step(_("Looking at later orders"), 0.8 * first / baskets.product_count)
        ends = np.array([first, first + len(together)], row.dtype)
        begin, end = np.searchsorted(row, ends)
        here = slice(begin, end)
        found[by_row[here]] = together[row[here] - first, column[here]]
    return found


def _count_rows(baskets: Baskets, rows: Counts) -> Iterator[tuple[int, npt.NDArray[np.int32]]]:
    """Orders of some products with every product, a block of rows at a time, and its place."""
    shape = (baskets.product_count, len(baskets))
    ones = np.ones(len(baskets.orders), np.int32)
    held = sparse.csr_matrix((ones, baskets.orders, baskets.start), shape=shape)
    by_order = held.T.tocsr()
    step = max(1, CELLS_A_BLOCK // max(1, shape[0]))
    for first in range(0, len(rows), step):
        yield first, (held[rows[first : first + step]] @ by_order).toarray()


def _sample_pairs(
    before: Baskets, later: Baskets, later_rates: Floats, progress: Progress
) -> tuple[Counts, Flags]:
    """Earlier counts of random pairs, and whether each passes later: all pairs of some products."""
    products = before.product_count
    sold = np.flatnonzero(np.diff(before.start) >= FEWEST)
    wanted = min(len(sold), max(1, SAMPLED // max(1, products)))
    rows = np.sort(np.random.default_rng(SEED).permutation(sold)[:wanted])
    counts, passes = [np.empty(0, np.int64)], [np.empty(0, np.bool_)]
    blocks = zip(_count_rows(before, rows), _count_rows(later, rows), strict=True)
    for (first, together), (_same, again) in blocks:
        progress.step(_("Looking at random pairs"), 0.8 + 0.2 * first / max(1, wanted))
        here = rows[first : first + len(together)]
        together[np.arange(len(here)), here] = 0  # a product with itself is no pair
        row, column = np.nonzero(together >= FEWEST)
        count = again[row, column]
        expected = (later_rates[here] @ later_rates.T)[row, column]
        passed = count > expected
        passed[passed] = count[passed] >= needed_count(expected[passed])
        counts.append(together[row, column].astype(np.int64))
        passes.append(passed)
    return np.concatenate(counts), np.concatenate(passes)


def _multiply_rows(rates: Floats, a: Codes, b: Codes) -> Floats:
    """The chance of each pair, some at a time so that a window gets its turn."""
    parts = [
        np.einsum("ij,ij->i", rates[a[first : first + PAIRS_AT_ONCE]],
                  rates[b[first : first + PAIRS_AT_ONCE]])
        for first in range(0, len(a), PAIRS_AT_ONCE)
    ]  # fmt: skip
    return np.concatenate(parts) if parts else np.empty(0)
