"""Which suggestion comes next, what was decided, and what waits for later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xsell_desktop.domain.plan import Decision, Pair, Plan


class ReviewQueue:
    """Follows the plan: a pair that gets a decision, wherever, is done, and one that loses it (by
    undo) is looked at again. Pairs put off before come last.
    """

    def __init__(self, pairs: Sequence[Pair], put_off: Iterable[Pair] = ()) -> None:
        late = set(put_off)
        self.pairs = tuple(pairs)
        if late:
            first = (pair for pair in self.pairs if pair not in late)
            self.pairs = (*first, *(pair for pair in self.pairs if pair in late))
        self._decided: dict[Pair, Decision] = {}
        self._later: dict[Pair, None] = {}
        self._past: list[Pair] = []

    @property
    def current(self) -> Pair | None:
        """The pair to decide on now; None at the end."""
        done = self._decided.keys() | self._later.keys()
        return next((pair for pair in self.pairs if pair not in done), None)

    @property
    def handled(self) -> int:
        """How many are decided or put off."""
        return len(self._decided) + len(self._later)

    @property
    def later(self) -> tuple[Pair, ...]:
        """What was put off, in that order."""
        return tuple(self._later)

    @property
    def last(self) -> Pair | None:
        """The pair before the current one; None at the beginning."""
        return self._past[-1] if self._past else None

    def count(self, decision: Decision) -> int:
        """How many got this decision."""
        return sum(one is decision for one in self._decided.values())

    def follow(self, plan: Plan) -> None:
        """Take what is decided now."""
        before = self._decided
        self._decided = {
            pair: plan.pairings[pair].decision
            for pair in self.pairs
            if pair in plan.pairings and plan.pairings[pair].decision is not Decision.NONE
        }
        gone = before.keys() - self._decided.keys()
        new = [pair for pair in self._decided if pair not in before]
        self._past = [pair for pair in self._past if pair not in gone and pair not in new] + new
        for pair in new:
            self._later.pop(pair, None)

    def put_off(self) -> None:
        """Decide on the current pair later."""
        if (pair := self.current) is not None:
            self._later[pair] = None
            self._past.append(pair)

    def call_back(self, pair: Pair) -> bool:
        """Look again at a pair that was put off; False when it was decided instead."""
        if pair not in self._later:
            return False
        del self._later[pair]
        self._past.remove(pair)
        return True

    def call_all_back(self) -> None:
        """Look again at everything that was put off."""
        for pair in self.later:
            self.call_back(pair)
