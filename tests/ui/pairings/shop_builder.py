"""A small invented shop, already analysed: families of products that go together."""

from __future__ import annotations

import math

import numpy as np

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.analysis import Analysis, Evidence, Family, Pairs, Products
from xsell_desktop.sales.lines import Lines
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.sales import Import, Sales

WORDS = (
    "Lunch Bag", "Enamel Kettle", "Trail Mug", "Folding Lantern", "Wool Blanket", "Tea Tin",
    "Rain Cape", "Map Case", "Camp Stove", "Coffee Grinder", "Paper Filters", "Rope",
)  # fmt: skip
KINDS = ("Red Retrospot", "Pink Polkadot With Extra Long Lining", "Black Skull", "Cars Blue",
         "Suki Design", "Spaceboy", "Dolly Girl", "Vintage Doily")  # fmt: skip


def make_analysis(families: int = 6, size: int = 6, seed: int = 1, orders: int = 4000) -> Analysis:
    """Families of `size` products each, every product paired inside its family and with a
    few outside; rows are by falling orders as in a real analysis."""
    random = np.random.default_rng(seed)
    count = families * size
    sold = np.sort(random.integers(60, 900, count))[::-1].astype(np.int64)
    family = np.array([row % families for row in range(count)], dtype=np.int32)
    keys = tuple(f"{20000 + row * 7}" for row in range(count))
    names = tuple(
        f"{WORDS[row % families % len(WORDS)]} {KINDS[row // families % len(KINDS)]}"
        for row in range(count)
    )
    price = np.round(random.uniform(1, 40, count), 2)
    products = Products(
        keys=keys,
        names=names,
        categories=tuple(WORDS[f % len(WORDS)] + "s" for f in family),
        orders=sold,
        units=sold * 2.0,
        revenue=sold * price,
        price=price,
        cost=price * 0.6,
        stock=np.where(random.random(count) < 0.2, np.nan, random.integers(0, 300, count)),
        visible=np.ones(count, dtype=np.bool_),
        family=family,
        position=_islands(family, families, size),
    )
    return Analysis(
        settings=Settings(),
        orders=orders,
        lines=orders * 3,
        customers=orders // 3,
        first_date="2025-03-01",
        last_date="2026-08-31",
        currency="GBP",
        other_currencies=(),
        pairs_counted=count * (count - 1) // 2,
        products=products,
        pairs=_pairs(random, sold, family, orders),
        bundles=(),
        families=tuple(Family(WORDS[f % len(WORDS)] + "s", size) for f in range(families)),
    )


def empty_analysis(orders: int = 12) -> Analysis:
    """A shop with too few orders for any pair."""
    full = make_analysis(1, 2)
    none = np.zeros(0)
    codes = np.zeros(0, dtype=np.int32)
    pairs = Pairs(codes, codes, none.astype(np.int64), none, none, none.astype(np.int8),
                  none, none, none, none, none)  # fmt: skip
    return Analysis(**{**_fields(full), "pairs": pairs, "orders": orders})


def make_sales() -> Sales:
    """Sales that are not empty, for views that only ask whether there are any."""
    codes, none = np.zeros(0, dtype=np.int32), np.zeros(0)
    lines = Lines((), (), (), (), (), np.zeros(0, dtype="datetime64[s]"), codes, codes, none,
                  codes, codes, none, none, np.zeros(0, dtype=np.bool_))  # fmt: skip
    report = Report(file="orders.csv", format="plain-lines", kind="sales")
    return Sales((Import("1", "orders.csv", "2026-09-01", report, lines),))


def _fields(analysis: Analysis) -> dict[str, object]:
    return {name: getattr(analysis, name) for name in analysis.__dataclass_fields__}


def _islands(family: np.ndarray, families: int, size: int) -> np.ndarray:
    across = math.ceil(math.sqrt(families * 1.8))
    places = np.zeros((len(family), 2))
    turn = dict.fromkeys(range(families), 0)
    for row, code in enumerate(family.tolist()):
        angle = 2 * math.pi * turn[code] / size + code
        centre = 4.0 * (code % across), 4.0 * (code // across) + 0.8 * (code % 2)
        places[row] = centre[0] + math.cos(angle), centre[1] + math.sin(angle)
        turn[code] += 1
    return places


def _pairs(random: np.random.Generator, sold: np.ndarray, family: np.ndarray, orders: int) -> Pairs:
    count = len(sold)
    a, b = np.triu_indices(count, 1)
    inside = family[a] == family[b]
    kept = inside | (random.random(len(a)) < 0.06)
    a, b, inside = a[kept], b[kept], inside[kept]
    expected = sold[a] * sold[b] / orders
    factor = np.where(inside, random.uniform(1.6, 4.0, len(a)), random.uniform(0.5, 1.4, len(a)))
    together = np.minimum(np.maximum(2, expected * factor), sold[b]).astype(np.int64)
    lift = together / expected
    strength = np.clip((lift - 0.5) / 4.0, 0.01, 1.0) * np.sqrt(together / together.max())
    order = np.argsort(-strength, kind="stable")
    a, b, together, expected, lift, strength = (
        x[order] for x in (a, b, together, expected, lift, strength)
    )
    evidence = np.select(
        [together <= expected, together < 5, lift > 1.8],
        [Evidence.CHANCE, Evidence.THIN, Evidence.PROVEN],
        Evidence.LIKELY,
    )
    return Pairs(
        a=a.astype(np.int32),
        b=b.astype(np.int32),
        together=together,
        expected=expected,
        q_value=np.where(lift > 1.8, 1e-4, 0.3),
        evidence=evidence.astype(np.int8),
        score_ab=together / sold[a],
        score_ba=together / sold[b],
        strength=strength,
        top_customer=np.full(len(a), 0.1),
        like_for_like=lift * 0.95,
    )
