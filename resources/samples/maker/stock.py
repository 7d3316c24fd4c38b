"""What is left on the shelves on the last day."""

from __future__ import annotations

from collections import Counter

from .assortment import Product
from .dice import Dice
from .orders import Order
from .rhythm import days


def units_sold(orders: list[Order]) -> Counter[str]:
    """Units by article key, of the lines an import keeps."""
    units: Counter[str] = Counter()
    for order in orders:
        for line in order.kept:
            units[line.sku or line.title] += line.quantity
    return units


def count(products: dict[str, Product], orders: list[Order], dice: Dice) -> dict[str, int]:
    """Stock by article key: for 20 to 150 days, and for years of slow movers."""
    units = units_sold(orders)
    stock: dict[str, int] = {}
    for product in products.values():
        for article in product.articles:
            if product.note == "slow":
                stock[article.key] = dice.whole(10, 30)
            else:
                cover = 20 + 130 * dice.share()
                stock[article.key] = int(units[article.key] / len(days()) * cover)
    return stock
