"""The pairs of products as a table, with what the user decided about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.domain.plan import Decision, Pair, Pairing, Plan
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.counting.figures import FIGURES, Counted, work_out
from xsell_desktop.mining.counting.intervals import wilson
from xsell_desktop.mining.trust.held_up import UNKNOWN, nothing_later
from xsell_desktop.sales.lines import Floats

Rows = npt.NDArray[np.int64]


def pair_table(analysis: Analysis, plan: Plan) -> pd.DataFrame:
    """The pairs kept, strongest first, then the user's pairings that were not kept.

    `product` is the one in more orders; columns named `…_back` look from `partner`. A pairing
    that was not kept has its counts where both products sold, and no evidence. Shares are 0–1.
    `kind_in_sales` is the kind without the user's word, by which a reader knows that word.
    """
    pairs = analysis.pairs
    extra = _not_kept(analysis, plan)
    keys, names, orders = _products(analysis, extra)
    row_of = {key: row for row, key in enumerate(keys)}
    ends = [sorted((row_of[pair.a], row_of[pair.b])) for pair in extra]
    one = np.append(pairs.a, [first for first, _second in ends]).astype(np.int64)
    other = np.append(pairs.b, [second for _first, second in ends]).astype(np.int64)
    counted, by_chance = _counted(analysis, extra)
    together = np.append(pairs.together.astype(np.float64), counted)
    expected = np.append(pairs.expected, by_chance)
    with np.errstate(divide="ignore", invalid="ignore"):
        lift = together / expected
    there, back = _attach(together, orders[one]), _attach(together, orders[other])
    columns: dict[str, Any] = {
        "product": _categories(one, keys),
        "product_name": _categories(one, names),
        "partner": _categories(other, keys),
        "partner_name": _categories(other, names),
        "orders_together": together,
        "orders_of_product": orders[one],
        "orders_of_partner": orders[other],
        **dict(zip(("attach_rate", "attach_low", "attach_high"), there, strict=True)),
        **dict(zip(("attach_rate_back", "attach_low_back", "attach_high_back"), back, strict=True)),
        "expected_together": np.round(expected, 4),
        "lift": np.round(lift, 4),
        "q_value": _significant(_padded(pairs.q_value, len(extra))),
        "strength": np.round(_padded(pairs.strength, len(extra)), 6),
        "evidence": _evidence(pairs.evidence, len(extra)),
        "top_customer_share": np.round(_padded(pairs.top_customer, len(extra)), 4),
        "like_for_like_lift": np.round(_padded(pairs.like_for_like, len(extra)), 4),
        **_decisions(analysis, plan, extra, row_of),
        **_further(Counted(together, expected, orders[one], orders[other], *_shop(analysis))),
        "kind": _kinds(analysis, plan, extra),
        **_later(analysis, len(extra)),
        "kind_in_sales": _kinds(analysis, Plan(), extra),
    }
    return pd.DataFrame(columns)


def _later(analysis: Analysis, extra: int) -> dict[str, Any]:
    """How the pairs did in the last fifth of the orders; blank where that cannot be told."""
    later = analysis.later or nothing_later(len(analysis.pairs))
    verdict = np.append(later.verdict, np.full(extra, UNKNOWN)).astype(np.int64)
    known = 1.0 if later.orders else np.nan
    return {
        "held_up": _coded(verdict - UNKNOWN, ("", "false", "true")),
        "same_count_rate": np.round(_padded(later.same_count_rate, extra), 4),
        "later_together": _padded(later.together, extra) * known,
        "later_expected": np.round(_padded(later.expected, extra) * known, 4),
    }


def _not_kept(analysis: Analysis, plan: Plan) -> list[Pair]:
    """The user's pairings about pairs that mining did not keep, in a fixed order."""
    return sorted(pair for pair in plan.pairings if analysis.pair_row(*pair) is None)


def _products(analysis: Analysis, extra: Sequence[Pair]) -> tuple[list[str], list[str], Floats]:
    """Keys, names and orders of the sold products, then of those only the user knows."""
    products = analysis.products
    strangers = sorted({key for pair in extra for key in pair} - set(products.index))
    orders = _padded(products.orders, 0)
    return (
        [*products.keys, *strangers],
        [*products.names, *strangers],
        np.append(orders, np.full(len(strangers), np.nan)),
    )


def _counted(analysis: Analysis, extra: Sequence[Pair]) -> tuple[Floats, Floats]:
    """Orders together and by chance of pairs that were not kept; blank where one never sold."""
    counts = np.full((2, len(extra)), np.nan)
    sold = analysis.products.index
    for place, pair in enumerate(extra):
        if analysis.baskets is not None and pair.a in sold and pair.b in sold:
            counts[:, place] = analysis.count_together(*pair)
    return counts[0], counts[1]


