"""BigCommerce's product export, of the legacy (v2) and the modern (v3) kind."""

from __future__ import annotations

import re
from dataclasses import replace

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.shelf import Shelf
from xsell_desktop.shops.products import join_family, last_of_path

PRODUCT, VARIANTS, PICTURES = "product", {"sku", "variant"}, {"image", "video"}
_VALUE = re.compile(r"(?:Value=|\]\s*[^=,|\]]+=)([^,|;]+)", re.IGNORECASE)
_NAMED = re.compile(r"Category Name:\s*([^,|;]+)")


def read_catalogue(shelf: Shelf) -> Catalogue:
    """Products with the rows of their variants below them."""
    families: list[tuple[int, list[int]]] = []
    for row in shelf.rows():
        kind = shelf.text(row, "kind").casefold() or PRODUCT
        if kind == PRODUCT:
            if shelf.text(row, "name") or shelf.text(row, "sku"):
                families.append((row, []))
            else:
                shelf.refuse(row, reasons.NO_PRODUCT)
        elif kind in VARIANTS and families:
            families[-1][1].append(row)
        elif kind in PICTURES:
            shelf.set_aside(row, reasons.PICTURES)
        elif kind in VARIANTS:
            shelf.refuse(row, reasons.NO_PRODUCT)
        else:
            shelf.set_aside(row, reasons.NOT_PRODUCTS)
    products: list[Product] = []
    for row, variants in families:
        products += _read_family(shelf, row, variants)
    return Catalogue("bigcommerce-products", shelf.source, tuple(products))


def _read_family(shelf: Shelf, row: int, variants: list[int]) -> list[Product]:
    parent = _read_product(shelf, row, shelf.text(row, "name"))
    below = []
    for at in variants:
        name = " - ".join(filter(None, (parent.name, _chosen(shelf, at))))
        if not shelf.text(at, "sku"):
            shelf.set_aside(at, reasons.UNNUMBERED)
            continue
        variant = _read_product(shelf, at, name)
        below.append(
            replace(
                variant,
                price=parent.price if variant.price is None else variant.price,
                cost=parent.cost if variant.cost is None else variant.cost,
                stock=variant.stock if _is_tracked(shelf, row) else None,
            )
        )
    return join_family(parent, below) if below else [parent]


def _read_product(shelf: Shelf, row: int, name: str) -> Product:
    return Product(
        key=shelf.text(row, "sku") or shelf.text(row, "id") or name,
        name=name or shelf.text(row, "sku"),
        price=shelf.number(row, "price"),
        cost=shelf.number(row, "cost") or None,
        stock=shelf.number(row, "stock") if _is_tracked(shelf, row) else None,
        category=_category(shelf.text(row, "category")),
        shop_id=shelf.text(row, "id"),
        visible=shelf.is_on(row, "visible"),
    )


def _is_tracked(shelf: Shelf, row: int) -> bool:
    return shelf.text(row, "tracking").casefold() not in {"none", "off", "no", "n", "false"}


def _chosen(shelf: Shelf, row: int) -> str:
    """A variant's values: of `[S]Size=Small,[CS]Colour=Red`, or of v3's options cell."""
    cell = shelf.text(row, "options") or shelf.text(row, "name")
    return " / ".join(value.strip() for value in _VALUE.findall(cell))


def _category(cell: str) -> str:
    named = _NAMED.search(cell)
    return named[1].strip() if named else last_of_path(cell.split(";", maxsplit=1)[0], "/")


BIGCOMMERCE_PRODUCTS = Layout(
    id="bigcommerce-products",
    title="BigCommerce products",
    kind="catalogue",
    anchors=(
        ("Item Type", "Product Name", "Product Code/SKU"),
        ("Product ID", "Product Name", "Product Code/SKU"),
        ("Item", "ID", "Name", "SKU", "Inventory Tracking"),
        ("Item", "ID", "Name", "SKU", "Options"),
        ("Code", "Name", "Stock Level", "Category String"),
    ),
    columns={
        "kind": ("Item Type", "Item"),
        "id": ("Product ID", "ID"),
        "name": ("Product Name", "Name"),
        "sku": ("Product Code/SKU", "SKU", "Code"),
        "options": ("Options",),
        "price": ("Price", "Calculated Price"),
        "cost": ("Cost Price", "Cost"),
        "stock": ("Current Stock Level", "Current Stock", "Stock Level"),
        "tracking": ("Track Inventory", "Inventory Tracking"),
        "category": ("Category", "Categories", "Category Details", "Category String"),
        "visible": ("Product Visible?", "Is Visible", "Visible"),
    },
    read_catalogue=read_catalogue,
)  # fmt: skip
