"""Scores of a list as weights may change their order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Floats


def keep_places(scores: Floats, group: npt.NDArray[np.generic]) -> Floats:
    """Scores that fall from first to last within each group, as the list has its partners.

    One that stands before better ones (`mining.reach` gave it the place) counts as the best of
    these, so that equal weights leave the order as it is.

    >>> import numpy as np
    >>> keep_places(np.array([9.0, 7.0, 1.0, 5.0]), np.array([0, 0, 0, 0])).tolist()
    [9.0, 7.0, 5.0, 5.0]
    """
    kept = np.array(scores, dtype=np.float64)
    for value in np.unique(group):
        among = np.flatnonzero(group == value)
        kept[among] = np.maximum.accumulate(kept[among][::-1])[::-1]
    return kept
