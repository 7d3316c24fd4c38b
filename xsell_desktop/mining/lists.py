"""How a recommendation list comes about: the ladder's rungs, ruled by the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from weakref import WeakKeyDictionary

import numpy as np

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.domain.plan import Decision, Pairing, Plan
from xsell_desktop.mining.analysis import Analysis, Evidence, Rules
from xsell_desktop.mining.choices import RUNG_OF, Choice, Rung
from xsell_desktop.mining.kinds.ruling import kind_of, recommended_kinds
from xsell_desktop.mining.ladder.ladder import Ladder
from xsell_desktop.mining.reach import give_everyone_a_place
from xsell_desktop.sales.lines import Flags

EVIDENCE = tuple(Evidence)
LOWER = 40  # partners from below the mined rungs that are weighed for one list

Rulings = Mapping[str, Pairing]
_UNRULED: Rulings = {}
_rules: WeakKeyDictionary[Analysis, tuple[tuple[object, ...], Rules]] = WeakKeyDictionary()


class Lists:
    """The lists of one analysis under one plan: partners in order, not yet written out.

    Mined pairs come first, by score, with a place for every product (`mining.reach`). Lower
    rungs fill a list that would be empty, and with `Settings.fill_lists` one that is short.
    Pinned and accepted partners go before them all. Kinds that are not recommended stay out.
    """

    def __init__(self, analysis: Analysis, plan: Plan) -> None:
        self._analysis, self._plan = analysis, plan
        self._ladder = Ladder(analysis)
        self._rules = rules_under(analysis, plan)
        self._fit = fit_pairs(analysis, plan)
        self._rulings: dict[str, dict[str, Pairing]] = {}
        for pair, pairing in plan.pairings.items():
            self._rulings.setdefault(pair.a, {})[pair.b] = pairing
            self._rulings.setdefault(pair.b, {})[pair.a] = pairing

    @property
    def anchors(self) -> list[str]:
        """Products that may have a list: those sold, then those only the plan knows."""
        known = self._analysis.products.index
        return [
            *self._analysis.products.keys,
            *sorted(key for key in self._rulings if key not in known),
        ]

    def choose(self, key: str, limit: int) -> list[Choice]:
        """A product's partners, at most `limit` of them; 0 is everything that qualifies."""
        rulings = self._rulings.get(key, _UNRULED)
        chosen = self._ruled(key, self._mined(key, rulings, limit), rulings)
        if (self._plan.settings.fill_lists and (not limit or len(chosen) < limit)) or not chosen:
            chosen += self._lower(key, chosen, rulings)
        return chosen[:limit] if limit > 0 else chosen

    def _mined(self, key: str, rulings: Rulings, limit: int) -> list[Choice]:
        """The product's rules in their order; only as many as can be needed."""
        anchor = self._analysis.products.index.get(key)
        if anchor is None:
            return []
        analysis = self._analysis
        rules, pairs, keys = self._rules, analysis.pairs, analysis.products.keys
        begin, end = int(rules.start[anchor]), int(rules.start[anchor + 1])
        if limit > 0 and not rulings:
            end = min(end, begin + limit)
        rows = rules.pair[begin:end]
        return [
            Choice(
                keys[partner], row, score, together, expected, rulings.get(keys[partner]),
                from_data=True, rung=RUNG_OF[EVIDENCE[word]],
                kind=kind_of(analysis, row, rulings.get(keys[partner])),
            )
            for partner, row, score, together, expected, word in zip(
                rules.partner[begin:end].tolist(),
                rows.tolist(),
                rules.score[begin:end].tolist(),
                pairs.together[rows].tolist(),
                pairs.expected[rows].tolist(),
                pairs.evidence[rows].tolist(),
                strict=True,
            )
        ]  # fmt: skip

    def _lower(self, key: str, above: Iterable[Choice], rulings: Rulings) -> list[Choice]:
        """Partners of rung 3 and below that are not listed above, the surer rung first."""
        row = self._analysis.products.index.get(key)
        if row is None:
            return []
        taken = {key, *(choice.partner for choice in above), *self._instead_of(row)}
        lower: list[Choice] = []
        for choice in self._ladder.below(row, self._plan.settings.lowest_rung):
            ruling = rulings.get(choice.partner)
            if choice.partner not in taken and is_open(ruling, key):
                taken.add(choice.partner)
                lower.append(replace(choice, pairing=ruling))
                if len(lower) == LOWER:
                    break
        return lower

    def _instead_of(self, anchor: int) -> set[str]:
        """Partners that are bought instead of a product, or are the same in another size."""
        analysis, keys = self._analysis, self._analysis.products.keys
        alternatives, pairs = analysis.alternatives, analysis.pairs
        told = alternatives.of(anchor)
        others = {*alternatives.a[told].tolist(), *alternatives.b[told].tolist()}
        unfit = np.flatnonzero(((pairs.a == anchor) | (pairs.b == anchor)) & ~self._fit)
        others |= {*pairs.a[unfit].tolist(), *pairs.b[unfit].tolist()}
        return {keys[row] for row in others - {anchor}}

    def _ruled(self, key: str, mined: list[Choice], rulings: Rulings) -> list[Choice]:
        """Pinned partners, then accepted ones, then what the data says."""
        if not rulings:
            return mined
        by_partner = {choice.partner: choice for choice in mined}
        decided = []
        for partner, ruling in rulings.items():
            if ruling.decision is Decision.ACCEPTED and ruling.allows(key):
                choice = by_partner.get(partner) or self._unmined(key, partner, ruling)
                if self._is_visible(partner):
                    decided.append(choice)
        decided.sort(key=lambda c: (not is_pinned(c), -c.score, c.partner))
        taken = {choice.partner for choice in decided}
        return decided + [c for c in mined if c.partner not in taken and is_open(c.pairing, key)]

    def _unmined(self, key: str, partner: str, pairing: Pairing) -> Choice:
        """A partner that was decided on though the data alone would not list it."""
        analysis = self._analysis
        together, expected = analysis.count_together(key, partner)
        found = analysis.pair_row(key, partner)
        row = -1 if found is None else found
        score = 0.0
        if row >= 0:
            first = key == analysis.products.keys[analysis.pairs.a[row]]
            score = float((analysis.pairs.score_ab if first else analysis.pairs.score_ba)[row])
        return Choice(
            partner, row, score, together, expected, pairing,
            from_data=False, rung=Rung.YOURS, kind=kind_of(analysis, row, pairing),
        )  # fmt: skip

    def _is_visible(self, key: str) -> bool:
        row = self._analysis.products.index.get(key)
        return row is None or bool(self._analysis.products.visible[row])


