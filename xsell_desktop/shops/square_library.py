"""Square's item library, older and newer, with stock by location."""

from __future__ import annotations

from collections import Counter

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.shelf import Shelf
from xsell_desktop.shops.products import join_family, last_of_path
from xsell_desktop.shops.receipts import name_variant
from xsell_desktop.shops.square_items import USUAL_VARIATION


def read_catalogue(shelf: Shelf) -> Catalogue:
    """A variation a row; those of one item share a handle or token, or else its name."""
    tokens = Counter(shelf.text(row, "token") for row in shelf.rows())
    items: dict[str, list[int]] = {}
    for row in shelf.rows():
        name, token = shelf.text(row, "name"), shelf.text(row, "token")
        if not name and not shelf.text(row, "sku"):
            shelf.refuse(row, reasons.NO_PRODUCT)
            continue
        shared = token if tokens[token] > 1 else ""
        items.setdefault(shelf.text(row, "handle") or shared or name or f"#{row}", []).append(row)
    products: list[Product] = []
    for rows in items.values():
        head = rows[0]
        name = shelf.text(head, "name") or shelf.text(head, "sku")
        parent = Product(
            key=name,
            name=name,
            category=_category(shelf, head),
            handle=shelf.text(head, "handle"),
            shop_id=shelf.text(head, "token"),
            visible=any(_is_sold(shelf, row) for row in rows),
        )
        products += join_family(parent, [_read_variation(shelf, row, name) for row in rows])
    return Catalogue("square-library", shelf.source, tuple(products))


def _read_variation(shelf: Shelf, row: int, item: str) -> Product:
    chosen = shelf.text(row, "variation")
    name = name_variant(item, "" if chosen.casefold() == USUAL_VARIATION else chosen)
    return Product(
        key=shelf.text(row, "sku") or name,
        name=name,
        price=shelf.number(row, "price"),
        cost=shelf.number(row, "cost"),
        stock=shelf.total(row, "stock"),
        category=_category(shelf, row),
        handle=shelf.text(row, "handle"),
        shop_id=shelf.text(row, "token"),
        visible=_is_sold(shelf, row),
    )


def _category(shelf: Shelf, row: int) -> str:
    first = shelf.text(row, "category").split(",")[0]
    return last_of_path(shelf.text(row, "reported") or first)


def _is_sold(shelf: Shelf, row: int) -> bool:
    archived = shelf.text(row, "archived").casefold() in {"y", "yes", "true", "1"}
    return not archived and shelf.is_on(row, "sellable")


SQUARE_LIBRARY = Layout(
    id="square-library",
    title="Square item library",
    kind="catalogue",
    anchors=(
        ("Token", "Item Name", "Variation Name"),
        ("Reference Handle", "Item Name", "Variation Name"),
        ("Item Name", "Variation Name", "SKU", "Price"),
    ),
    columns={
        "handle": ("Reference Handle",),
        "token": ("Token",),
        "name": ("Item Name",),
        "variation": ("Variation Name",),
        "sku": ("SKU",),
        "reported": ("Reporting Category",),
        "category": ("Category", "Categories"),
        "price": ("Price",),
        "cost": ("Default Unit Cost",),
        "archived": ("Archived",),
        "sellable": ("Sellable",),
    },
    prefixes={"stock": ("Current Quantity",)},
    read_catalogue=read_catalogue,
)
