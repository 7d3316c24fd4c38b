"""Scores of a list as weights may change their order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Floats


def keep_places(scores: Floats, group: npt.NDArray[np.generic]) -> Floats:
    """Scores that fall from first to last within each run of one group, as the list has them.

    One that stands before better ones (`mining.reach` gave it the place) counts as the best of
    these, so that equal weights leave the order as it is.

    >>> import numpy as np
    >>> keep_places(np.array([9.0, 7.0, 1.0, 5.0, 8.0]), np.array([0, 0, 0, 0, 1])).tolist()
    [9.0, 7.0, 5.0, 5.0, 8.0]
    """
    kept = np.array(scores, dtype=np.float64)
    ends = [*(np.flatnonzero(group[1:] != group[:-1]) + 1).tolist(), len(kept)]
    for begin, end in zip([0, *ends], ends, strict=False):
        kept[begin:end] = np.maximum.accumulate(kept[begin:end][::-1])[::-1]
    return kept
