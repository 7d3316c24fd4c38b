"""The pairs of a scope as the columns of the table below the canvas."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Decision, Pair, Plan, pair_of
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.reasons import evidence_word
from xsell_desktop.mining.ruled_pairs import ruled_pairs
from xsell_desktop.mining.trust.held_up import UNKNOWN
from xsell_desktop.sales.lines import Codes, Flags, Floats
from xsell_desktop.texts import _
from xsell_desktop.ui.evidence_words import EVIDENCE_TINTS, HELD_UP_TINTS
from xsell_desktop.ui.glossary import glossary
from xsell_desktop.ui.tables.column_model import Column

UNDECIDED, ACCEPTED, REJECTED = 0, 1, 2
_counted: WeakKeyDictionary[Analysis, dict[Pair, tuple[int, float]]] = WeakKeyDictionary()
DECISION_TINTS = np.array(["hint", "proven", "chance"], dtype=object)


@dataclass(frozen=True, eq=False)
class PairRows:
    """K pairs in the order of the table. `product` and `partner` index `names` and `keys`;
    `rows` are rows of `Pairs`, -1 for pairs that were never kept; `decision` is UNDECIDED,
    ACCEPTED or REJECTED.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    product: Codes
    partner: Codes
    rows: Codes
    decision: npt.NDArray[np.int8]
    yours: Flags
    evidence: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.product)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self.keys)}

    def lists_same(self, other: PairRows) -> bool:
        """Whether another listing has the same pairs in the same rows."""
        mine, theirs = (self.product, self.partner), (other.product, other.partner)
        return self.keys == other.keys and all(map(np.array_equal, mine, theirs))

    def rows_of(self, pairs: Collection[Pair]) -> list[int]:
        """The rows of those pairs that are listed."""
        ends = [(self._places.get(a, -1), self._places.get(b, -1)) for a, b in pairs]
        known = [(min(two), max(two)) for two in ends if min(two) >= 0]
        wanted = np.array([low << 32 | high for low, high in known], dtype=np.int64)
        low = np.minimum(self.product, self.partner).astype(np.int64)
        found = np.isin(low << 32 | np.maximum(self.product, self.partner), wanted)
        return np.flatnonzero(found).tolist()

    def within(self, products: Collection[str]) -> list[int]:
        """The rows of pairs whose products are both among these."""
        wanted = [self._places[key] for key in products if key in self._places]
        found = np.isin(self.product, wanted) & np.isin(self.partner, wanted)
        return np.flatnonzero(found).tolist()

    def key_of(self, row: int) -> str:
        """The key of a row's product."""
        return self.keys[int(self.product[row])]

    def pair(self, row: int) -> Pair:
        """The pair of a row."""
        return pair_of(self.keys[int(self.product[row])], self.keys[int(self.partner[row])])

    def row_of(self, pair: Pair) -> int:
        """The row of a pair, -1 when it is not listed."""
        found = self.rows_of((pair,))
        return found[0] if found else -1


def pair_rows(analysis: Analysis, plan: Plan, rows: Codes, focus: str = "") -> PairRows:
    """Kept pairs by their rows, in that order, then every other pair the user ruled on (with a
    focus: of it).

    The product in focus comes first in its pairs, otherwise the one sold more often.
    """
    pairs, index = analysis.pairs, analysis.products.index
    keys, names = list(analysis.products.keys), list(analysis.products.names)
    listed = np.zeros(len(pairs), dtype=np.bool_)
    listed[rows] = True
    ruled: list[int] = []
    strangers: list[tuple[int, int]] = []
    own = dict(index)
    for pair, row in zip(plan.pairings, ruled_pairs(analysis, plan).rows.tolist(), strict=True):
        if focus and focus not in pair:
            continue
        if row >= 0:
            if not listed[row]:
                ruled.append(row)
            continue
        for key in pair:
            if key not in own:
                own[key] = len(keys)
                keys.append(key)
                names.append(analysis.name_of(key))
        strangers.append((own[pair.a], own[pair.b]))
    kept = np.concatenate([rows, np.array(ruled, dtype=np.int32)]).astype(np.int32)
    hand = np.array(strangers, dtype=np.int32).reshape(-1, 2)
    product = np.concatenate([pairs.a[kept], hand[:, 0]]).astype(np.int32)
    partner = np.concatenate([pairs.b[kept], hand[:, 1]]).astype(np.int32)
    if focus in own:
        turned = partner == own[focus]
        product, partner = np.where(turned, partner, product), np.where(turned, product, partner)
    decision, yours = _rulings(analysis, plan, kept, strangers, own)
    return PairRows(
        keys=tuple(keys),
        names=tuple(name or key for name, key in zip(names, keys, strict=True)),
        product=product,
        partner=partner,
        rows=np.concatenate([kept, np.full(len(hand), -1)]).astype(np.int32),
        decision=decision,
        yours=yours,
        evidence=np.concatenate([pairs.evidence[kept], np.full(len(hand), -1)]).astype(np.int8),
    )


