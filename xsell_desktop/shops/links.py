"""The recommendation lists in a shop's own products: variants at their parents, strangers out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xsell_desktop.sales.catalogue import Catalogue, Product

if TYPE_CHECKING:
    from xsell_desktop.mining.picks import Pick, Picks


@dataclass(frozen=True)
class LinkList:
    """A product of the shop and the partners it is to show, first one first."""

    source: Product
    partners: tuple[Product, ...]


@dataclass(frozen=True)
class Links:
    """Every list. `checked`: each product was found in the shop's own catalogue.

    `unknown` counts products of the lists that were not found there (or, unchecked, never sold).
    """

    lists: tuple[LinkList, ...]
    checked: bool
    unknown: int

    @property
    def count(self) -> int:
        """Number of links in all lists."""
        return sum(len(link.partners) for link in self.lists)


class Shelf:
    """Products of a platform's catalogues by key; spelling in capitals does not matter."""

    def __init__(self, products: Iterable[Product]) -> None:
        self._exact: dict[str, Product] = {}
        self._folded: dict[str, Product] = {}
        self._by_id: dict[str, Product] = {}
        for product in products:
            self._exact[product.key] = product
            self._folded[product.key.casefold()] = product
            if product.shop_id:
                self._by_id[f"id:{product.shop_id}"] = product

    def find(self, key: str) -> Product | None:
        """The product a sale or a list calls by this key."""
        return self._exact.get(key) or self._folded.get(key.casefold())

    def owner(self, product: Product) -> Product | None:
        """The product whose page it is: a variant's parent; None when that one is missing.

        A variant of another file may call its parent `id:` and its number.
        """
        if not product.parent:
            return product
        return self.find(product.parent) or self._by_id.get(product.parent)


def all_known(links: Links, catalogues: Sequence[Catalogue]) -> bool:
    """Whether catalogues, of whatever platform, name every product of the lists."""
    shelf = Shelf(product for item in catalogues for product in item.products)
    listed = (product for link in links.lists for product in (link.source, *link.partners))
    return bool(catalogues) and all(shelf.find(product.key) for product in listed)


def collect_links(
    picks: Picks,
    catalogues: Sequence[Catalogue],
    catalogue_format: str,
    product_keys: Collection[str],
) -> Links:
    """The picks as products of the shop's catalogue, or unchecked by the keys that sold."""
    ours = [item for item in catalogues if item.format == catalogue_format]
    if ours:
        shelf = Shelf(product for item in ours for product in item.products)
    else:
        shelf = Shelf(_as_sold(picks, set(product_keys)))
    merged: dict[str, tuple[Product, list[tuple[int, float, int, Product]]]] = {}
    longest = 0
    unknown: set[str] = set()
    for anchor, listed in picks.by_anchor.items():
        longest = max(longest, len(listed))
        source = _owner_of(shelf, anchor)
        if source is None:
            unknown.add(anchor)
            continue
        entries = merged.setdefault(source.key, (source, []))[1]
        for pick in listed:
            partner = shelf.find(pick.partner)
            if partner is None:
                unknown.add(pick.partner)
            else:
                entries.append((pick.rank, -pick.score, len(entries), partner))
    lists = (_as_list(shelf, *entry, longest) for entry in merged.values())
    return Links(tuple(link for link in lists if link.partners), bool(ours), len(unknown))


def _owner_of(shelf: Shelf, key: str) -> Product | None:
    product = shelf.find(key)
    return None if product is None else shelf.owner(product)


def _as_list(
    shelf: Shelf, source: Product, entries: list[tuple[int, float, int, Product]], longest: int
) -> LinkList:
    """Lists of several variants of one product become one, best ranks first, itself left out."""
    partners: dict[str, Product] = {}
    for _rank, _score, _place, partner in sorted(entries, key=lambda entry: entry[:3]):
        owner = shelf.owner(partner)
        if (owner or partner).key != source.key:
            partners.setdefault(partner.key, partner)
    return LinkList(source, tuple(partners.values())[:longest])


def _as_sold(picks: Iterable[Pick], sold: set[str]) -> Iterable[Product]:
    """Products known from the orders alone."""
    names: dict[str, str] = {}
    for pick in picks:
        names[pick.anchor] = pick.anchor_name
        names[pick.partner] = pick.partner_name
    for key, name in names.items():
        if key in sold:
            yield Product(key, name)
