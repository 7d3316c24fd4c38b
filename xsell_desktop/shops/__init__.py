"""One module a platform: how its exports look, and how it takes recommendations back."""

from __future__ import annotations

from xsell_desktop.sales.layouts import Layout
from xsell_desktop.shops.plain import PLAIN_BASKETS, PLAIN_LINES
from xsell_desktop.shops.shopify_orders import SHOPIFY_ORDERS
from xsell_desktop.shops.shopify_products import SHOPIFY_PRODUCTS
from xsell_desktop.shops.uci import UCI_ONLINE_RETAIL
from xsell_desktop.shops.woocommerce_products import WOOCOMMERCE_PRODUCTS

LAYOUTS: tuple[Layout, ...] = (
    SHOPIFY_ORDERS,
    SHOPIFY_PRODUCTS,
    WOOCOMMERCE_PRODUCTS,
    UCI_ONLINE_RETAIL,
    PLAIN_LINES,
    PLAIN_BASKETS,
)
