"""Everything the user decides, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import NamedTuple

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.policies import Policy
from xsell_desktop.domain.views import View


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
    """The user's ruling on a pair. `pinned` puts the partner first in the list.

    `kind` overrules what the sales say of it; None leaves it to them. `season` holds the first
    and the last day (MM-DD, both in it) of the part of the year in which the pairing may be
    recommended at all; it may pass new year, and None is all year. What is `locked` stays as it
    is until it is unlocked, whatever edit it is part of.
    """

    pair: Pair
    decision: Decision = Decision.NONE
    pinned: bool = False
    by_hand: bool = False
    direction: Direction = Direction.BOTH
    message: str = ""
    note: str = ""
    decided_on: str = ""
    kind: Kind | None = None
    season: tuple[str, str] | None = None
    locked: bool = False

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
class OwnList:
    """The first places of a product's list as the user ordered them; the data fills the rest."""

    anchor: str
    partners: tuple[str, ...]
    decided_on: str = ""


@dataclass(frozen=True, slots=True)
class ProductRuling:
    """The user's word on a product: not shown in pictures, never recommended, or sold under
    another key (`same_as`, '' for none), with which it is counted as one."""

    product: str
    hidden: bool = False
    never: bool = False
    same_as: str = ""
    decided_on: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What mining and the lists are made with; lengths are counts of picks, orders or lines.

    `ranking` and `basket_ranking` name scorers of `mining.ranking` ("goes with this product",
    "completes this basket"). `popularity_discount` is 0 (popular together) to 1 (surprising
    together). `also_recommend` lists kinds, blanks between, that lists may hold beside
    `kinds.CROSS_SOLD`. Lists are filled from the rungs of the coverage ladder down to
    `lowest_rung`; `fill_lists` fills short lists from lower rungs, else only empty ones. The
    `assumed_…` shares (0–1) are what the expected effect of the plan rests on.
    """

    top: int = 5
    min_together: int = 2
    max_partners: int = 50
    smoothing: float = 10.0
    half_life_days: float = 0.0
    roll_up_variants: bool = True
    giant_order_lines: int = 0
    currency: str = ""
    ranking: str = "size_weighted"
    basket_ranking: str = "ease"
    popularity_discount: float = 0.0
    also_recommend: str = ""
    lowest_rung: int = 5
    fill_lists: bool = False
    list_day: str = ""
    assumed_seen: float = 0.5
    assumed_uplift: float = 0.1
    assumed_uptake: float = 0.05

    @property
    def mined_with(self) -> Settings:
        """What matters to mining: those that only shape the lists are as they come."""
        return self._with_usual(LIST_SETTINGS | ASSUMED)

    @property
    def listed_with(self) -> Settings:
        """What matters to the lists: what their effect rests on is as it comes."""
        return self._with_usual(ASSUMED)

    def _with_usual(self, names: frozenset[str]) -> Settings:
        usual = {f.name: f.default for f in fields(self) if f.name in names}
        return replace(self, **usual)  # type: ignore[arg-type]


LIST_SETTINGS = frozenset(
    {
        "top", "basket_ranking", "popularity_discount", "also_recommend", "lowest_rung",
        "fill_lists", "list_day",
    }
)  # fmt: skip
ASSUMED = frozenset({"assumed_seen", "assumed_uplift", "assumed_uptake"})


@dataclass(frozen=True)
class Plan:
    """All decisions. Edited only by the functions of `domain.edits`; kept across imports.

    `policies` are in priority order; `views` are the ways of looking that the user named.
    """

    settings: Settings = Settings()
    pairings: Mapping[Pair, Pairing] = field(default_factory=dict)
    bundles: Mapping[str, Bundle] = field(default_factory=dict)
    positions: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    policies: tuple[Policy, ...] = ()
    lists: Mapping[str, OwnList] = field(default_factory=dict)
    products: Mapping[str, ProductRuling] = field(default_factory=dict)
    views: Mapping[str, View] = field(default_factory=dict)

    def ruling(self, one: str, other: str) -> Pairing | None:
        """The user's ruling on two products, if there is one."""
        return self.pairings.get(pair_of(one, other))
