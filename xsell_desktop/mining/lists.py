"""How a recommendation list comes about: the ladder's rungs, ruled by the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.domain.plan import Decision, Pairing, Plan
from xsell_desktop.domain.policies import Policy
from xsell_desktop.mining.analysis import Analysis, Evidence, Rules
from xsell_desktop.mining.choices import RUNG_OF, Choice, Rung
from xsell_desktop.mining.kinds.ruling import kind_of, recommended_kinds
from xsell_desktop.mining.ladder.ladder import Ladder
from xsell_desktop.mining.ladder.words import borrowed_sentence
from xsell_desktop.mining.policies.caps import keep_caps, kept_caps
from xsell_desktop.mining.policies.effects import Screening
from xsell_desktop.mining.policies.facts import day_of_lists, facts_of
from xsell_desktop.mining.policies.screen import Screen
from xsell_desktop.mining.policies.weights import keep_places
from xsell_desktop.mining.reach import give_everyone_a_place
from xsell_desktop.mining.ruled_pairs import ruled_pairs
from xsell_desktop.mining.wishes import UNRULED, Rulings, barred_products, is_open, read_wishes
from xsell_desktop.sales.lines import Flags, Floats
from xsell_desktop.texts import _

EVIDENCE = tuple(Evidence)
AHEAD = 3  # times the length of a list is looked at first where policies stop partners
LOWER = 40  # partners from below the mined rungs that are weighed for one list

Rows = npt.NDArray[np.integer]
_rules: WeakKeyDictionary[Analysis, tuple[tuple[object, ...], Rules]] = WeakKeyDictionary()


class Lists:
    """The lists of one analysis under one plan: partners in order, not yet written out.

    Mined pairs come first, by score, with a place for every product (`mining.reach`). Lower
    rungs fill a list in which nothing is the data's, and with `Settings.fill_lists` one that is
    short. Own places, pinned and accepted partners go before them all. Kinds that are not
    recommended stay out, what the user never recommends, and what the policies stop; where a
    policy says how many lists may hold a product, the lists are made in the order of `anchors`.
    """

    def __init__(self, analysis: Analysis, plan: Plan) -> None:
        self._analysis, self._plan = analysis, plan
        self._ladder = Ladder(analysis)
        self._rules = rules_under(analysis, plan)
        self._fit = fit_pairs(analysis, plan)
        self._wishes = read_wishes(plan, day_of_lists(analysis, plan))
        self._screen: Screen | None = None
        if any(policy.enabled for policy in plan.policies):
            facts, caps = facts_of(analysis, plan), kept_caps(analysis, plan)
            self._screen = Screen(plan, facts, self._find, caps, self._wishes.barred)

    @property
    def screening(self) -> Screening:
        """What the policies did to the lists made so far."""
        return self._screen.screening if self._screen is not None else Screening()

    def keep(self) -> None:
        """Keep what the lists made so far came to, so that the next asked for comes quicker."""
        if self._screen is not None and self._screen.caps:
            keep_caps(self._analysis, self._plan, self._screen.caps)

    @cached_property
    def anchors(self) -> list[str]:
        """Products that may have a list: sold, of the catalogue only, then those of the plan."""
        sold, unsold = self._analysis.products, self._analysis.unsold
        known = {**sold.index, **unsold.index}
        ruled = self._wishes.rulings.keys() | self._wishes.own.keys()
        return [*sold.keys, *unsold.keys, *sorted(key for key in ruled if key not in known)]

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {key: number for number, key in enumerate(self.anchors)}

    def choose(self, key: str, limit: int) -> list[Choice]:
        """A product's partners, at most `limit` of them; 0 is everything that qualifies."""
        if self._screen is not None:
            return self._choose_screened(self._screen, key, limit)
        fill, asked = self._plan.settings.fill_lists, 0 if self._wishes.speaks_of(key) else limit
        chosen = self._ruled(key, self._mined(key, asked))
        if (fill and (not limit or len(chosen) < limit)) or not _holds_data(chosen):
            chosen, lower = _joined(chosen, self._lower(key, chosen))
            chosen += lower
        return chosen[:limit] if limit > 0 else chosen

    def conflicts(self, key: str) -> dict[str, Policy]:
        """The policies against partners that the user wants in a product's list, by partner."""
        if self._screen is None or not self._wishes.speaks_of(key):
            return {}
        self.choose(key, 0)
        return dict(self._screen.conflicts)

    def _choose_screened(self, screen: Screen, key: str, limit: int) -> list[Choice]:
        """The list as the policies leave it, the lists before it having taken their share."""
        caps, top = screen.caps, self._plan.settings.top
        if not caps:
            return self._sift(screen, key, 0, limit)
        number = self._numbers.get(key, len(self.anchors))
        while caps.settled < number:
            shown = self._sift(screen, self.anchors[caps.settled], caps.settled, top)
            caps.count(caps.settled, (choice.partner for choice in shown))
        chosen = self._sift(screen, key, number, limit)
        if caps.settled == number < len(self.anchors):
            caps.count(number, (choice.partner for choice in chosen[: top or None]))
        return chosen

    def _sift(self, screen: Screen, key: str, number: int, limit: int) -> list[Choice]:
        settings, ruled = self._plan.settings, self._wishes.speaks_of(key)
        top, at = settings.top or None, screen.list_of(key, number)
        ahead = 0 if top is None or ruled else AHEAD * min(limit, top)
        if ruled:
            plain = self._ruled(key, self._mined(key, 0))
            usual, found = [choice.partner for choice in plain[:top]], screen.weigh(plain)
        else:
            usual = self._first_partners(key, top)
            found = self._mined(key, ahead, screen.factor)
        screen.note_weighing(at, usual, found)
        lower: list[Choice] | None = None
        below: list[str] = []
        bare = not _holds_data(found)
        if bare or (settings.fill_lists and (top is None or len(usual) < top)):
            found, lower = _joined(found, self._lower(key, found))
            below = [c.partner for c in lower[: max(0, top - len(usual)) if top else None]]
        arranged, placed = screen.arrange(at, found, self._wishes.on(key))
        chosen = screen.sift(at, arranged, placed, usual, limit=limit)
        if ahead and len(chosen) < limit and len(found) == ahead:
            rest = self._mined(key, 0, screen.factor, skip=ahead)
            found += rest
            rest = [choice for choice in rest if choice.partner not in placed]
            chosen += screen.sift(at, rest, {}, (), chosen, limit)
        short = settings.fill_lists and (not limit or len(chosen) < limit)
        if short or bare or not _holds_data(c for c in chosen if c.partner not in placed):
            if lower is None:
                lower = self._lower(key, found)
                chosen, _rest = _joined(chosen, lower)
            stopped = placed.keys() | {choice.partner for choice in found}
            lower = [choice for choice in lower if choice.partner not in stopped]
            chosen += screen.sift(at, screen.weigh(lower), {}, below, chosen, limit)
        return chosen[:limit] if limit > 0 else chosen

    def _first_partners(self, key: str, top: int | None) -> list[str]:
        """Whom the list of a product without rulings would hold if there were no policies."""
        anchor = self._analysis.products.index.get(key)
        if anchor is None:
            return []
        rules, keys = self._rules, self._analysis.products.keys
        begin, end = rules.start[anchor : anchor + 2].tolist()
        end = end if top is None else min(end, begin + top)
        return [keys[partner] for partner in rules.partner[begin:end].tolist()]

    def _mined(
        self, key: str, limit: int, factor: Floats | None = None, skip: int = 0,
        rulings: Rulings | None = None,
    ) -> list[Choice]:  # fmt: skip
        """The product's rules in their order, or by score × factor of the partner.

        At most `limit` of those after the first `skip`; 0 is all.
        """
        anchor = self._analysis.products.index.get(key)
        if anchor is None:
            return []
        rules = self._rules
        turn = np.arange(int(rules.start[anchor]), int(rules.start[anchor + 1]))
        if factor is not None:
            thin = self._analysis.pairs.evidence[rules.pair[turn]] == Evidence.THIN
            score = keep_places(rules.score[turn], thin)
            turn = turn[np.lexsort((-score * factor[rules.partner[turn]], thin))]
        end = skip + limit if limit > 0 else None
        said = self._wishes.on(key) if rulings is None else rulings
        return self._make_choices(turn[skip:end], said)

    def _make_choices(self, turn: Rows, rulings: Rulings) -> list[Choice]:
        """The choices of these rules."""
        analysis, rules = self._analysis, self._rules
        pairs, keys, rows = analysis.pairs, analysis.products.keys, rules.pair[turn]
        return [
            Choice(
                keys[partner], row, score, together, expected, rulings.get(keys[partner]),
                from_data=True, rung=RUNG_OF[EVIDENCE[word]],
                kind=kind_of(analysis, row, rulings.get(keys[partner])),
            )
            for partner, row, score, together, expected, word in zip(
                rules.partner[turn].tolist(),
                rows.tolist(),
                rules.score[turn].tolist(),
                pairs.together[rows].tolist(),
                pairs.expected[rows].tolist(),
                pairs.evidence[rows].tolist(),
                strict=True,
            )
        ]  # fmt: skip

    def _lower(self, key: str, above: Iterable[Choice]) -> list[Choice]:
        """Partners of rung 3 and below that the data does not list above, the surer rung first."""
        rulings = self._wishes.on(key)
        taken = {key, *self._wishes.barred, *(c.partner for c in above if c.from_data)}
        lower: list[Choice] = []
        for choice in self._below(key, taken):
            ruling = rulings.get(choice.partner)
            if choice.partner not in taken and is_open(ruling, key):
                taken.add(choice.partner)
                lower.append(replace(choice, pairing=ruling))
                if len(lower) == LOWER:
                    break
        return lower

    def _below(self, key: str, taken: set[str]) -> Iterator[Choice]:
        """What rung 3 and those below it hold for a product; adds to `taken` what never fits."""
        analysis, lowest = self._analysis, self._plan.settings.lowest_rung
        row, place = analysis.products.index.get(key), analysis.unsold.index.get(key)
        if row is not None:
            taken |= self._instead_of(row)
            yield from self._ladder.below(row, lowest)
        elif place is not None:
            like = int(analysis.unsold.like[place])
            if like >= 0:
                taken |= {analysis.products.keys[like], *self._instead_of(like)}
                if lowest >= Rung.CATEGORY:
                    yield from self._borrowed(key, analysis.products.keys[like])
            group = self._ladder.group_of(analysis.unsold.categories[place])
            yield from self._ladder.below_group(group, lowest)

    def _borrowed(self, key: str, lender: str) -> Iterator[Choice]:
        """The partners that the data alone gives the product another is most like."""
        products, name_of = self._analysis.products, self._analysis.name_of
        orders = int(products.orders[products.index[lender]])
        for choice in self._mined(lender, LOWER, rulings=UNRULED):
            said = borrowed_sentence(
                name_of(key), name_of(lender), name_of(choice.partner), choice.together, orders
            )
            yield replace(
                choice,
                row=-1,
                together=0,
                expected=0.0,
                rung=Rung.CATEGORY,
                because=said,
            )

    def _instead_of(self, anchor: int) -> set[str]:
        """Partners that are bought instead of a product, or are the same in another size."""
        analysis, keys = self._analysis, self._analysis.products.keys
        alternatives, pairs = analysis.alternatives, analysis.pairs
        told = alternatives.of(anchor)
        others = {*alternatives.a[told].tolist(), *alternatives.b[told].tolist()}
        unfit = np.flatnonzero(((pairs.a == anchor) | (pairs.b == anchor)) & ~self._fit)
        others |= {*pairs.a[unfit].tolist(), *pairs.b[unfit].tolist()}
        return {keys[row] for row in others - {anchor}}

    def _ruled(self, key: str, mined: list[Choice]) -> list[Choice]:
        """Own places, then pinned partners, then accepted ones, then what the data says."""
        if not self._wishes.speaks_of(key):
            return mined
        rulings, own = self._wishes.on(key), self._wishes.own.get(key, ())
        accepted = [
            partner
            for partner, ruling in rulings.items()
            if ruling.decision is Decision.ACCEPTED and ruling.allows(key) and partner not in own
        ]
        by_partner = {choice.partner: choice for choice in mined}
        wanted = {
            partner: by_partner.get(partner) or self._unmined(key, partner, rulings.get(partner))
            for partner in (*own, *accepted)
            if self._is_visible(partner) and partner not in self._wishes.barred
        }
        first = [replace(wanted[partner], own=True) for partner in own if partner in wanted]
        decided = [wanted[partner] for partner in accepted if partner in wanted]
        decided.sort(key=lambda c: (not c.is_leading, -c.score, c.partner))
        rest = (c for c in mined if c.partner not in wanted and is_open(c.pairing, key))
        return [*first, *decided, *rest]

    def _find(self, key: str, partner: str) -> Choice:
        """A partner that a policy puts into the list, from the data where it is among them."""
        index, rulings = self._analysis.products.index, self._wishes.on(key)
        anchor = index.get(key, -1)
        if anchor >= 0:
            begin, end = self._rules.start[anchor : anchor + 2]
            turn = begin + np.flatnonzero(self._rules.partner[begin:end] == index.get(partner, -1))
            if len(turn):
                return self._make_choices(turn, rulings)[0]
        found = self._unmined(key, partner, rulings.get(partner))
        return replace(found, because=_("Your policies put it first here."))

    def _unmined(self, key: str, partner: str, pairing: Pairing | None) -> Choice:
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
    rows = ruled_pairs(analysis, plan).rows.tolist()
    for row, pairing in zip(rows, plan.pairings.values(), strict=True):
        if row >= 0 and pairing.kind is not None:
            fit[row] = pairing.kind in wanted
    return fit


