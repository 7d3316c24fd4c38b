"""95 % intervals of shares and counts, without heavy libraries."""

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
    """Lower 95 % bound of a Poisson mean when `count` was seen, by Byar's approximation."""
    n = np.asarray(count, dtype=np.float64)
    seen = np.maximum(n, 1.0)
    bound = seen * (1 - 1 / (9 * seen) - Z / (3 * np.sqrt(seen))) ** 3
    return np.where(n > 0, np.maximum(bound, 0.0), 0.0)


def count_high(count: npt.ArrayLike) -> Floats:
    """Upper 95 % bound of a Poisson mean when `count` was seen, by Byar's approximation."""
    more = np.asarray(count, dtype=np.float64) + 1
    return np.asarray(more * (1 - 1 / (9 * more) + Z / (3 * np.sqrt(more))) ** 3)
