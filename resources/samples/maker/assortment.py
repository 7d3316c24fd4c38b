"""What the shop sells, read from assortment.csv and given keys, costs and variants."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from .dice import Dice

# category: SKU prefix, supplier, share of the price that is cost, grams, branch of the shop tree
SHELVES = {
    "Coffee Beans": ("0041", "Harbour Lane Roastery", 0.48, 520, "Coffee"),
    "Brewers": ("BRW-", "Kettle & Cone", 0.58, 700, "Coffee"),
    "Grinders": ("GRD-", "Burrworks", 0.60, 900, "Coffee"),
    "Filters & Care": ("CAR-", "Kettle & Cone", 0.42, 180, "Coffee"),
    "Mugs & Flasks": ("MUG-", "Northlight Ware", 0.45, 380, "Coffee"),
    "Café Pantry": ("0870", "Larder & Sons", 0.55, 600, "Coffee"),
    "Tents & Shelter": ("TNT-", "Fellside Gear", 0.57, 1900, "Outdoor"),
    "Sleep": ("SLP-", "Fellside Gear", 0.55, 900, "Outdoor"),
    "Camp Kitchen": ("KIT-", "Emberline", 0.50, 350, "Outdoor"),
    "Clothing & Boots": ("CLO-", "Moor & Mile", 0.46, 420, "Outdoor"),
    "Lights & Navigation": ("LGT-", "Wayfinder", 0.52, 150, "Outdoor"),
    "Packs & Walking": ("PCK-", "Moor & Mile", 0.50, 450, "Outdoor"),
}


@dataclass(frozen=True)
class Article:
    """What lies in a basket: a simple product or one variant. Money in pence.

    `key` is what an order line calls it: the SKU, or the name where there is none.
    """

    sku: str
    title: str
    product: str
    option_value: str
    price: int

    @property
    def key(self) -> str:
        return self.sku or self.title


@dataclass(frozen=True)
class Product:
    """One entry of the shop; `articles` has one element unless there are variants."""

    number: int
    name: str
    sku: str
    category: str
    branch: str
    vendor: str
    price: int
    cost: int
    grams: int
    popularity: float
    season: str
    option: str
    note: str
    articles: tuple[Article, ...]

    @property
    def handle(self) -> str:
        """Shopify's key: the name in small letters and hyphens."""
        plain = "".join(c if c.isascii() and c.isalnum() else " " for c in self.name.lower())
        return "-".join(plain.split())

    @property
    def key(self) -> str:
        return self.sku or self.name


def load(dice: Dice) -> dict[str, Product]:
    """All products by name, in the shop's order."""
    with Path(__file__).with_name("assortment.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    numbers = dict.fromkeys(SHELVES, 0)
    products: dict[str, Product] = {}
    for number, row in enumerate(rows, 1):
        numbers[row["category"]] += 1
        products[row["name"]] = _product(number, numbers[row["category"]], row, dice)
    return products


def _product(number: int, on_shelf: int, row: dict[str, str], dice: Dice) -> Product:
    prefix, vendor, cost_share, grams, branch = SHELVES[row["category"]]
    digits = f"{on_shelf * 7:03d}" if prefix.isdigit() else f"{1000 + on_shelf * 7}"
    sku = "" if row["note"] == "no-sku" else f"{prefix}{digits}"
    price = round(float(row["price"]) * 100)
    option, _, values = row["option"].partition(": ")
    articles = tuple(
        Article(f"{sku}-{_code(value)}", f"{row['name']} - {value}", row["name"], value, price)
        for value in values.split("/")
        if value
    )
    return Product(
        number=number,
        name=row["name"],
        sku=sku,
        category=row["category"],
        branch=branch,
        vendor=vendor,
        price=price,
        cost=int(price * (cost_share - 0.05 + 0.1 * dice.share())),
        grams=int(grams * (0.6 + 0.8 * dice.share())),
        popularity=float(row["orders"]),
        season=row["season"],
        option=option,
        note=row["note"],
        articles=articles or (Article(sku, row["name"], row["name"], "", price),),
    )


def _code(value: str) -> str:
    return value[:3].upper() if value.isalpha() else value
