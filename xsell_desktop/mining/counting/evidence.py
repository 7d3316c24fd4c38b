"""How sure a pair is: the five words, and the two checks that separate proven from likely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Evidence
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import class_weights, size_classes
from xsell_desktop.mining.counting.intervals import count_low
from xsell_desktop.mining.counting.pairs import KeptPairs, basket_matrix
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.texts import _

ENOUGH_TOGETHER = 5
SIGNIFICANT = 0.05
ENOUGH_CUSTOMERS = 3
MOST_BY_ONE = 0.5
ROWS_AT_ONCE = 2_000_000  # stored entries two gathered matrices may hold

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Checks:
    """By pair kept; NaN where a check was not needed or cannot be made."""

    like_for_like: Floats
    top_customer: Floats
    customers: Floats


def check_pairs(kept: KeptPairs, baskets: Baskets, progress: Progress) -> Checks:
    """The like-for-like lift and the customers of every pair that could be proven."""
    unknown = np.full(len(kept.a), np.nan)
    checks = Checks(unknown, unknown.copy(), unknown.copy())
    enough = (kept.together >= ENOUGH_TOGETHER) & (kept.more_q <= SIGNIFICANT)
    needed = np.flatnonzero(enough)
    dated = bool(len(baskets)) and not np.isnat(baskets.date).all()
    known = bool((baskets.customer >= 0).any())
    held = basket_matrix(baskets)
    strata = _stratum_counts(held, baskets) if dated else None
    sizes = np.diff(held.indptr)
    for chunk in _chunks(needed, sizes[kept.a[needed]] + sizes[kept.b[needed]]):
        progress.step(_("Weighing the evidence"), chunk[0] / len(kept.a))
        a, b = kept.a[chunk], kept.b[chunk]
        if strata is not None:
            expected = np.asarray(strata[a].multiply(strata[b]).sum(axis=1)).ravel()
            with np.errstate(divide="ignore"):
                checks.like_for_like[chunk] = kept.together[chunk] / expected
        if known:
            both = held[a].multiply(held[b]).tocsr()
            most, distinct = _customers(both, baskets.customer)
            checks.top_customer[chunk] = np.where(distinct > 0, most / kept.together[chunk], np.nan)
            checks.customers[chunk] = distinct
    return checks


def judge(kept: KeptPairs, checks: Checks) -> npt.NDArray[np.int8]:
    """The word for each pair, as an `Evidence` code."""
    above = kept.together > kept.expected
    enough = kept.together >= ENOUGH_TOGETHER
    word = np.full(len(kept.a), Evidence.CHANCE, np.int8)
    word[~above & (kept.fewer_q <= SIGNIFICANT)] = Evidence.APART
    word[above & ~enough] = Evidence.THIN
    word[above & enough] = Evidence.LIKELY
    low = checks.like_for_like * count_low(kept.together) / np.maximum(kept.together, 1)
    in_season = np.isnan(low) | (low > 1)
    nobody_known = np.isnan(checks.customers) | (checks.customers == 0)
    spread = (checks.customers >= ENOUGH_CUSTOMERS) & (checks.top_customer <= MOST_BY_ONE)
    proven = above & enough & (kept.more_q <= SIGNIFICANT) & in_season & (nobody_known | spread)
    word[proven] = Evidence.PROVEN
    return word


def month_strata(baskets: Baskets) -> Whole:
    """Stratum of each order: its month and its size class; undated orders share a month."""
    unknown = np.isnat(baskets.date)
    month = baskets.date.astype("datetime64[M]").astype(np.int64)
    known = month[~unknown]
    first = int(known.min()) if len(known) else 0
    since = np.where(unknown, 0, month - first + 1)
    classes = size_classes(baskets.size)
    key = since * (classes.max(initial=0) + 1) + classes
    return np.asarray(np.unique(key, return_inverse=True)[1], dtype=np.int64)


def _stratum_counts(held: sparse.csr_matrix, baskets: Baskets) -> sparse.csr_matrix:
    """Products × strata, scaled so that two rows multiply to their expected count."""
    strata = month_strata(baskets)
    scale = np.sqrt(class_weights(baskets.size, strata))
    counts = sparse.csr_matrix(
        (scale[strata[held.indices]], strata[held.indices], held.indptr.copy()),
        shape=(held.shape[0], len(scale)),
    )
    counts.sum_duplicates()
    return counts


def _chunks(rows: Whole, cost: Codes) -> list[Whole]:
    """The rows in runs whose summed cost stays bounded."""
    if not len(rows):
        return []
    run = np.cumsum(cost, dtype=np.int64) // ROWS_AT_ONCE
    return np.split(rows, np.flatnonzero(np.diff(run)) + 1)


def _customers(both: sparse.csr_matrix, customer: Codes) -> tuple[Whole, Whole]:
    """By row of pairs × orders: orders of the customer with most, and customers known."""
    pair = np.repeat(np.arange(both.shape[0]), np.diff(both.indptr))
    who = customer[both.indices].astype(np.int64)
    pair, who = pair[who >= 0], who[who >= 0]
    width = int(customer.max(initial=0)) + 1
    key = np.sort(pair * width + who)
    begin = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if len(key) else key
    orders = np.diff(np.append(begin, len(key)))
    most = np.zeros(both.shape[0], np.int64)
    np.maximum.at(most, key[begin] // width, orders)
    return most, np.bincount(key[begin] // width, minlength=both.shape[0])
