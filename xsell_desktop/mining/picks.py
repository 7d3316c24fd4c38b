"""The recommendation lists: what was mined, ruled by the plan and the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from xsell_desktop.domain.plan import Decision, Pairing, Plan
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.counting.intervals import wilson
from xsell_desktop.mining.reasons import drawn_sentence, pair_sentence
from xsell_desktop.texts import _

REPORT_EVERY = 50
EVIDENCE = tuple(Evidence)


@dataclass(frozen=True, slots=True)
class Pick:
    """One entry of a product's list: recommend `partner` to who looks at `anchor`.

    `rank` counts from 1. `attach_rate` is the share of the anchor's orders with the partner,
    with its 95 % interval. `source` is data, you (decided without support in the sales) or
    both. `evidence` is None and counts are 0 where the sales do not tell.
    """

    anchor: str
    anchor_name: str
    partner: str
    partner_name: str
    rank: int
    kind: str
    together: int
    anchor_orders: int
    attach_rate: float
    attach_low: float
    attach_high: float
    expected: float
    score: float
    evidence: Evidence | None
    reason: str
    source: str
    message: str


@dataclass(frozen=True)
class Picks:
    """All lists, anchors in the order of `Analysis.products`, then those only the plan knows."""

    by_anchor: Mapping[str, tuple[Pick, ...]]

    def __iter__(self) -> Iterator[Pick]:
        for picks in self.by_anchor.values():
            # `yield from` would let no other thread in between
            for pick in picks:  # noqa: UP028
                yield pick

    def __len__(self) -> int:
        return sum(len(picks) for picks in self.by_anchor.values())


@dataclass(frozen=True, slots=True)
class _Choice:
    """A partner before it is written out; `row` is its pair's row, -1 when it was not kept."""

    partner: str
    row: int
    score: float
    together: int
    expected: float
    pairing: Pairing | None
    from_data: bool


def partners_of(
    analysis: Analysis, plan: Plan, key: str, top: int | None = None
) -> tuple[Pick, ...]:
    """One product's list; `top` None is the plan's setting and 0 everything that qualifies."""
    limit = plan.settings.top if top is None else top
    rulings = {p.b if p.a == key else p.a: r for p, r in plan.pairings.items() if key in p}
    return _write(analysis, key, _choose(analysis, key, rulings, limit))


def all_picks(analysis: Analysis, plan: Plan, progress: Progress | None = None) -> Picks:
    """Every product's list, as long as the plan's settings say; empty lists are left out."""
    progress = progress or Progress()
    rulings: dict[str, dict[str, Pairing]] = {}
    for pair, pairing in plan.pairings.items():
        rulings.setdefault(pair.a, {})[pair.b] = pairing
        rulings.setdefault(pair.b, {})[pair.a] = pairing
    known = analysis.products.index
    anchors = [*analysis.products.keys, *sorted(key for key in rulings if key not in known)]
    lists: dict[str, tuple[Pick, ...]] = {}
    nothing: dict[str, Pairing] = {}
    for number, key in enumerate(anchors):
        if number % REPORT_EVERY == 0:
            progress.step(_("Making the lists"), number / len(anchors))
        ruled = rulings.get(key, nothing)
        picks = _write(analysis, key, _choose(analysis, key, ruled, plan.settings.top))
        if picks:
            lists[key] = picks
    return Picks(lists)


def _choose(
    analysis: Analysis, key: str, rulings: Mapping[str, Pairing], limit: int
) -> list[_Choice]:
    """Pinned partners, then accepted ones, then what the data says."""
    mined = _mined(analysis, key, rulings, limit)
    if not rulings:
        return mined
    by_partner = {choice.partner: choice for choice in mined}
    decided = []
    for partner, ruling in rulings.items():
        if ruling.decision is Decision.ACCEPTED and ruling.allows(key):
            choice = by_partner.get(partner) or _unmined(analysis, key, partner, ruling)
            if _is_visible(analysis, partner):
                decided.append(choice)
    decided.sort(key=lambda c: (not _pinned(c), -c.score, c.partner))
    taken = {choice.partner for choice in decided}
    chosen = decided + [c for c in mined if c.partner not in taken and _is_open(c.pairing, key)]
    return chosen[:limit] if limit > 0 else chosen


