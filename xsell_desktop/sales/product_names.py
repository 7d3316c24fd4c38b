"""What products are called: the latest name, and the others they went by."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.lines import Flags
from xsell_desktop.sales.table import Rows64

MOST_ALIASES = 20


def name_products(
    draft: Draft, keep: Flags, products: list[int]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Each product's latest name that is not blank (its key where it has none), and its other
    names, the latest first. File order tells where a date is missing.
    """
    named = np.flatnonzero(keep & ~draft.name.blank())
    dates = draft.date[named]
    rows = named[np.argsort(dates, kind="stable")] if not np.isnat(dates).any() else named
    last = np.full(max(1, len(draft.key.values)), -1, dtype=np.int64)
    last[draft.key.codes[rows]] = rows
    names = [
        draft.name.values[draft.name.codes[last[i]]] if last[i] >= 0 else draft.key.values[i]
        for i in products
    ]
    return tuple(names), _aliases(draft, rows, last, products, names)


def _aliases(
    draft: Draft, rows: Rows64, last: Rows64, products: list[int], names: list[str]
) -> tuple[tuple[str, ...], ...]:
    """Names that differ in more than case; () where no product has any."""
    keys, codes = draft.key.codes[rows], draft.name.codes[rows]
    other = np.flatnonzero(codes != draft.name.codes[last[keys]])[::-1]
    if not len(other):
        return ()
    pairs = keys[other].astype(np.int64) * len(draft.name.values) + codes[other]
    _pairs, firsts = np.unique(pairs, return_index=True)
    found: dict[int, dict[str, str]] = {}
    for at in other[np.sort(firsts)].tolist():
        name = draft.name.values[codes[at]]
        found.setdefault(int(keys[at]), {}).setdefault(name.casefold(), name)
    aliases = []
    for product, name in zip(products, names, strict=True):
        others = found.get(product, {})
        others.pop(name.casefold(), None)
        aliases.append(tuple(others.values())[:MOST_ALIASES])
    return tuple(aliases) if any(aliases) else ()
