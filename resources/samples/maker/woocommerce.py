"""The same assortment as WooCommerce's own product export writes it."""

from __future__ import annotations

import csv
from pathlib import Path

from .assortment import Article, Product
from .shopify import money

COLUMNS = (
    "ID", "Type", "SKU", "GTIN, UPC, EAN, or ISBN", "Name", "Published", "Is featured?",
    "Visibility in catalog", "Short description", "Description", "Date sale price starts",
    "Date sale price ends", "Tax status", "Tax class", "In stock?", "Stock", "Low stock amount",
    "Backorders allowed?", "Sold individually?", "Weight (kg)", "Length (cm)", "Width (cm)",
    "Height (cm)", "Allow customer reviews?", "Purchase note", "Sale price", "Regular price",
    "Categories", "Tags", "Shipping class", "Images", "Download limit", "Download expiry days",
    "Parent", "Grouped products", "Upsells", "Cross-sells", "External URL", "Button text",
    "Position", "Cost of goods", "Attribute 1 name", "Attribute 1 value(s)",
    "Attribute 1 visible", "Attribute 1 global",
)  # fmt: skip


def write_products(
    path: Path,
    products: dict[str, Product],
    stock: dict[str, int],
    cross_sells: dict[str, list[str]],
    upsells: dict[str, list[str]],
) -> None:
    """Write the export, with a BOM; links are given by product name."""
    ids = {product.name: 1000 + 10 * product.number for product in products.values()}
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        for product in products.values():
            row = _shared(product)
            row |= {
                "ID": str(ids[product.name]),
                "Type": "variable" if product.option else "simple",
                "SKU": parent_sku(product),
                "Name": product.name,
                "Categories": f"{product.branch} > {product.category}",
                "Tags": product.branch.lower(),
                "Upsells": ", ".join(products[p].sku for p in upsells.get(product.name, [])),
                "Cross-sells": ", ".join(
                    products[p].sku for p in cross_sells.get(product.name, [])
                ),
            }
            if product.option:
                values = ", ".join(article.option_value for article in product.articles)
                row |= _attribute(product, values)
            else:
                row |= _priced(product, product.articles[0], stock)
            writer.writerow(row)
            if product.option:
                for place, article in enumerate(product.articles, 1):
                    writer.writerow(_variation(product, article, place, ids[product.name], stock))


def parent_sku(product: Product) -> str:
    """The SKU of the shop's entry; one variable product has none of its own."""
    return "" if product.note == "no-parent-sku" else product.sku


def _variation(
    product: Product, article: Article, place: int, parent_id: int, stock: dict[str, int]
) -> dict[str, str]:
    row = _shared(product) | _priced(product, article, stock)
    row |= _attribute(product, article.option_value)
    return row | {
        "ID": str(parent_id + place),
        "Type": "variation",
        "SKU": article.sku,
        "Name": article.title,
        "Parent": parent_sku(product) or f"id:{parent_id}",
        "Position": str(place),
    }


def _shared(product: Product) -> dict[str, str]:
    return {
        "Published": "-1" if product.note == "draft" else "1",
        "Is featured?": "0",
        "Visibility in catalog": "visible",
        "Short description": f"{product.name}, by {product.vendor}.",
        "Tax status": "taxable",
        "Backorders allowed?": "0",
        "Sold individually?": "0",
        "Weight (kg)": f"{product.grams / 1000:.3f}",
        "Allow customer reviews?": "1",
        "Position": "0",
    }


def _priced(product: Product, article: Article, stock: dict[str, int]) -> dict[str, str]:
    return {
        "In stock?": "1" if stock[article.key] else "0",
        "Stock": str(stock[article.key]),
        "Regular price": money(article.price),
        "Cost of goods": money(product.cost),
    }


def _attribute(product: Product, values: str) -> dict[str, str]:
    return {
        "Attribute 1 name": product.option,
        "Attribute 1 value(s)": values,
        "Attribute 1 visible": "1",
        "Attribute 1 global": "1",
    }
