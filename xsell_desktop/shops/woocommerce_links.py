"""Cross-sells for WooCommerce's own product importer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.shops.links import Links
from xsell_desktop.shops.target import LinkTable, Target, UpSells
from xsell_desktop.texts import _, plural

_looks_like_id = re.compile(r"id:\d+\Z")


def _sku(product: Product) -> str:
    """The product's SKU; '' where the catalogue has none and its key is its name or number."""
    if product.shop_id and product.key in (product.name, f"id:{product.shop_id}"):
        return ""
    return product.key


def _can_be_listed(sku: str) -> bool:
    r"""Whether the importer reads the SKU back from a list.

    It splits at commas, keeps `\,` as a comma, trims, takes `id:5` for a number, drops `0`.
    """
    return (
        bool(sku)
        and sku == sku.strip()
        and sku != "0"
        and not sku.endswith("\\")
        and not _looks_like_id.match(sku)
    )


def _entry(product: Product) -> str:
    """How a list names the product; '' when it cannot."""
    sku = _sku(product)
    if _can_be_listed(sku):
        return sku.replace(",", "\\,")
    return f"id:{product.shop_id}" if product.shop_id else ""


def _build(links: Links, catalogues: Sequence[Catalogue]) -> LinkTable:
    """`SKU,Cross-sells`, with an ID column before it where a product has no usable SKU.

    Only products whose list differs from today's: a blank cell would wipe the shop's list.
    """
    rows: list[tuple[Product, str]] = []
    left_out = unchanged = replaced = count = 0
    for link in links.lists:
        source, today = link.source, link.source.cross_sells
        listed = [partner for partner in link.partners if _entry(partner)]
        left_out += len(link.partners) - len(listed)
        if _sku(source) in ("", "0") and not source.shop_id:
            left_out += len(listed)
        elif listed and tuple(partner.key for partner in listed) == today:
            unchanged += 1
        elif listed:
            replaced += bool(today)
            count += len(listed)
            rows.append((source, ", ".join(map(_entry, listed))))
    by_id = any(_sku(product) in ("", "0") for product, _entries in rows)
    header = ("ID", "SKU", "Cross-sells") if by_id else ("SKU", "Cross-sells")
    cells = tuple(
        (product.shop_id, _sku(product), entries) if by_id else (_sku(product), entries)
        for product, entries in rows
    )
    return LinkTable(header, cells, count, _notes(left_out, unchanged, replaced))


def _build_up_sells(links: Links) -> LinkTable:
    """`SKU,Upsells` of products that have none today: the import would replace them."""
    kept = [link for link in links.lists if not link.source.upsells]
    rows = []
    count = 0
    for link in kept:
        entries = [entry for entry in map(_entry, link.partners) if entry]
        if entries and _sku(link.source) not in ("", "0"):
            rows.append((_sku(link.source), ", ".join(entries)))
            count += len(entries)
    own = len(links.lists) - len(kept)
    notes: tuple[str, ...] = ()
    if own:
        notes = (
            plural(
                "{n} product keeps the upsells it has in the shop today.",
                "{n} products keep the upsells they have in the shop today.",
                own,
            ),
        )
    return LinkTable(("SKU", "Upsells"), tuple(rows), count, notes)


def _notes(left_out: int, unchanged: int, replaced: int) -> tuple[str, ...]:
    notes = []
    if replaced:
        notes.append(
            plural(
                "{n} product has cross-sells in the shop today; the import replaces them.",
                "{n} products have cross-sells in the shop today; the import replaces them.",
                replaced,
            )
        )
    if unchanged:
        notes.append(
            plural(
                "{n} product already has this very list and is not in the file.",
                "{n} products already have this very list and are not in the file.",
                unchanged,
            )
        )
    if left_out:
        notes.append(
            plural(
                "{n} link was left out: the product has no SKU that WooCommerce can read back.",
                "{n} links were left out: their products have no SKU that WooCommerce can read "
                "back.",
                left_out,
            )
        )
    return tuple(notes)


def _steps() -> tuple[str, ...]:
    return (
        _("In WordPress choose Products › All Products › Import, and this CSV file."),
        _("Tick “Update existing products”; without it WooCommerce skips every row."),
        _("On the next page check that SKU and Cross-sells are matched, then run the importer."),
        _("WooCommerce shows cross-sells in the cart. Products not in the file stay as they are."),
    )


def _up_sell_step() -> str:
    return _(
        "woocommerce-upsells.csv names better, dearer products: import it the same way if the "
        "product pages are to show them."
    )


WOOCOMMERCE = Target(
    id="woocommerce",
    name="WooCommerce",
    file_name="woocommerce-cross-sells.csv",
    catalogue_format="woocommerce-products",
    needs_catalogue=False,
    build=_build,
    steps=_steps,
    up_sells=UpSells("woocommerce-upsells.csv", _build_up_sells, _up_sell_step),
)