def pair_columns(analysis: Analysis, listed: PairRows) -> tuple[Column, ...]:
    """What the sales say of the pairs."""
    orders = analysis.products.orders
    together, expected = count_pairs(analysis, listed)
    lift = np.where(expected > 0, together / np.where(expected > 0, expected, 1.0), np.nan)
    evidence = tuple(evidence_word(code) for code in Evidence)
    meaning = glossary()
    held_up = np.append(analysis.pairs.held_up, np.int8(UNKNOWN))[listed.rows]
    return (
        Column(_("Product"), listed.product, words=listed.names),
        Column(_("Partner"), listed.partner, words=listed.names),
        Column(_("Together"), together, "count", meaning["together"].meaning),
        Column(_("Attach rate"), _share(together, orders, listed.product), "percent",
               _("Orders with both, of all orders with the product")),
        Column(_("Reverse"), _share(together, orders, listed.partner), "percent",
               _("Orders with both, of all orders with the partner")),
        Column(_("vs chance"), lift, "times",
               meaning["lift"].meaning),
        Column(_("Evidence"), listed.evidence, "text", meaning["evidence"].meaning,
               words=evidence, tints=EVIDENCE_TINTS[listed.evidence]),
        Column(_("Held up"), held_up, "text", meaning["held_up"].meaning,
               words=(_("no"), _("yes")), tints=HELD_UP_TINTS[held_up]),
    )  # fmt: skip


def count_pairs(analysis: Analysis, listed: PairRows) -> tuple[Floats, Floats]:
    """Orders with both products of each pair, and what chance gives, kept or not."""
    counts = np.zeros((2, len(listed)))
    kept = listed.rows >= 0
    rows = listed.rows[kept]
    counts[:, kept] = analysis.pairs.together[rows], analysis.pairs.expected[rows]
    known = _counted.setdefault(analysis, {})
    for row in np.flatnonzero(~kept).tolist():
        pair = listed.pair(row)
        if pair not in known:
            known[pair] = analysis.count_together(*pair)
        counts[:, row] = known[pair]
    return counts[0], counts[1]


def _share(together: Floats, orders: npt.NDArray[np.int64], ends: Codes) -> Floats:
    sold = ends < len(orders)
    count = np.where(sold, orders[np.where(sold, ends, 0)], 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share: Floats = np.where(count > 0, together / count, np.nan)
    return share


def _rulings(
    analysis: Analysis, plan: Plan, kept: Codes, strangers: list[tuple[int, int]],
    own: dict[str, int],
) -> tuple[npt.NDArray[np.int8], Flags]:  # fmt: skip
    decision = np.zeros(len(kept) + len(strangers), dtype=np.int8)
    yours = np.zeros(len(decision), dtype=np.bool_)
    place = {ends: len(kept) + turn for turn, ends in enumerate(strangers)}
    turns = np.full(len(analysis.pairs), -1, dtype=np.int32)
    turns[kept] = np.arange(len(kept), dtype=np.int32)
    codes = {Decision.ACCEPTED: ACCEPTED, Decision.REJECTED: REJECTED}
    rows = ruled_pairs(analysis, plan).rows.tolist()
    for (pair, pairing), row in zip(plan.pairings.items(), rows, strict=True):
        if row >= 0:
            at = int(turns[row])
        else:
            at = place.get((own.get(pair.a, -1), own.get(pair.b, -1)), -1)
        if at >= 0:
            decision[at] = codes.get(pairing.decision, UNDECIDED)
            yours[at] = True
    return decision, yours
