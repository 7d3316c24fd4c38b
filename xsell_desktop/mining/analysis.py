"""What was computed from the sales: the one result everything else shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from math import nan

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import Chance
from xsell_desktop.mining.kinds.alternatives import Alternatives
from xsell_desktop.mining.ladder.unsold import Unsold
from xsell_desktop.mining.picture.backbone import order_relationships
from xsell_desktop.mining.ranking.dial import turn_dial
from xsell_desktop.mining.trust.held_up import UNKNOWN, HeldUp
from xsell_desktop.sales.lines import Codes, Flags, Floats

Counts = npt.NDArray[np.int64]
UNPROVEN = 0.1
DIALS_KEPT = 4


class Evidence(IntEnum):
    """How sure a pair is, by the rules of docs/measures.md; stored as small codes."""

    APART = 0
    CHANCE = 1
    THIN = 2
    LIKELY = 3
    PROVEN = 4


@dataclass(frozen=True, eq=False)
class Products:
    """The P products that sold, by falling number of orders (ties by key); P entries each.

    `orders` counts orders with the product; `revenue` and `units` are net of linked returns, in
    the analysis' currency; `price cost stock` are NaN where unknown; `family` is an index into
    `Analysis.families`, -1 for none; `position` is (P, 2), the seeded layout's place. `aliases`
    are other names a product went by (none at all where no product has any). `listed` tells
    what is in a catalogue, None where that is not known.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    categories: tuple[str, ...]
    orders: Counts
    units: Floats
    revenue: Floats
    price: Floats
    cost: Floats
    stock: Floats
    visible: Flags
    family: Codes
    position: Floats
    aliases: tuple[tuple[str, ...], ...] = ()
    listed: Flags | None = None

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def places(self) -> Mapping[str, tuple[float, float]]:
        """Where each product lies, by its key."""
        x, y = self.position.T.tolist()
        return dict(zip(self.keys, zip(x, y, strict=True), strict=True))

    def list_aliases(self) -> Iterator[tuple[str, str]]:
        """Key and other name, for every name a product went by besides its own."""
        for key, names in zip(self.keys, self.aliases, strict=False):
            yield from ((key, name) for name in names)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Row of each key."""
        return {key: row for row, key in enumerate(self.keys)}


@dataclass(frozen=True, eq=False)
class Pairs:
    """The K pairs kept (at most `max_partners` a product), strongest first; K entries each.

    `a < b` are rows of `Products`; `together` counts orders with both; `expected` is the
    size-aware chance; `score_ab` ranks b among a's partners and `score_ba` the reverse;
    `strength` (0–1) orders relationships of the whole shop; `q_value` is Benjamini–Hochberg
    over all pairs of products with 5 or more orders; `evidence` holds `Evidence` codes.
    `top_customer` is the share of the orders together of the customer with most of them (NaN
    where no customer is known); `like_for_like` is the lift within months (NaN without dates);
    both are worked out for the pairs that pass the other tests of proven, and NaN elsewhere.
    `kind` holds codes of `domain.kinds.KINDS` (cross-sells unless told). `held_up` is 1 where
    later orders bear the pair out, 0 where they do not, -1 where that cannot be told.
    """

    a: Codes
    b: Codes
    together: Counts
    expected: Floats
    q_value: Floats
    evidence: npt.NDArray[np.int8]
    score_ab: Floats
    score_ba: Floats
    strength: Floats
    top_customer: Floats
    like_for_like: Floats
    kind: npt.NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    held_up: npt.NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))

    def __post_init__(self) -> None:
        for name, usual in (("kind", 0), ("held_up", UNKNOWN)):
            if len(getattr(self, name)) != len(self.a):
                object.__setattr__(self, name, np.full(len(self.a), usual, np.int8))

    def __len__(self) -> int:
        return len(self.a)

    @cached_property
    def row(self) -> Mapping[tuple[int, int], int]:
        """Row of the pair of two products, keyed (a, b) with a < b."""
        return {
            ab: row for row, ab in enumerate(zip(self.a.tolist(), self.b.tolist(), strict=True))
        }

    @cached_property
    def keys(self) -> tuple[Counts, Counts]:
        """`a` and `b` of each pair as one number, rising, and the rows they belong to."""
        number = (self.a.astype(np.int64) << 32) | self.b
        order = np.argsort(number, kind="stable")
        return number[order], order

    def find(self, one: int, other: int) -> int | None:
        """Row of the pair of two rows of `Products`; None when it was not kept."""
        numbers, order = self.keys
        wanted = (min(one, other) << 32) | max(one, other)
        place = int(np.searchsorted(numbers, wanted))
        return int(order[place]) if place < len(order) and numbers[place] == wanted else None

    @property
    def closeness(self) -> Floats:
        """Strength as families and the overview weigh it: less where nothing is proven."""
        worth = np.where(self.evidence == Evidence.PROVEN, 1.0, UNPROVEN)
        return np.where(self.evidence >= Evidence.THIN, self.strength * worth, 0.0)

    @property
    def lift(self) -> Floats:
        """Honest lift: together / expected."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return self.together / self.expected


