"""Which relationships the canvas shows: the overview, or what is around products in focus."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import is_not
from weakref import WeakKeyDictionary

import numpy as np

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import USUAL_LIMIT, View
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.occasions import occasions_of
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.ui.canvas.scene.strangers import Strangers, strangers_in, with_strangers
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
NONE = np.zeros(0, dtype=np.int32)
_answers: WeakKeyDictionary[Analysis, tuple[tuple[object, ...], Shown]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Shown:
    """E relationships between rows of `Products`; `rows` are rows of `Pairs`, -1 when drawn by
    hand between products never kept as a pair. Rows behind the last of `Products` are the
    `strangers`. `steps` says for each of the `products` how many
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
    strangers: tuple[str, ...] = ()

    def sold(self, analysis: Analysis) -> Shown:
        """Without the strangers."""
        size = len(analysis.products)
        known = (self.a < size) & (self.b < size)
        return replace(
            self,
            a=self.a[known],
            b=self.b[known],
            rows=self.rows[known],
            strength=self.strength[known],
            products=self.products[self.products < size],
            steps=self.steps[self.products < size] if len(self.steps) else self.steps,
            strangers=(),
        )


def usual_limit(analysis: Analysis) -> int:
    """How many relationships make a readable first overview of this shop."""
    wanted = round(len(analysis.products) * PER_PRODUCT / 10) * 10
    return int(min(max(wanted, 2 * FEWEST), USUAL_LIMIT))


def shown_in(analysis: Analysis, plan: Plan, view: View) -> Shown:
    """What a view shows. A focus or an extra product that nobody knows is passed over.

    The last answer is kept: graph and table ask the same.
    """
    asked = (
        plan.pairings, plan.products, view.focus, view.depth, view.limit, view.extra, view.filter,
        occasions_of(analysis),
    )  # fmt: skip
    known = _answers.get(analysis)
    if known is None or any(map(is_not, known[0][:2], asked[:2])) or known[0][2:] != asked[2:]:
        known = _answers[analysis] = asked, _find_shown(analysis, plan, view)
    return known[1]


def _find_shown(analysis: Analysis, plan: Plan, view: View) -> Shown:
    strange = strangers_in(analysis, plan, view)
    size = len(analysis.products)
    code = {key: size + place for place, key in enumerate(strange.keys)}
    index = {**analysis.products.index, **code} if code else analysis.products.index
    focus = [index[key] for key in dict.fromkeys(view.focus) if key in index]
    field = open_pairs(analysis, plan, view.filter, [row for row in focus if row < size])
    if code:
        field = _with_strangers(field, strange, size)
    if focus:
        shown = _around(analysis, focus, view.depth, field)
    else:
        shown = _overview(analysis, plan, view, field)
        by_hand = [ends for ends in field.drawn if max(ends) >= size]
        if by_hand:
            shown = _joined(analysis, shown, _shown(analysis, NONE, by_hand, [], 0))
    for key in view.extra:
        row = index.get(key)
        if row is None or field.veiled[row] or (focus and row not in shown.products):
            continue
        drawn = [ends for ends in field.drawn if row in ends]
        more = more_of(analysis, row, shown.rows, BESIDE, field) if row < size else NONE
        shown = _joined(analysis, shown, _shown(analysis, more, drawn, [row], 0))
    steps = count_steps(shown.products, shown.a, shown.b, focus)
    veiled = int(field.veiled.sum())
    return replace(shown, steps=steps, veiled=veiled, strangers=strange.keys)


def _with_strangers(field: Open, strange: Strangers, size: int) -> Open:
    """Nothing is known of strangers but what the user drew."""
    veiled = with_strangers(field.veiled, len(strange.keys), 0)
    known = [ends for ends in strange.ends if not veiled[list(ends)].any()]
    return replace(field, drawn=(*field.drawn, *known), veiled=veiled)


def _around(analysis: Analysis, focus: list[int], depth: int, field: Open) -> Shown:
    """What is around products in focus; partners of strangers are what leads on from them."""
    size = len(analysis.products)
    drawn = [ends for ends in field.drawn if not set(focus).isdisjoint(ends)]
    known = [row for row in focus if row < size]
    rows, hidden = pairs_around(analysis, known, depth, field)
    shown = _shown(analysis, rows, drawn, focus, hidden)
    beside = {row for ends in drawn if max(ends) >= size for row in ends if row < size}
    beside -= set(known)
    if depth > 1 and beside and len(known) < len(focus):
        rows, hidden = pairs_around(analysis, sorted(beside), depth - 1, field)
        shown = _joined(analysis, shown, _shown(analysis, rows, [], [], hidden))
    return shown


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
        np.concatenate([pairs.strength[rows], np.zeros(len(hand))]),
        np.unique(np.concatenate([np.array(always, np.int32), a, b])).astype(np.int32),
        np.zeros(0, np.int32),
        hidden,
    )


def _joined(analysis: Analysis, one: Shown, other: Shown) -> Shown:
    new = ~np.isin(other.a.astype(np.int64) << 32 | other.b, one.a.astype(np.int64) << 32 | one.b)
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
