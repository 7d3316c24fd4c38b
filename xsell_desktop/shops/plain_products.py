"""A product list in any columns."""

from __future__ import annotations

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.shelf import Shelf
from xsell_desktop.shops.products import KeyIndex, last_of_path


def read_catalogue(shelf: Shelf) -> Catalogue:
    """A product a row; a variant names its parent by key or name."""
    index = KeyIndex()
    keys: dict[int, str] = {}
    for row in shelf.rows():
        key = shelf.text(row, "product") or shelf.text(row, "name")
        if key:
            keys[row] = key
            index.add(key, key)
        else:
            shelf.refuse(row, reasons.NO_PRODUCT)
    for row, key in keys.items():
        index.add(key, shelf.text(row, "name"))
    owners = {row: _owner(shelf, row, key, index) for row, key in keys.items()}
    parents = {owner.casefold() for owner in owners.values()}
    products = tuple(
        Product(
            key=key,
            name=shelf.text(row, "name") or key,
            price=shelf.number(row, "price"),
            cost=shelf.number(row, "cost"),
            stock=shelf.number(row, "stock"),
            category=last_of_path(shelf.text(row, "category")),
            parent=owners[row],
            visible=shelf.is_on(row, "visible"),
            is_parent=key.casefold() in parents,
        )
        for row, key in keys.items()
    )
    return Catalogue("plain-products", shelf.source, products)


def _owner(shelf: Shelf, row: int, key: str, index: KeyIndex) -> str:
    """The key of a variant's product; '' for a product that names itself."""
    named = shelf.text(row, "parent")
    owner = index.find(named) or named
    return "" if owner == key else owner


PLAIN_PRODUCTS = Layout(
    id="plain-products",
    title="Product list",
    kind="catalogue",
    read_catalogue=read_catalogue,
)
