"""What the newest orders changed: pairs that appeared, faded or turned into their opposite.

The rules and a worked example are in docs/measures.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import size_aware_chance
from xsell_desktop.mining.counting.intervals import count_high, count_low, wilson
from xsell_desktop.mining.counting.pairs import basket_matrix
from xsell_desktop.mining.counting.significance import Discoveries, lower_tail, upper_tail
from xsell_desktop.mining.trust.periods import keep_orders
from xsell_desktop.sales.lines import Codes, Flags, Floats, Lines
from xsell_desktop.texts import _

Whole = npt.NDArray[np.int64]

ENOUGH = 5  # orders together, or due, from which a turn can be told
SIGNIFICANT = 0.05
PAIRS_AT_ONCE = 5_000


class Turn(IntEnum):
    """What happened to a pair; stored as small codes."""

    REVERSED = 0  # proven before and apart now, or the other way round
    FADED = 1  # proven before, no longer more than chance gives
    APPEARED = 2  # proven now, not before, and met more often than before


@dataclass(frozen=True, eq=False)
class Changes:
    """C pairs that turned with the new orders, kind of turn by kind, the clearest first.

    C entries each: `a < b` are rows of the analysis' products; `earlier` and `together` count
    orders with both among the earlier and the new orders, `earlier_expected` and `expected` are
    each period's own chance; `due` is what the earlier orders lead to expect of the new ones:
    their lift at its least, but no attach rate above its most. `word_before` and `word` are codes
    of `Evidence`. `checked` of the `proven_before` pairs have enough new orders to tell;
    `made_sure` pairs are proven only now, though they meet as they may have met before: there are
    more orders to tell by. `since` and `until` are ISO days of the new orders, '' without dates.
    """

    a: Codes
    b: Codes
    turn: npt.NDArray[np.int8]
    earlier: Whole
    earlier_expected: Floats
    together: Whole
    expected: Floats
    due: Floats
    word_before: npt.NDArray[np.int8]
    word: npt.NDArray[np.int8]
    earlier_orders: int
    new_orders: int
    since: str
    until: str
    proven_before: int
    proven_now: int
    checked: int
    made_sure: int

    def __len__(self) -> int:
        return len(self.a)

    def count(self, turn: Turn) -> int:
        """How many pairs took this turn."""
        return int((self.turn == turn).sum())


def without_orders(lines: Lines, left_out: Flags) -> Lines:
    """The lines of the other orders; `left_out` has an entry an order. Orders keep their codes."""
    kept = ~left_out[lines.line_order]
    return replace(
        lines,
        line_order=lines.line_order[kept],
        line_product=lines.line_product[kept],
        line_quantity=lines.line_quantity[kept],
        line_revenue=lines.line_revenue[kept],
        line_returned=lines.line_returned[kept],
    )


def find_changes(
    before: Analysis, now: Analysis, new: Flags, progress: Progress | None = None
) -> Changes:
    """Compare an analysis with the one without its `new` orders (an entry an order of baskets).

    Raises ValueError for an analysis without baskets.
    """
    if now.baskets is None:
        raise ValueError("changes need baskets")
    progress = progress or Progress()
    baskets = now.baskets
    a, b, word_before, word = _candidates(before, now)
    earlier, recent = keep_orders(baskets, ~new), keep_orders(baskets, new)
    counted = _count(earlier, a, b, progress.part(0.0, 0.5))
    together = _count(recent, a, b, progress.part(0.5, 1.0))
    chance, expected = _chance(earlier, a, b), _chance(recent, a, b)
    times = expected / np.where(chance > 0, chance, np.inf)
    due, most = _due(earlier, recent, a, b, counted, times), times * count_high(counted)
    # pairs that hardly any order held were not kept, so their word is found here
    asked = (word_before == Evidence.CHANCE) & (chance >= ENOUGH)
    word_before[_surely(lower_tail(counted, chance), asked)] = Evidence.APART
    turn = _turns(word_before, word, together, expected, due, most)
    turned = np.flatnonzero(turn >= 0)
    foreseen = np.where(turn == Turn.FADED, due, expected)
    clear = np.abs(together - foreseen) / np.sqrt(foreseen + 1)
    order = turned[np.lexsort((b[turned], a[turned], -clear[turned], turn[turned]))]
    days = recent.date[~np.isnat(recent.date)].astype("datetime64[D]")
    proven = word_before == Evidence.PROVEN
    return Changes(
        a[order], b[order], turn[order], counted[order], chance[order], together[order],
        expected[order], due[order], word_before[order], word[order],
        earlier_orders=len(earlier),
        new_orders=len(recent),
        since=str(days.min()) if len(days) else "",
        until=str(days.max()) if len(days) else "",
        proven_before=int((before.pairs.evidence == Evidence.PROVEN).sum()),
        proven_now=int((now.pairs.evidence == Evidence.PROVEN).sum()),
        checked=int((proven & (due >= ENOUGH)).sum()),
        made_sure=int(((word == Evidence.PROVEN) & ~proven & (turn < 0)).sum()),
    )  # fmt: skip


def _candidates(
    before: Analysis, now: Analysis
) -> tuple[Codes, Codes, npt.NDArray[np.int8], npt.NDArray[np.int8]]:
    """Pairs proven, apart or alternatives before, or proven now: rows of today's products, and
    both words."""
    place = np.array([now.products.index.get(key, -1) for key in before.products.keys], np.int64)
    old, size = before.pairs, max(1, len(now.products))
    told = np.isin(old.evidence, (Evidence.PROVEN, Evidence.APART))
    ends = np.sort(np.stack((place[old.a[told]], place[old.b[told]])), axis=0)
    there = ends[0] >= 0
    was = dict(
        zip((ends[0] * size + ends[1])[there].tolist(), old.evidence[told][there].tolist(),
            strict=True)
    )  # fmt: skip
    today = now.pairs.a.astype(np.int64) * size + now.pairs.b
    proven = today[now.pairs.evidence == Evidence.PROVEN]
    instead = np.sort(
        np.stack((place[before.alternatives.a], place[before.alternatives.b])), axis=0
    )
    instead = (instead[0] * size + instead[1])[instead[0] >= 0]
    keys = np.unique(np.concatenate((proven, np.fromiter(was, np.int64, len(was)), instead)))
    is_now = dict(zip(today.tolist(), now.pairs.evidence.tolist(), strict=True))
    nothing = int(Evidence.CHANCE)
    return (
        (keys // size).astype(np.int32),
        (keys % size).astype(np.int32),
        np.array([was.get(key, nothing) for key in keys.tolist()], np.int8),
        np.array([is_now.get(key, nothing) for key in keys.tolist()], np.int8),
    )


def _turns(
    word_before: npt.NDArray[np.int8],
    word: npt.NDArray[np.int8],
    together: Whole,
    expected: Floats,
    due: Floats,
    most: Floats,
) -> npt.NDArray[np.int8]:
    """The turn of each pair; -1 for none."""
    proven = word_before == Evidence.PROVEN
    apart = word_before == Evidence.APART
    above = upper_tail(together, expected)
    fewer = _surely(lower_tail(together, expected), proven & (expected >= ENOUGH))
    more = _surely(above, apart & (together >= ENOUGH))
    faded = _surely(lower_tail(together, due), proven & (due >= ENOUGH))
    found = (word == Evidence.PROVEN) & ~proven & (together > expected)
    turn = np.full(len(word), -1, np.int8)
    turn[_surely(upper_tail(together, most), found)] = Turn.APPEARED
    turn[faded & (above > SIGNIFICANT)] = Turn.FADED
    turn[fewer | more] = Turn.REVERSED
    return turn


def _surely(p_values: Floats, asked: Flags) -> Flags:
    """Which of the pairs asked about pass Benjamini–Hochberg among themselves."""
    tested = p_values[asked]
    passed = np.zeros(len(p_values), np.bool_)
    passed[asked] = Discoveries(tested, len(tested)).q_value(tested) <= SIGNIFICANT
    return passed


def _count(baskets: Baskets, a: Codes, b: Codes, progress: Progress) -> Whole:
    """Orders with both of each pair."""
    held = basket_matrix(baskets)
    found = np.zeros(len(a), np.int64)
    for first in range(0, len(a), PAIRS_AT_ONCE):
        progress.step(_("Comparing with earlier orders"), first / len(a))
        some = slice(first, first + PAIRS_AT_ONCE)
        found[some] = held[a[some]].multiply(held[b[some]]).sum(axis=1).ravel()
    return found


def _due(
    earlier: Baskets, recent: Baskets, a: Codes, b: Codes, together: Whole, times: Floats
) -> Floats:
    """New orders with both, `times` the earlier ones if the lift stayed at its lower bound."""
    due = times * count_low(together)
    before, since = np.diff(earlier.start), np.diff(recent.start)
    for anchor in (a, b):
        _low, high = wilson(together, before[anchor])
        due = np.minimum(due, since[anchor] * high)
    return due


def _chance(baskets: Baskets, a: Codes, b: Codes) -> Floats:
    rates = size_aware_chance(baskets).rates
    return np.asarray(np.einsum("ij,ij->i", rates[a], rates[b]), dtype=np.float64)
