"""PrestaShop's product lists: its import file, the combinations beside it, the back-office grid."""

from __future__ import annotations

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.shelf import Shelf
from xsell_desktop.shops.products import KeyIndex, last_of_path

SHOP = "prestashop-products"
ROOTS = {"home", "root", "accueil", "inicio", "startseite", "2"}


def read_products(shelf: Shelf) -> Catalogue:
    """A product a row; accessories name products by number or reference."""
    index = KeyIndex()
    keys: dict[int, str] = {}
    for row in shelf.rows():
        key = next(
            filter(None, (shelf.text(row, part) for part in ("reference", "id", "name"))), ""
        )
        if not key:
            shelf.refuse(row, reasons.NO_PRODUCT)
            continue
        keys[row] = key
        index.add(key, shelf.text(row, "id"))
    for row, key in keys.items():
        if not shelf.text(row, "reference").isdecimal():  # numbers are taken for ids
            index.add(key, shelf.text(row, "reference"))
    products = tuple(_read_product(shelf, row, key, index) for row, key in keys.items())
    index.note_strangers(shelf)
    return Catalogue(SHOP, shelf.source, products)


def _read_product(shelf: Shelf, row: int, key: str, index: KeyIndex) -> Product:
    return Product(
        key=key,
        name=shelf.text(row, "name") or key,
        price=shelf.number(row, "price"),
        cost=shelf.number(row, "cost") or None,
        stock=shelf.number(row, "stock"),
        category=_category(shelf.text(row, "categories")),
        shop_id=shelf.text(row, "id"),
        visible=shelf.is_on(row, "active") and shelf.text(row, "visibility") != "none",
        cross_sells=index.find_all(_split(shelf.text(row, "accessories")), but=key),
    )


def read_combinations(shelf: Shelf) -> Catalogue:
    """The variants of products that another file names; one without a reference is sold under
    its product's.
    """
    products = []
    for row in shelf.rows():
        reference, owner = shelf.text(row, "reference"), shelf.text(row, "id")
        if not owner:
            shelf.refuse(row, reasons.NO_PRODUCT)
        elif not reference:
            shelf.set_aside(row, reasons.UNNUMBERED)
        else:
            values = [value.split(":")[0].strip() for value in _split(shelf.text(row, "values"))]
            products.append(
                Product(
                    key=reference,
                    name=" - ".join(filter(None, (reference, ", ".join(values)))),
                    cost=shelf.number(row, "cost") or None,
                    stock=shelf.number(row, "stock"),
                    parent=f"id:{owner}",
                )
            )
    return Catalogue(SHOP, shelf.source, tuple(products))


def _split(cell: str) -> list[str]:
    """A list's entries; a shop whose columns end at commas joins its lists by semicolons."""
    return [entry.strip() for entry in cell.split(";" if ";" in cell else ",")]


def _category(cell: str) -> str:
    names = [last_of_path(last_of_path(entry, "/")) for entry in _split(cell)]
    inner = [name for name in names if name.casefold() not in ROOTS]
    return (inner or names)[0]


PRESTASHOP_PRODUCTS = Layout(
    id=SHOP,
    title="PrestaShop products",
    kind="catalogue",
    anchors=(
        ("Product ID", "Active (0/1)", "Name *"),
        ("ID", "Active (0/1)", "Name *"),
        ("Product ID", "Name *", "Wholesale price"),
        ("ID", "Name *", "Wholesale price", "Reference #"),
        ("Product ID", "Acessories  (x,y,z...)"),
        ("Product ID", "Accessories (x,y,z...)"),
    ),
    columns={
        "id": ("Product ID", "ID"),
        "active": ("Active (0/1)",),
        "name": ("Name *",),
        "categories": ("Categories (x,y,z...)", "Categories (x;y;z...)"),
        "price": ("Price tax excluded", "Price tax excluded or Price tax included",
                  "Price tax included", "Price tax excl. Or Price tax excl"),
        "cost": ("Wholesale price",),
        "reference": ("Reference #", "Reference"),
        "stock": ("Quantity",),
        "visibility": ("Visibility",),
        "accessories": ("Acessories  (x,y,z...)", "Accessories (x,y,z...)"),
    },
    read_catalogue=read_products,
)  # fmt: skip
PRESTASHOP_COMBINATIONS = Layout(
    id="prestashop-combinations",
    title="PrestaShop combinations",
    kind="catalogue",
    anchors=(("Product ID*", "Attribute (Name:Type:Position)*", "Value (Value:Position)*"),),
    columns={
        "id": ("Product ID*",),
        "values": ("Value (Value:Position)*",),
        "reference": ("Reference",),
        "cost": ("Wholesale price",),
        "stock": ("Quantity",),
    },
    read_catalogue=read_combinations,
)
PRESTASHOP_GRID = Layout(
    id="prestashop-grid",
    title="PrestaShop products, as listed in the back office",
    kind="catalogue",
    anchors=(
        ("Product ID", "Image", "Name", "Reference", "Category"),
        ("Product ID", "Name", "Reference", "Category", "Price (tax excl.)"),
        ("Product ID", "Name", "Reference", "Category", "Base price"),
    ),
    columns={
        "id": ("Product ID", "ID"),
        "name": ("Name",),
        "reference": ("Reference",),
        "categories": ("Category",),
        "price": ("Price (tax excl.)", "Base price", "Price"),
        "stock": ("Quantity",),
        "active": ("Status", "Active"),
    },
    read_catalogue=read_products,
    proven=False,
)