@dataclass(frozen=True, slots=True)
class BundleCandidate:
    """2–5 products bought together: rows of `Products`, orders with all, and of all but one.

    `revenue` and `margin` are what these products brought in the orders with all (`margin` NaN
    where a unit cost is unknown). `missing` splits `one_short` by the product that lacked.
    `expected` and `explained` are counts that chance gives, the second once a part of the set
    is taken as it is (docs/measures.md). `best_by` names the rankings that suggest it: `orders`,
    `revenue`, `margin`.
    """

    products: tuple[int, ...]
    orders: int
    one_short: int
    revenue: float
    margin: float = nan
    missing: tuple[int, ...] = ()
    expected: float = nan
    explained: float = nan
    evidence: Evidence = Evidence.THIN
    best_by: tuple[str, ...] = ("orders",)


@dataclass(frozen=True, slots=True)
class Family:
    """A community of products; `name` is its commonest category, made distinct."""

    name: str
    size: int


@dataclass(frozen=True, eq=False)
class Rules:
    """Directed pairs good enough to recommend, in the order they are recommended.

    `start[i]` to `start[i + 1]` are the rules of product i: first likely and proven ones by
    score, then thin ones; partners the catalogue hides are left out. `partner` is a row of
    `Products`, `pair` one of `Pairs`.
    """

    start: Counts
    partner: Codes
    pair: Codes
    score: Floats

    def only(self, fit: Flags) -> Rules:
        """The rules whose pair passes; `fit` has an entry a row of `Pairs`."""
        return self._keep(fit[self.pair])

    def naming(self, partners: Flags) -> Rules:
        """The rules whose partner passes; `partners` has an entry a product."""
        return self._keep(partners[self.partner])

    def _keep(self, good: Flags) -> Rules:
        if good.all():
            return self
        before = np.concatenate(([0], np.cumsum(good)))
        return Rules(before[self.start], self.partner[good], self.pair[good], self.score[good])