def rules_under(analysis: Analysis, plan: Plan) -> Rules:
    """The rules that lists are made of: of kinds they hold, with a place for every product.

    Kept while the analysis lives, for one set of settings and kinds at a time.
    """
    kinds = frozenset((pair, r.kind) for pair, r in plan.pairings.items() if r.kind is not None)
    discount = plan.settings.popularity_discount
    lowest = min(plan.settings.lowest_rung, Rung.CATEGORY)
    barred = barred_products(plan)
    asked = (plan.settings.top, plan.settings.also_recommend, kinds, discount, lowest, barred)
    kept = _rules.get(analysis)
    if kept is None or kept[0] != asked:
        least = min(word for word, rung in RUNG_OF.items() if rung <= max(lowest, Rung.PROVEN))
        fit = fit_pairs(analysis, plan) & (analysis.pairs.evidence >= least)
        rules = analysis.rules_at(discount).only(fit)
        if barred:
            open_to = [key not in barred for key in analysis.products.keys]
            rules = rules.naming(np.array(open_to, np.bool_))
        kept = asked, give_everyone_a_place(rules, analysis.pairs, plan.settings.top)
        _rules[analysis] = kept
    return kept[1]


def _holds_data(choices: Iterable[Choice]) -> bool:
    """Whether any of them would be listed without the user's word."""
    return any(choice.from_data for choice in choices)


def _joined(chosen: list[Choice], lower: list[Choice]) -> tuple[list[Choice], list[Choice]]:
    """What was chosen, the data's too where a lower rung holds it, and the rest of the lower."""
    below = {choice.partner: choice for choice in lower}
    known = {choice.partner for choice in chosen}
    told = [
        replace(choice, from_data=True, because=found.because, rung=found.rung)
        if (found := below.get(choice.partner)) is not None
        else choice
        for choice in chosen
    ]
    return told, [choice for choice in lower if choice.partner not in known]
