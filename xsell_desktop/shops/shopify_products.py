"""Shopify's products export, in the old and the new generation of headers."""

from __future__ import annotations

from itertools import groupby

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.shelf import Shelf

COMPLEMENTARY = "shopify--discovery--product_recommendation.complementary_products)"
RELATED = "shopify--discovery--product_recommendation.related_products)"


def read_catalogue(shelf: Shelf) -> Catalogue:
    """Each variant a product, and for products of several variants a parent keyed by the handle.

    Rows of a product repeat its handle, or leave it blank below the first one.
    """
    owners = _owners(shelf)
    products: list[Product] = []
    rows = [row for row, owner in enumerate(owners) if owner is not None]
    for owner, group in groupby(rows, key=lambda row: owners[row]):
        if owner is not None:
            products += _read_product(shelf, owner, list(group))
    return Catalogue("shopify-products", shelf.source, tuple(products))


def _owners(shelf: Shelf) -> list[int | None]:
    """For each row the first row of its product; rows before any product are refused."""
    first: dict[str, int] = {}
    owners: list[int | None] = []
    last: int | None = None
    for row, cells in enumerate(shelf.cells):
        if not cells:
            owners.append(None)
            continue
        handle = cells.get("handle", "")
        if handle:
            last = first.setdefault(handle, row)
        elif last is None:
            shelf.refuse(row, reasons.NO_PRODUCT)
        owners.append(last)
    return owners


def _read_product(shelf: Shelf, owner: int, rows: list[int]) -> list[Product]:
    head = shelf.cells[owner]
    variants = []
    for row in rows:
        cells = shelf.cells[row]
        if row == owner or cells.get("sku") or cells.get("price") or cells.get("option1"):
            variants.append(row)
        else:
            shelf.set_aside(row, reasons.PICTURES)
    single = len(variants) == 1
    products = [_variant(shelf, head, row, single) for row in variants]
    if single or owner not in rows:
        return products
    parent = Product(
        key=head["handle"],
        name=head.get("title", ""),
        category=_category(head),
        handle=head["handle"],
        visible=_is_visible(head),
        is_parent=True,
        cross_sells=_handles(head.get("complementary", "")),
        upsells=_handles(head.get("related", "")),
    )
    return [parent, *products]


def _variant(shelf: Shelf, head: dict[str, str], row: int, single: bool) -> Product:
    cells = shelf.cells[row]
    title = head.get("title", "") or head["handle"]
    chosen = [cells[part] for part in ("option1", "option2", "option3") if cells.get(part)]
    options = [option for option in chosen if option.casefold() != "default title"]
    sold_as = f"{title} - {' / '.join(options)}" if options else title
    return Product(
        key=cells.get("sku", "").removeprefix("'") or sold_as,
        name=title if single else sold_as,
        price=shelf.number(row, "price"),
        cost=shelf.number(row, "cost"),
        stock=shelf.number(row, "stock"),
        category=_category(head),
        parent="" if single else head["handle"],
        handle=head["handle"],
        visible=_is_visible(head),
        cross_sells=_handles(head.get("complementary", "")) if single else (),
        upsells=_handles(head.get("related", "")) if single else (),
    )


def _category(head: dict[str, str]) -> str:
    return head.get("type", "") or head.get("category", "").rsplit(">", 1)[-1].strip()


def _is_visible(head: dict[str, str]) -> bool:
    published = head.get("published", "").casefold() not in {"false", "0", "no"}
    return published and head.get("status", "").casefold() not in {"draft", "archived"}


def _handles(text: str) -> tuple[str, ...]:
    return tuple(handle.strip() for handle in text.split(";") if handle.strip())


SHOPIFY_PRODUCTS = Layout(
    id="shopify-products",
    title="Shopify products",
    kind="catalogue",
    anchors=(("Handle", "Title", "Variant SKU"), ("URL handle", "Title", "SKU"),
             ("Handle", "Title", "Variant Price")),
    columns={
        "handle": ("URL handle", "Handle"),
        "title": ("Title",),
        "type": ("Type",),
        "category": ("Product category",),
        "published": ("Published on online store", "Published"),
        "status": ("Status",),
        "sku": ("Variant SKU", "SKU"),
        "price": ("Variant Price", "Price"),
        "cost": ("Cost per item",),
        "stock": ("Variant Inventory Qty", "Inventory quantity"),
        "option1": ("Option1 value",),
        "option2": ("Option2 value",),
        "option3": ("Option3 value",),
        "complementary": (f"Complementary products (product.metafields.{COMPLEMENTARY}",),
        "related": (f"Related products (product.metafields.{RELATED}",),
    },
    read_catalogue=read_catalogue,
)  # fmt: skip
