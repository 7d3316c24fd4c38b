"""The figures of recommendations and products as tiles, each with its passport."""

from __future__ import annotations

from collections.abc import Iterator

from xsell_desktop.kpis.attach import Attached
from xsell_desktop.kpis.products import Pareto, Reach
from xsell_desktop.kpis.returns import Returns
from xsell_desktop.kpis.tiles import Missing, Tile, missing_tile, tile
from xsell_desktop.texts import _, count_text, percent_text, plural


def attach_tiles(attached: Attached | Missing) -> Iterator[Tile]:
    """Attach rate of first picks, answered anchors, assisted share of revenue and of orders."""
    potential = _(
        "Computed on past orders for the lists as they stand: what the lists could have "
        "assisted, not what they caused."
    )
    labels = {
        "attach_first": (
            _("Attach rate of first picks"),
            _("Over all products with a list: orders with the product and its first pick ÷ "
              "orders with the product."),
        ),
        "answered": (
            _("Products bought with a pick"),
            _("Of all lines whose product has a list: those whose order holds a product of "
              "that list."),
        ),
        "assisted_revenue": (
            _("Assisted revenue, potential"),
            _("Revenue of lines whose product is on the list of another product of the same "
              "order ÷ revenue of all lines, before discounts on whole orders."),
        ),
        "assisted_orders": (
            _("Assisted orders, potential"),
            _("Orders with at least one product that another product of the order recommends "
              "÷ orders."),
        ),
    }  # fmt: skip
    if isinstance(attached, Missing):
        for name, (label, formula) in labels.items():
            yield missing_tile(name, label, attached, formula)
        return
    parts = {
        "attach_first": (attached.first, _("{part} of {whole} orders with the product")),
        "answered": ((attached.answered, attached.anchors), _("{part} of {whole} lines")),
        "assisted_orders": (
            (attached.orders_assisted, attached.orders), _("{part} of {whole} orders"),
        ),
    }  # fmt: skip
    for name, (label, formula) in labels.items():
        if name == "assisted_revenue":
            share = attached.revenue_share
            lines = _("{share} of order lines").format(share=percent_text(attached.line_share))
            if isinstance(share, Missing):
                yield missing_tile(name, label, share, formula, potential)
            else:
                yield tile(name, label, share, percent_text(share), lines, formula, potential)
            continue
        (part, whole), words = parts[name]
        value = part / whole if whole else float("nan")
        detail = words.format(part=count_text(part), whole=count_text(whole))
        yield tile(name, label, value, percent_text(value), detail, formula, potential)


def reach_tiles(reach: Reach | Missing) -> Iterator[Tile]:
    """Coverage, lonely products, and how much the ten most recommended take."""
    active = _("Active: visible, and sold in the last 90 days of the data or in stock.")
    if isinstance(reach, Reach) and not reach.dated:
        active = _("Active: visible, and sold at all, as the sales hold no dates.")
    labels = {
        "coverage": (
            _("Products with a list"),
            _("Active products with at least one recommendation ÷ active products."),
        ),
        "lonely": (
            _("Lonely products"),
            _("Active products without a proven or likely partner, and none that you decided. "
              "Partners by category and best sellers fill their lists."),
        ),
        "top_ten": (
            _("Taken by ten products"),
            _("Recommendations of the ten most recommended products ÷ all recommendations. "
              "A high share means that the lists repeat the best sellers."),
        ),
    }  # fmt: skip
    if isinstance(reach, Missing):
        for name, (label, formula) in labels.items():
            yield missing_tile(name, label, reach, formula, active)
        return
    of_active = plural("{n} active product", "{n} active products", reach.active)
    covered = reach.covered / reach.active
    figures = {
        "coverage": (
            covered, percent_text(covered),
            _("{part} of {products}; {own} with pairs of their own").format(
                part=count_text(reach.covered), products=of_active, own=count_text(reach.sure)
            ),
        ),
        "lonely": (
            float(reach.lonely), count_text(reach.lonely),
            _("of {products}").format(products=of_active),
        ),
        "top_ten": (
            reach.top_ten, percent_text(reach.top_ten),
            plural("of {n} recommendation", "of {n} recommendations", reach.picks),
        ),
    }  # fmt: skip
    for name, (label, formula) in labels.items():
        value, text, detail = figures[name]
        scope = "" if name == "top_ten" else active
        yield tile(name, label, value, text, detail, formula, scope)


def concentration_tile(pareto: Pareto | Missing) -> Tile:
    """How many products bring 80 % of the revenue."""
    label = _("Products behind 80 %")
    formula = _("The fewest products that bring 80 % of revenue together, best first.")
    if isinstance(pareto, Missing):
        return missing_tile("products_80", label, pareto, formula)
    if not pareto.of_revenue:
        formula = _("The fewest products that make 80 % of order lines, best first; by lines "
                    "because the sales hold no prices.")  # fmt: skip
    sold = plural("of {n} product sold", "of {n} products sold", len(pareto.shares))
    tenth = _("the best tenth brings {share}").format(share=percent_text(pareto.top_tenth))
    count = pareto.for_80
    return tile("products_80", label, float(count), count_text(count), f"{sold}; {tenth}", formula)


def returns_tile(returns: Returns | Missing) -> Tile:
    """Return rate of cross-sold lines beside that of the same products alone."""
    label = _("Returns of cross-sold lines")
    formula = _(
        "Lines whose product is recommended by another of the same order: those returned ÷ all. "
        "Compared with the same products, in the same mix, in orders without an anchor. "
        "Only returns on the order they belong to count."
    )
    if isinstance(returns, Missing):
        return missing_tile("returns", label, returns, formula)
    detail = _("of {count} lines; alone {share}").format(
        count=count_text(returns.cross_sold.count), share=percent_text(returns.alone.share)
    )
    share = returns.cross_sold.share
    return tile("returns", label, share, percent_text(share), detail, formula)
