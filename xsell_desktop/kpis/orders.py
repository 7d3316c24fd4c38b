"""What each order comes to: products, units and money, net of the returns linked to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from xsell_desktop.sales.lines import Codes, Flags, Floats, Lines


@dataclass(frozen=True, eq=False)
class Entries:
    """The E products of orders, each once an order, sorted by order then product.

    `revenue` is before the order's own discount (NaN when any of its lines has none); `returned`
    tells that some of it came back on the same order.
    """

    order: Codes
    product: Codes
    revenue: Floats
    returned: Flags

    def __len__(self) -> int:
        return len(self.order)


@dataclass(frozen=True, eq=False)
class Orders:
    """The M orders of a `Lines`. `sold` marks those that hold at least one product.

    `sizes` counts distinct products; `units` are net of linked returns. `value` is the order's
    net sales in `currency`; NaN for other currencies, unknown prices and orders not sold.
    `balance` is the same for every order of the currency, credit notes included.
    """

    lines: Lines
    currency: str
    entries: Entries
    sold: Flags
    sizes: Codes
    units: Floats
    value: Floats
    balance: Floats

    @cached_property
    def count(self) -> int:
        """Orders with at least one product."""
        return int(self.sold.sum())

    @cached_property
    def priced(self) -> Flags:
        """Orders whose value is known."""
        return ~np.isnan(self.value)

    @cached_property
    def values(self) -> Floats:
        """The known order values, smallest first."""
        return np.sort(self.value[self.priced])

    @cached_property
    def other_currencies(self) -> dict[str, int]:
        """Orders sold in each other currency, which no money figure holds."""
        codes = self.lines.order_currency[self.sold & ~in_currency(self.lines, self.currency)]
        found, counts = np.unique(codes, return_counts=True)
        names = (self.lines.currencies[code] for code in found.tolist())
        return dict(zip(names, counts.tolist(), strict=True))

    @cached_property
    def without_currency(self) -> int:
        """Orders sold that name no currency while others do; they count as in `currency`."""
        unnamed = self.sold & (self.lines.order_currency < 0)
        return int(unnamed.sum()) if len(self.lines.currencies) else 0

    @cached_property
    def without_price(self) -> int:
        """Orders of the currency that lack the price of a line."""
        return self.count - int(self.priced.sum()) - sum(self.other_currencies.values())

    @cached_property
    def unlinked_returns(self) -> tuple[int, float]:
        """Returns that are orders of their own: how many, and their money (below zero)."""
        credit = ~self.sold & ~np.isnan(self.balance) & (self.balance != 0)
        return int(credit.sum()), float(self.balance[credit].sum())


def in_currency(lines: Lines, currency: str) -> Flags:
    """The orders in a currency; orders without one count as in it."""
    wanted = lines.currencies.index(currency) if currency in lines.currencies else -1
    return np.asarray((lines.order_currency == wanted) | (lines.order_currency < 0))


def count_orders(lines: Lines, currency: str) -> Orders:
    """Add up every order of the lines; money only of those in `currency`."""
    count = len(lines.order_keys)
    entries = _count_entries(lines)
    sizes = np.bincount(entries.order, minlength=count).astype(np.int32)
    sold = sizes > 0
    balance = _sum(lines.line_order, lines.line_revenue, count) - lines.order_discount
    unknown = np.isnan(lines.line_revenue) & ~lines.line_returned
    balance[np.bincount(lines.line_order[unknown], minlength=count) > 0] = np.nan
    if not np.any(np.nan_to_num(lines.line_revenue)):
        balance[:] = np.nan
    balance[~in_currency(lines, currency)] = np.nan
    value = np.where(sold, balance, np.nan)
    units = _sum(lines.line_order, lines.line_quantity, count)
    return Orders(lines, currency, entries, sold, sizes, units, value, balance)


def _count_entries(lines: Lines) -> Entries:
    products = max(1, len(lines.product_keys))
    keys = lines.line_order.astype(np.int64) * products + lines.line_product
    bought = keys[~lines.line_returned]
    sorting = np.argsort(bought, kind="stable")
    ordered = bought[sorting]
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    held = ordered[first]
    entry = np.empty(len(bought), dtype=np.int64)
    entry[sorting] = np.cumsum(first) - 1
    back = keys[lines.line_returned]
    place = np.searchsorted(held, back)
    place[place == len(held)] = 0
    linked = (held[place] == back) if len(held) else np.zeros(len(back), dtype=bool)
    amounts = np.nan_to_num(lines.line_revenue[lines.line_returned][linked])
    gross = np.bincount(entry, lines.line_revenue[~lines.line_returned], len(held))
    revenue = (gross + np.bincount(place[linked], amounts, len(held))).astype(np.float64)
    returned = np.zeros(len(held), dtype=bool)
    returned[place[linked]] = True
    return Entries(
        (held // products).astype(np.int32), (held % products).astype(np.int32), revenue, returned
    )


def _sum(rows: Codes, amounts: Floats, count: int) -> Floats:
    return np.bincount(rows, np.nan_to_num(amounts), count).astype(np.float64)
