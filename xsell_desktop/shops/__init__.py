"""One module a platform: how its exports look, and how it takes recommendations back."""

from __future__ import annotations

from xsell_desktop.sales.layouts import Layout
from xsell_desktop.shops.academic import COMPLETE_JOURNEY, INSTACART_ITEMS, INSTACART_ORDERS
from xsell_desktop.shops.amazon_orders import AMAZON_ORDERS
from xsell_desktop.shops.amazon_transactions import AMAZON_TRANSACTIONS
from xsell_desktop.shops.bigcommerce_orders import BIGCOMMERCE_ORDERS
from xsell_desktop.shops.bigcommerce_products import BIGCOMMERCE_PRODUCTS
from xsell_desktop.shops.clover_items import CLOVER_ITEMS
from xsell_desktop.shops.ebay_orders import EBAY_ORDERS
from xsell_desktop.shops.etsy_items import ETSY_ITEMS
from xsell_desktop.shops.etsy_listings import ETSY_LISTINGS
from xsell_desktop.shops.lightspeed_sales import LIGHTSPEED_SALES
from xsell_desktop.shops.loyverse_items import LOYVERSE_ITEMS
from xsell_desktop.shops.loyverse_receipts import LOYVERSE_ITEMS_SOLD
from xsell_desktop.shops.magento_items import MAGENTO_ITEMS
from xsell_desktop.shops.magento_products import MAGENTO_PRODUCTS
from xsell_desktop.shops.matrixify_orders import MATRIXIFY_ORDERS
from xsell_desktop.shops.odoo_orders import ODOO_ORDERS
from xsell_desktop.shops.odoo_pos import ODOO_POS
from xsell_desktop.shops.odoo_products import ODOO_PRODUCTS
from xsell_desktop.shops.opencart_products import OPENCART_PRODUCTS
from xsell_desktop.shops.plain import (
    PLAIN_BASKETS,
    PLAIN_LINES,
    PLAIN_LISTS,
    PLAIN_ONEHOT,
    PLAIN_ORDERS,
    SPMF,
)
from xsell_desktop.shops.plain_products import PLAIN_PRODUCTS
from xsell_desktop.shops.prestashop_products import (
    PRESTASHOP_COMBINATIONS,
    PRESTASHOP_GRID,
    PRESTASHOP_PRODUCTS,
)
from xsell_desktop.shops.prestashop_sql import PRESTASHOP_SQL
from xsell_desktop.shops.research_products import COMPLETE_JOURNEY_PRODUCTS, INSTACART_PRODUCTS
from xsell_desktop.shops.shopify_orders import SHOPIFY_ORDERS
from xsell_desktop.shops.shopify_products import SHOPIFY_PRODUCTS
from xsell_desktop.shops.shopkeep_items import SHOPKEEP_ITEMS
from xsell_desktop.shops.square_items import SQUARE_ITEMS
from xsell_desktop.shops.square_library import SQUARE_LIBRARY
from xsell_desktop.shops.sumup_items import SUMUP_ITEMS
from xsell_desktop.shops.toast_items import TOAST_ITEMS
from xsell_desktop.shops.uci import UCI_ONLINE_RETAIL
from xsell_desktop.shops.woocommerce_advanced_export import WOOCOMMERCE_ADVANCED_EXPORT
from xsell_desktop.shops.woocommerce_analytics import WOOCOMMERCE_ANALYTICS
from xsell_desktop.shops.woocommerce_products import WOOCOMMERCE_PRODUCTS
from xsell_desktop.shops.woocommerce_skyverge import WOOCOMMERCE_SKYVERGE
from xsell_desktop.shops.woocommerce_webtoffee import WOOCOMMERCE_WEBTOFFEE

LAYOUTS: tuple[Layout, ...] = (
    SHOPIFY_ORDERS,
    MATRIXIFY_ORDERS,
    WOOCOMMERCE_ANALYTICS,
    WOOCOMMERCE_SKYVERGE,
    WOOCOMMERCE_WEBTOFFEE,
    WOOCOMMERCE_ADVANCED_EXPORT,
    BIGCOMMERCE_ORDERS,
    PRESTASHOP_SQL,
    MAGENTO_ITEMS,
    ODOO_POS,
    ODOO_ORDERS,
    SHOPIFY_PRODUCTS,
    BIGCOMMERCE_PRODUCTS,
    WOOCOMMERCE_PRODUCTS,
    MAGENTO_PRODUCTS,
    PRESTASHOP_PRODUCTS,
    PRESTASHOP_COMBINATIONS,
    PRESTASHOP_GRID,
    SQUARE_LIBRARY,
    ETSY_LISTINGS,
    LOYVERSE_ITEMS,
    ODOO_PRODUCTS,
    OPENCART_PRODUCTS,
    INSTACART_PRODUCTS,
    COMPLETE_JOURNEY_PRODUCTS,
    UCI_ONLINE_RETAIL,
    INSTACART_ITEMS,
    INSTACART_ORDERS,
    COMPLETE_JOURNEY,
    SQUARE_ITEMS,
    AMAZON_ORDERS,
    AMAZON_TRANSACTIONS,
    CLOVER_ITEMS,
    EBAY_ORDERS,
    ETSY_ITEMS,
    LIGHTSPEED_SALES,
    LOYVERSE_ITEMS_SOLD,
    SHOPKEEP_ITEMS,
    SUMUP_ITEMS,
    TOAST_ITEMS,
    PLAIN_LINES,
    PLAIN_BASKETS,
    PLAIN_LISTS,
    PLAIN_ONEHOT,
    PLAIN_ORDERS,
    SPMF,
    PLAIN_PRODUCTS,
)
