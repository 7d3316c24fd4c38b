"""The product tables beside two public sets of orders: Instacart's and the Complete Journey's."""

from __future__ import annotations

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.draft import whole_number
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.shelf import Shelf


def read_catalogue(shelf: Shelf) -> tuple[Product, ...]:
    """A product a row, by its number."""
    products = []
    for row in shelf.rows():
        key = whole_number(shelf.text(row, "id"))
        if key:
            name = " ".join(filter(None, (shelf.text(row, "name"), shelf.text(row, "size"))))
            products.append(Product(key, name or key, category=shelf.text(row, "category")))
        else:
            shelf.refuse(row, reasons.NO_PRODUCT)
    return tuple(products)


def read_instacart(shelf: Shelf) -> Catalogue:
    """Names and departments; those by number where their own table is not joined in."""
    return Catalogue("instacart-products", shelf.source, read_catalogue(shelf))


def read_complete_journey(shelf: Shelf) -> Catalogue:
    """Products are nameless there: the finest class and the size stand for the name."""
    return Catalogue("complete-journey-products", shelf.source, read_catalogue(shelf))


INSTACART_PRODUCTS = Layout(
    id="instacart-products",
    title="Instacart products",
    kind="catalogue",
    anchors=(("product_id", "product_name", "aisle_id"),
             ("product_id", "product_name", "department_id")),
    columns={
        "id": ("product_id",),
        "name": ("product_name",),
        "category": ("department", "aisle", "department_id", "aisle_id"),
    },
    read_catalogue=read_instacart,
)  # fmt: skip
COMPLETE_JOURNEY_PRODUCTS = Layout(
    id="complete-journey-products",
    title="Complete Journey products",
    kind="catalogue",
    anchors=(("PRODUCT_ID", "COMMODITY_DESC", "SUB_COMMODITY_DESC"),
             ("PRODUCT_ID", "product_category", "product_type", "manufacturer_id"),
             ("PRODUCT_ID", "product_category", "product_type", "package_size")),
    columns={
        "id": ("PRODUCT_ID",),
        "name": ("SUB_COMMODITY_DESC", "product_type", "COMMODITY_DESC"),
        "size": ("CURR_SIZE_OF_PRODUCT", "package_size"),
        "category": ("DEPARTMENT", "COMMODITY_DESC", "product_category"),
    },
    read_catalogue=read_complete_journey,
)  # fmt: skip
