"""95 % intervals of shares and counts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Floats

Z = 1.959963984540054  # the normal distribution's 97.5 % point


def wilson(successes: npt.ArrayLike, trials: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Lower and upper 95 % bound of a share, after Wilson (1927); 0 and 1 without trials."""
    n = np.asarray(trials, dtype=np.float64)
    k = np.asarray(successes, dtype=np.float64)
    known = n > 0
    n1 = np.where(known, n, 1.0)
    share = k / n1
    middle = share + Z * Z / (2 * n1)
    reach = Z * np.sqrt(share * (1 - share) / n1 + Z * Z / (4 * n1 * n1))
    scale = 1 + Z * Z / n1
    low = np.where(known, np.clip((middle - reach) / scale, 0.0, 1.0), 0.0)
    high = np.where(known, np.clip((middle + reach) / scale, 0.0, 1.0), 1.0)
    return np.where(k == 0, 0.0, low), np.where(known & (k == n), 1.0, high)


def count_low(count: npt.ArrayLike) -> Floats:
    """Lower 95 % bound of a Poisson mean when `count` was seen, exact (Garwood 1936)."""
    return _bound(count, 0.0, 0.025)


def count_high(count: npt.ArrayLike) -> Floats:
    """Upper 95 % bound of a Poisson mean when `count` was seen, exact (Garwood 1936)."""
    return _bound(count, 1.0, 0.975)


def _bound(count: npt.ArrayLike, more: float, share: float) -> Floats:
    from scipy import special  # loaded with the first analysis, not with the window

    seen = np.asarray(count, dtype=np.float64)
    values, back = np.unique(seen, return_inverse=True)
    shape = np.maximum(values, 0.0) + more
    bounds = np.where(shape > 0, special.gammaincinv(np.maximum(shape, 1.0), share), 0.0)
    return np.asarray(bounds[back].reshape(seen.shape), dtype=np.float64)
