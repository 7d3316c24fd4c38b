"""Makes the sample shop's files: `python make_samples.py [FOLDER]`, by default beside this file.

Only the standard library, one fixed seed: the same bytes on every machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

from maker import mishaps, planted, shopify, stock, truth, woocommerce
from maker.assortment import load
from maker.dice import Dice
from maker.orders import Shop

ORDERS = "trailhead-orders.csv"
SHOPIFY_PRODUCTS = "trailhead-products-shopify.csv"
WOOCOMMERCE_PRODUCTS = "trailhead-products-woocommerce.csv"
TRUTH = "truth.json"

# the links the shop has today, by name
CROSS_SELLS = {
    "Air Plunge Brewer": ["Air Plunge Paper Filters (350)", "Air Plunge Metal Filter"],
    "Vacuum Flask 1 L": ["Flask Brush"],
    "Leather Hiking Boots": ["Boot Wax", "Boot Laces 150 cm"],
}
UPSELLS = {"Head Torch 200": ["Head Torch 400 Pro"]}


def make(folder: Path, seed: int = planted.SEED) -> None:
    """Write the sample shop's four files into a folder, over any that are there."""
    dice = Dice(seed)
    products = load(dice)
    orders = Shop(products, dice).orders()
    mishaps.happen(orders, products, dice)
    left = stock.count(products, orders, dice)
    faults = shopify.write_orders(folder / ORDERS, orders)
    shopify.write_products(folder / SHOPIFY_PRODUCTS, products, left, CROSS_SELLS)
    woocommerce.write_products(folder / WOOCOMMERCE_PRODUCTS, products, left, CROSS_SELLS, UPSELLS)
    links = {"cross_sells": CROSS_SELLS, "upsells": UPSELLS}
    truth.write(folder / TRUTH, products, orders, left, faults, links)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
