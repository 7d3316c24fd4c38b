"""The sample shop as Shopify exports it: orders (79 columns) and products (older header)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from . import planted
from .assortment import Article, Product
from .orders import Line, Order
from .rhythm import stamp

ORDER_COLUMNS = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at",
    "Accepts Marketing", "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code",
    "Discount Amount", "Shipping Method", "Created at", "Lineitem quantity", "Lineitem name",
    "Lineitem price", "Lineitem compare at price", "Lineitem sku", "Lineitem requires shipping",
    "Lineitem taxable", "Lineitem fulfillment status", "Billing Name", "Billing Street",
    "Billing Address1", "Billing Address2", "Billing Company", "Billing City", "Billing Zip",
    "Billing Province", "Billing Country", "Billing Phone", "Shipping Name", "Shipping Street",
    "Shipping Address1", "Shipping Address2", "Shipping Company", "Shipping City", "Shipping Zip",
    "Shipping Province", "Shipping Country", "Shipping Phone", "Notes", "Note Attributes",
    "Cancelled at", "Payment Method", "Payment Reference", "Refunded Amount", "Vendor",
    "Outstanding Balance", "Employee", "Location", "Device ID", "Id", "Tags", "Risk Level",
    "Source", "Lineitem discount", "Tax 1 Name", "Tax 1 Value", "Tax 2 Name", "Tax 2 Value",
    "Tax 3 Name", "Tax 3 Value", "Tax 4 Name", "Tax 4 Value", "Tax 5 Name", "Tax 5 Value", "Phone",
    "Receipt Number", "Duties", "Billing Province Name", "Shipping Province Name", "Payment ID",
    "Payment Terms Name", "Next Payment Due At", "Payment References",
)  # fmt: skip

COMPLEMENTARY = (
    "Complementary products "
    "(product.metafields.shopify--discovery--product_recommendation.complementary_products)"
)
PRODUCT_COLUMNS = (
    "Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Published", "Option1 Name",
    "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name", "Option3 Value",
    "Variant SKU", "Variant Grams", "Variant Inventory Tracker", "Variant Inventory Qty",
    "Variant Inventory Policy", "Variant Fulfillment Service", "Variant Price",
    "Variant Compare At Price", "Variant Requires Shipping", "Variant Taxable", "Variant Barcode",
    "Image Src", "Image Position", "Image Alt Text", "Gift Card", "SEO Title", "SEO Description",
    COMPLEMENTARY, "Variant Image", "Variant Weight Unit", "Variant Tax Code", "Cost per item",
    "Status",
)  # fmt: skip

Rows = Iterator[tuple[Order, Line, dict[str, str]]]


def order_rows(orders: list[Order]) -> Rows:
    """The rows of the orders export, newest order first; repeated orders once more at the end."""
    again = [order for order in orders if order.repeated]
    for order in [*reversed(orders), *reversed(again)]:
        for place, line in enumerate(order.lines):
            row = _line_cells(order, line)
            if place == 0:
                row.update(_order_cells(order))
                row.update(_people_cells(order))
            yield order, line, row


def write_orders(path: Path, orders: list[Order]) -> list[tuple[int, str]]:
    """Write the export; returns the file's line number and the fault of every bad row."""
    faults = []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ORDER_COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        number = 2
        for order, line, row in order_rows(orders):
            writer.writerow(row)
            fault = "bad_date" if order.date_text else line.fault
            if fault:
                faults.append((number, fault))
            number += 1 + sum(cell.count("\n") for cell in row.values())
    return faults


