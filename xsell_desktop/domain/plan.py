"""Everything the user decides, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Pair(NamedTuple):
    """Two product keys in sorted order, so that a pair has one spelling; see `pair_of`."""

    a: str
    b: str


def pair_of(one: str, other: str) -> Pair:
    """The pair of two products; raises ValueError when both are the same product."""
    if one == other:
        raise ValueError("a product cannot be paired with itself")
    return Pair(one, other) if one < other else Pair(other, one)


class Decision(StrEnum):
    """What the user said of a pair; `NONE` is a pairing that only has a message, note or pin."""

    NONE = "none"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Direction(StrEnum):
    """Which product may recommend which: both ways, or only from the pair's a or from its b."""

    BOTH = "both"
    FROM_A = "from_a"
    FROM_B = "from_b"


@dataclass(frozen=True, slots=True)
class Pairing:
    """The user's ruling on a pair. `pinned` puts the partner first in the list."""

    pair: Pair
    decision: Decision = Decision.NONE
    pinned: bool = False
    by_hand: bool = False
    direction: Direction = Direction.BOTH
    message: str = ""
    note: str = ""
    decided_on: str = ""

    def allows(self, anchor: str) -> bool:
        """Whether this ruling speaks about recommending from `anchor`."""
        if self.direction is Direction.BOTH:
            return True
        return (self.direction is Direction.FROM_A) == (anchor == self.pair.a)


class Part(NamedTuple):
    """One product of a bundle and how many of it."""

    product: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Bundle:
    """Products sold together. `discount` is the share off the sum of the parts' prices, 0–1.

    `unit_costs` holds the costs the user typed; products without one take the catalogue's.
    """

    id: str
    name: str
    parts: tuple[Part, ...]
    discount: float = 0.0
    unit_costs: Mapping[str, float] = field(default_factory=dict)
    note: str = ""
    decided_on: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What mining and the lists are made with; lengths are counts of picks, orders or lines."""

    top: int = 5
    min_together: int = 2
    max_partners: int = 50
    smoothing: float = 10.0
    half_life_days: float = 0.0
    roll_up_variants: bool = True
    giant_order_lines: int = 0
    currency: str = ""


@dataclass(frozen=True)
class Plan:
    """All decisions. Edited only by the functions of `domain.edits`; kept across imports."""

    settings: Settings = Settings()
    pairings: Mapping[Pair, Pairing] = field(default_factory=dict)
    bundles: Mapping[str, Bundle] = field(default_factory=dict)
    positions: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    def ruling(self, one: str, other: str) -> Pairing | None:
        """The user's ruling on two products, if there is one."""
        return self.pairings.get(pair_of(one, other))
