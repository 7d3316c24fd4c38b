"""Odoo's product export, by field labels or by technical names."""

from __future__ import annotations

import re

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.shelf import Shelf
from xsell_desktop.shops.products import KeyIndex, join_family, last_of_path

LINKS = ("accessories", "optional", "alternatives")
_DISPLAYED = re.compile(r"\[(?P<reference>[^\]]+)\]\s*(?P<name>.*)", re.DOTALL)


def read_catalogue(shelf: Shelf) -> Catalogue:
    """A product a row; rows that only hold further links go on with the one above.

    Rows that name one template are its variants.
    """
    links: dict[int, dict[str, list[str]]] = {}
    templates: dict[str, list[int]] = {}
    last: int | None = None
    for row in shelf.rows():
        if _key(shelf, row):
            last = row
            template = shelf.text(row, "template") or shelf.text(row, "template_id")
            templates.setdefault(template or f"#{row}", []).append(row)
            links[row] = {part: [] for part in LINKS}
        elif last is not None and any(shelf.text(row, part) for part in LINKS):
            shelf.set_aside(row, reasons.CONTINUED)
        else:
            shelf.refuse(row, reasons.NO_PRODUCT)
            continue
        for part in LINKS:
            links[last][part] += _listed(shelf.text(row, part))
    index = _index(shelf, templates)
    products: list[Product] = []
    for template, rows in templates.items():
        found = [_read_product(shelf, row, links[row], index) for row in rows]
        if len(rows) > 1:
            title = _template_name(template)
            found = join_family(Product(title, title, category=found[0].category), found)
        products += found
    index.note_strangers(shelf)
    return Catalogue("odoo-products", shelf.source, tuple(products))


def _index(shelf: Shelf, templates: dict[str, list[int]]) -> KeyIndex:
    index = KeyIndex()
    for template, rows in templates.items():
        if len(rows) > 1:
            index.add(_template_name(template), template, _template_name(template))
    for rows in templates.values():
        for row in rows:
            reference, name = _names(shelf, row)
            numbers = (shelf.text(row, "id"), shelf.text(row, "number"))
            index.add(_key(shelf, row), *numbers, reference, f"[{reference}] {name}", name)
    return index


def _names(shelf: Shelf, row: int) -> tuple[str, str]:
    """Internal reference and name, also where they stand in one cell as `[REF] Name`; a
    variant's name says what makes it one, as order lines do: `Shirt (Red, S)`.
    """
    reference, name = shelf.text(row, "reference"), shelf.text(row, "name")
    displayed = _DISPLAYED.fullmatch(name)
    if displayed:
        reference, name = reference or displayed["reference"], displayed["name"].strip()
    values = [value.rpartition(":")[2].strip() for value in shelf.text(row, "values").split(",")]
    chosen = f"({', '.join(values)})"
    return reference, f"{name} {chosen}" if any(values) and not name.endswith(chosen) else name


def _key(shelf: Shelf, row: int) -> str:
    """Internal reference, else external id, else name, as order lines have it."""
    reference, name = _names(shelf, row)
    return reference or shelf.text(row, "id") or name


def _template_name(template: str) -> str:
    displayed = _DISPLAYED.fullmatch(template)
    return displayed["name"] if displayed else template


def _listed(cell: str) -> list[str]:
    """A list's entries; one in brackets may hold commas itself."""
    if "[" in cell:
        return [entry.strip() for entry in re.split(r",\s*(?=\[)", cell)]
    return [entry.strip() for entry in cell.split(",")]


def _read_product(shelf: Shelf, row: int, links: dict[str, list[str]], index: KeyIndex) -> Product:
    key = _key(shelf, row)
    others = [*links["alternatives"], *links["optional"]]
    return Product(
        key=key,
        name=_names(shelf, row)[1] or key,
        price=shelf.number(row, "price"),
        cost=shelf.number(row, "cost"),
        stock=shelf.number(row, "stock"),
        category=last_of_path(shelf.text(row, "category"), "/"),
        shop_id=shelf.text(row, "id"),
        visible=shelf.is_on(row, "sold"),
        cross_sells=index.find_all(links["accessories"], but=key),
        upsells=index.find_all(others, but=key),
    )


ODOO_PRODUCTS = Layout(
    id="odoo-products",
    title="Odoo products",
    kind="catalogue",
    anchors=(
        ("Internal Reference", "Name", "Sales Price"),
        ("Internal Reference", "Name", "Cost"),
        ("Internal Reference", "Name", "Quantity On Hand"),
        ("Internal Reference", "Name", "Product Category"),
        ("External ID", "Name", "Sales Price"),
        ("Display Name", "Sales Price"),
        ("default_code", "name", "list_price"),
        ("default_code", "name", "standard_price"),
        ("default_code", "name", "qty_available"),
        ("default_code", "name", "categ_id"),
        ("id", "name", "list_price"),
        ("Name", "Accessory Products"),
        ("Name", "Optional Products"),
        ("name", "accessory_product_ids"),
        ("name", "accessory_product_ids/id"),
        ("name", "optional_product_ids/id"),
    ),
    columns={
        "id": ("External ID", "id"),
        "number": ("Database ID", ".id"),
        "reference": ("Internal Reference", "default_code"),
        "name": ("Name", "Display Name", "name", "display_name"),
        "price": ("Sales Price", "list_price", "lst_price", "Public Price"),
        "cost": ("Cost", "standard_price"),
        "stock": ("Quantity On Hand", "qty_available"),
        "category": ("Product Category", "categ_id", "Product Category/Complete Name",
                     "categ_id/name"),
        "sold": ("Can be Sold", "sale_ok", "Sales", "Active", "active"),
        "template": ("Product Template", "product_tmpl_id"),
        "template_id": ("Product Template/External ID", "product_tmpl_id/id"),
        "values": ("Variant Values", "product_template_variant_value_ids"),
        "accessories": ("Accessory Products", "Accessory Products/External ID",
                        "accessory_product_ids", "accessory_product_ids/id"),
        "optional": ("Optional Products", "Optional Products/External ID",
                     "optional_product_ids", "optional_product_ids/id"),
        "alternatives": ("Alternative Products", "Alternative Products/External ID",
                         "alternative_product_ids", "alternative_product_ids/id"),
    },
    read_catalogue=read_catalogue,
)  # fmt: skip
