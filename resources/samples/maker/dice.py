"""Seeded chance built on `Random.random` alone, whose stream no Python version changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
DECK = 50


class Dice:
    """Every random choice of the sample shop."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._decks: dict[object, list[bool]] = {}

    def share(self) -> float:
        """A number from 0 up to 1."""
        return self._random.random()

    def chance(self, probability: float) -> bool:
        """True with the given probability."""
        return self.share() < probability

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.share() * (high - low + 1))

    def one_of(self, things: Sequence[T]) -> T:
        """One of several things, all as likely."""
        return things[int(self.share() * len(things))]

    def some_of(self, things: Sequence[T], count: int) -> list[T]:
        """Different things, in the order they were in."""
        taken = sorted(self.shuffled(range(len(things)))[:count])
        return [things[i] for i in taken]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """The same things in another order."""
        order = [(self.share(), i) for i in range(len(things))]
        return [things[i] for _, i in sorted(order)]

    def bell(self, middle: float, spread: float) -> float:
        """A number near the middle, within about two and a half spreads."""
        return middle + spread * (sum(self.share() for _ in range(4)) - 2) * 3**0.5

    def drawn(self, label: object, probability: float) -> bool:
        """Like `chance`, but 50 calls of one label give the promised number of hits."""
        deck = self._decks.setdefault(label, [])
        if not deck:
            hits = round(probability * DECK)
            deck.extend(self.shuffled([True] * hits + [False] * (DECK - hits)))
        return deck.pop()


class Wheel(Generic[T]):
    """Draws a thing in proportion to its weight."""

    def __init__(self, things: Sequence[T], weights: Sequence[float]) -> None:
        self._things = list(things)
        self._edges = list(accumulate(weights))

    def spin(self, dice: Dice) -> T:
        """One thing."""
        place = bisect_right(self._edges, dice.share() * self._edges[-1])
        return self._things[min(place, len(self._things) - 1)]
