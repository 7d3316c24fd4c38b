"""The product export of Magento, also called Adobe Commerce."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.shelf import Shelf
from xsell_desktop.shops.products import last_of_path, part_count

COMPOSED = {"configurable", "bundle", "grouped"}  # their own quantity means nothing
_COST = re.compile(r'(?:^|,)"?cost"?="?(-?[0-9.]+)')
_PART = re.compile(r"(?:^|,)(sku|default_qty)=([^,]*)")


def read_catalogue(shelf: Shelf) -> Catalogue:
    """A product a row; a configurable one names its variants, which stand in rows of their own.

    Rows of a store view repeat a product in another language.
    """
    rows = _own_rows(shelf)
    parents: dict[str, str] = {}
    for key, row in rows.items():
        for variant in _variants(shelf.text(row, "variations")):
            parents.setdefault(variant.casefold(), key)
    products = []
    for key, row in rows.items():
        parent = parents.get(key.casefold(), "")
        products.append(_read_product(shelf, row, parent, rows.get(parent)))
    return Catalogue("magento-products", shelf.source, tuple(products))


def _own_rows(shelf: Shelf) -> dict[str, int]:
    """The row of each SKU: that of no store view, or else its first one."""
    views: dict[str, list[int]] = {}
    for row in shelf.rows():
        sku = shelf.text(row, "sku")
        if sku:
            views.setdefault(sku, []).append(row)
        else:
            shelf.refuse(row, reasons.NO_PRODUCT)
    rows = {}
    for sku, of_sku in views.items():
        general = [row for row in of_sku if not shelf.text(row, "view")]
        rows[sku] = (general or of_sku)[0]
        for row in of_sku:
            if row != rows[sku]:
                shelf.set_aside(row, reasons.TRANSLATIONS)
    return rows


def _read_product(shelf: Shelf, row: int, parent: str, above: int | None) -> Product:
    sku = shelf.text(row, "sku")
    kind = shelf.text(row, "type").casefold()
    shown = above if above is not None else row
    return Product(
        key=sku,
        name=shelf.text(row, "name") or sku,
        price=shelf.number(row, "price"),
        cost=_cost(shelf, row),
        stock=_stock(shelf, row, kind),
        category=_category(shelf.text(row, "categories") or shelf.text(shown, "categories")),
        parent=parent,
        shop_id=shelf.text(row, "id"),
        visible=_is_online(shelf, row) and _is_online(shelf, shown) and _is_listed(shelf, shown),
        is_parent=bool(_variants(shelf.text(row, "variations"))),
        cross_sells=_skus(shelf.text(row, "cross_sells"), sku),
        upsells=_skus(shelf.text(row, "upsells") + "," + shelf.text(row, "related"), sku),
        parts=_parts(shelf.cells[row]),
    )


def _skus(cell: str, own: str) -> tuple[str, ...]:
    names = dict.fromkeys(name.strip() for name in cell.split(","))
    return tuple(name for name in names if name and name != own)


def _variants(cell: str) -> list[str]:
    """The SKUs of `sku=A,size=S|sku=B,size=M`."""
    return [text for entry in cell.split("|") for name, text in _PART.findall(entry)
            if name == "sku" and text]  # fmt: skip


def _parts(cells: Mapping[str, str]) -> tuple[tuple[str, float], ...]:
    """What a bundle's options or a grouped product name, with how many of each."""
    parts: dict[str, float] = {}
    for entry in cells.get("bundle", "").split("|"):
        found = dict(_PART.findall(entry))
        if found.get("sku"):
            parts[found["sku"].strip()] = part_count(found.get("default_qty", ""))
    for entry in cells.get("grouped", "").split(","):
        sku, _mark, count = entry.rpartition("=")
        if sku.strip():
            parts[sku.strip()] = part_count(count)
    return tuple(parts.items())


def _cost(shelf: Shelf, row: int) -> float | None:
    hidden = _COST.search(shelf.text(row, "attributes"))
    own = shelf.number(row, "cost")
    if own is not None or hidden is None:
        return own
    try:
        return float(hidden[1])
    except ValueError:
        return None


def _stock(shelf: Shelf, row: int, kind: str) -> float | None:
    """What can be sold: nothing when marked out of stock, unknown where stock is not kept."""
    if not shelf.is_on(row, "in_stock"):
        return 0.0
    unkept = shelf.text(row, "keeps_stock") == "0" and shelf.text(row, "keeps_default") == "0"
    return None if unkept or kind in COMPOSED else shelf.number(row, "stock")


def _category(cell: str) -> str:
    """The innermost category of the first path that is more than the shop's root."""
    paths = [path for path in cell.split(",") if path.strip()]
    deep = [path for path in paths if "/" in path]
    return last_of_path((deep or paths or [""])[0], "/")


def _is_online(shelf: Shelf, row: int) -> bool:
    return shelf.text(row, "online").casefold() not in {"0", "2", "disabled", "no"}


def _is_listed(shelf: Shelf, row: int) -> bool:
    return shelf.text(row, "visibility").casefold() not in {"not visible individually", "1"}


_EXPORT = "In the admin open System, Data Transfer, Export, and choose the entity type Products"

MAGENTO_PRODUCTS = Layout(
    id="magento-products",
    title="Magento products",
    kind="catalogue",
    anchors=(("sku", "product_type"), ("sku", "attribute_set_code"),
             ("sku", "crosssell_skus"), ("sku", "additional_attributes")),
    dead_ends=(
        DeadEnd(
            anchor=("sku", "tier_price_website", "tier_price"),
            absent=("product_type", "price"),
            why="lists Magento's tier prices, not its products",
            advice=_EXPORT,
        ),
        DeadEnd(
            anchor=("source_code", "sku", "status", "quantity"),
            absent=("product_type", "price", "name"),
            why="lists Magento's stock by source, not its products",
            advice=_EXPORT,
        ),
    ),
    columns={
        "sku": ("sku",),
        "view": ("store_view_code",),
        "id": ("entity_id",),
        "type": ("product_type",),
        "categories": ("categories",),
        "name": ("name",),
        "online": ("product_online", "status"),
        "visibility": ("visibility",),
        "price": ("price",),
        "cost": ("cost",),
        "attributes": ("additional_attributes",),
        "stock": ("qty",),
        "in_stock": ("is_in_stock",),
        "keeps_stock": ("manage_stock",),
        "keeps_default": ("use_config_manage_stock",),
        "related": ("related_skus",),
        "cross_sells": ("crosssell_skus",),
        "upsells": ("upsell_skus",),
        "variations": ("configurable_variations",),
        "bundle": ("bundle_values",),
        "grouped": ("associated_skus",),
    },
    read_catalogue=read_catalogue,
)  # fmt: skip
