"""How many lists each product is in already, anchors of most orders first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from weakref import WeakKeyDictionary

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.policies import Policy, PolicyKind
from xsell_desktop.mining.analysis import Analysis

_kept: WeakKeyDictionary[Analysis, tuple[Plan, Caps]] = WeakKeyDictionary()


class Caps:
    """The state of the *at most* policies, list by list in the order of the anchors.

    A product is closed to the lists after the one that took its last place, so that a list
    looked at alone is the list of the whole. `settled` lists have been counted.
    """

    def __init__(self, policies: Sequence[Policy]) -> None:
        self._most = {
            place: int(policy.number("lists"))
            for place, policy in enumerate(policies)
            if policy.kind is PolicyKind.AT_MOST
        }
        self._count: Counter[str] = Counter()
        self._closed: dict[int, dict[str, int]] = {place: {} for place in self._most}
        self.settled = 0

    def __bool__(self) -> bool:
        return bool(self._most)

    def copy(self) -> Caps:
        """One that goes its own way from here."""
        other = Caps(())
        other._most, other.settled = self._most, self.settled
        other._count = self._count.copy()
        other._closed = {place: known.copy() for place, known in self._closed.items()}
        return other

    @property
    def places(self) -> Mapping[int, int]:
        """The most lists by the policy's place in the priority order."""
        return self._most

    def is_closed(self, place: int, partner: str, number: int) -> bool:
        """Whether this policy keeps a partner out of the list with this number."""
        return self._closed[place].get(partner, number) < number

    def count(self, number: int, partners: Iterable[str]) -> None:
        """Take note of the next list, as it is shown."""
        assert number == self.settled
        self.settled += 1
        for partner in partners:
            self._count[partner] += 1
            for place, most in self._most.items():
                if self._count[partner] >= most:
                    self._closed[place].setdefault(partner, number)


def keep_caps(analysis: Analysis, plan: Plan, caps: Caps) -> None:
    """Keep what the first lists of a plan came to, for who asks for others of them later."""
    known = kept_caps(analysis, plan)
    if known is None or known.settled < caps.settled:
        _kept[analysis] = plan, caps.copy()


def kept_caps(analysis: Analysis, plan: Plan) -> Caps | None:
    """A copy of what was kept for a plan that makes the same lists; None for another."""
    known, caps = _kept.get(analysis, (None, None))
    if known is None or caps is None or (known.settings.listed_with != plan.settings.listed_with):
        return None
    parts = ("pairings", "policies", "lists", "products")
    same = all(getattr(known, part) is getattr(plan, part) for part in parts)
    return caps.copy() if same else None
