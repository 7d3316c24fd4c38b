"""Small shops written out by hand, for tests of figures and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.analysis import Analysis, Evidence, Family, Pairs, Products
from xsell_desktop.mining.counting.intervals import wilson
from xsell_desktop.mining.picks import Pick, Picks
from xsell_desktop.sales.lines import Lines, ProductFacts

NAN = float("nan")


class Row(NamedTuple):
    """One order line; a return has a quantity below zero."""

    order: str
    product: str
    revenue: float = NAN
    quantity: float = 1.0


def make_lines(rows: Sequence[Row], orders: Mapping[str, Mapping[str, Any]] | None = None) -> Lines:
    """Lines of the rows; `orders` gives an order's date, customer, currency, discount."""
    about = orders or {}
    order_keys = list(dict.fromkeys([*(row.order for row in rows), *about]))
    products = sorted({row.product for row in rows})

    def told(name: str, otherwise: Any) -> list[Any]:
        return [about.get(key, {}).get(name, otherwise) for key in order_keys]

    customers = sorted({c for c in told("customer", "") if c})
    currencies = sorted({c for c in told("currency", "") if c})

    def codes(values: list[str], known: list[str]) -> Any:
        return np.array([known.index(v) if v else -1 for v in values], dtype=np.int32)

    return Lines(
        order_keys=tuple(order_keys),
        product_keys=tuple(products),
        product_names=tuple(f"The {key}" for key in products),
        customer_keys=tuple(customers),
        currencies=tuple(currencies),
        order_date=np.array(told("date", "NaT"), dtype="datetime64[s]"),
        order_customer=codes(told("customer", ""), customers),
        order_currency=codes(told("currency", ""), currencies),
        order_discount=np.array(told("discount", 0.0), dtype=np.float64),
        line_order=np.array([order_keys.index(row.order) for row in rows], dtype=np.int32),
        line_product=np.array([products.index(row.product) for row in rows], dtype=np.int32),
        line_quantity=np.array([row.quantity for row in rows], dtype=np.float64),
        line_revenue=np.array([row.revenue for row in rows], dtype=np.float64),
        line_returned=np.array([row.quantity < 0 for row in rows], dtype=bool),
    )


def make_facts(lines: Lines, **columns: Sequence[Any]) -> ProductFacts:
    """Facts of the lines' products; columns not given are unknown."""
    count = len(lines.product_keys)
    unknown = [NAN] * count
    return ProductFacts(
        category=tuple(columns.get("category", [""] * count)),
        price=np.array(columns.get("price", unknown), dtype=np.float64),
        cost=np.array(columns.get("cost", unknown), dtype=np.float64),
        stock=np.array(columns.get("stock", unknown), dtype=np.float64),
        visible=np.array(columns.get("visible", [True] * count), dtype=bool),
        in_catalogue=np.array(columns.get("in_catalogue", [False] * count), dtype=bool),
    )


def make_pick(
    anchor: str, partner: str, rank: int = 1, together: int = 0, orders: int = 0, chance: float = 0
) -> Pick:
    low, high = wilson(together, orders)
    return Pick(
        anchor=anchor, anchor_name=f"The {anchor}", partner=partner, partner_name=f"The {partner}",
        rank=rank, kind="cross_sell", together=together, anchor_orders=orders,
        attach_rate=together / orders if orders else 0.0, attach_low=float(low),
        attach_high=float(high), expected=chance, score=1.0 / rank, evidence=Evidence.LIKELY,
        reason="", source="data", message="",
    )  # fmt: skip


def make_picks(lines: Lines, lists: Mapping[str, Sequence[str]]) -> Picks:
    """Lists by anchor, with the counts that the lines really hold."""
    held: dict[str, set[int]] = {key: set() for key in lines.product_keys}
    for order, product, back in zip(
        lines.line_order.tolist(), lines.line_product.tolist(), lines.line_returned.tolist(),
        strict=True,
    ):  # fmt: skip
        if not back:
            held[lines.product_keys[product]].add(order)
    total = max(1, len(set().union(*held.values())))
    by_anchor = {}
    for anchor, partners in lists.items():
        mine = held.get(anchor, set())
        by_anchor[anchor] = tuple(
            make_pick(
                anchor, partner, rank, len(mine & held.get(partner, set())), len(mine),
                len(mine) * len(held.get(partner, set())) / total,
            )
            for rank, partner in enumerate(partners, start=1)
        )  # fmt: skip
    return Picks(by_anchor)


def make_analysis(
    lines: Lines, currency: str = "", families: Mapping[str, str] | None = None
) -> Analysis:
    """An analysis that knows its products, their families and the currency; no pairs."""
    keys, named = lines.product_keys, families or {}
    names = sorted(set(named.values()))
    zeros = np.zeros(len(keys))
    none, empty = np.zeros(0, dtype=np.int32), np.zeros(0)
    products = Products(
        keys=keys, names=lines.product_names, categories=("",) * len(keys),
        orders=zeros.astype(np.int64), units=zeros, revenue=zeros, price=zeros, cost=zeros,
        stock=zeros, visible=np.ones(len(keys), dtype=bool),
        family=np.array([names.index(named[k]) if k in named else -1 for k in keys], np.int32),
        position=np.zeros((len(keys), 2)),
    )  # fmt: skip
    pairs = Pairs(
        a=none, b=none, together=none.astype(np.int64), expected=empty, q_value=empty,
        evidence=none.astype(np.int8), score_ab=empty, score_ba=empty, strength=empty,
        top_customer=empty, like_for_like=empty,
    )  # fmt: skip
    return Analysis(
        settings=Settings(), orders=len(lines.order_keys), lines=len(lines), customers=0,
        first_date="", last_date="", currency=currency, other_currencies=(), pairs_counted=0,
        products=products, pairs=pairs, bundles=(),
        families=tuple(Family(name, 2) for name in names),
    )  # fmt: skip


def coffee_shop() -> Lines:
    """Six orders of May and June 2025 in pounds, one in euros, one lone return.

    o1 kettle 30 + filter 5 (ann), o2 kettle 30 + filter 5 + mug 8 less 3 (ann), o3 kettle 30, the
    kettle sent back (bob), o4 mug 8 twice = 16 (nobody), o5 filter 5 + mug 8, the mug sent back
    (bob), o6 kettle 40 in euros (eve), r1 mug sent back, order unknown (ann).
    """
    rows = [
        Row("o1", "kettle", 30), Row("o1", "filter", 5),
        Row("o2", "kettle", 30), Row("o2", "filter", 5), Row("o2", "mug", 8),
        Row("o3", "kettle", 30), Row("o3", "kettle", -30, -1),
        Row("o4", "mug", 16, 2),
        Row("o5", "filter", 5), Row("o5", "mug", 8), Row("o5", "mug", -8, -1),
        Row("o6", "kettle", 40),
        Row("r1", "mug", -8, -1),
    ]  # fmt: skip
    return make_lines(
        rows,
        {
            "o1": {"date": "2025-05-01T09:00", "customer": "ann", "currency": "GBP"},
            "o2": {"date": "2025-05-31", "customer": "ann", "currency": "GBP", "discount": 3},
            "o3": {"date": "2025-05-20", "customer": "bob", "currency": "GBP"},
            "o4": {"date": "2025-06-02", "currency": "GBP"},
            "o5": {"date": "2025-06-10", "customer": "bob", "currency": "GBP"},
            "o6": {"date": "2025-06-03", "customer": "eve", "currency": "EUR"},
            "r1": {"date": "2025-06-11", "customer": "ann", "currency": "GBP"},
        },
    )
