"""Products that the user says are one: counted under the key of the one that stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from xsell_desktop.sales.catalogue import Catalogue
from xsell_desktop.sales.lines import Codes, Floats, Lines, ProductFacts
from xsell_desktop.sales.merging.facts import Family, find_facts, find_unsold


def join_same(
    lines: Lines, facts: ProductFacts, catalogues: Sequence[Catalogue],
    merges: Mapping[str, str], roll_up: bool,
) -> tuple[Lines, ProductFacts]:  # fmt: skip
    """The lines and facts with each product of `merges` (key → key it counts under) joined.

    Name, category, price and cost are those of the product that stays, or of the first that joins
    it where nothing is known of it; pieces in stock add up; what the others were called, and
    their keys, become aliases. `counted_as` stays as the files have it.
    """
    joined = _join(lines.product_keys, merges)
    if joined is None:
        return lines, replace(facts, merges=merges)
    family = Family(catalogues)
    names = [
        _name(lines, family, key, places)
        for key, places in zip(joined.keys, joined.places, strict=True)
    ]
    whole = replace(
        lines,
        product_keys=joined.keys,
        product_names=tuple(names),
        product_aliases=tuple(
            _aliases(lines, key, name, places)
            for key, name, places in zip(joined.keys, names, joined.places, strict=True)
        ),
        line_product=joined.code[lines.line_product],
    )
    gone = {key.casefold() for key in merges}
    unsold = find_unsold(whole, family, roll_up)
    return whole, replace(
        _filled(find_facts(whole, family), facts, joined),
        parts=_parts(facts, joined),
        counted_as=facts.counted_as,
        unsold=tuple(product for product in unsold if product.key.casefold() not in gone),
        merges=merges,
    )


@dataclass(frozen=True, eq=False)
class _Joined:
    """Keys after joining, the earlier places each is made of (the one that stays first, where it
    was sold), and the new code of each earlier place.

    `grown` are the new places that a product joined, and whether the one that stays was sold.
    """

    keys: tuple[str, ...]
    places: tuple[tuple[int, ...], ...]
    code: Codes
    grown: Mapping[int, bool]


class _Group:
    """The products that count under one key."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.stays: list[int] = []
        self.joins: list[int] = []


def _join(keys: Sequence[str], merges: Mapping[str, str]) -> _Joined | None:
    """None where no product sold is merged."""
    target = {key.casefold(): into for key, into in merges.items() if into != key}
    groups: dict[str, _Group] = {}
    for place, key in enumerate(keys):
        into = target.get(key.casefold())
        if into is not None:
            groups.setdefault(into.casefold(), _Group(into)).joins.append(place)
            continue
        group = groups.setdefault(key.casefold(), _Group(key))
        group.key = key
        group.stays.append(place)
    made = list(groups.values())
    if not any(group.joins for group in made):
        return None
    code = np.zeros(len(keys), np.int32)
    for new, group in enumerate(made):
        code[group.stays + group.joins] = new
    return _Joined(
        keys=tuple(group.key for group in made),
        places=tuple((*group.stays, *group.joins) for group in made),
        code=code,
        grown={new: bool(group.stays) for new, group in enumerate(made) if group.joins},
    )


def _name(lines: Lines, family: Family, key: str, places: Sequence[int]) -> str:
    """The name of the product that stays; where it never sold, the catalogue's, or another's."""
    own = lines.product_names[places[0]]
    stays = lines.product_keys[places[0]] == key
    return own if stays else family.name_of(key) or own


def _aliases(lines: Lines, key: str, name: str, places: Sequence[int]) -> tuple[str, ...]:
    others: dict[str, None] = {}
    for place in places:
        if lines.product_keys[place] != key:
            others |= dict.fromkeys((lines.product_keys[place], lines.product_names[place]))
        if lines.product_aliases:
            others |= dict.fromkeys(lines.product_aliases[place])
    return tuple(other for other in others if other not in {"", name, key})


def _filled(found: ProductFacts, before: ProductFacts, joined: _Joined) -> ProductFacts:
    """The facts of the joined products, with those of the ones that joined where they lack."""
    category, parent = list(found.category), list(found.parent)
    price, cost, stock = found.price.copy(), found.cost.copy(), found.stock.copy()
    visible, listed = found.visible.copy(), found.in_catalogue.copy()
    for new, sold in joined.grown.items():
        old = list(joined.places[new])
        known = [place for place in old if before.in_catalogue[place]]
        category[new] = category[new] or next(filter(None, (before.category[p] for p in old)), "")
        parent[new] = parent[new] or next((before.parent[p] for p in old if before.parent[p]), "")
        cost[new] = _first(cost[new], before.cost[old])
        pieces = before.stock[old] if sold else np.append(before.stock[old], stock[new])
        stock[new] = np.nansum(pieces) if not np.isnan(pieces).all() else np.nan
        if known and not listed[new]:
            price[new] = _first(np.nan, np.append(before.price[known], price[new]))
            visible[new] = bool(before.visible[known].any())
            listed[new] = True
    return replace(
        found, category=tuple(category), parent=tuple(parent), price=price, cost=cost,
        stock=stock, visible=visible, in_catalogue=listed,
    )  # fmt: skip


def _first(own: float, others: Floats) -> float:
    known = [*([own] if not np.isnan(own) else []), *others[~np.isnan(others)].tolist()]
    return known[0] if known else np.nan


def _parts(facts: ProductFacts, joined: _Joined) -> dict[int, tuple[int, ...]]:
    code = joined.code.tolist()
    stays = {places[0] for places in joined.places}
    return {
        code[whole]: tuple(dict.fromkeys(code[part] for part in parts if code[part] != code[whole]))
        for whole, parts in facts.parts.items()
        if whole in stays
    }
