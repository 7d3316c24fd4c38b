"""Order lines in any columns, and the other forms that tables of orders take."""

from __future__ import annotations

from xsell_desktop.sales.cell_lists import unpack_lists
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.one_hot import unpack_items
from xsell_desktop.sales.spmf import unpack_transactions

PLAIN_LINES = Layout(id="plain-lines", title="Order lines")
PLAIN_BASKETS = Layout(id="plain-baskets", title="Baskets, one order a line", baskets=True)
PLAIN_LISTS = Layout(
    id="plain-lists",
    title="Orders with a list of products",
    unpack=unpack_lists,
    numbers_orders=True,
)
PLAIN_ONEHOT = Layout(
    id="plain-onehot",
    title="Orders with a column a product",
    unpack=unpack_items,
    numbers_orders=True,
)
PLAIN_ORDERS = Layout(id="plain-orders", title="Orders without their lines", kind="none")
SPMF = Layout(
    id="spmf",
    title="Numbered products, one order a line (SPMF)",
    unpack=unpack_transactions,
    numbers_orders=True,
)
