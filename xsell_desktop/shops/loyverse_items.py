"""Loyverse's item export: variants under one handle, price and stock by store."""

from __future__ import annotations

from dataclasses import replace

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.shelf import Shelf
from xsell_desktop.shops.products import join_family, part_count
from xsell_desktop.shops.receipts import name_variant


def read_catalogue(shelf: Shelf) -> Catalogue:
    """A variant a row; the item's name stands on its first. Rows may name a part of a set."""
    items: dict[str, list[int]] = {}
    last = ""
    for row in shelf.rows():
        last = shelf.text(row, "handle") or shelf.text(row, "name") or last
        if last:
            items.setdefault(last, []).append(row)
        else:
            shelf.refuse(row, reasons.NO_PRODUCT)
    products: list[Product] = []
    for handle, rows in items.items():
        products += _read_item(shelf, handle, rows)
    return Catalogue("loyverse-items", shelf.source, tuple(products))


def _read_item(shelf: Shelf, handle: str, rows: list[int]) -> list[Product]:
    head = rows[0]
    name = shelf.text(head, "name") or handle
    parts: dict[str, float] = {}
    variants = []
    for row in rows:
        part = shelf.text(row, "part")
        if part:
            parts[part] = part_count(shelf.number(row, "part_count"))
        if row == head or not part or shelf.text(row, "sku"):
            variants.append(_read_variant(shelf, row, name))
        else:
            shelf.set_aside(row, reasons.CONTINUED)
    item = Product(key=name, name=name, category=shelf.text(head, "category"), handle=handle)
    item, *others = join_family(item, variants)
    return [replace(item, parts=tuple(parts.items())), *others]


def _read_variant(shelf: Shelf, row: int, item: str) -> Product:
    values = (shelf.text(row, f"value{n}") for n in (1, 2, 3))
    name = name_variant(item, " / ".join(filter(None, values)))
    prices = shelf.numbers(row, "price")
    return Product(
        key=shelf.text(row, "sku") or name,
        name=name,
        price=prices[0] if prices else None,
        cost=shelf.number(row, "cost"),
        stock=shelf.total(row, "stock"),
        visible=shelf.is_on_somewhere(row, "sold"),
    )


LOYVERSE_ITEMS = Layout(
    id="loyverse-items",
    title="Loyverse items",
    kind="catalogue",
    anchors=(
        ("Handle", "SKU", "Name", "Sold by weight"),
        ("Handle", "SKU", "Name", "Track stock"),
        ("Handle", "REF", "Nombre"),
    ),
    columns={
        "handle": ("Handle",),
        "sku": ("SKU", "REF"),
        "name": ("Name", "Nombre"),
        "category": ("Category", "Categoria"),
        "value1": ("Option 1 value", "Opción 1 valor"),
        "value2": ("Option 2 value", "Opción 2 valor"),
        "value3": ("Option 3 value", "Opción 3 valor"),
        "price": ("Default price", "Precio por defecto"),
        "cost": ("Cost", "Coste"),
        "part": ("SKU of included item", "REF del componente"),
        "part_count": ("Quantity of included item", "Cantidad del componente"),
    },
    prefixes={
        "sold": ("Available for sale", "Disponibles para la venta", "Disponible para la venta"),
        "price": ("Price [", "Precio ["),
        "stock": ("In stock", "En inventario"),
    },
    read_catalogue=read_catalogue,
)
