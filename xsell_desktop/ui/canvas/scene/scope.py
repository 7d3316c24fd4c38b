"""Which relationships the canvas shows: the overview, or what is around products in focus."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import USUAL_LIMIT, View
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.ui.canvas.scene.surroundings import (
    Open,
    count_steps,
    more_of,
    open_pairs,
    pairs_around,
    pairs_of,
)

FEWEST, MOST = 20, 600  # relationships in the overview
PER_PRODUCT = 0.3  # relationships a product in the first overview of a small shop
BESIDE = 6  # further partners of a product that was asked for


@dataclass(frozen=True, eq=False)
class Shown:
    """E relationships between rows of `Products`; `rows` are rows of `Pairs`, -1 when drawn by
    hand between products never kept as a pair. `steps` says for each of the `products` how many
    relationships it is from the nearest one in focus, -1 where none leads there and in the
    overview. `hidden` counts kept pairs that are not here, `veiled` products that the user hid.
    """

    a: Codes
    b: Codes
    rows: Codes
    strength: Floats
    products: Codes
    steps: Codes
    hidden: int
    veiled: int = 0


def usual_limit(analysis: Analysis) -> int:
    """How many relationships make a readable first overview of this shop."""
    wanted = round(len(analysis.products) * PER_PRODUCT / 10) * 10
    return int(min(max(wanted, 2 * FEWEST), USUAL_LIMIT))


def shown_in(analysis: Analysis, plan: Plan, view: View) -> Shown:
    """What a view shows. A focus or an extra product that did not sell is passed over."""
    index = analysis.products.index
    focus = [index[key] for key in dict.fromkeys(view.focus) if key in index]
    field = open_pairs(analysis, plan, view.filter, focus)
    if focus:
        rows, hidden = pairs_around(analysis, focus, view.depth, field)
        drawn = [ends for ends in field.drawn if not set(focus).isdisjoint(ends)]
        shown = _shown(analysis, rows, drawn, focus, hidden)
    else:
        shown = _overview(analysis, plan, view, field)
    for key in view.extra:
        row = index.get(key)
        if row is None or field.veiled[row] or (focus and row not in shown.products):
            continue
        drawn = [ends for ends in field.drawn if row in ends]
        more = more_of(analysis, row, shown.rows, BESIDE, field)
        shown = _joined(analysis, shown, _shown(analysis, more, drawn, [row], 0))
    steps = count_steps(shown.products, shown.a, shown.b, focus)
    return replace(shown, steps=steps, veiled=int(field.veiled.sum()))


def _overview(analysis: Analysis, plan: Plan, view: View, field: Open) -> Shown:
    from xsell_desktop.mining.picture.graph import overview

    found = overview(analysis, plan, view.limit, view.filter)
    stays = ~field.veiled[found.a] & ~field.veiled[found.b]
    a, b = found.a[stays], found.b[stays]
    products = np.unique(np.concatenate([a, b])).astype(np.int32)
    return Shown(
        a, b, found.rows[stays], found.strength[stays], products, np.zeros(0, np.int32),
        found.hidden,
    )  # fmt: skip


def _shown(
    analysis: Analysis, rows: Codes, drawn: list[tuple[int, int]], always: list[int], hidden: int
) -> Shown:
    pairs = analysis.pairs
    hand = np.array(drawn, dtype=np.int32).reshape(-1, 2)
    a = np.concatenate([pairs.a[rows], hand[:, 0]]).astype(np.int32)
    b = np.concatenate([pairs.b[rows], hand[:, 1]]).astype(np.int32)
    return Shown(
        a,
        b,
        np.concatenate([rows, np.full(len(hand), -1)]).astype(np.int32),
        np.concatenate([pairs.strength[rows], np.ones(len(hand))]),
        np.unique(np.concatenate([np.array(always, np.int32), a, b])).astype(np.int32),
        np.zeros(0, np.int32),
        hidden,
    )


def _joined(analysis: Analysis, one: Shown, other: Shown) -> Shown:
    size = len(analysis.products)
    known = one.a.astype(np.int64) * size + one.b
    new = ~np.isin(other.a.astype(np.int64) * size + other.b, known)
    rows = other.rows[new]
    counted = analysis.pairs.evidence[rows[rows >= 0]] >= Evidence.LIKELY  # by `hidden`
    return Shown(
        np.concatenate([one.a, other.a[new]]),
        np.concatenate([one.b, other.b[new]]),
        np.concatenate([one.rows, other.rows[new]]),
        np.concatenate([one.strength, other.strength[new]]),
        np.union1d(one.products, other.products).astype(np.int32),
        np.zeros(0, np.int32),
        max(one.hidden - int(counted.sum()), 0),
    )


__all__ = ["FEWEST", "MOST", "Shown", "pairs_of", "shown_in", "usual_limit"]
