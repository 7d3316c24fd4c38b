"""All imports as one set of lines, products spelt one way and variants rolled up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.facts import Family, find_facts
from xsell_desktop.sales.lines import Codes, Flags, Lines, ProductFacts
from xsell_desktop.sales.sales import Sales

Kind = TypeVar("Kind", bound=np.generic)
Vector = npt.NDArray[np.int64]


def merge(sales: Sales, roll_up_variants: bool) -> tuple[Lines, ProductFacts]:
    """The lines of all imports and what the catalogues say of their products.

    An order met again in a later import is taken from the later one. Keys that differ only in
    case are one product: the spelling on most lines wins, the latest name names it. Variants
    become their parents where a catalogue knows them and `roll_up_variants` asks for it.
    """
    family = Family([shelf.catalogue for shelf in sales.catalogues])
    shops = [shop.lines for shop in sales.imports]
    kept = _latest_orders(shops)
    naming = _name_products(shops, kept, family, roll_up_variants)
    lines = _joined(shops, kept, naming)
    return lines, find_facts(lines, family)


@dataclass(frozen=True, eq=False)
class _Naming:
    """The merged products, and for each import the merged code of each of its products."""

    keys: tuple[str, ...]
    names: tuple[str, ...]
    codes: list[Codes]


def _latest_orders(shops: Sequence[Lines]) -> list[Flags]:
    """For each import which of its orders no later import holds."""
    seen: set[str] = set()
    kept: list[Flags] = []
    for lines in reversed(shops):
        if seen:
            fresh = np.array([key not in seen for key in lines.order_keys], dtype=bool)
        else:
            fresh = np.ones(len(lines.order_keys), dtype=bool)
        kept.append(fresh)
        seen.update(lines.order_keys)
    return kept[::-1]


def _name_products(
    shops: Sequence[Lines], kept: Sequence[Flags], family: Family, roll_up: bool
) -> _Naming:
    places: dict[str, int] = {}
    spellings: list[dict[str, int]] = []
    names: list[tuple[int, str]] = []
    codes: list[Codes] = []
    for lines, fresh in zip(shops, kept, strict=True):
        counts, latest = _product_use(lines, fresh)
        mine = np.full(len(lines.product_keys), -1, dtype=np.int32)
        for at in np.flatnonzero(counts):
            key, name = lines.product_keys[at], lines.product_names[at]
            parent = family.parent_of(key, name) if roll_up else None
            if parent is not None:
                key, name = parent
            place = places.setdefault(key.casefold(), len(places))
            if place == len(spellings):
                spellings.append({})
                names.append((int(latest[at]), name))
            elif latest[at] >= names[place][0]:
                names[place] = (int(latest[at]), name)
            spelt = spellings[place]
            spelt[key] = spelt.get(key, 0) + int(counts[at])
            mine[at] = place
        codes.append(mine)
    keys = tuple(max(spelt, key=lambda k: (spelt[k], k)) for spelt in spellings)
    return _Naming(keys, tuple(name for _latest, name in names), codes)


def _product_use(lines: Lines, fresh: Flags) -> tuple[Vector, Vector]:
    """Each product's lines among the orders kept, and the second it was last ordered (0 never)."""
    use = fresh[lines.line_order] if len(lines.line_order) else np.zeros(0, dtype=bool)
    products = lines.line_product[use]
    counts = np.bincount(products, minlength=len(lines.product_keys)).astype(np.int64)
    seconds = lines.order_date.astype("datetime64[s]").astype(np.int64)
    seconds[np.isnat(lines.order_date)] = 0
    latest = np.zeros(len(lines.product_keys), dtype=np.int64)
    np.maximum.at(latest, products, seconds[lines.line_order[use]])
    return counts, latest


def _joined(shops: Sequence[Lines], kept: Sequence[Flags], naming: _Naming) -> Lines:
    customers: dict[str, int] = {}
    currencies: dict[str, int] = {}
    orders: list[str] = []
    merged: list[Lines] = []
    for lines, fresh, products in zip(shops, kept, naming.codes, strict=True):
        places = np.cumsum(fresh) - 1 + len(orders)
        orders += [key for key, keep in zip(lines.order_keys, fresh, strict=True) if keep]
        use = fresh[lines.line_order]
        merged.append(
            replace(
                lines,
                order_date=lines.order_date[fresh],
                order_customer=_recoded(
                    lines.order_customer[fresh], lines.customer_keys, customers
                ),
                order_currency=_recoded(lines.order_currency[fresh], lines.currencies, currencies),
                order_discount=lines.order_discount[fresh],
                line_order=places[lines.line_order[use]].astype(np.int32),
                line_product=products[lines.line_product[use]],
                line_quantity=lines.line_quantity[use],
                line_revenue=lines.line_revenue[use],
                line_returned=lines.line_returned[use],
            )
        )
    return Lines(
        order_keys=tuple(orders),
        product_keys=naming.keys,
        product_names=naming.names,
        customer_keys=tuple(customers),
        currencies=tuple(currencies),
        order_date=_stack([one.order_date for one in merged], "datetime64[s]"),
        order_customer=_stack([one.order_customer for one in merged], np.int32),
        order_currency=_stack([one.order_currency for one in merged], np.int32),
        order_discount=_stack([one.order_discount for one in merged], np.float64),
        line_order=_stack([one.line_order for one in merged], np.int32),
        line_product=_stack([one.line_product for one in merged], np.int32),
        line_quantity=_stack([one.line_quantity for one in merged], np.float64),
        line_revenue=_stack([one.line_revenue for one in merged], np.float64),
        line_returned=_stack([one.line_returned for one in merged], np.bool_),
    )


def _stack(pieces: Sequence[npt.NDArray[Kind]], kind: npt.DTypeLike) -> npt.NDArray[Kind]:
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=kind)


def _recoded(codes: Codes, values: Sequence[str], into: dict[str, int]) -> Codes:
    """The codes as codes into the keys of `into`, which gains the values in use."""
    table = np.full(len(values) + 1, -1, dtype=np.int32)
    for at in np.unique(codes[codes >= 0]):
        table[at] = into.setdefault(values[at], len(into))
    return table[codes]