@dataclass(frozen=True, eq=False)
class Analysis:
    """Everything mined, with the settings it was made with.

    `orders` counts orders with at least one product; `pairs_counted` every pair seen at all,
    before the cut to those kept; dates are ISO days, '' without dates; `currency` is the one
    revenue is in, and `other_currencies` names those left out of money. `later` says what the
    later orders hold of each of `pairs`. `unsold` are catalogue products without a sale;
    `merges` the keys that were counted under others because the user says they are one product.
    """

    settings: Settings
    orders: int
    lines: int
    customers: int
    first_date: str
    last_date: str
    currency: str
    other_currencies: tuple[str, ...]
    pairs_counted: int
    products: Products
    pairs: Pairs
    bundles: tuple[BundleCandidate, ...]
    families: tuple[Family, ...]
    baskets: Baskets | None = None
    chance: Chance | None = None
    alternatives: Alternatives = field(default_factory=Alternatives)
    later: HeldUp | None = None
    unsold: Unsold = field(default_factory=Unsold)
    merges: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def rules(self) -> Rules:
        """The rules of every product as scored, made once."""
        return _order_rules(self.products, self.pairs, self._directed, 0.0)

    def rules_at(self, discount: float) -> Rules:
        """The rules with the dial at `discount`: 0 popular together, 1 surprising together.

        The last ones asked for are kept.
        """
        if discount <= 0:
            return self.rules
        kept = self._dialled
        found = kept.get(discount)
        if found is None:  # a job may ask at the same time: nothing here may be gone meanwhile
            found = _order_rules(self.products, self.pairs, self._directed, discount)
            for oldest in [*kept][: max(0, len(kept) + 1 - DIALS_KEPT)]:
                kept.pop(oldest, None)
            kept[discount] = found
        return found

    @cached_property
    def _directed(self) -> _Directed:
        return _direct_pairs(self.products, self.pairs, self.settings)

    @cached_property
    def _dialled(self) -> dict[float, Rules]:
        return {}

    @cached_property
    def backbone(self) -> Counts:
        """Rows of `pairs` in the order an overview shows them.

        A pair of two families is among them only when it is proven.
        """
        pairs, family = self.pairs, self.products.family
        inside = family[pairs.a] == family[pairs.b]
        likely = inside & (pairs.evidence == Evidence.LIKELY) & (pairs.strength > 0)
        good = np.flatnonzero(likely | (pairs.evidence == Evidence.PROVEN))
        order = order_relationships(pairs.a[good], pairs.b[good], pairs.closeness[good], family)
        return good[order]

    def name_of(self, key: str) -> str:
        """What a product is called, sold or not; its key where nobody knows it."""
        row = self.products.index.get(key)
        if row is not None:
            return self.products.names[row] or key
        place = self.unsold.index.get(key)
        return key if place is None else self.unsold.names[place]

    def pair_row(self, one: str, other: str) -> int | None:
        """Row in `pairs` of two product keys; None when that pair was not kept."""
        i, j = self.products.index.get(one), self.products.index.get(other)
        if i is None or j is None:
            return None
        return self.pairs.find(i, j)

    def count_together(self, one: str, other: str) -> tuple[int, float]:
        """Orders with both product keys and what chance gives, for any pair; zeros if unknown."""
        row = self.pair_row(one, other)
        if row is not None:
            return int(self.pairs.together[row]), float(self.pairs.expected[row])
        i, j = self.products.index.get(one), self.products.index.get(other)
        if i is None or j is None or self.baskets is None or self.chance is None:
            return 0, 0.0
        return len(self.baskets.orders_with_both(i, j)), self.chance.expected(i, j)


@dataclass(frozen=True, eq=False)
class _Directed:
    """Pairs good enough to recommend, both ways, by anchor and then partner."""

    anchor: Codes
    partner: Codes
    pair: Codes
    score: Floats
    thin: Flags


def _direct_pairs(products: Products, pairs: Pairs, settings: Settings) -> _Directed:
    thin = pairs.evidence == Evidence.THIN
    enough = ~thin | (pairs.together >= max(2, settings.min_together))
    good = np.flatnonzero((pairs.evidence >= Evidence.THIN) & enough)
    pair = np.concatenate((good, good)).astype(np.int32)
    anchor = np.concatenate((pairs.a[good], pairs.b[good]))
    partner = np.concatenate((pairs.b[good], pairs.a[good]))
    score = np.concatenate((pairs.score_ab[good], pairs.score_ba[good]))
    shown = np.flatnonzero(products.visible[partner])
    order = shown[np.argsort(anchor[shown].astype(np.int64) * len(products) + partner[shown])]
    return _Directed(anchor[order], partner[order], pair[order], score[order], thin[pair[order]])


def _order_rules(products: Products, pairs: Pairs, directed: _Directed, discount: float) -> Rules:
    pair = directed.pair
    score = turn_dial(
        directed.score, pairs.together[pair].astype(np.float64), pairs.expected[pair], discount
    )
    # Rows of products run from popular to rare, and a stable sort leaves ties as they stand:
    # to the more popular, then the key. Below 1, x / (1 + x) keeps the order of scores.
    rank = directed.anchor * 4.0 + directed.thin * 2.0 - score / (1.0 + score)
    order = np.argsort(rank, kind="stable")
    start = np.concatenate(([0], np.cumsum(np.bincount(directed.anchor, minlength=len(products)))))
    return Rules(
        start.astype(np.int64), directed.partner[order].astype(np.int32), pair[order], score[order]
    )
