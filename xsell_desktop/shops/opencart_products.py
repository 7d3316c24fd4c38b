"""The products sheet of OpenCart's Export/Import tool."""

from __future__ import annotations

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.draft import whole_number
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.shelf import Shelf
from xsell_desktop.shops.products import KeyIndex


def read_catalogue(shelf: Shelf) -> Catalogue:
    """A product a row; related products are named by number, and so are categories."""
    index = KeyIndex()
    keys: dict[int, str] = {}
    for row in shelf.rows():
        key = shelf.text(row, "sku") or shelf.text(row, "model") or shelf.text(row, "name")
        if key:
            keys[row] = key
            index.add(key, _number(shelf, row))
        else:
            shelf.refuse(row, reasons.NO_PRODUCT)
    products = tuple(
        Product(
            key=key,
            name=shelf.text(row, "name") or key,
            price=shelf.number(row, "price"),
            cost=shelf.number(row, "cost"),
            stock=shelf.number(row, "stock"),
            category=_numbers(shelf, row, "categories")[0],
            shop_id=_number(shelf, row),
            visible=shelf.is_on(row, "status"),
            cross_sells=index.find_all(_numbers(shelf, row, "related"), but=key),
        )
        for row, key in keys.items()
    )
    index.note_strangers(shelf)
    return Catalogue("opencart-products", shelf.source, products)


def _number(shelf: Shelf, row: int) -> str:
    return whole_number(shelf.text(row, "id"))


def _numbers(shelf: Shelf, row: int, part: str) -> list[str]:
    return [whole_number(entry) for entry in shelf.text(row, part).split(",")]


OPENCART_PRODUCTS = Layout(
    id="opencart-products",
    title="OpenCart products",
    kind="catalogue",
    anchors=(("product_id", "model", "related_ids"), ("product_id", "model", "stock_status_id")),
    columns={
        "id": ("product_id",),
        "categories": ("categories",),
        "sku": ("sku",),
        "model": ("model",),
        "price": ("price",),
        "cost": ("cost",),
        "stock": ("quantity",),
        "status": ("status",),
        "related": ("related_ids",),
    },
    prefixes={"name": ("name",)},
    read_catalogue=read_catalogue,
)
