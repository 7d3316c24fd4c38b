"""What is known of a product, sold or only in the catalogue, in a line and four figures."""

from __future__ import annotations

import math

from xsell_desktop.domain.money import format_money
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, count_text
from xsell_desktop.ui.canvas.scene.colouring import sized_by_revenue

Figure = tuple[str, str, str]


def tell_product(analysis: Analysis, key: str) -> str:
    """Key, category and family; what is not sold says so."""
    products, unsold = analysis.products, analysis.unsold
    row, place = products.index.get(key), unsold.index.get(key)
    if row is None and place is None:
        return _("{key} · not in these sales").format(key=key)
    if row is None and place is not None:
        known = (key, unsold.categories[place], _("never sold so far"))
        return " · ".join(filter(None, known))
    assert row is not None
    parts = [key if products.names[row] != key else "", products.categories[row]]
    code = int(products.family[row])
    if code >= 0 and analysis.families[code].name != products.categories[row]:
        parts.append(_("family {name}").format(name=analysis.families[code].name))
    return " · ".join(filter(None, parts))


def product_figures(analysis: Analysis, key: str) -> tuple[Figure, ...]:
    """Price, orders, revenue and stock as (value, name, tooltip); none for an unknown product."""
    products, unsold = analysis.products, analysis.unsold
    row, place = products.index.get(key), unsold.index.get(key)
    if row is not None:
        price, stock = float(products.price[row]), float(products.stock[row])
        orders = int(products.orders[row])
        revenue = float(products.revenue[row]) if sized_by_revenue(analysis) else math.nan
    elif place is not None:
        price, stock = float(unsold.price[place]), float(unsold.stock[place])
        orders, revenue = 0, math.nan
    else:
        return ()
    money = analysis.currency
    tip = _("No prices known") if math.isnan(revenue) else format_money(revenue, money)
    return (
        (format_money(price, money), _("price"), ""),
        (count_text(orders), _("orders"), _("Orders with this product")),
        (format_money(revenue, money, short=True), _("revenue"), tip if row is not None else ""),
        ("–" if math.isnan(stock) else count_text(stock), _("in stock"), ""),
    )
