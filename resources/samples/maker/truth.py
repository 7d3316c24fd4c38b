"""Writes down what was planted, with the counts an honest import must find."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

from . import planted
from .assortment import Product
from .orders import Order
from .people import CAFE
from .rhythm import days, phase
from .stock import units_sold
from .woocommerce import parent_sku


class Counts:
    """Orders by product and by pair, over the lines an import keeps; variants count as one."""

    def __init__(self, orders: list[Order]) -> None:
        self.kept = [order for order in orders if order.kept]
        self.one: Counter[str] = Counter()
        self.two: Counter[tuple[str, str]] = Counter()
        for order in self.kept:
            names = sorted({x.product.name for x in order.kept if x.product})
            self.one.update(names)
            self.two.update(combinations(names, 2))

    def together(self, a: str, b: str) -> int:
        """Orders with both."""
        return self.two[min(a, b), max(a, b)]


def write(
    path: Path,
    products: dict[str, Product],
    orders: list[Order],
    stock: dict[str, int],
    faults: list[tuple[int, str]],
    links: dict[str, dict[str, list[str]]],
) -> None:
    """Write truth.json; its shape is told in the README beside it."""
    counts = Counts(orders)
    truth = {
        "seed": planted.SEED,
        "shop": planted.SHOP,
        "currency": planted.CURRENCY,
        "expected": _expected(orders, products, faults),
        "complements": [_complement(rule, products, counts) for rule in planted.COMPLEMENTS],
        "minor_complements": [
            _complement(rule, products, counts) for rule in planted.MINOR_COMPLEMENTS
        ],
        "up_sell": _up_sell(products, counts),
        "substitutes": [_pair(*pair, products, counts) for pair in planted.SUBSTITUTES],
        "variants": [_variant(p, orders) for p in products.values() if p.option],
        "christmas": _christmas(products, counts),
        "wholesaler": _wholesaler(counts),
        "one_customer": _one_customer(products, counts),
        "follow_ups": [_follow_up(rule, products, counts) for rule in planted.FOLLOW_UPS],
        "slow_movers": _slow_movers(products, orders, stock),
        "not_for_sale": [product(p) for p in products.values() if p.note == "draft"],
        "without_sku": [product(p) for p in products.values() if p.note == "no-sku"],
        "links_today": {
            kind: {products[a].key: [products[b].key for b in bs] for a, bs in table.items()}
            for kind, table in links.items()
        },
    }
    text = json.dumps(truth, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def product(entry: Product) -> dict[str, Any]:
    """How every product is named in the truth."""
    return {
        "name": entry.name,
        "key": entry.key,
        "keys": [article.key for article in entry.articles],
        "handle": entry.handle,
        "woo_key": parent_sku(entry) or entry.name,
        "category": entry.category,
    }


def _pair(a: str, b: str, products: dict[str, Product], counts: Counts) -> dict[str, Any]:
    return {
        "a": product(products[a]),
        "b": product(products[b]),
        "orders_a": counts.one[a],
        "orders_b": counts.one[b],
        "together": counts.together(a, b),
    }


def _complement(
    rule: planted.Complement, products: dict[str, Product], counts: Counts
) -> dict[str, Any]:
    return {
        "anchor": product(products[rule.anchor]),
        "partner": product(products[rule.partner]),
        "strength": rule.strength,
        "orders_anchor": counts.one[rule.anchor],
        "orders_partner": counts.one[rule.partner],
        "together": counts.together(rule.anchor, rule.partner),
    }


def _up_sell(products: dict[str, Product], counts: Counts) -> dict[str, Any]:
    basic, better = (products[name] for name in planted.UP_SELL)
    return {
        **_pair(basic.name, better.name, products, counts),
        "price_ratio": round(better.price / basic.price, 3),
        "upgraders": len({email for email, _days in _waits(basic.name, better.name, counts)}),
    }


def _variant(entry: Product, orders: list[Order]) -> dict[str, Any]:
    siblings = sum(
        sum(x.product is entry for x in order.kept) > 1 for order in orders if order.kept
    )
    return {**product(entry), "option": entry.option, "orders_with_several": siblings}


def _christmas(products: dict[str, Product], counts: Counts) -> dict[str, Any]:
    a, b = planted.CHRISTMAS
    in_season = [order for order in counts.kept if phase(order.placed.date())]
    sold_a, sold_b = (
        sum(name in {p.name for p in order.products} for order in in_season) for name in (a, b)
    )
    return {
        **_pair(a, b, products, counts),
        "season": ["11-20", "12-24"],
        "orders_a_in_season": sold_a,
        "orders_b_in_season": sold_b,
        "orders_in_season": len(in_season),
    }


def _wholesaler(counts: Counts) -> dict[str, Any]:
    giant = [order for order in counts.kept if order.role == "wholesale"]
    return {
        "email": giant[0].customer.email,
        "orders": [f"#{order.number}" for order in giant],
        "lines": [len(order.kept) for order in giant],
    }


def _one_customer(products: dict[str, Product], counts: Counts) -> dict[str, Any]:
    both = [o for o in counts.kept if {*planted.ONE_CUSTOMER} <= {p.name for p in o.products}]
    theirs = sum(order.customer == CAFE for order in both)
    return {
        **_pair(*planted.ONE_CUSTOMER, products, counts),
        "email": CAFE.email,
        "together_by_customer": theirs,
        "share": round(theirs / len(both), 4),
    }


def _follow_up(
    rule: planted.FollowUp, products: dict[str, Product], counts: Counts
) -> dict[str, Any]:
    gaps = [days for _email, days in _waits(rule.first, rule.later, counts)]
    return {
        "first": product(products[rule.first]),
        "later": product(products[rule.later]),
        "days": rule.days,
        "share": rule.share,
        "followed": len(gaps),
        "median_days": round(median(gaps), 1),
    }


def _waits(first: str, later: str, counts: Counts) -> list[tuple[str, float]]:
    """Customer and days from each order with `first` to their next with `later`."""
    history: dict[str, list[tuple[datetime, set[str]]]] = {}
    for order in counts.kept:
        if order.customer.email:
            names = {p.name for p in order.products}
            history.setdefault(order.customer.email, []).append((order.placed, names))
    waits = []
    for email, visits in history.items():
        for when, names in visits:
            if first in names:
                next_ones = [t for t, other in visits if t > when and later in other]
                if next_ones:
                    waits.append((email, (next_ones[0] - when).total_seconds() / 86400))
    return waits


def _slow_movers(
    products: dict[str, Product], orders: list[Order], stock: dict[str, int]
) -> list[dict[str, Any]]:
    units = units_sold(orders)
    return [
        {
            **product(entry),
            "units_sold": units[entry.key],
            "stock": stock[entry.key],
            "cover_days": round(stock[entry.key] / max(units[entry.key], 1) * len(days())),
        }
        for entry in products.values()
        if entry.note == "slow"
    ]


def _expected(
    orders: list[Order], products: dict[str, Product], faults: list[tuple[int, str]]
) -> dict[str, Any]:
    kept = [order for order in orders if order.kept]
    lines = [line for order in kept for line in order.kept]
    cancelled = sum(len(order.lines) for order in orders if order.cancelled)
    tests = sum(len(order.lines) for order in orders if order.role == "test")
    live = [o for o in orders if not o.cancelled and o.role != "test"]
    others = sum(line.product is None for order in live for line in order.lines)
    repeated = sum(len(order.lines) for order in orders if order.repeated)
    set_aside = {
        "cancelled": cancelled, "test": tests, "not_a_product": others, "repeated": repeated,
    }  # fmt: skip
    refused = [{"row": row, "reason_class": fault} for row, fault in sorted(faults)]
    moments = sorted(order.placed for order in kept)
    return {
        "rows_read": len(lines) + sum(set_aside.values()) + len(refused),
        "lines_kept": len(lines),
        "set_aside": set_aside,
        "refused": refused,
        "orders": len(kept),
        "single_line_orders": sum(len(order.kept) == 1 for order in kept),
        "customers": len({o.customer.email for o in kept if o.customer.email}),
        "orders_without_customer": sum(not o.customer.email for o in kept),
        "articles_sold": len({line.sku or line.title for line in lines}),
        "products_sold": len({x.product.name for x in lines if x.product}),
        "catalogue_products": len(products),
        "catalogue_articles": sum(len(p.articles) for p in products.values()),
        "categories": len({p.category for p in products.values()}),
        "units": sum(line.quantity for line in lines),
        "first_date": f"{moments[0]:%Y-%m-%d}",
        "last_date": f"{moments[-1]:%Y-%m-%d}",
        "last_month_is_partial": f"{moments[-1]:%Y-%m}",
        "gross_pence": sum(line.price * line.quantity for line in lines),
        "line_discount_pence": sum(line.discount for line in lines),
        "order_discount_pence": sum(order.code_discount for order in kept),
        "cancelled_orders": sum(order.cancelled for order in orders),
        "test_orders": sum(order.role == "test" for order in orders),
        "repeated_orders": sum(order.repeated for order in orders),
        "tips": sum(x.title == "Tip" for order in live for x in order.lines),
        "refunded_orders": sum(o.status == "refunded" for o in kept),
        "partially_refunded_orders": sum(o.status == "partially_refunded" for o in kept),
        "refunded_pence": sum(order.refunded for order in kept),
    }
