"""Pairs that the shop itself makes: parts of what it sells as one, gifts, standing orders."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.analysis import Pairs
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.pairs import basket_matrix
from xsell_desktop.sales.lines import Flags, Lines, ProductFacts

MOST = 0.5  # share of the orders together that one cause explains
GIVEN_AWAY = 0.9  # share of a gift's lines that cost nothing
ENOUGH_LINES = 3
ENOUGH_REPEATS = 4  # identical orders of a customer that make a standing order
EVEN = 0.3  # how far a gap may lie from the usual one, as a share of it

Whole = npt.NDArray[np.int64]


def made_by_shop(pairs: Pairs, baskets: Baskets, lines: Lines, facts: ProductFacts) -> Flags:
    """Whether a pair kept stands for something the shop does rather than its customers."""
    made = np.zeros(len(pairs), bool)
    given = find_gifts(lines)[baskets.product_code]
    made |= given[pairs.a] | given[pairs.b]
    made |= _sold_as_one(pairs, baskets, facts)
    made |= _standing(pairs, baskets)
    return made


def find_gifts(lines: Lines) -> Flags:
    """Products of `lines` that nearly always cost nothing."""
    known = ~lines.line_returned & ~np.isnan(lines.line_revenue)
    count = len(lines.product_keys)
    sold = np.bincount(lines.line_product[known], minlength=count)
    free = known & (lines.line_revenue == 0)
    gone = np.bincount(lines.line_product[free], minlength=count)
    priced = gone.sum() < 0.5 * known.sum()  # files without prices may hold zeros throughout
    return np.asarray(priced & (sold >= ENOUGH_LINES) & (gone >= GIVEN_AWAY * sold))


def _sold_as_one(pairs: Pairs, baskets: Baskets, facts: ProductFacts) -> Flags:
    """Bundles with their parts, and parts that mostly meet in orders of their bundle."""
    made = np.zeros(len(pairs), bool)
    place = {code: row for row, code in enumerate(baskets.product_code.tolist())}
    for bundle, parts in facts.parts.items():
        whole = place.get(bundle)
        rows = [place[part] for part in parts if part in place]
        if whole is None:
            continue
        for part in rows:
            found = pairs.find(whole, part)
            if found is not None:
                made[found] = True
        for one in rows:
            for other in rows:
                found = pairs.find(one, other) if one < other else None
                if found is not None:
                    both = baskets.orders_with_both(one, other)
                    inside = np.isin(both, baskets.orders_with(whole)).sum()
                    made[found] = inside > MOST * len(both)
    return made


def _standing(pairs: Pairs, baskets: Baskets) -> Flags:
    """Pairs whose orders together are mostly standing orders."""
    repeats = np.flatnonzero(find_standing_orders(baskets))
    made = np.zeros(len(pairs), bool)
    if not len(repeats):
        return made
    held = basket_matrix(baskets)[:, repeats]
    concerned = np.asarray(held.sum(axis=1)).ravel() > 0
    rows = np.flatnonzero(concerned[pairs.a] & concerned[pairs.b])
    both = np.asarray(held[pairs.a[rows]].multiply(held[pairs.b[rows]]).sum(axis=1)).ravel()
    made[rows] = both > MOST * pairs.together[rows]
    return made


def find_standing_orders(baskets: Baskets) -> Flags:
    """Orders by which one customer repeats one basket of several products at even intervals."""
    standing = np.zeros(len(baskets), bool)
    several = (baskets.customer >= 0) & (baskets.size > 1) & ~np.isnat(baskets.date)
    rows = np.flatnonzero(several)
    if len(rows) < ENOUGH_REPEATS:
        return standing
    signature = _signatures(baskets)[rows]
    order = np.lexsort((baskets.date[rows], signature, baskets.customer[rows]))
    rows, signature = rows[order], signature[order]
    who = baskets.customer[rows]
    new = np.concatenate(([True], (who[1:] != who[:-1]) | (signature[1:] != signature[:-1])))
    begin = np.flatnonzero(new)
    length = np.diff(np.append(begin, len(rows)))
    for group in np.flatnonzero(length >= ENOUGH_REPEATS).tolist():
        same = rows[begin[group] : begin[group] + length[group]]
        if _evenly(baskets.date[same]):
            standing[same] = True
    return standing


def _signatures(baskets: Baskets) -> npt.NDArray[np.uint64]:
    """A number of each order, equal for equal baskets."""
    mark = np.random.default_rng(7).integers(1, 2**63, baskets.product_count, np.uint64)
    total = np.zeros(len(baskets), np.uint64)
    np.add.at(total, baskets.orders, np.repeat(mark, np.diff(baskets.start)))
    return total


def _evenly(dates: npt.NDArray[np.datetime64]) -> bool:
    gaps = np.diff(dates) / np.timedelta64(1, "D")
    usual = float(np.median(gaps))
    return usual >= 5 and bool((np.abs(gaps - usual) <= EVEN * usual).all())
