"""The policies of a plan, at work on one list after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from xsell_desktop.domain.plan import Decision, Pairing, Plan
from xsell_desktop.domain.policies import Policy, PolicyKind
from xsell_desktop.mining.choices import Choice, Rung
from xsell_desktop.mining.policies.caps import Caps
from xsell_desktop.mining.policies.effects import Effect, Example, Screening
from xsell_desktop.mining.policies.facts import Facts
from xsell_desktop.mining.policies.stops import Stop, make_stop
from xsell_desktop.mining.policies.weights import keep_places
from xsell_desktop.sales.lines import Floats

Find = Callable[[str, str], Choice]
"""Makes the choice of a partner (second key) that the anchor's list (first key) lacks."""


class List(NamedTuple):
    """The list at hand: its anchor by key and row (-1 for none), and its number in the whole."""

    key: str
    row: int
    number: int


class Screen:
    """Keeps partners out of lists, and puts some first, by the policies in priority order.

    A policy wins over those below it: what it puts first they do not take out. What the user
    wants stays, except where a *never with* policy stops it; `conflicts` tells which policy is
    against it, by partner, in the list sifted last. `caps` are shared by the screens of one
    plan; `barred` products no policy puts first.
    """

    def __init__(
        self, plan: Plan, facts: Facts, find: Find, caps: Caps | None = None,
        barred: Collection[str] = (),
    ) -> None:  # fmt: skip
        self._policies = [policy for policy in plan.policies if policy.enabled]
        self._facts, self._find, self._barred = facts, find, barred
        self.caps = caps if caps is not None else Caps(self._policies)
        self._effects = {policy.id: Effect() for policy in self._policies}
        self._picks = 0
        self._last_move: dict[str, str] = {}
        self.conflicts: dict[str, Policy] = {}
        self._weight = sum(
            p.number("weight") for p in self._policies if p.kind is PolicyKind.MARGIN
        )
        self._crowds = {
            place: (int(policy.number("most")), policy.text("by") == "category")
            for place, policy in enumerate(self._policies)
            if policy.kind is PolicyKind.DIVERSITY
        }
        stops = [make_stop(policy, facts) for policy in self._policies]
        self._checks: list[tuple[int, Stop | None]] = [
            (place, stop)
            for place, stop in enumerate(stops)
            if stop is not None or place in self._crowds or place in self.caps.places
        ]
        self._absolute = {
            place
            for place, policy in enumerate(self._policies)
            if policy.kind is PolicyKind.NEVER_WITH
        }

    @cached_property
    def factor(self) -> Floats | None:
        """What scores are taken times, by row of the facts; None where nothing is weighed."""
        if not self._weight:
            return None
        share = np.array(self._facts.margin)
        share = np.clip(np.where(np.isnan(share), self._facts.usual_margin, share), 0.0, 1.0)
        return np.asarray(share**self._weight)

    @property
    def screening(self) -> Screening:
        """What was done so far."""
        return Screening(self._picks, dict(self._effects))

    def list_of(self, key: str, number: int) -> List:
        """The list of an anchor, to be sifted now."""
        self.conflicts = {}
        return List(key, self._facts.index.get(key, -1), number)

    def arrange(
        self, at: List, choices: Sequence[Choice], rulings: Mapping[str, Pairing]
    ) -> tuple[list[Choice], dict[str, int]]:
        """The choices with what goes first in front, own places and pinned ones before it.

        Also the place, in the priority order, of the policy that put a partner there.
        """
        arranged = list(choices)
        placed: dict[str, int] = {}
        lead = {choice.partner for choice in arranged if choice.is_leading}
        for place, policy in enumerate(self._policies):
            if policy.kind is not PolicyKind.ALWAYS_FIRST:
                continue
            anchors, before = policy.texts("anchors"), [choice.partner for choice in arranged]
            if anchors and self._facts.category[at.row] not in anchors:
                continue
            for partner in policy.texts("products"):
                if partner in placed or partner in lead:
                    continue
                if not self._may_lead(at.key, partner, rulings):
                    continue
                found = next((c for c in arranged if c.partner == partner), None)
                if found is not None:
                    arranged.remove(found)
                arranged.insert(len(lead) + len(placed), found or self._find(at.key, partner))
                placed[partner] = place
            if [choice.partner for choice in arranged] != before:
                self._note_move(policy, at)
        return arranged, placed

    def weigh(self, choices: Sequence[Choice]) -> list[Choice]:
        """What the data chose, by score × factor on each rung; what is wanted stays first."""
        factor, index = self.factor, self._facts.index
        if factor is None or not choices:
            return list(choices)

        first = [choice for choice in choices if choice.is_wanted]
        rest = [choice for choice in choices if not choice.is_wanted]
        rung = np.array([max(choice.rung, Rung.LIKELY) for choice in rest])
        score = keep_places(np.array([choice.score for choice in rest]), rung)
        score = score * factor[[index.get(choice.partner, -1) for choice in rest]]
        return first + [rest[place] for place in np.lexsort((-score, rung))]

    def note_weighing(self, at: List, usual: Sequence[str], choices: Sequence[Choice]) -> None:
        """Count the list where its weighed `choices` begin with others than the `usual`."""
        if self.factor is None or [c.partner for c in choices[: len(usual)]] == list(usual):
            return
        for policy in self._policies:
            if policy.kind is PolicyKind.MARGIN and policy.number("weight") > 0:
                self._note_move(policy, at)

    def sift(
        self, at: List, choices: Sequence[Choice], placed: Mapping[str, int],
        usual: Collection[str], above: Sequence[Choice] = (), limit: int = 0,
    ) -> list[Choice]:  # fmt: skip
        """The choices that policies leave, at most `limit` (0: all) together with those `above`.

        `usual` are the partners the list would show without policies: of these it is counted
        what becomes of them.
        """
        self._picks += len(usual)
        crowd: dict[int, Counter[object]] = {place: Counter() for place in self._crowds}
        for choice in above:
            self._count(crowd, choice)
        left: list[Choice] = []
        waited = set(usual)
        for choice in choices:
            if limit and len(above) + len(left) >= limit and not waited:
                break
            wanted = choice.is_wanted
            place = self._stopped_by(at, choice.partner, wanted, placed, crowd)
            stays = place is None or (wanted and place not in self._absolute)
            if place is not None and wanted:
                self.conflicts[choice.partner] = self._policies[place]
            if place is not None and choice.partner in waited:
                example = Example(at.key, choice.partner, stays, wanted and not stays)
                self._effects[self._policies[place].id].note(example)
            waited.discard(choice.partner)
            if stays:
                left.append(choice)
                self._count(crowd, choice)
        return left

    def _stopped_by(
        self, at: List, partner: str, wanted: bool, placed: Mapping[str, int],
        crowd: Mapping[int, Counter[object]],
    ) -> int | None:  # fmt: skip
        """The first policy against a partner; of one the user wants, *never with* first."""
        row = self._facts.index.get(partner, -1)
        end = placed.get(partner, len(self._policies)) if placed else len(self._policies)
        found = None
        for place, stop in self._checks:
            if place >= end:
                break
            if stop is not None:
                stopped = stop(at.row, row, at.key, partner)
            elif place in self._crowds:
                most, by_category = self._crowds[place]
                group = self._group(row, by_category)
                stopped = group is not None and crowd[place][group] >= most
            else:
                stopped = self.caps.is_closed(place, partner, at.number)
            if stopped:
                if not wanted or place in self._absolute:
                    return place
                found = place if found is None else found
        return found

    def _note_move(self, policy: Policy, at: List) -> None:
        if self._last_move.get(policy.id) != at.key:
            self._last_move[policy.id] = at.key
            self._effects[policy.id].moved += 1

    def _count(self, crowd: Mapping[int, Counter[object]], choice: Choice) -> None:
        row = self._facts.index.get(choice.partner, -1)
        for place, (_most, by_category) in self._crowds.items():
            if (group := self._group(row, by_category)) is not None:
                crowd[place][group] += 1

    def _group(self, row: int, by_category: bool) -> object:
        if by_category:
            return self._facts.category[row] or None
        return self._facts.family[row] if self._facts.family[row] >= 0 else None

    def _may_lead(self, anchor: str, partner: str, rulings: Mapping[str, Pairing]) -> bool:
        row = self._facts.index.get(partner, -1)
        if partner == anchor or row < 0 or not self._facts.visible[row]:
            return False
        if partner in self._barred:
            return False
        ruling = rulings.get(partner)
        if ruling is None or ruling.decision is Decision.NONE:
            return True
        return ruling.decision is Decision.ACCEPTED and ruling.allows(anchor)
