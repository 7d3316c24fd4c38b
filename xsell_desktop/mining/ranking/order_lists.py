"""Orders as a script has them, lists of product keys, made into what scorers learn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from xsell_desktop.mining.ranking.history import OrderHistory
from xsell_desktop.sales.lines import Codes, Dates

Orders = Sequence[Sequence[str]]


def history_of_lists(
    orders: Orders,
    dates: Sequence[object] | None = None,
    names: Mapping[str, str] | None = None,
    customers: Sequence[object] | None = None,
) -> tuple[OrderHistory, tuple[str, ...]]:
    """The history and its products' keys, the more popular first, then by key.

    A product twice in an order counts once; orders without products are left out. Raises
    ValueError where there is not a date or customer for every order, or one is no date.
    """
    for what, given in (("dates", dates), ("customers", customers)):
        if given is not None and len(given) != len(orders):
            raise ValueError(f"{len(given)} {what} for {len(orders)} orders")
    filled = [row for row, order in enumerate(orders) if len(order)]
    baskets = [sorted(set(orders[row])) for row in filled]
    counts = Counter(key for basket in baskets for key in basket)
    keys = tuple(sorted(counts, key=lambda key: (-counts[key], key)))
    column = {key: place for place, key in enumerate(keys)}
    sizes = np.array([len(basket) for basket in baskets], np.int32)
    columns = np.array([column[key] for basket in baskets for key in basket], np.int32)
    start = np.concatenate(([0], np.cumsum(sizes)))
    held = sparse.csr_matrix(
        (np.ones(len(columns), np.float32), columns, start), shape=(len(baskets), len(keys))
    )
    held.sort_indices()
    known = names or {}
    history = OrderHistory(
        held,
        sizes,
        _as_dates(dates, filled),
        _as_codes(customers, filled),
        np.arange(len(keys), dtype=np.int32),
        tuple(known.get(key, "") for key in keys) if known else (),
    )
    return history, keys


def _as_dates(dates: Sequence[object] | None, rows: Sequence[int]) -> Dates:
    if dates is None:
        return np.full(len(rows), "NaT", "datetime64[s]")
    texts = [str(dates[row]) if dates[row] not in (None, "") else "NaT" for row in rows]
    return np.array(texts, "datetime64[s]")


def _as_codes(customers: Sequence[object] | None, rows: Sequence[int]) -> Codes:
    """A number a customer; -1 for None and ''."""
    if customers is None:
        return np.full(len(rows), -1, np.int32)
    code: dict[object, int] = {}
    return np.array(
        [
            -1 if customers[row] in (None, "") else code.setdefault(customers[row], len(code))
            for row in rows
        ],
        np.int32,
    )