def _mined(
    analysis: Analysis, key: str, rulings: Mapping[str, Pairing], limit: int
) -> list[_Choice]:
    """The product's rules in their order; only as many as can be needed."""
    anchor = analysis.products.index.get(key)
    if anchor is None:
        return []
    rules, pairs, keys = analysis.rules, analysis.pairs, analysis.products.keys
    begin, end = int(rules.start[anchor]), int(rules.start[anchor + 1])
    if limit > 0 and not rulings:
        end = min(end, begin + limit)
    rows = rules.pair[begin:end]
    return [
        _Choice(keys[partner], row, score, together, expected, rulings.get(keys[partner]), True)
        for partner, row, score, together, expected in zip(
            rules.partner[begin:end].tolist(),
            rows.tolist(),
            rules.score[begin:end].tolist(),
            pairs.together[rows].tolist(),
            pairs.expected[rows].tolist(),
            strict=True,
        )
    ]


def _unmined(analysis: Analysis, key: str, partner: str, pairing: Pairing) -> _Choice:
    """A partner that was decided on though the data alone would not list it."""
    together, expected = analysis.count_together(key, partner)
    row = analysis.pair_row(key, partner)
    score = 0.0
    if row is not None:
        first = key == analysis.products.keys[analysis.pairs.a[row]]
        score = float((analysis.pairs.score_ab if first else analysis.pairs.score_ba)[row])
    return _Choice(partner, -1 if row is None else row, score, together, expected, pairing, False)


def _is_open(pairing: Pairing | None, anchor: str) -> bool:
    """Whether a mined partner may still be listed under a ruling."""
    if pairing is None or pairing.decision is Decision.NONE:
        return True
    return pairing.decision is Decision.ACCEPTED and pairing.allows(anchor)


def _is_visible(analysis: Analysis, key: str) -> bool:
    row = analysis.products.index.get(key)
    return row is None or bool(analysis.products.visible[row])


def _pinned(choice: _Choice) -> bool:
    return choice.pairing is not None and choice.pairing.pinned


def _write(analysis: Analysis, key: str, choices: Iterable[_Choice]) -> tuple[Pick, ...]:
    chosen = list(choices)
    if not chosen:
        return ()
    index, names = analysis.products.index, analysis.products.names
    anchor = index.get(key)
    anchor_name = key if anchor is None else names[anchor]
    orders = 0 if anchor is None else int(analysis.products.orders[anchor])
    together = np.array([choice.together for choice in chosen])
    low, high = wilson(together, np.full(len(chosen), orders))
    picks = []
    for number, choice in enumerate(chosen):
        place = index.get(choice.partner)
        name = choice.partner if place is None else names[place]
        known = anchor is not None and place is not None
        pairing = choice.pairing
        picks.append(
            Pick(
                anchor=key,
                anchor_name=anchor_name,
                partner=choice.partner,
                partner_name=name,
                rank=number + 1,
                kind="cross_sell",
                together=choice.together,
                anchor_orders=orders,
                attach_rate=choice.together / orders if orders else 0.0,
                attach_low=float(low[number]) if known else 0.0,
                attach_high=float(high[number]) if known else 1.0,
                expected=choice.expected,
                score=choice.score,
                evidence=_evidence(analysis, choice.row),
                reason=pair_sentence(name, anchor_name, choice.together, orders, choice.expected)
                if known
                else drawn_sentence(name, anchor_name),
                source=_source(choice),
                message=pairing.message if pairing is not None else "",
            )
        )
    return tuple(picks)


def _evidence(analysis: Analysis, row: int) -> Evidence | None:
    return EVIDENCE[int(analysis.pairs.evidence[row])] if row >= 0 else None


def _source(choice: _Choice) -> str:
    if choice.pairing is None or choice.pairing.decision is not Decision.ACCEPTED:
        return "data"
    return "both" if choice.from_data else "you"
