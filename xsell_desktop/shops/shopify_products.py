"""Shopify's products export, in the old and the new generation of headers."""

from __future__ import annotations

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.shelf import Shelf
from xsell_desktop.shops.products import KeyIndex, join_family

METAFIELD = "(product.metafields.shopify--discovery--product_recommendation."


def read_catalogue(shelf: Shelf) -> Catalogue:
    """Each variant a product, and for products of several variants a parent keyed by the handle.

    Rows of a product repeat its handle, or leave it blank below the first one.
    """
    index = KeyIndex()
    variants: dict[int, list[int]] = {}
    for owner, rows in _pages(shelf).items():
        variants[owner] = _variant_rows(shelf, owner, rows)
        single = len(variants[owner]) == 1
        key = _key(shelf, owner, variants[owner][0]) if single else shelf.text(owner, "handle")
        index.add(key, shelf.text(owner, "handle"))
    products: list[Product] = []
    for owner, rows in variants.items():
        products += _read_product(shelf, owner, rows, index)
    index.note_strangers(shelf)
    return Catalogue("shopify-products", shelf.source, tuple(products))


def _pages(shelf: Shelf) -> dict[int, list[int]]:
    """The rows of each product, by its first; rows before any product are refused."""
    first: dict[str, int] = {}
    pages: dict[int, list[int]] = {}
    last: int | None = None
    for row in shelf.rows():
        handle = shelf.text(row, "handle")
        if handle:
            last = first.setdefault(handle, row)
        if last is None:
            shelf.refuse(row, reasons.NO_PRODUCT)
        else:
            pages.setdefault(last, []).append(row)
    return pages


def _variant_rows(shelf: Shelf, owner: int, rows: list[int]) -> list[int]:
    variants = []
    for row in rows:
        if row == owner or any(shelf.text(row, part) for part in ("sku", "price", "option1")):
            variants.append(row)
        else:
            shelf.set_aside(row, reasons.PICTURES)
    return variants


def _read_product(shelf: Shelf, owner: int, rows: list[int], index: KeyIndex) -> list[Product]:
    head = shelf.cells[owner]
    key = index.find(head["handle"])
    page = Product(
        key=key,
        name=head.get("title", "") or head["handle"],
        category=_category(head),
        handle=head["handle"],
        visible=_is_visible(head),
        cross_sells=index.find_all(head.get("complementary", "").split(";"), but=key),
        upsells=index.find_all(head.get("related", "").split(";"), but=key),
    )
    return join_family(page, [_variant(shelf, owner, row) for row in rows])


def _sold_as(shelf: Shelf, owner: int, row: int) -> str:
    """What order lines call a variant: `Title - Red / L`."""
    title = shelf.text(owner, "title") or shelf.text(owner, "handle")
    chosen = (shelf.text(row, part) for part in ("option1", "option2", "option3"))
    options = [option for option in chosen if option and option.casefold() != "default title"]
    return f"{title} - {' / '.join(options)}" if options else title


def _key(shelf: Shelf, owner: int, row: int) -> str:
    return shelf.text(row, "sku").removeprefix("'") or _sold_as(shelf, owner, row)


def _variant(shelf: Shelf, owner: int, row: int) -> Product:
    head, cells = shelf.cells[owner], shelf.cells[row]
    is_tracked = "tracker" not in cells or bool(cells["tracker"])
    return Product(
        key=_key(shelf, owner, row),
        name=_sold_as(shelf, owner, row),
        price=shelf.number(row, "price"),
        cost=shelf.number(row, "cost"),
        stock=shelf.total(row, "stock") if is_tracked else None,
        category=_category(head),
        handle=head["handle"],
        visible=_is_visible(head),
    )


def _category(head: dict[str, str]) -> str:
    return head.get("type", "") or head.get("category", "").rsplit(">", 1)[-1].strip()


def _is_visible(head: dict[str, str]) -> bool:
    published = head.get("published", "").casefold() not in {"false", "0", "no"}
    return published and head.get("status", "").casefold() not in {"draft", "archived"}


SHOPIFY_PRODUCTS = Layout(
    id="shopify-products",
    title="Shopify products",
    kind="catalogue",
    anchors=(("Handle", "Title", "Variant SKU"), ("URL handle", "Title", "SKU"),
             ("Handle", "Title", "Variant Price")),
    dead_ends=(
        DeadEnd(
            anchor=("Handle", "SKU", "HS Code", "COO", "Location"),
            absent=("Variant SKU", "Variant Price", "Price"),
            why="lists Shopify's stock by location, without prices and links",
            advice="In Shopify open Products, choose Export, then All products and Plain CSV file",
        ),
    ),
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
        "option1": ("Option1 value",),
        "option2": ("Option2 value",),
        "option3": ("Option3 value",),
        "tracker": ("Variant Inventory Tracker", "Inventory tracker"),
    },
    prefixes={"stock": ("Variant Inventory Qty", "Inventory quantity", "Inventory Available")},
    endings={
        "complementary": (f"{METAFIELD}complementary_products)",),
        "related": (f"{METAFIELD}related_products)",),
    },
    read_catalogue=read_catalogue,
)  # fmt: skip
