"""All imports as one set of lines, products spelt one way and variants rolled up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Codes, Flags, Lines, ProductFacts
from xsell_desktop.sales.merging.facts import Family, find_facts, find_unsold
from xsell_desktop.sales.merging.overlap import Overlap, join_orders
from xsell_desktop.sales.merging.shared_products import SharedProducts, share_products
from xsell_desktop.sales.sales import Sales
from xsell_desktop.sales.values.countries import spell_alike

Kind = TypeVar("Kind", bound=np.generic)


def merge(sales: Sales, roll_up_variants: bool) -> tuple[Lines, ProductFacts]:
    """The lines of all imports and what the catalogues say of their products.

    Orders met in several imports are taken once (`sales.overlap`). Keys that differ only in case
    are one product: the spelling on most lines wins, the latest name names it, the other names
    are its aliases. So is a name that one import has without a key. Keys that a spreadsheet
    changed are a catalogue's where only one can be meant. Variants become their parents where a
    catalogue knows them and `roll_up_variants` asks for it.
    """
    family = Family([shelf.catalogue for shelf in sales.catalogues])
    overlap = join_orders(sales.imports)
    shops = [entry.lines for entry in overlap.imports]
    products = share_products(shops, overlap.lines, family, roll_up_variants)
    lines = _joined(shops, overlap, products)
    facts = replace(
        find_facts(lines, family),
        counted_as=products.counted_as,
        unsold=find_unsold(lines, family, roll_up_variants),
    )
    return lines, facts


def _joined(shops: Sequence[Lines], overlap: Overlap, shared: SharedProducts) -> Lines:
    customers: dict[str, int] = {}
    currencies: dict[str, int] = {}
    keys = [""] * overlap.count
    date = np.full(overlap.count, np.datetime64("NaT", "s"))
    customer = np.full(overlap.count, -1, dtype=np.int32)
    currency = np.full(overlap.count, -1, dtype=np.int32)
    country = np.full(overlap.count, -1, dtype=np.int32)
    channel = np.full(overlap.count, -1, dtype=np.int32)
    countries, channels = _Spelt(), _Spelt()
    discount = np.zeros(overlap.count)
    pieces: list[Lines] = []
    for lines, orders, use, products in zip(
        shops, overlap.orders, overlap.lines, shared.codes, strict=True
    ):
        mine = np.flatnonzero(orders >= 0)
        for at, order in zip(mine.tolist(), orders[mine].tolist(), strict=True):
            keys[order] = lines.order_keys[at]
        buyer = _recoded(lines.order_customer[mine], lines.customer_keys, customers)
        money = _recoded(lines.order_currency[mine], lines.currencies, currencies)
        _overwrite(date, orders[mine], lines.order_date[mine], ~np.isnat(lines.order_date[mine]))
        _overwrite(customer, orders[mine], buyer, buyer >= 0)
        _overwrite(currency, orders[mine], money, money >= 0)
        where = countries.recoded(lines.order_country[mine], lines.countries)
        through = channels.recoded(lines.order_channel[mine], lines.channels)
        _overwrite(country, orders[mine], where, where >= 0)
        _overwrite(channel, orders[mine], through, through >= 0)
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
        product_keys=shared.keys,
        product_names=shared.names,
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
        product_aliases=shared.aliases,
        countries=tuple(countries.codes),
        channels=tuple(channels.codes),
        order_country=country,
        order_channel=channel,
    )


class _Spelt:
    """A growing list of texts that differ in more than case, spelt as they first were."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {}
        self._spell = spell_alike(str, {})

    def recoded(self, codes: Codes, values: Sequence[str]) -> Codes:
        """The codes as codes into this list."""
        return _recoded(codes, [self._spell(text) for text in values], self.codes)


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