def fit_pairs(analysis: Analysis, plan: Plan) -> Flags:
    """By row of `Pairs`: whether it is of a kind that lists hold."""
    wanted = recommended_kinds(plan.settings)
    fit = np.array([kind in wanted for kind in KINDS], np.bool_)[analysis.pairs.kind]
    for pair, pairing in plan.pairings.items():
        if pairing.kind is not None:
            row = analysis.pair_row(*pair)
            if row is not None:
                fit[row] = pairing.kind in wanted
    return fit


def rules_under(analysis: Analysis, plan: Plan) -> Rules:
    """The rules that lists are made of: of kinds they hold, with a place for every product.

    Kept while the analysis lives, for one set of settings and kinds at a time.
    """
    kinds = frozenset((pair, r.kind) for pair, r in plan.pairings.items() if r.kind is not None)
    asked = (plan.settings.top, plan.settings.also_recommend, kinds)
    kept = _rules.get(analysis)
    if kept is None or kept[0] != asked:
        rules = analysis.rules.only(fit_pairs(analysis, plan))
        kept = asked, give_everyone_a_place(rules, analysis.pairs, plan.settings.top)
        _rules[analysis] = kept
    return kept[1]


def is_open(pairing: Pairing | None, anchor: str) -> bool:
    """Whether a partner that nobody accepted may be listed under a ruling."""
    if pairing is None or pairing.decision is Decision.NONE:
        return True
    return pairing.decision is Decision.ACCEPTED and pairing.allows(anchor)


def is_pinned(choice: Choice) -> bool:
    """Whether the user put this partner first."""
    return choice.pairing is not None and choice.pairing.pinned
