"""All imports as one set of lines, products spelt one way and variants rolled up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.evidence import seconds_of
from xsell_desktop.sales.facts import Family, find_facts
from xsell_desktop.sales.lines import Codes, Flags, Lines, ProductFacts
from xsell_desktop.sales.overlap import Overlap, join_orders
from xsell_desktop.sales.sales import Sales

Kind = TypeVar("Kind", bound=np.generic)
Vector = npt.NDArray[np.int64]


def merge(sales: Sales, roll_up_variants: bool) -> tuple[Lines, ProductFacts]:
    """The lines of all imports and what the catalogues say of their products.

    Orders met in several imports are taken once (`sales.overlap`). Keys that differ only in case
    are one product: the spelling on most lines wins, the latest name names it, the other names
    are its aliases. Keys that a spreadsheet changed are a catalogue's where only one can be
    meant. Variants become their parents where a catalogue knows them and `roll_up_variants` asks
    for it.
    """
    family = Family([shelf.catalogue for shelf in sales.catalogues])
    overlap = join_orders(sales.imports)
    shops = [entry.lines for entry in overlap.imports]
    naming = _name_products(shops, overlap.lines, family, roll_up_variants)
    lines = _joined(shops, overlap, naming)
    return lines, find_facts(lines, family)


@dataclass(frozen=True, eq=False)
class _Naming:
    """The merged products, and for each import the merged code of each of its products."""

    keys: tuple[str, ...]
    names: tuple[str, ...]
    aliases: tuple[tuple[str, ...], ...]
    codes: list[Codes]


def _name_products(
    shops: Sequence[Lines], kept: Sequence[Flags], family: Family, roll_up: bool
) -> _Naming:
    places: dict[str, int] = {}
    spellings: list[dict[str, int]] = []
    latest_names: list[tuple[int, str]] = []
    all_names: list[dict[str, None]] = []
    codes: list[Codes] = []
    for lines, use in zip(shops, kept, strict=True):
        counts, latest = _product_use(lines, use)
        mine = np.full(len(lines.product_keys), -1, dtype=np.int32)
        for at in np.flatnonzero(counts):
            own_name = name = lines.product_names[at]
            key = family.mend(lines.product_keys[at], name)
            parent = family.parent_of(key, name) if roll_up else None
            if parent is not None:
                key, name = parent
            elif name in ("", key):
                name = family.name_of(key) or name
            place = places.setdefault(key.casefold(), len(places))
            if place == len(spellings):
                spellings.append({})
                latest_names.append((int(latest[at]), name))
                all_names.append({})
            elif latest[at] >= latest_names[place][0]:
                latest_names[place] = (int(latest[at]), name)
            spelt = spellings[place]
            spelt[key] = spelt.get(key, 0) + int(counts[at])
            others = lines.product_aliases[at] if lines.product_aliases else ()
            all_names[place] |= dict.fromkeys((own_name, name, *others))
            mine[at] = place
        codes.append(mine)
    keys = tuple(max(spelt, key=lambda k: (spelt[k], k)) for spelt in spellings)
    names = tuple(name for _latest, name in latest_names)
    aliases = tuple(
        tuple(other for other in others if other not in {"", name, key})
        for key, name, others in zip(keys, names, all_names, strict=True)
    )
    return _Naming(keys, names, aliases, codes)


def _product_use(lines: Lines, use: Flags) -> tuple[Vector, Vector]:
    """Each product's lines among those kept, and the second it was last ordered (0 never)."""
    products = lines.line_product[use]
    counts = np.bincount(products, minlength=len(lines.product_keys)).astype(np.int64)
    seconds = np.maximum(seconds_of(lines.order_date), 0)
    latest = np.zeros(len(lines.product_keys), dtype=np.int64)
    np.maximum.at(latest, products, seconds[lines.line_order[use]])
    return counts, latest


def _joined(shops: Sequence[Lines], overlap: Overlap, naming: _Naming) -> Lines:
    customers: dict[str, int] = {}
    currencies: dict[str, int] = {}
    keys = [""] * overlap.count
    date = np.full(overlap.count, np.datetime64("NaT", "s"))
    customer = np.full(overlap.count, -1, dtype=np.int32)
    currency = np.full(overlap.count, -1, dtype=np.int32)
    discount = np.zeros(overlap.count)
    pieces: list[Lines] = []
    for lines, orders, use, products in zip(
        shops, overlap.orders, overlap.lines, naming.codes, strict=True
    ):
        mine = np.flatnonzero(orders >= 0)
        for at, order in zip(mine.tolist(), orders[mine].tolist(), strict=True):
            keys[order] = lines.order_keys[at]
        buyer = _recoded(lines.order_customer[mine], lines.customer_keys, customers)
        money = _recoded(lines.order_currency[mine], lines.currencies, currencies)
        _overwrite(date, orders[mine], lines.order_date[mine], ~np.isnat(lines.order_date[mine]))
        _overwrite(customer, orders[mine], buyer, buyer >= 0)
        _overwrite(currency, orders[mine], money, money >= 0)
        off = lines.order_discount[mine]
        _overwrite(discount, orders[mine], off, off != 0)
        pieces.append(
            replace(
                lines,
                line_order=orders[lines.line_order[use]],
                line_product=products[lines.line_product[use]],
                line_quantity=lines.line_quantity[use],
                line_revenue=lines.line_revenue[use],
                line_returned=lines.line_returned[use],
            )
        )
    return Lines(
        order_keys=tuple(keys),
        product_keys=naming.keys,
        product_names=naming.names,
        customer_keys=tuple(customers),
        currencies=tuple(currencies),
        order_date=date,
        order_customer=customer,
        order_currency=currency,
        order_discount=discount,
        line_order=_stack([one.line_order for one in pieces], np.int32),
        line_product=_stack([one.line_product for one in pieces], np.int32),
        line_quantity=_stack([one.line_quantity for one in pieces], np.float64),
        line_revenue=_stack([one.line_revenue for one in pieces], np.float64),
        line_returned=_stack([one.line_returned for one in pieces], np.bool_),
        product_aliases=naming.aliases,
    )


def _overwrite(into: npt.NDArray[Kind], at: Codes, values: npt.NDArray[Kind], known: Flags) -> None:
    """Let what is known of an order's later piece win over what an earlier one says."""
    into[at[known]] = values[known]


def _stack(pieces: Sequence[npt.NDArray[Kind]], kind: npt.DTypeLike) -> npt.NDArray[Kind]:
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=kind)


def _recoded(codes: Codes, values: Sequence[str], into: dict[str, int]) -> Codes:
    """The codes as codes into the keys of `into`, which gains the values in use."""
    table = np.full(len(values) + 1, -1, dtype=np.int32)
    for at in np.unique(codes[codes >= 0]):
        table[at] = into.setdefault(values[at], len(into))
    return table[codes]
