"""The figures of orders and customers as tiles, each with its passport."""

from __future__ import annotations

from collections.abc import Iterator

from xsell_desktop.domain.money import format_money
from xsell_desktop.kpis.basket import Baskets, OrderValues
from xsell_desktop.kpis.customers import Customers
from xsell_desktop.kpis.orders import Orders
from xsell_desktop.kpis.tiles import Missing, Tile, missing_tile, tile
from xsell_desktop.texts import _, count_text, percent_text, plural


def value_tiles(orders: Orders, values: OrderValues | Missing) -> Iterator[Tile]:
    """Revenue, average and median order value."""
    labels = {
        "revenue": (_("Revenue"), _("Sum of the values of all orders.")),
        "aov": (_("Average order value"), _("Revenue ÷ orders with a known value.")),
        "median_order": (_("Median order value"), _("Half of the orders are worth less.")),
    }
    scope = _(
        "An order's value is its lines after discounts, returns on the same order taken off, "
        "without tax and postage."
    )
    if isinstance(values, Missing):
        for name, (label, formula) in labels.items():
            yield missing_tile(name, label, values, formula, scope)
        return
    number = len(values.values)
    counted = plural("{n} order", "{n} orders", number)
    trimmed = _("Without the smallest and the largest 5 % of orders the average is {money}.")
    details = {
        "revenue": (values.total, counted),
        "aov": (
            values.mean,
            _("{orders}; {money} without extremes").format(
                orders=counted, money=format_money(values.trimmed, orders.currency)
            ),
        ),
        "median_order": (values.median, counted),
    }
    for name, (label, formula) in labels.items():
        amount, detail = details[name]
        shown = format_money(amount, orders.currency, short=name == "revenue")
        extra = (
            trimmed.format(money=format_money(values.trimmed, orders.currency)),
            _("Shopify's average order value is the same with returns left in."),
        )
        left_out = " ".join(say_money_scope(orders))
        yield tile(
            name, label, amount, shown, detail, formula, scope,
            *(extra if name == "aov" else ()), left_out,
        )  # fmt: skip


def say_money_scope(orders: Orders) -> list[str]:
    """Sentences on what money figures leave out or take for granted, with counts."""
    sentences = []
    for name, count in orders.other_currencies.items():
        counted = plural("{n} order", "{n} orders", count)
        sentences.append(
            _("Left out: {orders} in {currency}; currencies are never added up.").format(
                orders=counted, currency=name
            )
        )
    if orders.without_currency and orders.currency:
        counted = plural("{n} order", "{n} orders", orders.without_currency)
        sentences.append(
            _("Taken as {currency}: {orders} without a currency.").format(
                orders=counted, currency=orders.currency
            )
        )
    if orders.without_price and len(orders.values):
        counted = plural("{n} order", "{n} orders", orders.without_price)
        sentences.append(
            _("Left out: {orders} with a line whose price is unknown.").format(orders=counted)
        )
    count, amount = orders.unlinked_returns
    if count:
        sentences.append(
            _("Left out: {returns} not linked to an order, {money} in all.").format(
                returns=plural("{n} return", "{n} returns", count),
                money=format_money(amount, orders.currency),
            )
        )
    return sentences


def basket_tiles(baskets: Baskets | Missing) -> Iterator[Tile]:
    """Orders, units and products an order, share of single-product orders."""
    labels = {
        "orders": (
            _("Orders"),
            _("Orders with at least one product; cancelled ones and lone returns are out."),
        ),
        "units": (
            _("Units per order"),
            _("Units sold less those returned on the same order, ÷ orders. Wholesale orders "
              "raise it; read it beside the lines."),
        ),
        "lines": (
            _("Lines per order"),
            _("Different products of every order ÷ orders; two of one product are one line."),
        ),
        "single": (_("Single-product orders"), _("Orders of one product ÷ orders.")),
    }  # fmt: skip
    if isinstance(baskets, Missing):
        for name, (label, formula) in labels.items():
            yield missing_tile(name, label, baskets, formula)
        return
    counted = plural("{n} order", "{n} orders", baskets.orders)
    single = round(baskets.single_share * baskets.orders)
    figures = {
        "orders": (float(baskets.orders), count_text(baskets.orders), _("with a product")),
        "units": (baskets.units, f"{baskets.units:,.1f}", counted),
        "lines": (baskets.products, f"{baskets.products:,.1f}", counted),
        "single": (
            baskets.single_share,
            percent_text(baskets.single_share),
            _("{part} of {orders}").format(part=count_text(single), orders=counted),
        ),
    }
    for name, (label, formula) in labels.items():
        value, text, detail = figures[name]
        yield tile(name, label, value, text, detail, formula)


def customer_tiles(orders: Orders, customers: Customers | Missing) -> Iterator[Tile]:
    """Repeat rate, revenue per customer, share of lines without a customer."""
    labels = {
        "repeat": (
            _("Repeat customers"),
            _("Customers with two or more orders ÷ known customers."),
        ),
        "per_customer": (
            _("Median revenue per customer"),
            _("Half of the customers brought less. All their returns are taken off, also those "
              "that name no order."),
        ),
        "unknown": (
            _("Lines without a customer"),
            _("Order lines that name no customer ÷ order lines. They are left out of customer "
              "figures, never counted as one customer."),
        ),
    }  # fmt: skip
    if isinstance(customers, Missing):
        for name, (label, formula) in labels.items():
            yield missing_tile(name, label, customers, formula)
        return
    counted = plural("{n} known customer", "{n} known customers", customers.count)
    share = customers.repeaters / customers.count
    yield tile(
        "repeat", labels["repeat"][0], share, percent_text(share),
        _("{part} of {customers}").format(
            part=count_text(customers.repeaters), customers=counted
        ),
        labels["repeat"][1],
    )  # fmt: skip
    label, formula = labels["per_customer"]
    if isinstance(customers.revenue, Missing):
        yield missing_tile("per_customer", label, customers.revenue, formula)
    else:
        revenue = customers.revenue
        middle = float((revenue[(len(revenue) - 1) // 2] + revenue[len(revenue) // 2]) / 2)
        mean = format_money(float(revenue.mean()), orders.currency)
        yield tile(
            "per_customer", label, middle, format_money(middle, orders.currency),
            _("average {money}; {customers}").format(
                money=mean, customers=plural("{n} customer", "{n} customers", len(revenue))
            ),
            formula,
        )  # fmt: skip
    label, formula = labels["unknown"]
    lines = int((~orders.lines.line_returned).sum())
    unknown = customers.unknown_lines
    part = count_text(round(unknown * lines))
    yield tile(
        "unknown", label, unknown, percent_text(unknown),
        _("{part} of {lines} lines").format(part=part, lines=count_text(lines)), formula,
    )  # fmt: skip