def write_products(
    path: Path, products: dict[str, Product], stock: dict[str, int], links: dict[str, list[str]]
) -> None:
    """Write the products export; `links` are the complementary products of today, by name."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, PRODUCT_COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        for product in sorted(products.values(), key=lambda p: p.handle):
            partners = [products[name].handle for name in links.get(product.name, [])]
            for place, article in enumerate(product.articles):
                row = _variant_cells(product, article, stock)
                if place == 0:
                    row.update(_product_cells(product, "; ".join(partners)))
                writer.writerow(row)
            if product.number % 25 == 0:  # a second picture has a row of its own
                source = f"https://images.example.com/{product.handle}-2.jpg"
                writer.writerow(
                    {"Handle": product.handle, "Image Src": source, "Image Position": "2"}
                )


def money(pence: int) -> str:
    """Pounds and pence with a dot."""
    return f"{pence // 100}.{pence % 100:02d}"


def _line_cells(order: Order, line: Line) -> dict[str, str]:
    is_goods = "true" if line.vendor else "false"
    sent = "pending" if order.status == "pending" else "fulfilled"
    return {
        "Name": f"#{order.number}",
        "Email": order.customer.email,
        "Created at": order.date_text or stamp(order.placed),
        "Lineitem quantity": line.quantity_text or str(line.quantity),
        "Lineitem name": line.title,
        "Lineitem price": money(line.price),
        "Lineitem sku": line.sku,
        "Lineitem requires shipping": is_goods,
        "Lineitem taxable": is_goods,
        "Lineitem fulfillment status": sent if line.vendor else "not_eligible",
        "Vendor": line.vendor,
        "Lineitem discount": money(line.discount),
    }


def _order_cells(order: Order) -> dict[str, str]:
    placed = order.date_text or stamp(order.placed)
    subtotal = order.goods - order.code_discount
    shipping = 0 if order.at_till or subtotal >= 5000 else 395
    total = subtotal + shipping
    offers = sum(line.discount for line in order.lines if not line.fault)
    is_test = order.role == "test"
    return {
        "Financial Status": order.status,
        "Paid at": "" if order.status == "pending" else placed,
        "Fulfillment Status": "unfulfilled" if order.status == "pending" else "fulfilled",
        "Fulfilled at": "" if order.status == "pending" else placed,
        "Accepts Marketing": "yes" if order.number % 3 == 0 else "no",
        "Currency": planted.CURRENCY,
        "Subtotal": money(subtotal),
        "Shipping": money(shipping),
        "Taxes": money(total // 6),
        "Total": money(total),
        "Discount Code": order.code,
        "Discount Amount": money(order.code_discount + offers),
        "Shipping Method": "" if order.at_till else "Standard (2-3 days)",
        "Notes": order.note,
        "Cancelled at": placed if order.cancelled else "",
        "Payment Method": "bogus" if is_test else "Shopify Payments",
        "Payment Reference": f"r{order.number * 7919:08d}",
        "Payment References": f"r{order.number * 7919:08d}",
        "Refunded Amount": money(order.refunded),
        "Outstanding Balance": money(total if order.status == "pending" else 0),
        "Location": "Fellbridge shop" if order.at_till else "",
        "Id": str(5500000000000 + order.number * 32768),
        "Tags": "test" if is_test else "wholesale" if order.role == "wholesale" else "",
        "Risk Level": "Low",
        "Source": "pos" if order.at_till else "web",
        "Tax 1 Name": "GB VAT 20%",
        "Tax 1 Value": money(total // 6),
    }


def _people_cells(order: Order) -> dict[str, str]:
    who = order.customer
    if not who.email:
        return {}
    cells = {"Phone": who.phone}
    for part in ("Billing", "Shipping"):
        cells |= {
            f"{part} Name": who.name,
            f"{part} Street": who.street,
            f"{part} Address1": who.street,
            f"{part} Company": who.company,
            f"{part} City": who.town,
            f"{part} Zip": who.postcode,
            f"{part} Country": "GB",
            f"{part} Phone": who.phone,
        }
    return cells


def _product_cells(product: Product, partners: str) -> dict[str, str]:
    draft = product.note == "draft"
    return {
        "Title": product.name,
        "Body (HTML)": f"<p>{product.name}, by {product.vendor}.</p>",
        "Vendor": product.vendor,
        "Type": product.category,
        "Tags": product.branch.lower(),
        "Published": "false" if draft else "true",
        "Option1 Name": product.option or "Title",
        "Image Src": f"https://images.example.com/{product.handle}.jpg",
        "Image Position": "1",
        "Gift Card": "false",
        COMPLEMENTARY: partners,
        "Status": "draft" if draft else "active",
    }


def _variant_cells(product: Product, article: Article, stock: dict[str, int]) -> dict[str, str]:
    return {
        "Handle": product.handle,
        "Option1 Value": article.option_value or "Default Title",
        "Variant SKU": article.sku,
        "Variant Grams": str(product.grams),
        "Variant Inventory Tracker": "shopify",
        "Variant Inventory Qty": str(stock[article.key]),
        "Variant Inventory Policy": "deny",
        "Variant Fulfillment Service": "manual",
        "Variant Price": money(article.price),
        "Variant Requires Shipping": "true",
        "Variant Taxable": "true",
        "Variant Weight Unit": "g",
        "Cost per item": money(product.cost),
    }
