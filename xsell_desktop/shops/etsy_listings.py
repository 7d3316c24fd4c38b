"""Etsy's listings download: a row a listing, its SKUs and variations in cells, no numbers."""

from __future__ import annotations

import html
from itertools import product as combinations
from math import prod

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.shelf import Shelf
from xsell_desktop.shops.products import join_family

MOST_VARIANTS = 400  # of one listing


def read_catalogue(shelf: Shelf) -> Catalogue:
    """Listings by their titles; a variant by its SKU, or as the sold items name it."""
    products: list[Product] = []
    for row in shelf.rows():
        title = html.unescape(shelf.text(row, "title")).strip()
        if title:
            products += _read_listing(shelf, row, title)
        else:
            shelf.refuse(row, reasons.NO_PRODUCT)
    return Catalogue("etsy-listings", shelf.source, tuple(products))


def _read_listing(shelf: Shelf, row: int, title: str) -> list[Product]:
    price, stock = shelf.number(row, "price"), shelf.number(row, "stock")
    listing = Product(key=title, name=title, price=price, stock=stock)
    skus = list(dict.fromkeys(filter(None, map(str.strip, shelf.text(row, "sku").split(",")))))
    names = _variants(shelf, row, title)
    if len(skus) == 1:
        return join_family(listing, [Product(skus[0], title, price, stock=stock)])
    if len(skus) == len(names):
        variants = [Product(*pair, price) for pair in zip(skus, names, strict=True)]
    elif skus:
        variants = [Product(sku, f"{title} - {sku}", price) for sku in skus]
    else:
        variants = [Product(name, name, price) for name in names]
    return join_family(listing, variants) if variants else [listing]


def _variants(shelf: Shelf, row: int, title: str) -> list[str]:
    """`Title (Colour: Red, Size: S)` for each choice a buyer has."""
    choices = []
    for n in ("1", "2"):
        label = shelf.text(row, f"label{n}") or shelf.text(row, f"kind{n}")
        values = html.unescape(shelf.text(row, f"values{n}")).split(",")
        found = [f"{label}: {value.strip()}" for value in values if value.strip()]
        if found:
            choices.append(found)
    if not choices or prod(map(len, choices)) > MOST_VARIANTS:
        return []
    return [f"{title} ({', '.join(chosen)})" for chosen in combinations(*choices)]


ETSY_LISTINGS = Layout(
    id="etsy-listings",
    title="Etsy listings",
    kind="catalogue",
    anchors=(("TITLE", "PRICE", "CURRENCY_CODE", "QUANTITY"), ("TITLE", "PRICE", "MATERIALS")),
    columns={
        "title": ("TITLE",),
        "price": ("PRICE",),
        "stock": ("QUANTITY",),
        "sku": ("SKU",),
        "kind1": ("VARIATION 1 TYPE",),
        "label1": ("VARIATION 1 NAME",),
        "values1": ("VARIATION 1 VALUES",),
        "kind2": ("VARIATION 2 TYPE",),
        "label2": ("VARIATION 2 NAME",),
        "values2": ("VARIATION 2 VALUES",),
    },
    read_catalogue=read_catalogue,
)
