"""Follow-ups of a product's own, told from those of what is bought beside it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.counting.significance import upper_tail
from xsell_desktop.mining.kinds.purchases import FirstPurchases
from xsell_desktop.sales.lines import Floats

SIGNIFICANT = 0.05

Rows = npt.NDArray[np.integer]


def own_follow_ups(
    bought: FirstPurchases, first: Rows, later: Rows, expected: Floats, horizon: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Places, of follow-ups with the most telling first, that others do not explain, and how
    many customers had the first product without the later one.

    One goes when a more telling follow-up leads to the same later product, and customers without
    that one's first product do not come back for it more often than chance gives.
    """
    kept: dict[int, list[Rows]] = {}
    own, customers = [], []
    for place, (one, other) in enumerate(zip(first.tolist(), later.tolist(), strict=True)):
        rows, ends = bought.of(one), bought.of(other)
        who, day = bought.customer[rows], bought.day[rows]
        found = np.searchsorted(bought.customer[ends], who)
        found = np.minimum(found, len(ends) - 1)
        has = bought.customer[ends][found] == who
        gap = np.where(has, bought.day[ends][found] - day, horizon + 1)
        at_risk = gap > 0
        came = at_risk & (gap <= horizon)
        explained = False
        for beside in kept.get(other, ()):
            alone = at_risk & ~np.isin(who, beside)
            due = expected[place] * alone.sum() / max(1, at_risk.sum())
            seen = np.array([float((came & alone).sum())])
            explained |= float(upper_tail(seen, np.array([due]))[0]) > SIGNIFICANT
        if not explained:
            kept.setdefault(other, []).append(np.unique(who))
            own.append(place)
            customers.append(int(at_risk.sum()))
    return np.array(own, np.int64), np.array(customers, np.int64)
