"""What the import dialog and the report call formats, columns and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xsell_desktop.texts import _

if TYPE_CHECKING:
    from xsell_desktop.sales.intake import Preview

_SHOPS = {
    "shopify": "Shopify",
    "matrixify": "Matrixify",
    "woocommerce": "WooCommerce",
    "magento": "Magento",
    "prestashop": "PrestaShop",
    "opencart": "OpenCart",
    "odoo": "Odoo",
    "bigcommerce": "BigCommerce",
    "square": "Square",
    "etsy": "Etsy",
    "ebay": "eBay",
    "amazon": "Amazon",
}


def format_words(format_id: str, kind: str) -> str:
    """A format's id in words: `Shopify orders`."""
    fixed = {
        "plain-lines": _("Order lines, one product a row"),
        "plain-baskets": _("Baskets, one order a row"),
        "plain-products": _("Product list"),
        "uci-online-retail": _("Online Retail order lines"),
    }
    if format_id in fixed:
        return fixed[format_id]
    shop, __, rest = format_id.partition("-")
    if shop in _SHOPS:
        return f"{_SHOPS[shop]} {rest.replace('-', ' ')}".strip()
    if format_id:
        return format_id.replace("-", " ").capitalize()
    return {"sales": _("Sales"), "catalogue": _("Catalogue")}.get(kind, _("Not recognised"))


def role_words() -> Mapping[str, str]:
    """The parts a column can play, in the order they are asked for."""
    return {
        "order": _("Order number"),
        "product": _("Product (SKU or code)"),
        "name": _("Product name"),
        "quantity": _("Quantity"),
        "price": _("Price of one"),
        "total": _("Price of the line"),
        "date": _("Date"),
        "customer": _("Customer"),
        "discount": _("Discount of the line"),
        "order_discount": _("Discount of the order"),
        "currency": _("Currency"),
    }


def verdict(preview: Preview) -> str:
    """What a file is and whether it can be imported, in a sentence or two."""
    what = preview.message or format_words(preview.format, preview.kind)
    if preview.certain:
        return _("{what}. Ready to import.").format(what=what)
    return _("{what}. Name the columns below to import it.").format(what=what)
