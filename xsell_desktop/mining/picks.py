"""The recommendation lists: what was mined, ruled by the plan and the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.choices import Choice, Rung
from xsell_desktop.mining.counting.intervals import wilson
from xsell_desktop.mining.lists import EVIDENCE, Lists
from xsell_desktop.mining.policies.effects import Screening
from xsell_desktop.mining.reasons import drawn_sentence, pair_sentence
from xsell_desktop.texts import _

REPORT_EVERY = 50


@dataclass(frozen=True, slots=True)
class Pick:
    """One entry of a product's list: recommend `partner` to who looks at `anchor`.

    `rank` counts from 1. `attach_rate` is the share of the anchor's orders with the partner,
    with its 95 % interval. `source` is data, you (wanted without support in the sales) or
    both. `evidence` is None and counts are 0 where the sales do not tell. `rung` is where the
    partner comes from.
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
    rung: Rung = Rung.YOURS


@dataclass(frozen=True)
class Picks:
    """All lists: of the products sold, those that never sold, and those only the plan knows."""

    by_anchor: Mapping[str, tuple[Pick, ...]]
    screening: Screening = field(default_factory=Screening)

    def __iter__(self) -> Iterator[Pick]:
        for picks in self.by_anchor.values():
            # `yield from` would let no other thread in between
            for pick in picks:  # noqa: UP028
                yield pick

    def __len__(self) -> int:
        return sum(len(picks) for picks in self.by_anchor.values())


def partners_of(
    analysis: Analysis, plan: Plan, key: str, top: int | None = None
) -> tuple[Pick, ...]:
    """One product's list; `top` None is the plan's setting and 0 everything that qualifies."""
    limit = plan.settings.top if top is None else top
    lists = Lists(analysis, plan)
    picks = _write(analysis, key, lists.choose(key, limit))
    lists.keep()
    return picks


def all_picks(analysis: Analysis, plan: Plan, progress: Progress | None = None) -> Picks:
    """Every product's list, as long as the plan's settings say; empty lists are left out."""
    progress = progress or Progress()
    lists = Lists(analysis, plan)
    anchors = lists.anchors
    made: dict[str, tuple[Pick, ...]] = {}
    for number, key in enumerate(anchors):
        if number % REPORT_EVERY == 0:
            progress.step(_("Making the lists"), number / len(anchors))
        picks = _write(analysis, key, lists.choose(key, plan.settings.top))
        if picks:
            made[key] = picks
    lists.keep()
    return Picks(made, lists.screening)


def _write(analysis: Analysis, key: str, choices: Iterable[Choice]) -> tuple[Pick, ...]:
    chosen = list(choices)
    if not chosen:
        return ()
    index = analysis.products.index
    anchor = index.get(key)
    anchor_name = analysis.name_of(key)
    orders = 0 if anchor is None else int(analysis.products.orders[anchor])
    together = np.array([choice.together for choice in chosen])
    low, high = wilson(together, np.full(len(chosen), orders))
    picks = []
    for number, choice in enumerate(chosen):
        place = index.get(choice.partner)
        name = analysis.name_of(choice.partner)
        known = anchor is not None and place is not None
        pairing = choice.pairing
        picks.append(
            Pick(
                anchor=key,
                anchor_name=anchor_name,
                partner=choice.partner,
                partner_name=name,
                rank=number + 1,
                kind=choice.kind.value,
                together=choice.together,
                anchor_orders=orders,
                attach_rate=choice.together / orders if orders else 0.0,
                attach_low=float(low[number]) if known else 0.0,
                attach_high=float(high[number]) if known else 1.0,
                expected=choice.expected,
                score=choice.score,
                evidence=_evidence(analysis, choice.row),
                reason=choice.because
                or (
                    pair_sentence(name, anchor_name, choice.together, orders, choice.expected)
                    if known
                    else drawn_sentence(name, anchor_name)
                ),
                source=_source(choice),
                message=pairing.message if pairing is not None else "",
                rung=choice.rung,
            )
        )
    return tuple(picks)


def _evidence(analysis: Analysis, row: int) -> Evidence | None:
    return EVIDENCE[int(analysis.pairs.evidence[row])] if row >= 0 else None


def _source(choice: Choice) -> str:
    if choice.from_data:
        return "both" if choice.is_wanted else "data"
    return "you"
