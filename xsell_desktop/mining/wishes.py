"""What the user wants and forbids in each list, on the day that lists are made for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from xsell_desktop.domain.plan import Decision, Pairing, Plan
from xsell_desktop.domain.policies import in_season
from xsell_desktop.domain.product_edits import merges_of

Rulings = Mapping[str, Pairing]
"""The rulings on one product's pairs by the other product."""

UNRULED: Rulings = {}


@dataclass(frozen=True, eq=False)
class Wishes:
    """The plan's word on lists: `rulings` by product, the own places by product (only those that
    are filled), and the products that are `barred` from every list.

    A pairing out of its season reads as rejected; what is said of a product that counts as another
    is left aside.
    """

    rulings: Mapping[str, Rulings]
    own: Mapping[str, tuple[str, ...]]
    barred: frozenset[str]

    def on(self, key: str) -> Rulings:
        """The rulings on one product's pairs."""
        return self.rulings.get(key, UNRULED)

    def speaks_of(self, key: str) -> bool:
        """Whether the plan says anything of this product's list."""
        return key in self.rulings or key in self.own


def read_wishes(plan: Plan, day: str) -> Wishes:
    """The wishes on a day of the year (MM-DD); on '' every season is open."""
    rulings: dict[str, dict[str, Pairing]] = {}
    merged = merges_of(plan)
    for pair, pairing in plan.pairings.items():
        if pair.a in merged or pair.b in merged:
            continue
        ruling = _as_on(pairing, day)
        rulings.setdefault(pair.a, {})[pair.b] = ruling
        rulings.setdefault(pair.b, {})[pair.a] = ruling
    barred = barred_products(plan)
    own = {}
    for anchor, listed in plan.lists.items():
        if anchor in merged:
            continue
        said = rulings.get(anchor, {})
        places = (p for p in listed.partners if p != anchor and p not in barred)
        if filled := tuple(p for p in places if is_open(said.get(p), anchor)):
            own[anchor] = filled
    return Wishes(rulings, own, barred)


def barred_products(plan: Plan) -> frozenset[str]:
    """Products that are never recommended, and those that count as others."""
    return frozenset(key for key, own in plan.products.items() if own.never or own.same_as)


def is_open(pairing: Pairing | None, anchor: str) -> bool:
    """Whether a partner that nobody accepted may be listed under a ruling."""
    if pairing is None or pairing.decision is Decision.NONE:
        return True
    return pairing.decision is Decision.ACCEPTED and pairing.allows(anchor)


def _as_on(pairing: Pairing, day: str) -> Pairing:
    if pairing.season is None or not day or in_season(*pairing.season, day):
        return pairing
    return replace(pairing, decision=Decision.REJECTED, pinned=False)
