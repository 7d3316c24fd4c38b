"""Products bought one instead of the other, and the better one of two, as a table."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.kinds.sentences import alternative_sentence


def alternative_table(analysis: Analysis) -> pd.DataFrame:
    """One row a pair, the likest first.

    Where one is the better choice, `product` is the simpler and `partner` the better one, and
    `up_sell` is true. `likeness` (0–1) is how far both are bought with the same products.
    """
    found, products = analysis.alternatives, analysis.products
    keys, names = np.array(products.keys, dtype=object), np.array(products.names, dtype=object)
    better = found.dearer >= 0
    swapped = better & (found.dearer == found.a)
    one, other = np.where(swapped, found.b, found.a), np.where(swapped, found.a, found.b)
    shared = [keys[row] if row >= 0 else "" for row in found.shared.tolist()]
    frame = pd.DataFrame(
        {
            "product": keys[one],
            "product_name": names[one],
            "partner": keys[other],
            "partner_name": names[other],
            "kind": [KINDS[code].value for code in found.kind.tolist()],
            "up_sell": better,
            "product_price": products.price[one],
            "partner_price": products.price[other],
            "orders_together": found.together,
            "expected_together": np.round(found.expected, 4),
            "likeness": np.round(found.likeness, 4),
            "bought_with": shared,
            "reason": [alternative_sentence(analysis, row) for row in range(len(found))],
        }
    )
    for name in ("kind", "bought_with", "reason"):
        frame[name] = frame[name].astype(object)
    return frame
