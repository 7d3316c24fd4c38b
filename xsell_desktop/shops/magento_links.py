"""Cross-sells for Magento's (Adobe Commerce's) product import."""

from __future__ import annotations

from collections.abc import Sequence

from xsell_desktop.sales.catalogue import Catalogue
from xsell_desktop.shops.links import Links
from xsell_desktop.shops.target import LinkTable, Target, UpSells
from xsell_desktop.texts import _, plural

SEPARATOR = ","  # the import page's own "Multiple value separator"


def _build(links: Links, catalogues: Sequence[Catalogue]) -> LinkTable:
    rows, count, left_out = _rows(links)
    notes = [
        _(
            "The import adds links and never removes any. To replace a list, first import the "
            "product with __EMPTY__VALUE__ in crosssell_skus."
        )
    ]
    if left_out:
        notes.append(
            plural(
                "{n} link was left out: Magento cannot read a SKU with a comma from a list.",
                "{n} links were left out: Magento cannot read a SKU with a comma from a list.",
                left_out,
            )
        )
    header = ("sku", "crosssell_skus", "crosssell_position")
    return LinkTable(header, rows, count, tuple(notes))


def _build_up_sells(links: Links) -> LinkTable:
    rows, count, _left_out = _rows(links)
    return LinkTable(("sku", "upsell_skus", "upsell_position"), rows, count)


def _rows(links: Links) -> tuple[tuple[tuple[str, ...], ...], int, int]:
    """Product, partners and their places; how many links there are, and how many cannot be."""
    rows = []
    count = left_out = 0
    for link in links.lists:
        usable = [partner.key for partner in link.partners if _can_be_listed(partner.key)]
        left_out += len(link.partners) - len(usable)
        if usable:
            count += len(usable)
            places = SEPARATOR.join(str(n) for n in range(1, len(usable) + 1))
            rows.append((link.source.key, SEPARATOR.join(usable), places))
    return tuple(rows), count, left_out


def _up_sell_step() -> str:
    return _(
        "magento-up-sells.csv names better, dearer products: import it the same way if the "
        "product pages are to show them."
    )


def _can_be_listed(sku: str) -> bool:
    return SEPARATOR not in sku and sku == sku.strip()


def _steps() -> tuple[str, ...]:
    return (
        _("In the admin choose System › Data Transfer › Import, entity type Products."),
        _("Import behaviour: Add/Update. Never choose Replace: it deletes products first."),
        _("Keep the multiple value separator “,”, choose this file, Check Data, then Import."),
    )


MAGENTO = Target(
    id="magento",
    name="Magento",
    file_name="magento-cross-sells.csv",
    catalogue_format="magento-products",
    needs_catalogue=False,
    build=_build,
    steps=_steps,
    up_sells=UpSells("magento-up-sells.csv", _build_up_sells, _up_sell_step),
)
