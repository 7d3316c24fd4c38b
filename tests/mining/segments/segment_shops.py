"""Shops whose orders come from countries, with pairs planted in some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting.baskets import Baskets, fill_baskets
from xsell_desktop.mining.mine import mine
from xsell_desktop.sales.lines import Floats, Lines, ProductFacts


@dataclass
class Orders:
    """Orders being written down: products, and by order date, customer, country, channel."""

    products: list[list[str]] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    customers: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)

    def add(
        self, products: Sequence[str], *, date: str = "NaT", customer: str = "",
        country: str = "", channel: str = "",
    ) -> None:  # fmt: skip
        """One more order; '' and NaT are unknown."""
        self.products.append(list(products))
        self.dates.append(date)
        self.customers.append(customer)
        self.countries.append(country)
        self.channels.append(channel)

    def lines(self, price: float = 1.0) -> Lines:
        """One line of one piece a product."""
        keys = sorted({key for order in self.products for key in order})
        count = len(self.products)
        line_order = [at for at, order in enumerate(self.products) for _key in order]
        line_product = [keys.index(key) for order in self.products for key in order]
        return Lines(
            order_keys=tuple(f"o{at}" for at in range(count)),
            product_keys=tuple(keys),
            product_names=tuple(f"Name {key}" for key in keys),
            customer_keys=_texts(self.customers),
            currencies=("EUR",),
            order_date=np.array(self.dates, "datetime64[s]"),
            order_customer=_codes(self.customers),
            order_currency=np.zeros(count, np.int32),
            order_discount=np.zeros(count),
            line_order=np.array(line_order, np.int32),
            line_product=np.array(line_product, np.int32),
            line_quantity=np.ones(len(line_order)),
            line_revenue=np.full(len(line_order), price),
            line_returned=np.zeros(len(line_order), bool),
            countries=_texts(self.countries),
            order_country=_codes(self.countries),
            channels=_texts(self.channels),
            order_channel=_codes(self.channels),
        )

    def baskets(self) -> Baskets:
        """What mining makes of the lines."""
        return fill_baskets(self.lines(), Settings())

    def analysis(self) -> Analysis:
        """The shop, mined."""
        lines = self.lines()
        return mine(lines, no_facts(lines), replace(Settings(), min_together=1))


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in values if text))


def _codes(values: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    texts = _texts(values)
    return np.array([texts.index(text) if text else -1 for text in values], np.int32)


def no_facts(lines: Lines) -> ProductFacts:
    """A catalogue that knows nothing."""
    count = len(lines.product_keys)
    nothing = np.full(count, np.nan)
    return ProductFacts(
        category=("",) * count, price=nothing, cost=nothing, stock=nothing,
        visible=np.ones(count, bool), in_catalogue=np.zeros(count, bool),
    )  # fmt: skip


def order_values(lines: Lines) -> Floats:
    """The money of each order."""
    values = np.bincount(lines.line_order, lines.line_revenue, len(lines.order_keys))
    return values.astype(np.float64)


def make_planted(seed: int = 0, *, planted: bool = True, buyer: str = "") -> Orders:
    """1,500 orders of 40 products, 300 of them German; a and b sell alike in both countries.

    `planted`: Germans put b to most a, others hardly ever. All German orders with both are
    `buyer`'s where one is named; every other order has a customer of its own.
    """
    rng = np.random.default_rng(seed)
    shop = Orders()
    for at in range(1500):
        german = at % 5 == 0
        others = {f"p{n:02}" for n in rng.choice(38, size=rng.integers(1, 5), replace=False)}
        attach = (0.75 if german else 0.15) if planted else 0.3
        both = False
        if rng.random() < 0.25:
            others.add("a")
            both = rng.random() < attach
        elif rng.random() < (0.06 if german or not planted else 0.22):
            others.add("b")
        if both:
            others.add("b")
        customer = buyer if both and german and buyer else f"c{at}"
        shop.add(sorted(others), customer=customer, country="Germany" if german else "France",
                 date=f"2024-{1 + at % 12:02}-{1 + at % 28:02}T{at % 24:02}:00:00")  # fmt: skip
    return shop
