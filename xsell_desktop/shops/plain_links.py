"""A plain wide table for every shop that has no import of its own: one row a product."""

from __future__ import annotations

from collections.abc import Sequence

from xsell_desktop.sales.catalogue import Catalogue
from xsell_desktop.shops.links import Links
from xsell_desktop.shops.target import LinkTable, Target
from xsell_desktop.tables.write import guard, guard_key
from xsell_desktop.texts import _


def _build(links: Links, catalogues: Sequence[Catalogue]) -> LinkTable:
    longest = max((len(link.partners) for link in links.lists), default=1)
    header = ("product", "product_name", *(f"partner_{n}" for n in range(1, longest + 1)))
    rows = tuple(
        (
            guard_key(link.source.key),
            guard(link.source.name),
            *(guard_key(partner.key) for partner in link.partners),
            *("" for _missing in range(longest - len(link.partners))),
        )
        for link in links.lists
    )
    return LinkTable(header, rows, links.count)


def _steps() -> tuple[str, ...]:
    return (
        _("Each row is a product; partner_1 is what to recommend first."),
        _("Products are named by the keys of your orders file: SKU, or name where there is none."),
        _("Open it in a spreadsheet with every column as text, so that SKUs keep their zeros."),
    )


PLAIN = Target(
    id="plain",
    name="other shops and tills",
    file_name="recommendations-wide.csv",
    catalogue_format="",
    needs_catalogue=False,
    build=_build,
    steps=_steps,
)
