"""Small shops for mining: lines made from lists of product names."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.mine import mine
from xsell_desktop.sales.lines import Lines, ProductFacts

Shop = tuple[Lines, ProductFacts]


def build_lines(
    orders: Sequence[Sequence[str]],
    *,
    dates: Sequence[str] | None = None,
    customers: Sequence[str] | None = None,
    revenue: float = 1.0,
    currencies: Sequence[str] | None = None,
) -> Lines:
    """One line a product of an order; '' is an unknown customer; dates are ISO texts."""
    keys = tuple(dict.fromkeys(product for order in orders for product in order))
    code = {key: place for place, key in enumerate(keys)}
    line_order = [place for place, order in enumerate(orders) for _product in order]
    line_product = [code[product] for order in orders for product in order]
    count, length = len(orders), len(line_order)
    known = sorted(set(customers or ()) - {""})
    money = tuple(sorted(set(currencies or ("EUR",))))
    return Lines(
        order_keys=tuple(f"o{place}" for place in range(count)),
        product_keys=keys,
        product_names=tuple(f"Name {key}" for key in keys),
        customer_keys=tuple(known),
        currencies=money,
        order_date=np.array(dates if dates is not None else ["NaT"] * count, "datetime64[s]"),
        order_customer=np.array(
            [known.index(c) if c else -1 for c in customers or [""] * count], np.int32
        ),
        order_currency=np.array([money.index(c) for c in currencies or ["EUR"] * count], np.int32),
        order_discount=np.zeros(count),
        line_order=np.array(line_order, np.int32),
        line_product=np.array(line_product, np.int32),
        line_quantity=np.ones(length),
        line_revenue=np.full(length, revenue),
        line_returned=np.zeros(length, bool),
    )


def build_facts(lines: Lines, hidden: Sequence[str] = (), category: str = "") -> ProductFacts:
    """A catalogue that knows nothing but which products it hides."""
    count = len(lines.product_keys)
    nothing = np.full(count, np.nan)
    return ProductFacts(
        category=(category,) * count,
        price=nothing,
        cost=nothing,
        stock=nothing,
        visible=np.array([key not in hidden for key in lines.product_keys], bool),
        in_catalogue=np.zeros(count, bool),
    )


@pytest.fixture(scope="session")
def make_lines() -> Callable[..., Lines]:
    """`build_lines`."""
    return build_lines


@pytest.fixture(scope="session")
def make_facts() -> Callable[..., ProductFacts]:
    """`build_facts`."""
    return build_facts


@pytest.fixture(scope="session")
def analyse() -> Callable[..., Analysis]:
    """Mine a list of orders: `analyse(orders, settings=…, hidden=…, dates=…, customers=…)`."""

    def run(
        orders: Sequence[Sequence[str]],
        *,
        settings: Settings | None = None,
        hidden: Sequence[str] = (),
        **more: object,
    ) -> Analysis:
        lines = build_lines(orders, **more)  # type: ignore[arg-type]
        return mine(lines, build_facts(lines, hidden), settings or Settings())

    return run


@pytest.fixture(scope="session")
def read_groceries() -> Callable[[Path], list[list[str]]]:
    """The orders of a file with one order a line."""

    def read(path: Path) -> list[list[str]]:
        with path.open(newline="", encoding="utf-8") as file:
            return [[cell.strip() for cell in row if cell.strip()] for row in csv.reader(file)]

    return read


@pytest.fixture(scope="session")
def cafe() -> list[list[str]]:
    """800 orders in which filters go with the press, cups with saucers, and tea with nothing."""
    rng = np.random.default_rng(5)
    orders = []
    for number in range(800):
        order = [name for name in ("tea", "mug", "jam", "honey", "bread") if rng.random() < 0.3]
        if number % 10 == 0:
            order.append("press")
        if number % 10 == 0 and rng.random() < 0.6:
            order.append("filters")
        if number % 8 == 1:
            order += ["cup", "saucer"]
        orders.append(order or ["tea"])
    return orders
