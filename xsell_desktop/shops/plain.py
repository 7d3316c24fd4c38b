"""Order lines in any columns, and baskets with one order a line."""

from __future__ import annotations

from xsell_desktop.sales.layouts import Layout

PLAIN_LINES = Layout(id="plain-lines", title="Order lines")
PLAIN_BASKETS = Layout(id="plain-baskets", title="Baskets, one order a line", baskets=True)
