"""What the catalogues say of the products that were sold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

import numpy as np

from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.lines import Floats, Lines, ProductFacts
from xsell_desktop.sales.rules.damage import Originals


class Family:
    """The products of all catalogues by key, and by name where a key is not known.

    A later catalogue's word on a product replaces an earlier one's.
    """

    def __init__(self, catalogues: Sequence[Catalogue]) -> None:
        self._by_key: dict[str, Product] = {}
        self._variants: dict[str, list[Product]] = {}
        for catalogue in catalogues:
            fresh: dict[str, Product] = {}
            for product in catalogue.products:
                fresh.setdefault(product.key.casefold(), product)
            self._by_key |= fresh
        self._by_id = {f"id:{p.shop_id}": p for p in self._by_key.values() if p.shop_id}
        for product in self._by_key.values():
            owner = self.owner_of(product)
            if owner is not None:
                self._variants.setdefault(owner.key.casefold(), []).append(product)
        names = Counter(product.name.casefold() for product in self._by_key.values())
        self._by_name = {
            product.name.casefold(): product
            for product in self._by_key.values()
            if names[product.name.casefold()] == 1
        }
        self._originals = Originals(self._by_key.values())

    def __contains__(self, key: str) -> bool:
        return key.casefold() in self._by_key

    def find(self, key: str, name: str = "") -> Product | None:
        """A product by key; else by its key or name where only one product is called so."""
        found = self._by_key.get(key.casefold())
        return found or self._by_name.get(key.casefold()) or self._by_name.get(name.casefold())

    def __iter__(self) -> Iterator[Product]:
        return iter(self._by_key.values())

    def name_of(self, key: str) -> str:
        """What a catalogue calls the product; '' where none knows the key."""
        product = self._by_key.get(key.casefold())
        return product.name if product is not None else ""

    def mend(self, key: str, name: str, intact: Container[str] = ()) -> str:
        """The key, or the catalogues' key that a spreadsheet made it of (see `Originals.find`)."""
        return self._originals.find(key, name, intact) or key

    def parent_of(self, key: str, name: str) -> tuple[str, str] | None:
        """Key and name of the product a variant belongs to; None for what is no variant."""
        product = self.find(key, name)
        parent = self.owner_of(product) if product is not None else None
        return (parent.key, parent.name or parent.key) if parent is not None else None

    def owner_of(self, product: Product) -> Product | None:
        """The product a variant belongs to; another file may call it `id:` and its number."""
        return self._by_key.get(product.parent.casefold()) or self._by_id.get(product.parent)

    def variants_of(self, product: Product) -> list[Product]:
        """The variants of a parent product."""
        return self._variants.get(product.key.casefold(), [])


def find_facts(lines: Lines, family: Family) -> ProductFacts:
    """Facts for each product of the lines; parents without figures take their variants'."""
    products = [
        family.find(key, name)
        for key, name in zip(lines.product_keys, lines.product_names, strict=True)
    ]
    price = _figures(products, family, "price")
    return ProductFacts(
        category=tuple(_category(product, family) for product in products),
        price=np.where(np.isnan(price), median_prices(lines), price),
        cost=_figures(products, family, "cost"),
        stock=_figures(products, family, "stock"),
        visible=np.array([product is None or product.visible for product in products], dtype=bool),
        in_catalogue=np.array([product is not None for product in products], dtype=bool),
        parent=_parents(lines, family),
        parts=_parts(products, lines),
    )


def find_unsold(lines: Lines, family: Family, roll_up_variants: bool) -> tuple[Product, ...]:
    """Visible products of the catalogues that no line holds.

    Where variants are rolled up these are products of a page of their own, with their variants'
    figures; else parents stay out, as only their variants are ever sold.
    """
    named = zip(lines.product_keys, lines.product_names, strict=True)
    found = (family.find(key, name) for key, name in named)
    sold = {product.key.casefold() for product in found if product is not None}
    fresh = [
        product
        for product in family
        if product.visible
        and product.key.casefold() not in sold
        and not (family.owner_of(product) if roll_up_variants else family.variants_of(product))
    ]
    price, stock = (_figures(fresh, family, name).tolist() for name in ("price", "stock"))
    return tuple(
        replace(
            product,
            category=_category(product, family),
            price=None if np.isnan(price[at]) else price[at],
            stock=None if np.isnan(stock[at]) else stock[at],
        )
        for at, product in enumerate(fresh)
    )


def _parents(lines: Lines, family: Family) -> tuple[str, ...]:
    named = zip(lines.product_keys, lines.product_names, strict=True)
    owners = [family.parent_of(key, name) for key, name in named]
    return tuple(owner[0] if owner is not None else "" for owner in owners)


def _parts(products: Sequence[Product | None], lines: Lines) -> dict[int, tuple[int, ...]]:
    """What is sold as one: the product's code, and those of its parts that were sold too."""
    whole = {at: p for at, p in enumerate(products) if p is not None and p.parts}
    if not whole:
        return {}
    code = {key.casefold(): at for at, key in enumerate(lines.product_keys)}
    return {
        at: tuple(code[key.casefold()] for key, _number in product.parts if key.casefold() in code)
        for at, product in whole.items()
    }


def _category(product: Product | None, family: Family) -> str:
    if product is None:
        return ""
    below = (variant.category for variant in family.variants_of(product))
    return product.category or next(filter(None, below), "")


def _figures(products: Sequence[Product | None], family: Family, field: str) -> Floats:
    """A number of each product; a parent's is its variants' median, of stock their sum."""
    figures = np.full(len(products), np.nan)
    for at, product in enumerate(products):
        if product is None:
            continue
        own = getattr(product, field)
        below = [getattr(variant, field) for variant in family.variants_of(product)]
        known = [figure for figure in below if figure is not None]
        if own is not None and not (field == "stock" and known):
            figures[at] = own
        elif known:
            figures[at] = sum(known) if field == "stock" else float(np.median(known))
    return figures


def median_prices(lines: Lines) -> Floats:
    """The median unit price paid for each product in the main currency; NaN where unknown."""
    medians = np.full(len(lines.product_keys), np.nan)
    usable = ~lines.line_returned & (lines.line_quantity > 0) & ~np.isnan(lines.line_revenue)
    if len(lines.currencies) > 1:
        main = lines.currencies.index(lines.main_currency)
        usable &= lines.order_currency[lines.line_order] == main
    products = lines.line_product[usable]
    if not len(products):
        return medians
    paid = lines.line_revenue[usable] / lines.line_quantity[usable]
    by_price = np.argsort(paid, kind="stable")
    order = by_price[np.argsort(products[by_price], kind="stable")]
    paid = paid[order]
    sold, first, count = np.unique(products[order], return_index=True, return_counts=True)
    medians[sold] = (paid[first + (count - 1) // 2] + paid[first + count // 2]) / 2
    return medians
