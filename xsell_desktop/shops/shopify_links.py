"""Complementary products for Shopify: its product CSV, and Matrixify's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.shops.links import LinkList, Links
from xsell_desktop.shops.target import LinkTable, Target
from xsell_desktop.texts import _, plural

FORMAT = "shopify-products"
METAFIELD = "shopify--discovery--product_recommendation.complementary_products"
NEW_KEY = "URL handle"  # the key's name in exports since 2025
MOST = 10  # complementary products that Search & Discovery shows for one product


def _handles(link: LinkList) -> tuple[str, ...]:
    """Handles of the partners' pages, each once, without the product's own."""
    handles = dict.fromkeys(partner.handle for partner in link.partners if partner.handle)
    handles.pop(link.source.handle, None)
    return tuple(handles)[:MOST]


def _lists(links: Links) -> Iterator[tuple[Product, tuple[str, ...]]]:
    """Each page with a list, once."""
    seen = set()
    for link in links.lists:
        handles = _handles(link)
        if link.source.handle and handles and link.source.handle not in seen:
            seen.add(link.source.handle)
            yield link.source, handles


def _build(links: Links, catalogues: Sequence[Catalogue]) -> LinkTable:
    """Handle, title and list, the three columns that an update needs.

    The header is of the generation that the shop's own export has.
    """
    rows = [(page.handle, page.name, "; ".join(handles)) for page, handles in _lists(links)]
    count = sum(len(handles) for _page, handles in _lists(links))
    column = f"Complementary products (product.metafields.{METAFIELD})"
    header: tuple[str, ...] = ("Handle", "Title", column)
    own = [catalogue.key_header for catalogue in catalogues if catalogue.format == FORMAT]
    if own and own[-1].casefold() == NEW_KEY.casefold():
        header = ("Title", NEW_KEY, column)
        rows = [(title, handle, listed) for handle, title, listed in rows]
    return LinkTable(header, tuple(rows), count, _notes(links))


def _build_matrixify(links: Links, catalogues: Sequence[Catalogue]) -> LinkTable:
    header = ("Handle", "Command", f"Metafield: {METAFIELD} [list.product_reference]")
    rows = [(page.handle, "MERGE", ", ".join(handles)) for page, handles in _lists(links)]
    count = sum(len(handles) for _page, handles in _lists(links))
    unproven = _(
        "Matrixify documents the column, but how it joins several handles was not tried against "
        "a shop: import two products first and look at them."
    )
    return LinkTable(header, tuple(rows), count, (*_notes(links), unproven))


def _notes(links: Links) -> tuple[str, ...]:
    longer = sum(len({p.handle for p in link.partners}) > MOST for link in links.lists)
    if not longer:
        return ()
    return (
        plural(
            "{n} list was cut to the ten products that Shopify shows.",
            "{n} lists were cut to the ten products that Shopify shows.",
            longer,
        ),
    )


def _steps() -> tuple[str, ...]:
    return (
        _("Install Shopify's free app Search & Discovery, if the shop does not have it yet."),
        _("In the admin choose Products › Import, and this CSV file."),
        _("Tick “Overwrite products with matching handles”; without it nothing changes."),
        _("Lists of products in the file are replaced. Products not in the file stay as they are."),
    )


def _matrixify_steps() -> tuple[str, ...]:
    return (
        _("In Shopify open the Matrixify app and choose Import."),
        _("Upload this file and keep its name: Matrixify goes by the word Products in it."),
        _("Check that it finds the products by handle, then start the import."),
    )


SHOPIFY = Target(
    id="shopify",
    name="Shopify",
    file_name="shopify-complementary-products.csv",
    catalogue_format=FORMAT,
    needs_catalogue=True,
    build=_build,
    steps=_steps,
)

MATRIXIFY = Target(
    id="matrixify",
    name="Matrixify",
    file_name="Products-complementary.csv",
    catalogue_format=FORMAT,
    needs_catalogue=True,
    build=_build_matrixify,
    steps=_matrixify_steps,
)