def _shop(analysis: Analysis) -> tuple[int, float]:
    """Its orders, and how far lifts are shrunk."""
    return max(1, analysis.orders), analysis.settings.smoothing


def _further(counted: Counted) -> dict[str, Floats]:
    """The columns after the decisions."""
    return {name: _significant(work_out(name, counted)) for name in FIGURES}


def _padded(values: npt.NDArray[Any], extra: int) -> Floats:
    return np.append(values.astype(np.float64), np.full(extra, np.nan))


def _attach(together: Floats, orders: Floats) -> tuple[Floats, Floats, Floats]:
    """Attach rate with its 95 % interval; blank where the count is."""
    known = ~np.isnan(together)
    low, high = wilson(np.where(known, together, 0), np.where(known, orders, 1))
    rate = together / orders
    blank = np.where(known, 0.0, np.nan)
    return rate.round(6), (low + blank).round(6), (high + blank).round(6)


def _significant(values: Floats) -> Floats:
    """Four significant digits, however small."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        digits = np.power(10.0, 3 - np.floor(np.log10(np.abs(values))))
        rounded = np.round(values * digits) / digits
    return np.where(np.isfinite(rounded), rounded, values)


def _categories(codes: Rows, words: Sequence[str]) -> pd.Categorical:
    """A text column; several codes may mean the same word."""
    distinct = {word: place for place, word in enumerate(dict.fromkeys(words))}
    places = np.array([distinct[word] for word in words], dtype=np.int64)
    taken = places[codes] if len(places) else codes
    return _coded(taken, distinct)


def _evidence(codes: npt.NDArray[np.int8], extra: int) -> pd.Categorical:
    words = [word.name.lower() for word in Evidence]
    return _coded(np.append(codes, np.full(extra, -1)).astype(np.int64), words)


def _kinds(analysis: Analysis, plan: Plan, extra: Sequence[Pair]) -> pd.Categorical:
    """The user's word on each pair, else what the sales say."""
    codes = np.append(analysis.pairs.kind, np.zeros(len(extra), np.int8)).astype(np.int64)
    place = {pair: len(analysis.pairs) + n for n, pair in enumerate(extra)}
    for pair, pairing in plan.pairings.items():
        if pairing.kind is not None:
            row = analysis.pair_row(*pair)
            codes[place[pair] if row is None else row] = KINDS.index(pairing.kind)
    return _coded(codes, [kind.value for kind in KINDS])


def _coded(codes: Rows, words: Iterable[str]) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, pd.Index(list(words), dtype=object))


def _decisions(
    analysis: Analysis, plan: Plan, extra: Sequence[Pair], row_of: Mapping[str, int]
) -> dict[str, Any]:
    """What the user said, by row."""
    ruled: dict[int, Pairing] = {}
    for pair, pairing in plan.pairings.items():
        row = analysis.pair_row(*pair)
        if row is not None:
            ruled[row] = pairing
    ruled |= {len(analysis.pairs) + n: plan.pairings[pair] for n, pair in enumerate(extra)}
    size = len(analysis.pairs) + len(extra)
    pinned, by_hand = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    for row, pairing in ruled.items():
        pinned[row], by_hand[row] = pairing.pinned, pairing.by_hand
    decided = {r: p.decision.value for r, p in ruled.items() if p.decision is not Decision.NONE}
    return {
        "decision": _sparse_texts(size, decided),
        "direction": _sparse_texts(size, {r: _direction(p, row_of) for r, p in ruled.items()}),
        "pinned": pinned,
        "by_hand": by_hand,
        "message": _sparse_texts(size, {r: p.message for r, p in ruled.items()}),
        "note": _sparse_texts(size, {r: p.note for r, p in ruled.items()}),
    }


def _direction(pairing: Pairing, row_of: Mapping[str, int]) -> str:
    """`both`, or which one recommends the other, in the words of the table's columns."""
    a, b = pairing.pair
    if pairing.allows(a) and pairing.allows(b):
        return "both"
    return "from_product" if pairing.allows(a) == (row_of[a] < row_of[b]) else "from_partner"


def _sparse_texts(size: int, texts: Mapping[int, str]) -> pd.Categorical:
    """A text column that is empty but for a few rows."""
    codes = np.zeros(size, dtype=np.int64)
    words = {"": 0}
    for row, text in texts.items():
        codes[row] = words.setdefault(text, len(words))
    return _coded(codes, words)
