"""The products of several imports, each under one key and one name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Codes, Flags, Lines
from xsell_desktop.sales.merging.evidence import seconds_of
from xsell_desktop.sales.merging.facts import Family

Vector = npt.NDArray[np.int64]
UNNAMED = -1  # before every second a name may be from


@dataclass(frozen=True, eq=False)
class SharedProducts:
    """The merged products, and for each import the merged code of each of its products.

    `counted_as` says of each key in the imports which product it is, and which it counts as: that
    product, or its parent. A key that is several products is not among them.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    aliases: tuple[tuple[str, ...], ...]
    codes: list[Codes]
    counted_as: Mapping[str, tuple[str, str]]


def share_products(
    shops: Sequence[Lines], kept: Sequence[Flags], family: Family, roll_up: bool
) -> SharedProducts:
    """Join the spellings of a key; `kept` are the lines that count.

    A product that one import has by name only is the one that others have under a key, where all
    of them mean one.
    """
    uses = [_product_use(lines, use) for lines, use in zip(shops, kept, strict=True)]
    repaired = [_mend(lines, use[0], family) for lines, use in zip(shops, uses, strict=True)]
    named = [_keys_by_name(lines, keys) for lines, keys in zip(shops, repaired, strict=True)]
    by_name = _meant_by_name(named)
    register = _Register()
    codes: list[Codes] = []
    for lines, (counts, latest), keys, own_names in zip(shops, uses, repaired, named, strict=True):
        mine = np.full(len(lines.product_keys), -1, dtype=np.int32)
        for at, mended in keys.items():
            own, raw, called = mended, lines.product_keys[at], lines.product_names[at]
            if _is_name(raw, called) and raw.casefold() not in own_names and raw not in family:
                own = by_name.get(raw.casefold(), own)
            others = lines.product_aliases[at] if lines.product_aliases else ()
            stamp = int(latest[at])
            key, name = (roll_up and family.parent_of(own, called)) or (own, called)
            if key == own and called.casefold() in ("", raw.casefold(), own.casefold()):
                name = family.name_of(own)
                if not name:
                    name = called if called.casefold() == own.casefold() else own
                    stamp = UNNAMED
            place = register.enter(key, name, int(counts[at]), stamp)
            register.add_names(place, (called, name, *others))
            register.add_origin(raw, "" if key == own else own, place)
            mine[at] = place
        codes.append(mine)
    return register.close(codes)


def _is_name(key: str, name: str) -> bool:
    return name.casefold() in ("", key.casefold())


def _mend(lines: Lines, counts: Vector, family: Family) -> dict[int, str]:
    """The key of each product in use, repaired where a catalogue tells what it was."""
    intact = {key.casefold() for key in lines.product_keys}
    return {
        at: family.mend(lines.product_keys[at], lines.product_names[at], intact)
        for at in np.flatnonzero(counts).tolist()
    }


def _keys_by_name(lines: Lines, keys: Mapping[int, str]) -> dict[str, dict[str, str]]:
    """For each name in use by products that have a key: those keys, in any case and as spelt."""
    found: dict[str, dict[str, str]] = {}
    for at, key in keys.items():
        raw, name = lines.product_keys[at], lines.product_names[at]
        if _is_name(raw, name):
            continue
        others = lines.product_aliases[at] if lines.product_aliases else ()
        for text in (name, *others):
            found.setdefault(text.casefold(), {}).setdefault(key.casefold(), key)
    return found


def _meant_by_name(named: Sequence[Mapping[str, Mapping[str, str]]]) -> dict[str, str]:
    """The names that stand for one key in all imports, and are no key themselves."""
    keys: dict[str, dict[str, str]] = {}
    for names in named:
        for name, spelt in names.items():
            keys.setdefault(name, {}).update(spelt)
    taken = {key for spelt in keys.values() for key in spelt}
    return {
        name: next(iter(spelt.values()))
        for name, spelt in keys.items()
        if len(spelt) == 1 and name not in taken
    }


def _product_use(lines: Lines, use: Flags) -> tuple[Vector, Vector]:
    """Each product's lines among those kept, and the second it was last ordered (0 never)."""
    products = lines.line_product[use]
    counts = np.bincount(products, minlength=len(lines.product_keys)).astype(np.int64)
    seconds = np.maximum(seconds_of(lines.order_date), 0)
    latest = np.zeros(len(lines.product_keys), dtype=np.int64)
    np.maximum.at(latest, products, seconds[lines.line_order[use]])
    return counts, latest


class _Register:
    """The merged products as they are met."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._spellings: list[dict[str, int]] = []
        self._latest: list[tuple[int, str]] = []
        self._names: list[dict[str, None]] = []
        self._origins: dict[str, set[tuple[str, int]]] = {}

    def enter(self, key: str, name: str, count: int, stamp: int) -> int:
        """The product's place; the name with the latest stamp stays, the later of equals."""
        place = self._places.setdefault(key.casefold(), len(self._places))
        if place == len(self._spellings):
            self._spellings.append({})
            self._latest.append((stamp, name))
            self._names.append({})
        elif stamp >= self._latest[place][0]:
            self._latest[place] = (stamp, name)
        spelt = self._spellings[place]
        spelt[key] = spelt.get(key, 0) + count
        return place

    def add_names(self, place: int, names: Sequence[str]) -> None:
        """What else the product goes by."""
        self._names[place] |= dict.fromkeys(names)

    def add_origin(self, raw: str, own: str, place: int) -> None:
        """A key of an import: its product ('' the one it counts as) and the place of that."""
        self._origins.setdefault(raw, set()).add((own, place))

    def close(self, codes: list[Codes]) -> SharedProducts:
        """The products in the spellings on most lines."""
        keys = tuple(max(spelt, key=lambda k: (spelt[k], k)) for spelt in self._spellings)
        names = tuple(name for _stamp, name in self._latest)
        aliases = tuple(
            tuple(other for other in others if other not in {"", name, key})
            for key, name, others in zip(keys, names, self._names, strict=True)
        )
        counted_as = {
            raw: (own or keys[place], keys[place])
            for raw, found in self._origins.items()
            for own, place in found
            if len(found) == 1
        }
        return SharedProducts(keys, names, aliases, codes, counted_as)
