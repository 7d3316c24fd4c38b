"""Any catalogue, written in each platform's layout, is read back as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest
from catalogue_files import known_header, read_products, write_products
from hypothesis import given, settings
from hypothesis import strategies as st

Row = dict[str, str]


class Variant(NamedTuple):
    sku: str
    value: str
    price: float
    cost: float
    stock: int


class Item(NamedTuple):
    """A page of a shop: one variant or several; `links` are places of other items."""

    name: str
    category: str
    visible: bool
    variants: tuple[Variant, ...]
    links: tuple[int, ...]

    @property
    def is_family(self) -> bool:
        return len(self.variants) > 1


class Read(NamedTuple):
    """What a test compares of a product."""

    name: str
    price: float | None
    cost: float | None
    stock: float | None
    category: str
    parent: str
    visible: bool
    links: tuple[str, ...]


WORDS = st.text(alphabet="abZé,;\" '’ß", min_size=1, max_size=6).map(str.strip).filter(bool)
MONEY = st.integers(1, 99_999).map(lambda cents: cents / 100)


@st.composite
def shops(draw: st.DrawFn, variants: bool) -> list[Item]:
    items = []
    for n in range(draw(st.integers(1, 5))):
        count = draw(st.integers(1, 3)) if variants else 1
        own = tuple(
            Variant(f"S{n}-{v}", f"V{v}", draw(MONEY), draw(MONEY), draw(st.integers(0, 40)))
            for v in range(count)
        )
        links = draw(st.lists(st.integers(0, 4), unique=True, max_size=3))
        category = draw(st.sampled_from(["", "Cups", "Tea and cake", "Größe"]))
        name = f"N{n} {draw(WORDS)}".strip()
        items.append(Item(name, category, draw(st.booleans()), own, tuple(links)))
    return [
        item._replace(links=tuple(at for at in item.links if at < len(items) and at != n))
        for n, item in enumerate(items)
    ]


def money(amount: float) -> str:
    return f"{amount:.2f}"


def handle(n: int) -> str:
    return f"page-{n}"


class Platform(NamedTuple):
    """How one layout writes items. `page_key` is the key of an item of several variants."""

    format: str
    header: int
    write: Callable[[Sequence[Item]], list[Row]]
    page_key: Callable[[int, Item], str] = lambda n, item: item.name
    named: Callable[[Item, Variant], str] = lambda item, variant: f"{item.name} - {variant.value}"
    variants: bool = True
    links: bool = True
    cost: bool = True
    category: bool = True
    visible: bool = True
    delimiter: str = ","


def expected(platform: Platform, items: Sequence[Item]) -> dict[str, Read]:
    keys = [
        platform.page_key(n, item) if item.is_family else item.variants[0].sku
        for n, item in enumerate(items)
    ]
    products = {}
    for key, item in zip(keys, items, strict=True):
        links = tuple(keys[at] for at in item.links) if platform.links else ()
        category = item.category if platform.category else ""
        visible = item.visible or not platform.visible
        for variant in item.variants:
            name = platform.named(item, variant) if item.is_family else item.name
            cost = variant.cost if platform.cost else None
            products[variant.sku] = Read(
                name, variant.price, cost, variant.stock, category,
                key if item.is_family else "", visible, () if item.is_family else links,
            )  # fmt: skip
        if item.is_family:
            products[key] = Read(item.name, None, None, None, category, "", visible, links)
    return products


def shopify(new: bool) -> Callable[[Sequence[Item]], list[Row]]:
    field = "product.metafields.shopify--discovery--product_recommendation.complementary_products"
    key, sku, price, stock, tracker, status, value = (
        ("URL handle", "SKU", "Price", "Inventory quantity", "Inventory tracker", "Status",
         "Option1 value")
        if new else
        ("Handle", "Variant SKU", "Variant Price", "Variant Inventory Qty",
         "Variant Inventory Tracker", "Status", "Option1 Value")
    )  # fmt: skip

    def write(items: Sequence[Item]) -> list[Row]:
        rows = []
        for n, item in enumerate(items):
            for at, variant in enumerate(item.variants):
                row = {key: handle(n), sku: variant.sku, price: money(variant.price),
                       stock: str(variant.stock), tracker: "shopify",
                       "Cost per item": money(variant.cost)}  # fmt: skip
                row[value] = variant.value if item.is_family else "Default Title"
                if at == 0:
                    row |= {"Title": item.name, "Type": item.category,
                            status: "active" if item.visible else "draft",
                            f"Complementary products ({field})":
                            "; ".join(map(handle, item.links))}  # fmt: skip
                rows.append(row)
            rows.append({key: handle(n)} | ({} if new else {"Image Src": "a.jpg"}))
        return rows

    return write


def woocommerce(items: Sequence[Item]) -> list[Row]:
    rows = []
    sku = [f"P{n}" if item.is_family else item.variants[0].sku for n, item in enumerate(items)]
    for n, item in enumerate(items):
        page = {"ID": str(n + 1), "Type": "variable" if item.is_family else "simple",
                "SKU": sku[n], "Name": item.name, "Published": "1" if item.visible else "0",
                "Categories": item.category,
                "Cross-sells": ", ".join(sku[at] for at in item.links)}  # fmt: skip
        if not item.is_family:
            page |= _woo_figures(item.variants[0])
        rows.append(page)
        for v, variant in enumerate(item.variants if item.is_family else ()):
            rows.append(
                {"ID": f"{n + 1}0{v}", "Type": "variation", "SKU": variant.sku, "Published": "1",
                 "Name": f"{item.name} - {variant.value}", "Parent": f"id:{n + 1}",
                 **_woo_figures(variant)}
            )  # fmt: skip
    return rows


def _woo_figures(variant: Variant) -> Row:
    return {"Regular price": money(variant.price), "Stock": str(variant.stock), "In stock?": "1"}


def magento(items: Sequence[Item]) -> list[Row]:
    rows = []
    sku = [f"P{n}" if item.is_family else item.variants[0].sku for n, item in enumerate(items)]
    for n, item in enumerate(items):
        root = f"Default Category/{item.category}" if item.category else ""
        page = {"sku": sku[n], "name": item.name, "product_online": "1" if item.visible else "2",
                "categories": root, "visibility": "Catalog, Search",
                "crosssell_skus": ",".join(sku[at] for at in item.links)}  # fmt: skip
        for variant in item.variants:
            figures = {"price": f"{variant.price:.4f}", "qty": f"{variant.stock}.0000",
                       "is_in_stock": "1", "product_type": "simple",
                       "additional_attributes": f"a=b,cost={variant.cost:.4f}"}  # fmt: skip
            if item.is_family:
                rows.append({**figures, "sku": variant.sku, "product_online": "1",
                             "name": f"{item.name} - {variant.value}",
                             "visibility": "Not Visible Individually"})  # fmt: skip
            else:
                page |= figures
        if item.is_family:
            listed = "|".join(f"sku={v.sku},size={v.value}" for v in item.variants)
            page |= {"product_type": "configurable", "configurable_variations": listed}
        rows.append(page)
        rows.append({"sku": sku[n], "store_view_code": "de", "name": "Anders"})
    return rows


def prestashop(items: Sequence[Item]) -> list[Row]:
    return [
        {"Product ID": str(n + 1), "Active (0/1)": str(int(item.visible)), "Name *": item.name,
         "Reference #": item.variants[0].sku, "Price tax excluded": money(item.variants[0].price),
         "Wholesale price": money(item.variants[0].cost), "Quantity": str(item.variants[0].stock),
         "Categories (x,y,z...)": item.category,
         "Acessories  (x,y,z...)": ",".join(str(at + 1) for at in item.links)}
        for n, item in enumerate(items)
    ]  # fmt: skip


def bigcommerce(items: Sequence[Item]) -> list[Row]:
    rows = []
    for n, item in enumerate(items):
        page = {"Item Type": "Product", "Product ID": str(n + 1), "Product Name": item.name,
                "Category": item.category,
                "Product Visible?": "Y" if item.visible else "N"}  # fmt: skip
        below = []
        for variant in item.variants:
            figures = {"Product Code/SKU": variant.sku, "Price": money(variant.price),
                       "Cost Price": money(variant.cost),
                       "Current Stock Level": str(variant.stock)}  # fmt: skip
            if item.is_family:
                below.append({"Item Type": "  SKU", "Product Name": f"[S]Size={variant.value}",
                              **figures})  # fmt: skip
            else:
                page |= figures
        rows += [page, *below]
    return rows


def square(items: Sequence[Item]) -> list[Row]:
    return [
        {"Reference Handle": handle(n), "Token": f"T{n}{v}", "Item Name": item.name,
         "Variation Name": variant.value if item.is_family else "Regular", "SKU": variant.sku,
         "Categories": item.category, "Price": f"${variant.price:,.2f}",
         "Default Unit Cost": f"${variant.cost:,.2f}", "Archived": "N" if item.visible else "Y",
         "Current Quantity Main Street": str(variant.stock)}
        for n, item in enumerate(items)
        for v, variant in enumerate(item.variants)
    ]  # fmt: skip


def loyverse(items: Sequence[Item]) -> list[Row]:
    return [
        {"Handle": handle(n), "SKU": variant.sku, "Cost": money(variant.cost),
         "Price [Corner shop]": money(variant.price), "In stock [Corner shop]": str(variant.stock),
         "Available for sale [Corner shop]": "Y" if item.visible else "N",
         "Option 1 value": variant.value if item.is_family else "",
         **({"Name": item.name, "Category": item.category} if v == 0 else {})}
        for n, item in enumerate(items)
        for v, variant in enumerate(item.variants)
    ]  # fmt: skip


def odoo(items: Sequence[Item]) -> list[Row]:
    return [
        {"id": f"shop.p{n}", "default_code": item.variants[0].sku, "name": item.name,
         "list_price": money(item.variants[0].price),
         "qty_available": f"{item.variants[0].stock}.0",
         "standard_price": money(item.variants[0].cost),
         "accessory_product_ids/id": ",".join(f"shop.p{at}" for at in item.links)}
        for n, item in enumerate(items)
    ]  # fmt: skip


def opencart(items: Sequence[Item]) -> list[Row]:
    return [
        {"product_id": str(n + 50), "name(en-gb)": item.name, "model": item.variants[0].sku,
         "price": money(item.variants[0].price), "quantity": str(item.variants[0].stock),
         "status": "true" if item.visible else "false", "categories": item.category,
         "related_ids": ",".join(str(at + 50) for at in item.links)}
        for n, item in enumerate(items)
    ]  # fmt: skip


PLATFORMS = (
    Platform("shopify-products", 1, shopify(False), lambda n, _item: handle(n)),
    Platform("shopify-products", 3, shopify(True), lambda n, _item: handle(n)),
    Platform("woocommerce-products", 1, woocommerce, lambda n, _item: f"P{n}", cost=False),
    Platform("magento-products", 1, magento, lambda n, _item: f"P{n}"),
    Platform("prestashop-products", 1, prestashop, variants=False, delimiter=";"),
    Platform("bigcommerce-products", 1, bigcommerce, lambda n, _item: str(n + 1), links=False),
    Platform("square-library", 2, square, links=False),
    Platform("loyverse-items", 2, loyverse, links=False),
    Platform("odoo-products", 2, odoo, variants=False, category=False, visible=False),
    Platform("opencart-products", 1, opencart, variants=False, cost=False),
)


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda p: f"{p.format}-{p.header}")
@settings(max_examples=20)
@given(data=st.data())
def test_any_catalogue_comes_back(
    tmp_path_factory: pytest.TempPathFactory, platform: Platform, data: st.DataObject
) -> None:
    items = data.draw(shops(platform.variants))
    rows = platform.write(items)
    header = known_header(platform.format, platform.header)
    header += sorted({name for row in rows for name in row} - set(header))
    path = write_products(
        tmp_path_factory.mktemp("t") / "p.csv", header, rows, delimiter=platform.delimiter
    )
    products, report = read_products(path, platform.format)
    assert {
        key: Read(p.name, p.price, p.cost, p.stock, p.category, p.parent, p.visible, p.cross_sells)
        for key, p in products.items()
    } == expected(platform, items)
    assert report.rows_refused_total == 0
    assert report.warnings == ()
