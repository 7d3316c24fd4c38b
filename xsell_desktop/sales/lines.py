"""Order lines as columns of coded numbers: the one shape everything downstream reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.catalogue import Product

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Dates = npt.NDArray[np.datetime64]


@dataclass(frozen=True, eq=False)
class Lines:
    """M orders, P products, L lines. Nobody changes an array of a `Lines`.

    By order: key, date (datetime64[s], NaT unknown), customer (code into `customer_keys`,
    -1 unknown), currency (code into `currencies`, -1 unknown), discount (money taken off the
    whole order beyond the lines' own discounts, 0 unknown), country and channel (codes into
    `countries` and `channels`, -1 unknown; for all orders where none are given).
    By line: order and product codes, quantity, revenue (of the whole line after its own
    discount, before tax and postage; NaN unknown), returned (the line takes goods back: its
    quantity and revenue are negative, and it never joins a basket).
    Customer keys are salted hashes, never what the shop wrote. `product_aliases` are the other
    names each product went by (P entries, or none at all). `void_orders` are orders the file
    holds only to say that they do not count (cancelled, never paid), with their dates.
    """

    order_keys: tuple[str, ...]
    product_keys: tuple[str, ...]
    product_names: tuple[str, ...]
    customer_keys: tuple[str, ...]
    currencies: tuple[str, ...]
    order_date: Dates
    order_customer: Codes
    order_currency: Codes
    order_discount: Floats
    line_order: Codes
    line_product: Codes
    line_quantity: Floats
    line_revenue: Floats
    line_returned: Flags
    product_aliases: tuple[tuple[str, ...], ...] = ()
    void_orders: tuple[str, ...] = ()
    void_dates: Dates = field(default_factory=lambda: np.zeros(0, dtype="datetime64[s]"))
    countries: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    order_country: Codes = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    order_channel: Codes = field(default_factory=lambda: np.zeros(0, dtype=np.int32))

    def __post_init__(self) -> None:
        for name in ("order_country", "order_channel"):
            if not len(getattr(self, name)):
                object.__setattr__(self, name, np.full(len(self.order_keys), -1, np.int32))

    def __len__(self) -> int:
        return len(self.line_order)

    @property
    def has_dates(self) -> bool:
        """Whether any order has a date."""
        return bool(len(self.order_date)) and not bool(np.isnat(self.order_date).all())

    @property
    def main_currency(self) -> str:
        """The currency most orders are in; '' when none is known."""
        known = self.order_currency[self.order_currency >= 0]
        if not len(known):
            return ""
        return self.currencies[int(np.bincount(known).argmax())]


@dataclass(frozen=True, eq=False)
class ProductFacts:
    """What the catalogue says of each product of a `Lines`, in its order; P entries each.

    Numbers are NaN and texts '' where nothing is known; `price` falls back to the median unit
    price paid; `visible` is True where no catalogue says otherwise. `parent` is the key of the
    product a variant belongs to; `parts` the codes of the products sold as one under a product's
    code; `unsold` the visible products of the catalogues that no line holds. `merges` are the
    keys that the user had counted under others.
    """

    category: tuple[str, ...]
    price: Floats
    cost: Floats
    stock: Floats
    visible: Flags
    in_catalogue: Flags
    counted_as: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    parent: tuple[str, ...] = ()
    parts: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    unsold: tuple[Product, ...] = ()
    merges: Mapping[str, str] = field(default_factory=dict)
