"""The textbook's measures of pairs, which assume that orders are independent draws.

All take arrays: orders with both, with a, with b, and the number of all orders.
"""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales.lines import Floats


def raw_lift(together: Floats, with_a: Floats, with_b: Floats, orders: int) -> Floats:
    """n_AB · N / (n_A · n_B)."""
    return np.asarray(together * orders / (with_a * with_b))


def leverage(together: Floats, with_a: Floats, with_b: Floats, orders: int) -> Floats:
    """Share of orders with both beyond the product of both shares (Piatetsky-Shapiro 1991)."""
    return np.asarray(together / orders - (with_a / orders) * (with_b / orders))


def conviction(together: Floats, with_a: Floats, with_b: Floats, orders: int) -> Floats:
    """Of a → b (Brin et al. 1997); NaN at confidence 1, where it has no value."""
    apart = with_a - together
    with np.errstate(divide="ignore", invalid="ignore"):
        value = with_a * (1 - with_b / orders) / apart
    return np.where(apart > 0, value, np.nan)


def jaccard(together: Floats, with_a: Floats, with_b: Floats) -> Floats:
    """Orders with both ÷ orders with either."""
    return np.asarray(together / (with_a + with_b - together))


def cosine(together: Floats, with_a: Floats, with_b: Floats) -> Floats:
    """n_AB / √(n_A · n_B)."""
    return np.asarray(together / np.sqrt(with_a * with_b))


def zhang(together: Floats, with_a: Floats, with_b: Floats, orders: int) -> Floats:
    """Of a → b (Zhang 2000), from -1 (never) to 1 (always); NaN at 0/0."""
    share, share_a, share_b = together / orders, with_a / orders, with_b / orders
    beyond = share - share_a * share_b
    most = np.maximum(share * (1 - share_a), share_a * (share_b - share))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(most > 0, beyond / most, np.nan)


def g_squared(together: Floats, with_a: Floats, with_b: Floats, orders: int) -> Floats:
    """Likelihood ratio of the 2 × 2 table (Dunning 1993), χ² with one degree of freedom."""
    only_a, only_b = with_a - together, with_b - together
    neither = orders - with_a - only_b
    cells = _n_log_n(together) + _n_log_n(only_a) + _n_log_n(only_b) + _n_log_n(neither)
    edges = (
        _n_log_n(with_a) + _n_log_n(orders - with_a)
        + _n_log_n(with_b) + _n_log_n(orders - with_b)
    )  # fmt: skip
    whole = orders * np.log(max(1, orders))
    return np.asarray(np.maximum(2 * (cells - edges + whole), 0.0))


def fisher_p(together: Floats, with_a: Floats, with_b: Floats, orders: int) -> Floats:
    """Fisher's exact test, one-sided: chance of as many orders with both, or more.

    The nearer tail of the hypergeometric distribution is summed term by term.
    """
    above = together * orders > with_a * with_b
    count = np.where(above, together, together - 1)
    term = _hypergeometric(count, with_a, with_b, orders)
    tail, rest = term.copy(), orders - with_a - with_b
    rows = np.flatnonzero(term > 0)
    while len(rows):
        k, a, b, r, up = count[rows], with_a[rows], with_b[rows], rest[rows], above[rows]
        rise = (a - k) * (b - k) / np.where(up, (k + 1) * (r + k + 1), 1)
        fall = k * (r + k) / np.where(up, 1, (a - k + 1) * (b - k + 1))
        term[rows] *= np.where(up, rise, fall)
        tail[rows] += term[rows]
        count[rows] += np.where(up, 1.0, -1.0)
        rows = rows[term[rows] > tail[rows] * 1e-17]
    return np.clip(np.where(above, tail, 1 - tail), 0.0, 1.0)


def _hypergeometric(count: Floats, with_a: Floats, with_b: Floats, orders: int) -> Floats:
    """Chance of exactly `count` orders with both; 0 where that cannot be."""
    from scipy.special import gammaln

    def log_choose(n: Floats, k: Floats) -> Floats:
        return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))

    rest = orders - with_a
    can_be = (count >= np.maximum(0, with_b - rest)) & (count <= np.minimum(with_a, with_b))
    k = np.where(can_be, count, np.maximum(0, with_b - rest))
    log = log_choose(with_a, k) + log_choose(rest, with_b - k)
    return np.where(can_be, np.exp(log - log_choose(with_b * 0 + orders, with_b)), 0.0)


def _n_log_n(count: Floats) -> Floats:
    return np.asarray(count * np.log(np.maximum(count, 1.0)))
